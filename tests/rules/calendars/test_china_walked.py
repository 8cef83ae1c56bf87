"""China's holidays and make-up days of 2010 to 2026: every date against a source of its own (the package
``holidays``, which goes by the same announcements), and working time across each, walked by the oracle."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays
import pytest

from engine.model.timing import Instant
from engine.rules.calendars import Calendar
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.calendars.zones import MINUTE
from engine.rules.deadlines import compute
from tests.rules.oracle.instants import reckon
from tests.rules.oracle.wall import wall
from tests.rules.oracle.working import Working

YEARS = range(2010, 2027)
LUNCH = dict.fromkeys(range(1, 6), ((540, 720), (780, 1080)))
OFFICE = compile_calendar("cn-office", "Asia/Shanghai", LUNCH, china())
CALENDAR = Calendar.from_compiled(OFFICE)


@lru_cache(maxsize=1)
def announced() -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=list(YEARS))


def every_day() -> list[date]:
    first = date(YEARS[0], 1, 1)
    return [first + timedelta(days=n) for n in range((date(YEARS[-1] + 1, 1, 1) - first).days)]


def worked(day: date) -> bool:
    """By the other source: neither weekend nor holiday, or a weekend day that is made up."""
    return announced().is_working_day(day)


def test_every_date_of_2010_to_2026_is_what_another_source_says() -> None:
    days = every_day()
    assert len(days) == 6209
    assert [day for day in days if CALENDAR.is_workday(day) != worked(day)] == []


def test_holidays_and_make_up_days_are_told_apart_as_another_source_does() -> None:
    for day in every_day():
        kind, weekend = CALENDAR.kind_of(day), day.weekday() >= 5
        if worked(day):
            assert kind == ("makeup" if weekend else "workday"), day
        elif not weekend:
            assert kind == "holiday", day
            assert day in announced(), day


def stretches() -> list[tuple[date, date]]:
    """Each run of days off that has a holiday in it, and each make-up day, by the other source."""
    found: list[tuple[date, date]] = []
    days = [day for day in every_day() if date(2010, 1, 10) < day < date(2026, 12, 15)]
    for day in days:
        weekend = day.weekday() >= 5
        if worked(day) and weekend:
            found.append((day, day))
        elif not worked(day) and not weekend:
            if found and found[-1][1] >= day - timedelta(days=3) and not worked(found[-1][1]):
                found[-1] = (found[-1][0], day)
            else:
                found.append((day, day))
    return found


ASKED = {
    "4 work hours": Instant("", "work_ms", 240 * MINUTE),
    "20 work hours": Instant("", "work_ms", 1200 * MINUTE),
    "2 workdays": Instant("", "workdays", 2),
    "1 day": Instant("", "days", 1),
    "by 18:00 or workday after": Instant("", by=1080, roll="after"),
    "9 work hours before paid_at": Instant("", "work_ms", 540 * MINUTE, sign=-1),
    "1 workday before paid_at": Instant("", "workdays", 1, sign=-1),
    "3 days before paid_at or workday before": Instant("", "days", 3, sign=-1, roll="before"),
}


@pytest.mark.parametrize("year", YEARS)
def test_working_time_across_every_holiday_and_every_make_up_day(year: int) -> None:
    seen = wall("Asia/Shanghai", f"{year - 1}-12-01", 440)
    off = [day.isoformat() for day in every_day() if not worked(day) and abs(day.year - year) < 2]
    on = [day.isoformat() for day in every_day() if worked(day) and day.weekday() >= 5]
    hours = {str(n): [[540, 720], [780, 1080]] if n < 6 else [] for n in range(1, 8)}
    if year == YEARS[0]:  # December before it is not in the lists: it is the same for both
        off += [day for day in OFFICE["off"] if day < "2010"]
        on += [day for day in OFFICE["on"] if day < "2010"]
    working = Working({"hours": hours, "off": off, "on": on, "on_like": 1}, seen)
    mine = [(first, last) for first, last in stretches() if first.year == year]
    assert len(mine) >= 7
    for first, last in mine:
        before = seen.first_showing(first.toordinal() - 1, 1019)
        inside = seen.first_showing(first.toordinal(), 660)
        behind = seen.first_showing(last.toordinal() + 1, 601)
        for minute in (before, inside, behind):
            at = seen.ms(minute)
            for text, instant in ASKED.items():
                found = compute(instant, lambda _, at=at: at, CALENDAR, {})
                assert found is not None
                assert found.at == seen.ms(reckon(text, minute, working)), (first, text)
        between = working.work_between(before, behind) * MINUTE
        assert CALENDAR.work_between(seen.ms(before), seen.ms(behind)) == between
