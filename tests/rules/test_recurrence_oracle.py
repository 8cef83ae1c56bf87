"""Recurrences against the oracle, which tries every day in order."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from engine.rules.calendars import Calendar
from engine.rules.recurrence import following, parse_recurrence
from tests.rules.oracle.drawn import Case, recurrences
from tests.rules.oracle.recurrences import next_after
from tests.rules.oracle.wall import LeftError


def check(case: Case) -> None:
    """The next time, found twice."""
    text, after, working = case
    assert isinstance(after, int)
    try:
        expected = working.seen.ms(next_after(text, after, working))
    except LeftError:
        assume(False)
    recurrence, problems = parse_recurrence(text)
    assert recurrence is not None, problems
    at = working.seen.ms(after)
    assert following(recurrence, at, Calendar.from_compiled(working.compiled)) == max(expected, at + 1)


@given(recurrences())
@settings(derandomize=True, max_examples=100, deadline=None)
def test_the_next_time_is_what_walking_day_by_day_gives(case: Case) -> None:
    check(case)


@pytest.mark.soak
@given(recurrences())
@settings(max_examples=10_000, deadline=None, print_blob=True)
def test_ten_thousand_next_times_are_what_walking_gives(case: Case) -> None:
    check(case)
