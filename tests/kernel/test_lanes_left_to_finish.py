"""Lanes that were left to finish (``rest: finish``) inside other blocks: what withdraws them, and what they
do not withdraw."""

from __future__ import annotations

import pytest

from tests.kernel.kernel_story import Story

SOP = """
sop: quotes
steps:
  outer:
    parallel:
      buying:
        steps:
          ask:
            parallel:
              north: {steps: [note north]}
              south: {steps: {note south: {outcomes: {done: haggle, elsewhere: last}}, haggle: {}}}
            join: any
            rest: finish
          order: {}
      stock: {steps: {stocktake: {outcomes: {done: end, stop: last}}}}
    join: JOIN
    outcomes: {done: last, give_up: last}
  last: {}
"""


def begun(join: str = "all") -> Story:
    """The first quote is there, the second one is left to finish."""
    story = Story(SOP.replace("JOIN", join))
    story.start()
    story.advance(visit="note north")
    assert story.places == "[outer] stocktake note south order"
    return story


def test_they_go_on_when_the_lane_around_them_has_ended_and_its_block_too() -> None:
    story = begun()
    story.advance(visit="order")
    assert story.places == "[outer] stocktake note south"
    story.advance(visit="stocktake")
    assert story.places == "note south last"
    story.advance(visit="last")
    story.advance(visit="note south")
    story.advance(visit="haggle")
    assert story.places == "end"


@pytest.mark.parametrize("first", [None, "order"])
def test_a_way_out_of_the_block_around_them_withdraws_them(first: str | None) -> None:
    story = begun()
    if first:
        story.advance(visit=first)
    story.advance("stop", visit="stocktake")
    assert story.places == "last"
    assert story.task is not None
    assert [lane.why for lane in story.task.lanes if lane.name == "south"] == ["cancelled"]


def test_so_does_an_outcome_of_the_block_itself() -> None:
    story = begun()
    story.advance("give_up", visit="outer")
    assert story.places == "last"


def test_a_join_that_cancels_the_lane_around_them_withdraws_them() -> None:
    story = begun("any")
    story.advance(visit="stocktake")
    assert story.places == "last"


def test_a_join_by_the_lane_around_them_does_not() -> None:
    story = begun("any")
    story.advance(visit="order")
    assert story.places == "note south last"


def test_their_own_way_out_ends_them_and_nothing_around_them() -> None:
    story = begun()
    story.advance("elsewhere", visit="note south")
    assert story.places == "[outer] stocktake order"
