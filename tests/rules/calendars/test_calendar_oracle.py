"""A calendar's own arithmetic against the oracle: additions, differences, into the hours, local time; with
any hours, days off, and clocks around it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.rules.calendars import Calendar
from tests.rules.oracle.drawn import moments, workings
from tests.rules.oracle.instants import months_away
from tests.rules.oracle.wall import MINUTE, LeftError
from tests.rules.oracle.working import Working


@st.composite
def cases(draw: st.DrawFn) -> tuple[Working, int, int, int, int]:
    """A calendar, a minute, how many working minutes and how many days, and which way."""
    working = draw(workings())
    return (
        working, draw(moments(working)), draw(st.integers(0, 6000)), draw(st.integers(0, 12)),
        draw(st.sampled_from([1, -1])),
    )  # fmt: skip


def check(case: tuple[Working, int, int, int, int]) -> None:
    """Every question that a calendar answers, asked twice."""
    working, minute, amount, days, sign = case
    calendar, seen = Calendar.from_compiled(working.compiled), working.seen
    at = seen.ms(minute)
    day, time = seen.day_and_time(minute)
    try:
        worked = working.work(minute, amount, sign)
        inside = working.into_hours(minute, sign)
        nth = working.nth_workday(day, days, sign)
        on_workday = working.into_hours(seen.first_showing(nth, time), sign)
        on_date = working.into_hours(seen.first_showing(day + sign * days, time), sign)
        next_month = working.into_hours(seen.first_showing(months_away(day, 1, sign), time), sign)
        between = working.work_between(minute, worked)
    except LeftError:
        assume(False)
    assert calendar.clock.split(at) == (day, time * MINUTE)
    assert calendar.to_utc(date.fromordinal(day), time) == seen.ms(seen.first_showing(day, time)) <= at
    assert calendar.is_workday(date.fromordinal(day)) == working.is_workday(day)
    assert calendar.into_hours(at, sign) == seen.ms(inside)
    assert calendar.add_work(at, amount * MINUTE, sign) == seen.ms(worked)
    assert calendar.work_between(at, seen.ms(worked)) == between * MINUTE
    assert calendar.add_workdays(at, days, sign) == seen.ms(on_workday)
    assert calendar.add_days(at, days, sign) == seen.ms(on_date)
    assert calendar.add_months(at, 1, sign) == seen.ms(next_month)
    if days:
        assert calendar.workdays_between(date.fromordinal(day), date.fromordinal(nth)) == sign * days
    spans = [calendar.day_span(date.fromordinal(other)) for other in (day - 1, day, day + 1)]
    for begin, end in (span for each in spans for span in each):
        first, last = seen.minute(begin), seen.minute(end)
        assert all(working.worked[first:last])


@given(cases())
@settings(derandomize=True, max_examples=100, deadline=None)
def test_every_answer_is_what_walking_minute_by_minute_gives(
    case: tuple[Working, int, int, int, int],
) -> None:
    check(case)


@pytest.mark.soak
@given(cases())
@settings(max_examples=10_000, deadline=None, print_blob=True)
def test_ten_thousand_calendars_answer_as_walking_does(case: tuple[Working, int, int, int, int]) -> None:
    check(case)


@given(workings(), st.integers(1, 10**11), st.integers(1, 10**11), st.sampled_from([1, -1]), st.data())
@settings(derandomize=True, max_examples=60, deadline=None)
def test_long_additions_are_the_sum_of_their_parts_across_years(
    working: Working, one: int, two: int, sign: int, data: st.DataObject
) -> None:
    calendar = Calendar.from_compiled(working.compiled)
    at = working.seen.ms(data.draw(moments(working))) + data.draw(st.integers(0, 59_999))
    there = calendar.add_work(at, one, sign)
    assert calendar.work_between(at, there) == sign * one
    assert calendar.add_work(there, two, sign) == calendar.add_work(at, one + two, sign)
