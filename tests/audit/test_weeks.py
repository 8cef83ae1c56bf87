"""Weeks: ISO, from Monday's midnight to the next one's, in the workspace's zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.audit.weeks import Week, before, containing, parse

SHANGHAI = "Asia/Shanghai"
HOUR = 3_600_000


def ms(text: str, zone: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def test_a_week_begins_on_monday_in_the_zone_and_ends_before_the_next_monday() -> None:
    assert parse("2026-W47", SHANGHAI) == Week(
        "2026-W47", ms("2026-11-16T00:00", SHANGHAI), ms("2026-11-23T00:00", SHANGHAI)
    )


def test_the_year_of_a_week_is_that_of_its_thursday() -> None:
    assert parse("2027-W01", SHANGHAI) == containing(ms("2027-01-04T00:00", SHANGHAI), SHANGHAI)
    assert containing(ms("2027-01-03T23:59", SHANGHAI), SHANGHAI).name == "2026-W53"


@pytest.mark.parametrize(
    ("text", "name"), [("2026w7", "2026-W07"), (" 2026-W07 ", "2026-W07"), ("2026W07", "2026-W07")]
)
def test_ways_to_write_a_week(text: str, name: str) -> None:
    week = parse(text, SHANGHAI)
    assert week is not None
    assert week.name == name


@pytest.mark.parametrize(
    "text", ["", "2026-W54", "2025-W53", "2026-W00", "2026-11-21", "0000-W01", "9999-W52"]
)
def test_what_is_no_week(text: str) -> None:
    assert parse(text, SHANGHAI) is None


def test_a_week_in_which_clocks_go_back_has_an_hour_more() -> None:
    week = parse("2026-W43", "Europe/Berlin")
    assert week is not None
    assert week.end - week.start == (7 * 24 + 1) * HOUR


def test_an_instant_lies_in_the_week_that_begins_at_or_before_it() -> None:
    week = parse("2026-W47", SHANGHAI)
    assert week is not None
    assert containing(week.start, SHANGHAI) == week == containing(week.end - 1, SHANGHAI)
    assert before(week, SHANGHAI).name == "2026-W46"
    assert before(week, SHANGHAI).end == week.start
