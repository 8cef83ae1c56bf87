"""Diagrams of SOPs with lanes, lists, waits and calls, whatever they are made of: all of it is there, once,
and nothing lies on anything else."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from diagram_blocks import definition, names
from hypothesis import assume, given, settings
from random_blocks import documents
from test_diagram_layout import grown, over, shrunk, together, touches
from test_diagram_texts import HOSTILE, fits
from test_diagram_texts import mermaid as is_mermaid

from engine.language import load_sop
from engine.model.definition import Definition
from engine.render.diagram import FORMS, draw
from engine.render.diagram.blocks import Block, box_block, label_block
from engine.render.diagram.layout import Place
from engine.render.diagram.nesting import Nested, nest
from engine.render.diagram.picture import ANYWHERE, BLOCK, JOIN, LANE, STEPS, Drawing, single_ends
from engine.render.diagram.planning import plan
from engine.render.naming import Names


class Picture(NamedTuple):
    """A drawing as it is placed."""

    drawing: Drawing
    blocks: list[Block]
    at: Nested

    def lines(self, number: int) -> list[Place]:
        """The straight lines of an arrow, as rectangles without width or without height."""
        return [
            Place(min(x, to_x), min(y, to_y), abs(x - to_x), abs(y - to_y))
            for (x, y), (to_x, to_y) in pairwise(self.at.paths[number])
        ]

    def solid(self) -> dict[str, Place]:
        """Everything that has a place of its own: boxes, what is written at the heads of blocks, labels."""
        found = {}
        for number, place in enumerate(self.at.boxes):
            head = self.at.heads.get(number)
            found[f"box {number}"] = place if head is None else head
        return found | {f"label {n}": place for n, place in enumerate(self.at.labels) if place.height}


def picture(body: Definition) -> Picture:
    drawing = single_ends(draw(body, Names("UTC", body)))
    blocks = [box_block(box) for box in drawing.boxes]
    return Picture(
        drawing, blocks, nest(plan(drawing, blocks, [label_block(arrow) for arrow in drawing.arrows]))
    )


def check(document: str) -> None:
    body = load_sop(document.encode(), "random.sop.yaml").definition
    assume(body is not None)
    assert body is not None
    all_is_there(body)
    shown = picture(body)
    nothing_overlaps(shown)
    all_is_inside(shown)
    arrows_can_be_followed(shown)
    is_mermaid(FORMS["mermaid"](draw(body, Names("UTC", body))))
    fits(FORMS["svg"](draw(body, Names("UTC", body))))


@settings(derandomize=True, max_examples=40, deadline=None)
@given(documents())
def test_all_of_it_is_there_and_nothing_is_on_top_of_anything(document: str) -> None:
    check(document)


@pytest.mark.soak
@settings(max_examples=2000, deadline=None)
@given(documents())
def test_all_of_it_is_there_in_many(document: str) -> None:
    check(document)


def all_is_there(body: Definition) -> None:
    """Every step is one box, every lane has its head, every outcome's case is one way of one arrow."""
    drawing = draw(body, Names("UTC", body))
    boxes = Counter((box.kind, box.name) for box in drawing.boxes)
    for step in body.steps.values():
        assert boxes[STEPS[step.kind], step.name] == 1
        assert boxes[JOIN, step.name] == bool(step.lanes)
        assert all(boxes[LANE, f"{step.name}/{name}"] == 1 for name in step.lanes)
    ways: Counter[tuple[str, str]] = Counter()
    for arrow in drawing.arrows:
        source = drawing.boxes[arrow.source]
        ways.update((source.name if source.kind != ANYWHERE else "", way.outcome) for way in arrow.ways)
    for step in body.steps.values():
        for outcome in step.outcomes.values():
            common = ways.get(("", outcome.name), 0)
            assert ways[step.name, outcome.name] == len(outcome.to) or common == len(outcome.to)


def nothing_overlaps(shown: Picture) -> None:
    assert not [pair for pair in combinations(shown.solid().values(), 2) if over(*pair)]
    frames = [p for box, p in zip(shown.drawing.boxes, shown.at.boxes, strict=True) if box.kind == BLOCK]
    for one, two in combinations([*frames, *shown.at.lanes[1:]], 2):
        assert within(one, two) or within(two, one) or not over(one, two)


def within(one: Place, two: Place) -> bool:
    return (
        one.x >= two.x - 0.5
        and one.y >= two.y - 0.5
        and one.x + one.width <= two.x + two.width + 0.5
        and one.y + one.height <= two.y + two.height + 0.5
    )


def all_is_inside(shown: Picture) -> None:
    """Boxes stand in their lanes, lanes in their frames, joins and what is written there too."""
    boxes, at = shown.drawing.boxes, shown.at
    names = ["", *(box.name for box in boxes if box.kind == LANE)]
    lanes = dict(zip(names, at.lanes, strict=True))
    frames = {box.name: place for box, place in zip(boxes, at.boxes, strict=True) if box.kind == BLOCK}
    for number, (box, place, block) in enumerate(zip(boxes, at.boxes, shown.blocks, strict=True)):
        assert within(place, lanes[box.lane])
        assert place.width >= block.width - 0.1
        assert place.height >= block.height - 0.1
        if box.kind == LANE:
            assert within(lanes[box.name], frames[box.name.rpartition("/")[0]])
        if box.kind == JOIN:
            assert within(place, frames[box.name])
        if number in at.heads:
            assert within(at.heads[number], place)
    assert all(within(bar, at.lanes[lane]) for lane, bar in at.bars.items())


def arrows_can_be_followed(shown: Picture) -> None:
    """Each begins and ends at its boxes, crosses none and no text, has its label on it, lies on no other."""
    at, solid = shown.at, shown.solid()
    for number, arrow in enumerate(shown.drawing.arrows):
        lines, path = shown.lines(number), at.paths[number]
        assert all(line.width < 0.6 or line.height < 0.6 for line in lines), "only straight lines"
        in_the_way = [shrunk(place) for name, place in solid.items() if name != f"label {number}"]
        assert not [1 for line in lines for place in in_the_way if over(line, place)]
        assert touches(at.boxes[arrow.source], path[0])
        ends = list(at.bars.values()) if shown.drawing.boxes[arrow.target].kind == JOIN else []
        assert any(touches(place, path[-1]) for place in ends or [at.boxes[arrow.target]])
        label = solid.get(f"label {number}")
        if label is not None:
            near = grown(label) if arrow.source == arrow.target else shrunk(label)
            assert any(over(line, near) for line in lines), "a label is on its own arrow"
    for one, two in combinations(range(len(at.paths)), 2):
        assert not together(shown.lines(one), shown.lines(two))


def hostile(text: str) -> Definition:
    """The SOP with the same text wherever what is special to lanes, lists, waits and calls says one."""
    body = definition()
    steps = {}
    for name, step in body.steps.items():
        lanes = {lane: each._replace(title=text) for lane, each in step.lanes.items()}
        changed = step._replace(title=text, lanes=lanes)
        if step.each is not None:
            changed = changed._replace(each=step.each._replace(item=text))
        if step.call is not None:
            changed = changed._replace(call=step.call._replace(sop=text))
        if step.wait is not None:
            changed = changed._replace(wait=step.wait._replace(signal=text))
        steps[name] = changed
    fields = {name: each._replace(title=text) for name, each in body.data.items()}
    tables = {name: table._replace(title=text) for name, table in body.tables.items()}
    return body._replace(steps=steps, data=fields, tables=tables)


@pytest.mark.parametrize("text", [*HOSTILE, "end", "subgraph"])
def test_nothing_that_a_block_says_acts(text: str) -> None:
    body = hostile(text)
    drawing = draw(body, Names("UTC", body))
    fits(FORMS["svg"](drawing))
    is_mermaid(FORMS["mermaid"](drawing))
    nothing_overlaps(picture(body))


def test_subgraphs_are_closed() -> None:
    for margin, opened in _subgraphs(FORMS["mermaid"](draw(definition(), names()))):
        assert opened >= 0, margin


def _subgraphs(text: str) -> list[tuple[str, int]]:
    depth, found = 0, []
    for line in text.splitlines():
        depth += bool(re.match(r"\s*subgraph ", line)) - (line.strip() == "end")
        found.append((line, depth))
    assert depth == 0
    return found
