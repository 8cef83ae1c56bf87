"""Calendars where the clocks change: around the clock, hours in a gap, dates that a zone left out."""

from __future__ import annotations

from datetime import date

import pytest

from engine.rules.calendars import Calendar
from tests.rules.oracle.wall import DAY, MINUTE, wall

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


@pytest.mark.parametrize(("zone", "first"), WINDOWS)
def test_around_the_clock_working_time_is_time(zone, first):
    """Also where clocks go back shortly after midnight and the evening before is shown once more."""
    calendar = Calendar.of_zone(zone)
    seen = wall(zone, first, SIZE)
    changes = seen.changes or [SIZE // 2 * DAY]
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
