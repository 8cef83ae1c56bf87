"""What a calendar is made of, what it refuses, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from engine.rules.calendars import Calendar, OutOfRange
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.calendars.zones import DAY, FIXED, FIXED_FROM, HOUR, Zone, is_known

BERLIN = compile_calendar("b", "Europe/Berlin", {n: [(540, 720), (780, 1080)] for n in range(1, 6)})


def test_the_compiled_form_is_plain_json():
    assert compile_calendar("tiny", "UTC", {1: [(0, 60)]}, off=["2026-01-05"], on=["2026-01-04"]) == {
        "name": "tiny",
        "zone": "UTC",
        "hours": {"1": [[0, 60]], "2": [], "3": [], "4": [], "5": [], "6": [], "7": []},
        "off": ["2026-01-05"],
        "on": ["2026-01-04"],
        "on_like": 1,
        "first_year": None,
        "last_year": None,
        "missing_year": "provisional",
    }


@pytest.mark.parametrize(
    "spans", [[(60, 60)], [(60, 30)], [(0, 100), (50, 200)], [(0, 1441)], [(100, 200), (0, 50)]]
)
def test_hours_out_of_order_are_refused(spans):
    with pytest.raises(ValueError, match="hours of weekday 1"):
        compile_calendar("x", "UTC", {1: spans})


def test_a_week_without_hours_is_refused():
    with pytest.raises(ValueError, match="without a workday"):
        compile_calendar("x", "UTC", {})
    with pytest.raises(ValueError, match="without a workday"):
        Calendar.from_compiled({"name": "x", "zone": "UTC", "hours": {}, "off": [], "on": []})


def test_a_make_up_day_has_the_hours_of_the_first_weekday_that_has_any():
    calendar = Calendar.from_compiled(compile_calendar("x", "UTC", {3: [(600, 660)]}, on=["2026-01-04"]))
    sunday = date(2026, 1, 4)
    assert calendar.day_span(sunday) == ((calendar.to_utc(sunday, 600), calendar.to_utc(sunday, 660)),)


def test_only_a_zone_means_open_around_the_clock():
    calendar = Calendar.of_zone("Asia/Shanghai")
    noon = calendar.to_utc(date(2026, 10, 1), 720)
    assert calendar.into_hours(noon) == noon
    assert calendar.add_days(noon, 3) == noon + 3 * DAY
    assert calendar.add_work(noon, 30 * HOUR) == noon + 30 * HOUR
    assert calendar.days.unknown_year(1, 3_000_000) is None


def test_lunch_is_outside_the_hours():
    calendar = Calendar.from_compiled(BERLIN)

    def at(hours: int) -> int:
        return calendar.to_utc(date(2026, 6, 1), hours * 60)

    assert calendar.into_hours(at(12) + HOUR // 2) == at(13)
    assert calendar.into_hours(at(12) + HOUR // 2, -1) == at(12)
    assert calendar.into_hours(at(12)) == at(12)  # a closing is still inside, an opening too
    assert calendar.into_hours(at(13), -1) == at(13)
    assert calendar.add_work(at(9), 3 * HOUR) == at(12)
    assert calendar.add_work(at(9), 3 * HOUR + 1) == at(13) + 1
    assert calendar.add_work(at(18), 5 * HOUR, -1) == at(13)
    assert calendar.add_work(at(18), 5 * HOUR + 1, -1) == at(12) - 1


def test_a_closing_at_24_00_is_a_closing():
    calendar = Calendar.from_compiled(compile_calendar("night", "UTC", {5: [(1200, 1440)]}))
    midnight = calendar.to_utc(date(2026, 1, 2), 1440)
    assert calendar.into_hours(midnight) == midnight == calendar.to_utc(date(2026, 1, 3), 0)
    assert calendar.add_work(midnight - 4 * HOUR, 4 * HOUR) == midnight
    assert calendar.into_hours(midnight + 1) == midnight - 4 * HOUR + 7 * DAY


@pytest.mark.parametrize(
    ("months", "expected"), [(1, "2026-02-28"), (25, "2028-02-29"), (-2, "2025-11-30"), (12, "2027-01-31")]
)
def test_a_month_that_is_too_short_ends_on_its_last_day(months, expected):
    calendar = Calendar.of_zone("UTC")
    at = calendar.to_utc(date(2026, 1, 31), 600)
    assert calendar.local(calendar.add_months(at, months)) == (date.fromisoformat(expected), 600, 0)


def test_a_negative_length_of_working_time_is_refused():
    with pytest.raises(ValueError, match="negative"):
        Calendar.from_compiled(BERLIN).add_work(0, -1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai"])
def test_beyond_the_years_2_to_9998_there_is_an_answer_of_its_own(zone):
    calendar = Calendar.from_compiled({**BERLIN, "zone": zone})
    late = calendar.to_utc(date(9998, 12, 1), 600)
    early = calendar.to_utc(date(2, 2, 1), 600)
    for ask in (
        lambda: calendar.add_work(late, 400 * HOUR),
        lambda: calendar.add_work(early, 400 * HOUR, -1),
        lambda: calendar.add_days(late, 40),
        lambda: calendar.add_days(late, 10**9),
        lambda: calendar.add_days(early, 10**9, -1),
        lambda: calendar.add_workdays(late, 40),
        lambda: calendar.add_months(late, 2),
        lambda: calendar.add_months(early, 2, -1),
        lambda: calendar.local(10**18),
        lambda: calendar.local(-(10**18)),
    ):
        with pytest.raises(OutOfRange):
            ask()


def test_zones_without_changes_of_the_clocks_are_what_the_zone_database_says():
    start = date.fromordinal(FIXED_FROM)
    for name, offset in FIXED.items():
        tz = ZoneInfo(name)
        for days in range(0, 366 * 46, 5):
            moment = datetime(start.year, 1, 1, 3, tzinfo=tz) + timedelta(days=days)
            assert moment.utcoffset() == timedelta(milliseconds=offset), (name, moment)


def test_a_fixed_zone_before_its_time_is_asked_of_the_zone_database():
    zone = Zone("Asia/Shanghai")
    summer = date(1988, 7, 1).toordinal()
    assert zone.split(zone.join(summer, 8 * HOUR)) == (summer, 8 * HOUR)
    assert zone.join(summer + 1, 0) - zone.join(summer, 0) == DAY
    assert zone.join(summer, 12 * HOUR) == datetime(1988, 7, 1, 3, tzinfo=ZoneInfo("UTC")).timestamp() * 1000


def test_which_zones_are_known():
    assert is_known("Asia/Shanghai")
    assert is_known("Europe/Berlin")
    for name in ("Asia/Beijing", "", "Asia", "../../etc/passwd", "CN"):
        assert not is_known(name), name


def test_in_no_zone_do_two_changes_of_the_clocks_fall_on_neighbouring_days():
    """Otherwise a day could be taken for an even one whose two changes cancel each other."""
    from zoneinfo._zoneinfo import ZoneInfo as Readable  # the one in Python shows its list of changes

    close = [
        (name, later)
        for name in sorted(available_timezones())
        for earlier, later in pairwise(Readable(name)._trans_utc)
        if earlier > 0 and later - earlier < 3 * 86_400
    ]
    assert close == []


def test_a_chinese_calendar_is_made_and_asked_without_the_zone_database():
    program = """
import sys
from engine.rules.calendars import Calendar
hours = {str(n): [[540, 1080]] for n in range(1, 6)}
calendar = Calendar.from_compiled({"name": "c", "zone": "Asia/Shanghai", "hours": hours, "off": [], "on": []})
calendar.add_work(1_790_000_000_000, 10**8)
heavy = {"zoneinfo", "_zoneinfo", "decimal", "dataclasses", "chinese_calendar", "difflib"} & set(sys.modules)
print(sorted(heavy))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
