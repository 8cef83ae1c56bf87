"""Every change of the clocks of every zone, 2020 to 2030, against the oracle: what the wall shows around the
gap or the repeat, where a local time lies that is left out or comes twice, and working time across it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from engine.model.timing import Instant
from engine.rules.calendars import Calendar
from engine.rules.calendars.zones import MINUTE, Zone
from engine.rules.deadlines import compute
from tests.rules.oracle.instants import reckon
from tests.rules.oracle.wall import DAY, LeftError, Wall
from tests.rules.oracle.working import Working

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
HOURS = [[0, 50], [90, 150], [165, 240], [1380, DAY]]
"""Opening and closing at all sides of the usual changes, and inside them."""


SAMPLE = [
    "Africa/Cairo",  # midnight is left out, since 2023
    "Africa/Casablanca",  # an hour less in Ramadan
    "Africa/Juba",  # one change, for good
    "America/Asuncion",  # no more changes since 2024
    "America/Havana",  # midnight comes twice
    "America/New_York",
    "America/Nuuk",  # on a Saturday evening; another hour since 2023
    "America/St_Johns",  # half past
    "Antarctica/Troll",  # two hours
    "Asia/Almaty",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Tehran",
    "Australia/Lord_Howe",  # half an hour
    "Europe/Berlin",
    "Europe/Dublin",  # winter is the exception there
    "Pacific/Apia",
    "Pacific/Easter",
]


def changes(names: list[str]) -> list[tuple[str, date]]:
    """Zones, and the days (UTC) in which their offsets change: that of every midnight is compared with the
    next one's."""
    found = []
    for name in names:
        tz = ZoneInfo(name)
        at, before = FIRST, FIRST.astimezone(tz).utcoffset()
        while at < LAST:
            at += timedelta(days=1)
            after = at.astimezone(tz).utcoffset()
            if after != before:
                found.append((name, at.date() - timedelta(days=1)))
            before = after
    return found


def check(name: str, day: date) -> int:
    """Everything around one change; how many instants were compared."""
    seen = Wall(name, day - timedelta(days=6), 13)
    (change,) = seen.changes
    compiled = {
        "name": "around", "zone": name, "hours": {str(n): HOURS for n in range(1, 8)},
        "off": [], "on": [], "on_like": 1,
    }  # fmt: skip
    working, calendar, zone = Working(compiled, seen), Calendar.from_compiled(compiled), Zone(name)
    jump = abs(seen.shown[change] - seen.shown[change - 1] - 1)
    near = {change + edge + off for edge in (0, jump, -jump) for off in (-61, -1, 0, 1, 47)}
    for minute in sorted(near):
        shown, time = seen.day_and_time(minute)
        at = seen.ms(minute)
        where = (name, str(day), minute - change)
        assert zone.split(at) == (shown, time * MINUTE), where
        assert zone.split(at + 59_999) == (shown, time * MINUTE + 59_999), where
        for wanted in (time, (time - jump) % DAY, (time + jump) % DAY):
            assert zone.join(shown, wanted * MINUTE) == seen.ms(seen.first_showing(shown, wanted)), where
            text = f"by {wanted // 60:02}:{wanted % 60:02}"
            assert planned(Instant("", by=wanted), at, calendar) == walked(text, minute, working), where
        for sign, side in ((1, "after"), (-1, "before")):
            day_away, two_hours = (
                Instant("", "days", 1, sign=sign),
                Instant("", "work_ms", 7_200_000, sign=sign),
            )
            assert planned(day_away, at, calendar) == walked(f"1 day {side} paid_at", minute, working), where
            worked = walked(f"120 work minutes {side} paid_at", minute, working)
            assert planned(two_hours, at, calendar) == worked, where
            assert calendar.into_hours(at, sign) == seen.ms(working.into_hours(minute, sign)), where
        there = calendar.add_work(at, 500 * MINUTE)
        assert calendar.work_between(at, there) == 500 * MINUTE, where
        between = working.work_between(minute, seen.minute(there)) * MINUTE
        assert between == 500 * MINUTE, where
    return len(near)


def planned(instant: Instant, at: int, calendar: Calendar) -> int:
    found = compute(instant, lambda _: at, calendar, {})
    assert found is not None
    return found.at


def walked(text: str, minute: int, working: Working) -> int:
    return working.seen.ms(reckon(text, minute, working))


def test_changes_of_the_clocks_of_every_kind() -> None:
    found = changes(SAMPLE)
    assert {name for name, _ in found} == set(SAMPLE)
    for name, day in found[::3]:  # forward and back in turn
        check(name, day)


@pytest.mark.soak
def test_all_changes_of_the_clocks_of_all_zones_2020_to_2030() -> None:
    found = changes(sorted(available_timezones()))
    instants = sum(check(name, day) for name, day in found)
    print(f"{len(found)} changes of {len({name for name, _ in found})} zones, {instants} instants")
    assert len(found) > 3000


def test_the_walk_says_so_when_it_leaves_what_it_knows() -> None:
    wall = Wall("UTC", date(2026, 1, 1), 2)
    with pytest.raises(LeftError):
        wall.first_showing(date(2026, 1, 9).toordinal(), 0)
