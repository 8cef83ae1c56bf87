"""Where a task stands, in lanes and items: drawn into its SOP's diagram."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from diagram_blocks import Tour, definition, names, packing, waiting

from engine.model.commands import Cancel
from engine.render.diagram import draw, follow
from engine.render.diagram.picture import BLOCK, JOIN, Box, Drawing
from engine.words import current_language, set_language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = current_language()
    set_language("en")
    yield
    set_language(before)


def drawn(tour: Tour, hours: int = 0) -> Drawing:
    return follow(draw(definition(), names()), tour.task, tour.world.now + hours * 3_600_000, names())


def box(drawing: Drawing, name: str, kind: str = "") -> Box:
    return next(each for each in drawing.boxes if each.name == name and kind in ("", each.kind))


def taken(drawing: Drawing) -> list[tuple[str, str]]:
    """The names of the boxes that arrows which were taken join; a join is its block with a plus."""
    names_ = [each.name + ("+" if each.kind == JOIN else "") for each in drawing.boxes]
    return [(names_[arrow.source], names_[arrow.target]) for arrow in drawing.arrows if arrow.travelled]


def test_lanes_and_items_are_open_done_or_not_wanted() -> None:
    drawing = drawn(packing())
    states = {each.name: each.state for each in drawing.boxes if each.name and each.kind != JOIN}
    assert states == {
        "check": "visited",
        "prepare": "open", "prepare/papers": "open", "invoice": "visited", "approve": "open",
        "prepare/gift": "unwanted", "wrap_gift": "unwanted",
        "prepare/goods": "open", "pack": "open", "pack/*": "open", "weigh": "open", "book": "unwanted",
        "claim": "", "in_transit": "", "end": "", "end.lost": "", "end.cancelled": "",
    }  # fmt: skip
    assert box(drawing, "weigh").lines[-1].text == "1 of 3 done · 2 open"
    assert box(drawing, "pack", JOIN).lines[-1].text == "1 of 3 done"
    assert box(drawing, "prepare", JOIN).lines[-1].text == "0 of 2 done"
    assert box(drawing, "prepare/gift").lines[-1].text == "not wanted"
    assert taken(drawing) == [
        ("", "check"), ("prepare/papers", "invoice"), ("prepare/goods", "pack"), ("pack/*", "weigh"),
        ("check", "prepare"), ("invoice", "approve"), ("weigh", "book"), ("book", "pack+"),
    ]  # fmt: skip


def test_a_block_that_is_late_says_so() -> None:
    drawing = drawn(packing(), hours=48)
    assert box(drawing, "prepare", BLOCK).state == "late"
    assert box(drawing, "approve").state == "late"


def test_a_call_and_a_wait_are_waited_for() -> None:
    tour = waiting()
    drawing = drawn(tour)
    assert box(drawing, "claim").state == "waiting"
    assert box(drawing, "claim").lines[-1].text == "waiting since 2026-09-29 12:30"
    assert ("approve", "check") in taken(drawing), "the way out of the block, in the first round"
    assert ("prepare+", "claim") in taken(drawing)
    assert box(drawing, "prepare", JOIN).lines[-1].text == "2 of 2 done", "those of the last round"
    child = tour.world.tasks[2]
    for _ in range(2):
        from random_blocks import helpful

        visit = tour.world.tasks[child.id].open_visits()[0]
        tour.does(helpful(tour.world, child.id, visit, "done"))
    drawing = drawn(tour)
    assert box(drawing, "claim").state == "visited"
    assert box(drawing, "in_transit").state == "waiting"
    assert [line.text for line in box(drawing, "in_transit").lines[-2:]] == [
        "waiting since 2026-09-29 13:00",
        "until 2026-10-09 13:00",
    ]


def test_what_was_withdrawn_is_cancelled() -> None:
    tour = packing()
    tour.does(Cancel(b"", 1, "bored"))
    drawing = drawn(tour)
    assert box(drawing, "approve").state == "cancelled"
    assert box(drawing, "approve").lines[-1].text.startswith("cancelled · 2026-09-29 11:00")
    assert box(drawing, "weigh").lines[-1].text == "1 of 3 done · 2 cancelled"
    assert box(drawing, "prepare/papers").state == "cancelled"
