"""Hours over midnight: whose they are, what is reckoned in them, and nights in which the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.calendars import Calendar, CalendarGap
from engine.rules.calendars.compiled import DayData, Given, compile_calendar
from engine.rules.calendars.zones import HOUR, MINUTE

NIGHT = [(22 * 60, 30 * 60)]
WEEK = dict.fromkeys(range(1, 6), NIGHT)
"""Monday to Friday, 22:00-06:00."""


def made(zone: str = "Asia/Shanghai", hours: dict | None = None, **said) -> Calendar:
    given = Given(**{key: value for key, value in said.items() if key in Given._fields})
    rest = {key: value for key, value in said.items() if key not in Given._fields}
    return Calendar.from_compiled(compile_calendar("night", zone, hours or WEEK, given=given, **rest))


def at(calendar: Calendar, text: str) -> int:
    """``2026-11-20 22:00`` on the calendar's wall; in a repeat the first."""
    day, time = text.split()
    hour, minute = map(int, time.split(":"))
    return calendar.to_utc(date.fromisoformat(day), hour * 60 + minute)


def test_the_night_of_a_friday_goes_on_into_a_saturday_that_is_off():
    calendar = made()
    saturday = at(calendar, "2026-11-21 03:00")
    assert calendar.into_hours(saturday) == saturday
    assert not calendar.is_workday(date(2026, 11, 21))
    assert calendar.add_work(saturday, 3 * HOUR) == at(calendar, "2026-11-21 06:00")
    assert calendar.add_work(saturday, 3 * HOUR + MINUTE) == at(calendar, "2026-11-23 22:01")
    assert calendar.add_work(saturday, 5 * HOUR, -1) == at(calendar, "2026-11-20 22:00")
    assert calendar.add_work(saturday, 5 * HOUR + MINUTE, -1) == at(calendar, "2026-11-20 05:59")


def test_a_monday_has_no_night_before_it_and_a_day_off_takes_its_night_along():
    calendar = made(off=("2026-11-18",))
    monday = at(calendar, "2026-11-16 03:00")
    assert calendar.into_hours(monday) == at(calendar, "2026-11-16 22:00")
    assert calendar.into_hours(monday, -1) == at(calendar, "2026-11-14 06:00")
    assert calendar.into_hours(at(calendar, "2026-11-18 02:00")) == at(
        calendar, "2026-11-18 02:00"
    )  # Tuesday's
    assert calendar.into_hours(at(calendar, "2026-11-19 02:00")) == at(calendar, "2026-11-19 22:00")


def test_the_edges_of_a_night_are_inside_and_midnight_is_no_edge():
    calendar = made()
    for text in ("2026-11-17 22:00", "2026-11-18 00:00", "2026-11-18 06:00"):
        assert calendar.into_hours(at(calendar, text)) == at(calendar, text)
        assert calendar.into_hours(at(calendar, text), -1) == at(calendar, text)
    closing = at(calendar, "2026-11-18 06:00")
    assert calendar.into_hours(closing + 1) == at(calendar, "2026-11-18 22:00")
    assert calendar.add_work(closing, 8 * HOUR, -1) == at(calendar, "2026-11-17 22:00")
    assert calendar.add_work(at(calendar, "2026-11-17 23:00"), 7 * HOUR) == closing
    assert (
        calendar.work_between(at(calendar, "2026-11-16 00:00"), at(calendar, "2026-11-23 00:00")) == 40 * HOUR
    )


def test_workdays_are_counted_by_the_date_on_the_wall():
    calendar = made()
    assert calendar.add_workdays(at(calendar, "2026-11-18 03:00"), 1) == at(calendar, "2026-11-19 03:00")
    # Saturday 03:00 is Friday's night; the next workday by date is Monday, which has no night before it
    assert calendar.add_workdays(at(calendar, "2026-11-21 03:00"), 1) == at(calendar, "2026-11-23 22:00")


def test_a_night_over_new_year_is_the_old_years():
    calendar = made(hours=dict.fromkeys(range(1, 8), NIGHT))
    eve = at(calendar, "2026-12-31 23:00")
    assert calendar.add_work(eve, 4 * HOUR) == at(calendar, "2027-01-01 03:00")
    assert calendar.add_work(at(calendar, "2027-01-01 03:00"), 4 * HOUR, -1) == eve
    assert calendar.work_between(eve, at(calendar, "2027-01-01 23:00")) == 8 * HOUR


def test_a_refused_year_begins_with_the_night_of_its_own_first_day():
    known = DayData(("2026-10-01",), (), 2026, 2026, "test")
    calendar = made(hours=dict.fromkeys(range(1, 8), NIGHT), days=known, missing_year="refuse")
    assert calendar.add_work(at(calendar, "2026-12-31 23:00"), 7 * HOUR) == at(calendar, "2027-01-01 06:00")
    with pytest.raises(CalendarGap) as gap:
        calendar.add_work(at(calendar, "2026-12-31 23:00"), 7 * HOUR + 1)
    assert gap.value.year == 2027
    assert calendar.add_work(at(calendar, "2026-01-02 00:00"), HOUR) == at(calendar, "2026-01-02 01:00")


@pytest.mark.parametrize(
    ("zone", "eve", "hours"),
    [
        ("Europe/Berlin", "2026-03-28", 7),  # Saturday to Sunday, 02:00 becomes 03:00
        ("Europe/Berlin", "2026-10-24", 9),  # 03:00 becomes 02:00
        ("America/New_York", "2026-03-07", 7),
        ("America/New_York", "2026-10-31", 9),
        ("Australia/Lord_Howe", "2026-10-03", 7.5),
        ("America/Sao_Paulo", "2017-10-14", 7),  # midnight itself is left out
    ],
)
def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is(zone: str, eve: str, hours: float):
    calendar = made(zone, dict.fromkeys(range(1, 8), NIGHT))
    opening = at(calendar, f"{eve} 22:00")
    closing = calendar.to_utc(date.fromisoformat(eve) + timedelta(days=1), 6 * 60)
    length = int(hours * HOUR)
    assert closing - opening == length
    assert calendar.work_between(opening - HOUR, closing + HOUR) == length
    assert calendar.add_work(opening, length) == closing
    assert calendar.add_work(closing, length, -1) == opening
    assert calendar.add_work(opening, length + 1) == closing + 16 * HOUR + 1


def test_an_own_date_has_its_hours_and_the_year_counts_them():
    night = {"2026-11-11": [(0, 24 * 60)], "2026-11-14": [(8 * 60, 26 * 60)]}
    calendar = made(hours={number: [(540, 1080)] for number in range(1, 6)}, own=night)
    assert calendar.kind_of(date(2026, 11, 11)) == "workday"
    assert calendar.kind_of(date(2026, 11, 14)) == "makeup"  # a Saturday
    assert calendar.hours_of(date(2026, 11, 14)) == [(480, 1560)]
    begin = at(calendar, "2026-11-10 18:00")
    assert calendar.add_work(begin, 24 * HOUR) == at(calendar, "2026-11-12 00:00")
    week = calendar.work_between(at(calendar, "2026-11-09 00:00"), at(calendar, "2026-11-16 00:00"))
    assert week == (4 * 9 + 24 + 18) * HOUR
    assert calendar.into_hours(at(calendar, "2026-11-15 01:30")) == at(calendar, "2026-11-15 01:30")


# -- against a walk, minute by minute ----------------------------------------------------------------------

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Havana", "Pacific/Apia"]
FIRST = {"Pacific/Apia": date(2011, 12, 20)}
DAYS = 24


@st.composite
def weeks(draw):
    """Any hours of any weekday, one span of them over midnight, which may reach into the next day's."""
    hours = {}
    for number in range(1, 8):
        edges = draw(st.lists(st.integers(0, 1439), max_size=4, unique=True).map(sorted))
        spans = list(zip(edges[::2], edges[1::2], strict=False))
        if draw(st.booleans()):
            begin = draw(st.integers(spans[-1][1] if spans else 600, 1439))
            spans.append((begin, draw(st.integers(max(begin + 1, 1440), begin + 1440))))
        hours[number] = spans
    hours[3] = hours[3] or NIGHT
    return hours


@lru_cache
def wall(zone: str, first: date) -> tuple[int, dict[tuple[date, int], int]]:
    """The instant of midnight UTC of a date, and at which minute after it each reading of the wall is first
    seen, by the zone database alone."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    seen: dict[tuple[date, int], int] = {}
    for minute in range(-2 * 1440, (DAYS + 2) * 1440):
        shown = (start + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))
        seen.setdefault((shown.date(), shown.hour * 60 + shown.minute), minute)
    return int(start.timestamp() * 1000), seen


def walk(compiled: dict, zone: str, first: date) -> tuple[int, list[bool]]:
    """Whether each minute from ``first`` on is worked, by the hours as they are written."""
    start, seen = wall(zone, first)
    worked = [False] * (DAYS * 1440)

    def shown(day: date, minutes: int) -> int:
        day, minutes = day + timedelta(days=minutes // 1440), minutes % 1440
        while (day, minutes) not in seen:  # a gap: the first instant after it
            day, minutes = (day, minutes + 1) if minutes < 1439 else (day + timedelta(days=1), 0)
        return seen[day, minutes]

    for number in range(-1, DAYS):
        day = first + timedelta(days=number)
        text = day.isoformat()
        on, weekday = text in compiled["on"], str(day.isoweekday())
        if text in compiled["off"] and not on:
            continue
        spans = compiled["hours"][str(compiled["on_like"]) if on else weekday]
        if on or spans:
            spans = compiled.get("own", {}).get(text, spans)
        for begin, end in spans:
            for minute in range(max(0, shown(day, begin)), min(len(worked), shown(day, end))):
                worked[minute] = True
    return start, worked


@given(
    weeks(),
    st.sampled_from(ZONES),
    st.integers(4 * 1440, 14 * 1440),
    st.integers(1, 2500),
    st.lists(st.integers(2, 20), max_size=3, unique=True),
    st.lists(st.integers(2, 20), max_size=3, unique=True),
    st.dictionaries(st.integers(2, 20), st.integers(1, 1440), max_size=2),
)
@settings(derandomize=True, max_examples=60, deadline=None)
def test_any_nights_are_what_walking_gives(week, zone, minute, amount, off, on, own):
    first = FIRST.get(zone, date(2026, 10, 20))

    def iso(number: int) -> str:
        return (first + timedelta(days=number)).isoformat()

    given_ = Given(
        off=tuple(map(iso, off)),
        on=tuple(map(iso, on)),
        own={iso(number): [(600, 600 + length)] for number, length in own.items()},
    )
    compiled = compile_calendar("any", zone, week, given=given_)
    calendar = Calendar.from_compiled(compiled)
    start, worked = walk(compiled, zone, first)
    here = start + minute * MINUTE
    ahead = [index for index in range(minute, len(worked)) if worked[index]]
    if len(ahead) >= amount:
        there = start + (ahead[amount - 1] + 1) * MINUTE
        assert calendar.add_work(here, amount * MINUTE) == there
        assert calendar.work_between(here, there) == amount * MINUTE
    behind = [index for index in range(minute - 1, -1, -1) if worked[index]]
    if len(behind) >= amount:
        assert calendar.add_work(here, amount * MINUTE, -1) == start + behind[amount - 1] * MINUTE
    inside = worked[minute] or worked[minute - 1]
    if inside or ahead:
        assert calendar.into_hours(here) == (here if inside else start + ahead[0] * MINUTE)
    if inside or behind:
        assert calendar.into_hours(here, -1) == (here if inside else start + (behind[0] + 1) * MINUTE)


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"]
)
@pytest.mark.parametrize(
    "hours",
    [NIGHT, [(5 * 60, 9 * 60), (20 * 60, 31 * 60)], [(5 * 60, 9 * 60)]],
    ids=["nights", "overlapping", "days"],
)
def test_the_total_of_a_year_is_the_sum_of_its_days(zone: str, hours: list):
    """Also where the clocks change in a night, and where one reaches into the next day's hours: of an
    ordinary day, a date with hours of its own, the first day of a year."""
    own = {"2016-05-11": [(0, 1440)], "2016-05-18": [(600, 2000)], "2016-10-15": [(0, 700), (1000, 2400)]}
    calendar = made(zone, dict.fromkeys(range(1, 8), hours), own=own, off=("2016-10-16", "2016-03-27"))
    for year in (2015, 2016, 2017):
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        spans = [span for day in range(first - 1, last + 1) for span in calendar.spans(day)]
        begin, end = calendar.to_utc(date(year, 1, 1), 0), calendar.to_utc(date(year + 1, 1, 1), 0)
        total = sum(max(0, min(late, end) - max(early, begin)) for early, late in spans)
        assert calendar.work_between(begin, end) == total
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
