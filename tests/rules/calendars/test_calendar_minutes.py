"""Calendars against an oracle that walks minute by minute, around every kind of change of the clocks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from minute_oracle import DAY, MINUTE, LeftError, Oracle, window

from engine.rules.calendars import Calendar

WINDOWS = [
    ("Asia/Shanghai", "2026-09-15"),  # National Day and both its make-up days
    ("Asia/Shanghai", "2026-12-10"),  # into a year without data
    ("Europe/Berlin", "2026-03-10"),  # 02:00 becomes 03:00
    ("Europe/Berlin", "2026-10-05"),  # 03:00 becomes 02:00
    ("Europe/Berlin", "2026-12-10"),
    ("America/New_York", "2026-02-20"),
    ("America/New_York", "2026-10-15"),
    ("Australia/Lord_Howe", "2026-09-15"),  # half an hour
    ("Australia/Lord_Howe", "2026-03-15"),
    ("America/St_Johns", "2005-10-10"),  # 00:01 becomes 23:01 of the day before
    ("America/St_Johns", "2006-03-15"),
    ("America/Sao_Paulo", "2017-09-25"),  # midnight does not exist
    ("America/Havana", "2026-10-15"),  # midnight comes twice
    ("Pacific/Apia", "2011-12-12"),  # a whole day does not exist
]
SIZE = 40

edges = st.lists(
    st.one_of(st.integers(0, DAY), st.sampled_from([0, 60, 120, 150, 180, 540, 720, 780, 1080, 1380, DAY])),
    max_size=4,
    unique=True,
).map(lambda found: [list(pair) for pair in zip(*[iter(sorted(found))] * 2, strict=False)])


@st.composite
def calendars(draw, first: str):
    """Any hours for any weekday, any days off and make-up days."""
    hours = {str(number): draw(edges) for number in range(1, 8)}
    hours["3"] = hours["3"] or [[540, 1080]]
    days = st.integers(0, SIZE).map(lambda n: date.fromordinal(date.fromisoformat(first).toordinal() + n))
    dates = st.lists(days.map(date.isoformat), max_size=6, unique=True)
    return {
        "name": "any",
        "zone": "",
        "hours": hours,
        "off": sorted(draw(dates)),
        "on": sorted(draw(dates)),
        "on_like": 3,
        "first_year": None,
        "last_year": None,
        "missing_year": "provisional",
    }


@st.composite
def settings_of(draw):
    zone, first = draw(st.sampled_from(WINDOWS))
    compiled = {**draw(calendars(first)), "zone": zone}
    seen = window(zone, first, SIZE)
    # more often than not close to where the clocks change, at a whole minute of the middle of the window
    changes = [n for n in range(1, len(seen.wall)) if seen.wall[n] != seen.wall[n - 1] + 1]
    near = (
        st.builds(lambda at, off: at + off, st.sampled_from(changes), st.integers(-2000, 2000))
        if changes
        else st.nothing()
    )
    minute = draw(st.one_of(near, st.integers(5 * DAY, (SIZE - 5) * DAY)))
    assume(2 * DAY < minute < (SIZE - 2) * DAY)
    return Calendar.from_compiled(compiled), Oracle(compiled, seen), minute


def check_arithmetic(case, amount, sign, days):
    calendar, oracle, minute = case
    ms, at = oracle.seen.ms, oracle.seen.ms(minute)
    try:
        expected = oracle.work(minute, amount, sign)
    except LeftError:
        assume(False)
    assert calendar.add_work(at, amount * MINUTE, sign) == ms(expected)
    assert calendar.work_between(at, ms(expected)) == oracle.work_between(minute, expected) * MINUTE
    try:
        local, time = oracle.day_and_time(minute)
        nth = oracle.nth_workday(local, days, sign)
        on_workday = oracle.into_hours(oracle.seen.first_showing(nth, time), sign)
        on_date = oracle.into_hours(oracle.seen.first_showing(local + sign * days, time), sign)
    except LeftError:
        return
    assert calendar.add_workdays(at, days, sign) == ms(on_workday)
    assert calendar.add_days(at, days, sign) == ms(on_date)
    assert calendar.workdays_between(date.fromordinal(local), date.fromordinal(nth)) == sign * days


CASE = (settings_of(), st.integers(0, 3000), st.sampled_from([1, -1]), st.integers(1, 8))


@given(*CASE)
@settings(derandomize=True, max_examples=80, deadline=None)
def test_every_addition_is_what_walking_minute_by_minute_gives(case, amount, sign, days):
    check_arithmetic(case, amount, sign, days)


@pytest.mark.soak
@given(*CASE)
@settings(max_examples=10_000, deadline=None, print_blob=True)
def test_every_addition_is_what_walking_gives_in_ten_thousand_calendars(case, amount, sign, days):
    check_arithmetic(case, amount, sign, days)


@given(settings_of(), st.integers(0, MINUTE - 1))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_an_instant_splits_into_what_the_wall_shows_and_back(case, rest):
    calendar, oracle, minute = case
    at = oracle.seen.ms(minute) + rest
    day, minutes, left = calendar.local(at)
    assert (day.toordinal() * DAY + minutes, left) == (oracle.seen.wall[minute], rest)
    assert calendar.to_utc(day, minutes) == oracle.seen.ms(
        oracle.seen.first_showing(day.toordinal(), minutes)
    )
    assert calendar.to_utc(day, minutes) + rest <= at


@given(
    settings_of(),
    st.integers(1, 10**11),
    st.integers(1, 10**11),
    st.sampled_from([1, -1]),
    st.integers(0, 59_999),
)
@settings(derandomize=True, max_examples=80, deadline=None)
def test_long_additions_are_the_sum_of_their_parts_across_years(case, one, two, sign, rest):
    calendar, oracle, minute = case
    at = oracle.seen.ms(minute) + rest
    there = calendar.add_work(at, one, sign)
    assert calendar.work_between(at, there) == sign * one
    assert calendar.add_work(there, two, sign) == calendar.add_work(at, one + two, sign)


@pytest.mark.parametrize(("zone", "first"), WINDOWS)
def test_around_the_clock_working_time_is_time(zone, first):
    """Also where clocks go back shortly after midnight and the evening before is shown once more."""
    calendar = Calendar.of_zone(zone)
    seen = window(zone, first, SIZE)
    changes = [n for n in range(1, len(seen.wall)) if seen.wall[n] != seen.wall[n - 1] + 1] or [
        SIZE // 2 * DAY
    ]
    for minute in range(changes[0] - 150, changes[0] + 150):
        at = seen.ms(minute)
        assert calendar.add_work(at, 45 * MINUTE) == at + 45 * MINUTE
        assert calendar.add_work(at, 45 * MINUTE, -1) == at - 45 * MINUTE
        assert calendar.into_hours(at) == at
        assert calendar.work_between(at - 100, at) == 100


def test_after_a_date_that_a_zone_left_out_the_closing_before_it_is_still_a_closing():
    hours = {"4": [[1200, 1440]]}
    calendar = Calendar.from_compiled({"name": "a", "zone": "Pacific/Apia", "hours": hours, "on_like": 4})
    thursday = date(2011, 12, 29)  # there was no 30 December
    midnight = calendar.to_utc(thursday, 1440)
    assert calendar.local(midnight) == (date(2011, 12, 31), 0, 0)
    assert calendar.into_hours(midnight) == midnight


def test_hours_that_a_gap_swallows_are_no_hours():
    hours = {"7": [[120, 180]]}
    calendar = Calendar.from_compiled(
        {"name": "night", "zone": "Europe/Berlin", "hours": hours, "on_like": 7}
    )
    sunday = date(2026, 3, 29)  # 02:00 becomes 03:00
    assert calendar.day_span(sunday) == ()
    assert calendar.is_workday(sunday)
    three = calendar.to_utc(sunday, 180)
    assert calendar.into_hours(three) == calendar.to_utc(date(2026, 4, 5), 120)
    assert calendar.into_hours(three, -1) == calendar.to_utc(date(2026, 3, 22), 180)
