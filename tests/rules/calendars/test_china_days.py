"""China's days off and make-up workdays, as published with a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from engine.rules.calendars import Calendar, CalendarGap
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar

NINE_TO_SIX = [(540, 1080)]
MON_FRI = dict.fromkeys(range(1, 6), NINE_TO_SIX)
OFFICE = compile_calendar("cn-office", "Asia/Shanghai", MON_FRI, china())
WAREHOUSE = compile_calendar("cn-warehouse", "Asia/Shanghai", {**MON_FRI, 6: NINE_TO_SIX}, china())
AS_OF_2026 = {**OFFICE, "last_year": 2026} | {
    key: [day for day in OFFICE[key] if day < "2027"] for key in ("off", "on")
}
"""As it was before the days of 2027 were announced."""
HOUR = 3_600_000


def every_day(first: int, last: int):
    day = date(first, 1, 1)
    while day.year <= last:
        yield day
        day += timedelta(days=1)


def test_every_day_of_2004_to_2026_is_worked_as_the_package_says():
    calendar = Calendar.from_compiled(OFFICE)
    wrong = [
        day for day in every_day(2004, 2026) if calendar.is_workday(day) != chinese_calendar.is_workday(day)
    ]
    assert wrong == []


def test_all_make_up_days_of_2010_to_2026_are_weekend_days_that_are_worked_with_the_hours_of_a_monday():
    calendar = Calendar.from_compiled(OFFICE)
    makeup = [day for day in every_day(2010, 2026) if calendar.kind_of(day) == "makeup"]
    assert makeup == sorted(day for day in chinese_calendar.workdays if 2010 <= day.year <= 2026)
    assert len(makeup) == 112
    assert {day.weekday() for day in makeup} == {5, 6}
    for day in makeup:
        assert calendar.day_span(day) == ((calendar.to_utc(day, 540), calendar.to_utc(day, 1080)),)


def test_a_holiday_on_a_saturday_is_off_for_a_warehouse_that_works_on_saturdays():
    office, warehouse = Calendar.from_compiled(OFFICE), Calendar.from_compiled(WAREHOUSE)
    assert warehouse.kind_of(date(2026, 10, 3)) == "holiday"  # National Day's Saturday
    assert warehouse.is_workday(date(2026, 9, 19))  # an ordinary Saturday ...
    assert not office.is_workday(date(2026, 9, 19))
    assert warehouse.is_workday(date(2026, 9, 20))  # ... and a make-up Sunday, for both
    assert office.is_workday(date(2026, 9, 20))
    saturdays = [day for day in every_day(2010, 2026) if day.weekday() == 5]
    off = [day for day in saturdays if not warehouse.is_workday(day)]
    assert off == [day for day in saturdays if day in chinese_calendar.holidays]


def test_2027_is_an_ordinary_week_as_long_as_nobody_knows_better():
    calendar = Calendar.from_compiled(AS_OF_2026)
    last = calendar.to_utc(date(2026, 12, 31), 1080)
    assert calendar.local(calendar.add_work(last, HOUR)) == (date(2027, 1, 1), 600, 0)  # a Friday
    assert calendar.days.unknown_year(date(2026, 12, 31).toordinal(), date(2026, 12, 31).toordinal()) is None
    assert calendar.days.unknown_year(date(2026, 12, 31).toordinal(), date(2027, 1, 1).toordinal()) == 2027
    assert calendar.days.unknown_year(date(2003, 12, 31).toordinal(), date(2004, 1, 1).toordinal()) == 2003
    assert calendar.days.unknown_year(date(2029, 1, 1).toordinal(), date(2030, 1, 1).toordinal()) == 2029


def test_a_calendar_may_refuse_a_year_it_does_not_know_but_only_when_it_matters():
    calendar = Calendar.from_compiled({**AS_OF_2026, "missing_year": "refuse"})
    nine = calendar.to_utc(date(2026, 12, 31), 540)
    assert (
        calendar.add_work(nine, 9 * HOUR) == nine + 9 * HOUR
    )  # ends with the year: nothing is asked of 2027
    midnight = calendar.to_utc(date(2027, 1, 1), 0)
    assert calendar.add_work(midnight, 9 * HOUR, -1) == nine
    assert calendar.work_between(nine, midnight) == 9 * HOUR
    for ask in (
        lambda: calendar.add_work(nine, 9 * HOUR + 1),
        lambda: calendar.add_workdays(nine, 1),
        lambda: calendar.add_days(nine, 1),
        lambda: calendar.is_workday(date(2027, 1, 1)),
        lambda: calendar.workdays_between(date(2026, 12, 31), date(2027, 1, 1)),
    ):
        with pytest.raises(CalendarGap, match="the calendar has no data for 2027") as gap:
            ask()
        assert gap.value.year == 2027


def test_a_team_s_own_days_win_over_the_country_s():
    calendar = Calendar.from_compiled(
        compile_calendar(
            "ours",
            "Asia/Shanghai",
            MON_FRI,
            china(),
            off=["2026-10-10", "2026-12-24"],
            on=["2026-10-07", "2026-12-26"],
        )
    )
    assert not calendar.is_workday(date(2026, 10, 10))  # the make-up Saturday, off after all
    assert not calendar.is_workday(date(2026, 12, 24))
    assert calendar.is_workday(date(2026, 10, 7))  # the last day of National Day, worked here
    assert calendar.is_workday(date(2026, 12, 26))
    assert calendar.workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3


def test_the_source_and_its_years_are_named():
    days = china()
    assert days.first_year == 2004
    assert days.last_year is not None
    assert days.last_year >= 2026
    assert days.source.startswith("chinesecalendar 1.")
    assert not set(days.off) & set(days.on)
