"""What pauses give back, against sums that know nothing of how it is reckoned."""

from __future__ import annotations

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st
from kernel_story import OFFICE, Story, at

from engine.kernel import Decision, decide
from engine.model.commands import Hold, Replan, Resume

HOUR = 3_600_000
BEGUN = at("2026-11-16 09:00")
HOURS = "\nsop: a\ncalendar: office\nrole: warehouse\nsteps: {pick: {due: %s}}\n"

spells = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(1, 6000)).map(lambda one: (one[0] * 60_000, one[1] * 60_000)),
    max_size=5,
)
"""How long it runs and then stands still, again and again, to the minute."""


def lived(story: Story, found: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """The due after all of these pauses, and those of them that began before it (ms UTC)."""
    story.now = BEGUN
    story.start()
    pauses = []
    for runs, stands in found:
        story.now += runs
        assert story.task is not None
        in_time = story.now < (story.task.clocks[-1].due or 0)
        began = story.now
        assert isinstance(story.do(Hold(b"", 7, 0, "x")), list)
        story.now += stands
        assert isinstance(story.do(Resume(b"", 7)), list)
        if in_time:
            pauses.append((began, story.now))
    assert story.task is not None
    due = story.task.clocks[-1].due
    assert due is not None
    return due, pauses


@settings(max_examples=60, deadline=None)
@given(spells)
@example([(0, 1), (540 * 60_000, 60_000)])
def test_the_working_time_that_was_left_is_left(found: list[tuple[int, int]]) -> None:
    """From the opening to the due lie twenty working hours, those of the pauses not counted."""
    story = Story(HOURS % "20 work hours")
    due, pauses = lived(story, found)
    lost = sum(OFFICE.work_between(began, over) for began, over in pauses)
    assert OFFICE.work_between(BEGUN, due) - lost == 20 * HOUR


@settings(max_examples=60, deadline=None)
@given(spells)
def test_exact_hours_are_given_back_exactly(found: list[tuple[int, int]]) -> None:
    story = Story(HOURS % "60h")
    due, pauses = lived(story, found)
    assert due == BEGUN + 60 * HOUR + sum(over - began for began, over in pauses)


@settings(max_examples=60, deadline=None)
@given(
    spells, st.sampled_from(["2 workdays by 18:00", "3 days", "by friday 18:00", "1 month", "20 work hours"])
)
def test_a_due_never_comes_earlier_and_lateness_is_never_cured(
    found: list[tuple[int, int]], due: str
) -> None:
    story = Story(HOURS % due)
    lived(story, found)
    assert story.task is not None
    spans = story.task.clocks
    for before, after in itertools.pairwise(spans):
        assert before.due is not None
        assert after.due is not None
        assert before.ended is not None
        assert after.due >= before.due
        if before.ended > before.due:
            assert after.due == before.due
        assert not after.born_late


@settings(max_examples=40, deadline=None)
@given(spells, st.integers(0, 10_000))
def test_the_due_is_the_same_however_it_is_looked_at(found: list[tuple[int, int]], later: int) -> None:
    """Planning anew changes nothing: the plan rests on the anchor and the pauses alone."""
    story = Story(HOURS % "20 work hours")
    lived(story, found)
    story.now += later * 60_000
    decided = decide(story.program, story.task, Replan(b"", 7), story.context("小王"))
    assert isinstance(decided, Decision)
    assert decided.facts == []
