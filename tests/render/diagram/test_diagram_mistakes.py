"""What was undone is not drawn; what was put aside by a reopening is drawn as left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kernel_story import ZONE
from mistaken import Mistaken

from engine.render.diagram import draw, follow
from engine.render.diagram.picture import Box
from engine.render.naming import Names
from engine.words import current_language, set_language

SOP = "sop: a\nrole: warehouse\nowner: director\nsteps: {one: {}, two: {}, three: {}}\n"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = current_language()
    set_language("en")
    yield
    set_language(before)


def drawn(story: Mistaken) -> tuple[dict[str, Box], list[tuple[str, str]]]:
    """The boxes by their names, and the arrows that were taken."""
    assert story.task is not None
    names = Names(ZONE, story.program.definition)
    drawing = follow(draw(story.program.definition, names), story.task, story.now, names)
    called = [each.name for each in drawing.boxes]
    taken = [(called[one.source], called[one.target]) for one in drawing.arrows if one.travelled]
    return {each.name: each for each in drawing.boxes}, taken


def story() -> Mistaken:
    told = Mistaken(SOP)
    told.start()
    told.advance()
    told.advance()
    return told


def test_what_was_undone_is_not_there() -> None:
    told = story()
    told.undo()
    boxes, taken = drawn(told)
    assert (boxes["two"].state, boxes["three"].state) == ("open", "")
    assert taken == [("", "one"), ("one", "two")]


def test_what_was_put_aside_says_so() -> None:
    told = story()
    told.reopen(1)
    boxes, taken = drawn(told)
    assert (boxes["one"].state, boxes["three"].state) == ("open", "cancelled")
    assert boxes["three"].lines[-1].text == "put aside · 2026-11-16 09:00"
    assert ("two", "three") in taken
