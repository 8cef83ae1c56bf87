"""How often: what is written, what is wrong with it, and when it is next."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.timing import Recurrence
from engine.rules.calendars import Calendar
from engine.rules.recurrence import following, parse_recurrence

ZONE = "Asia/Shanghai"
OFFICE = Calendar.from_compiled(
    {
        "name": "office",
        "zone": ZONE,
        "hours": {str(day): [[540, 1080]] if day <= 5 else [] for day in range(1, 8)},
        "off": ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
        "on": ["2026-10-10"],
    }
)
"""Monday to Friday from 9 to 18; the first week of October is off, Saturday the 10th is worked."""


def at(text: str, zone: str = ZONE) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def local(ms: int, zone: str = ZONE) -> str:
    return datetime.fromtimestamp(ms / 1000, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def parsed(text: str) -> Recurrence:
    found, problems = parse_recurrence(text)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("text", "after", "next_time"),
    [
        ("2h", "2026-11-20 17:30", "2026-11-20 19:30"),
        ("1 workday", "2026-11-20 17:30", "2026-11-23 17:30"),
        ("4 work hours", "2026-11-20 17:00", "2026-11-23 12:00"),
        ("2 weeks", "2026-11-20 10:00", "2026-12-04 10:00"),
        ("workday at 06:30", "2026-11-20 06:29", "2026-11-20 06:30"),
        ("workday at 06:30", "2026-11-20 06:30", "2026-11-23 06:30"),
        ("workday at 06:30", "2026-09-30 07:00", "2026-10-08 06:30"),
        ("workday at 06:30", "2026-10-09 07:00", "2026-10-10 06:30"),
        ("day at 8:00", "2026-11-20 08:00", "2026-11-21 08:00"),
        ("Day at 08:00", "2026-11-20 07:00", "2026-11-20 08:00"),
        ("friday at 09:00", "2026-11-20 09:00", "2026-11-27 09:00"),
        ("fri at 09:00", "2026-11-19 09:00", "2026-11-20 09:00"),
        ("friday at 09:00", "2026-09-26 09:00", "2026-10-02 09:00"),
        ("friday at 09:00 or workday before", "2026-09-26 09:00", "2026-09-30 09:00"),
        ("friday at 09:00 or workday before", "2026-09-30 09:00", "2026-10-09 09:00"),
        ("friday at 09:00 or workday after", "2026-09-26 09:00", "2026-10-08 09:00"),
        ("day at 09:00 or workday after", "2026-10-03 12:00", "2026-10-08 09:00"),
        ("sunday at 00:00", "2026-11-20 12:00", "2026-11-22 00:00"),
    ],
)
def test_when_it_is_next(text: str, after: str, next_time: str) -> None:
    assert local(following(parsed(text), at(after), OFFICE)) == next_time


def test_a_time_that_the_clocks_leave_out_is_the_first_instant_after_it() -> None:
    berlin = Calendar.of_zone("Europe/Berlin")
    first = following(parsed("day at 02:30"), at("2026-03-28 12:00", "Europe/Berlin"), berlin)
    assert local(first, "Europe/Berlin") == "2026-03-29 03:00"
    assert local(following(parsed("day at 02:30"), first, berlin), "Europe/Berlin") == "2026-03-30 02:30"


@pytest.mark.parametrize(
    ("text", "code", "column", "width"),
    [
        ("", "D601", 0, 1),
        ("1min", "F780", 0, 4),
        ("0h", "D609", 0, 2),
        ("2 fortnights", "D606", 2, 10),
        ("2h after start", "D618", 3, 5),
        ("friday", "F781", 5, 1),
        ("friday 09:00", "F781", 7, 1),
        ("fridya at 09:00", "F782", 0, 6),
        ("周五 at 09:00", "F782", 0, 2),
        ("friday at 25:00", "F783", 10, 5),
        ("friday at 24:00", "F783", 10, 5),
        ("friday at", "F783", 8, 1),
        ("friday at 09:00 or", "D619", 16, 2),
        ("friday at 09:00 or workday", "D619", 16, 10),
        ("friday at 09:00 sharp", "D618", 16, 5),
        ("friday at 09:00 or workday before noon", "D618", 34, 4),
        ("workday at 09:00 or workday after", "F784", 17, 16),
        ("friday at 09：00", "D602", 12, 1),
    ],
)
def test_what_is_wrong_and_where(text: str, code: str, column: int, width: int) -> None:
    found, problems = parse_recurrence(text)
    assert found is None
    assert [problem[:3] for problem in problems] == [(code, column, width)]


def test_a_slip_of_the_pen_is_guessed() -> None:
    assert parse_recurrence("fridya at 09:00")[1][0].suggestions[0] == "friday"
    assert parse_recurrence("周五 at 09:00")[1][0].suggestions == ("friday",)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(text=st.text(alphabet="fridaywok at:0123456789 or before after h", max_size=40))
def test_no_text_makes_it_fail(text: str) -> None:
    found, problems = parse_recurrence(text)
    assert (found is None) == bool(problems)
    assert all(0 <= problem.column <= len(text) and problem.width > 0 for problem in problems)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    day=st.sampled_from(["day", "workday", "monday", "sat"]),
    minutes=st.integers(0, 1439),
    roll=st.sampled_from(["", " or workday before", " or workday after"]),
    after=st.integers(at("2026-09-20 00:00"), at("2026-10-20 00:00")),
)
def test_the_next_one_is_later_and_none_lies_between(day: str, minutes: int, roll: str, after: int) -> None:
    recurrence = parsed(f"{day} at {minutes // 60:02}:{minutes % 60:02}{roll if day != 'workday' else ''}")
    found = following(recurrence, after, OFFICE)
    assert found > after
    assert following(recurrence, found - 1, OFFICE) == found
    assert OFFICE.local(found)[1] == minutes
    if roll and day != "workday":
        assert OFFICE.is_workday(OFFICE.local(found)[0])
    if day == "workday":
        assert OFFICE.is_workday(OFFICE.local(found)[0])
    if not roll and day in ("monday", "sat"):
        assert OFFICE.local(found)[0].isoweekday() == {"monday": 1, "sat": 6}[day]
