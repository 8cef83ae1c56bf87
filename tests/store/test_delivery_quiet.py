"""Quiet hours by the clock on the wall, over midnight and where that clock is changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.delivery.quiet import is_quiet, quiet_until

NIGHT = (22 * 60, 8 * 60)
LUNCH = (12 * 60, 13 * 60 + 30)


def at(text: str, zone: str = "Asia/Shanghai", fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) * 1000


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (NIGHT, "2026-11-20 21:59", "2026-11-20 21:59"),
        (NIGHT, "2026-11-20 22:00", "2026-11-21 08:00"),
        (NIGHT, "2026-11-21 00:00", "2026-11-21 08:00"),
        (NIGHT, "2026-11-21 07:59", "2026-11-21 08:00"),
        (NIGHT, "2026-11-21 08:00", "2026-11-21 08:00"),
        (LUNCH, "2026-11-20 12:30", "2026-11-20 13:30"),
        (LUNCH, "2026-11-20 11:59", "2026-11-20 11:59"),
        ((0, 60), "2026-12-31 00:00", "2026-12-31 01:00"),
        ((23 * 60, 0), "2026-12-31 23:00", "2027-01-01 00:00"),
    ],
)
def test_when_it_ends(quiet: tuple[int, int], now: str, until: str) -> None:
    assert quiet_until(quiet, at(now), "Asia/Shanghai") == at(until)


def test_where_the_clock_is_set_forward_over_the_end_they_end_after_the_gap() -> None:
    zone = "Europe/Berlin"  # 2027-03-28, 02:00 becomes 03:00
    assert quiet_until((22 * 60, 150), at("2027-03-28 01:59", zone), zone) == at("2027-03-28 03:00", zone)


def test_where_it_is_set_back_over_the_end_it_is_quiet_once_more() -> None:
    zone = "Europe/Berlin"  # 2026-10-25, 03:00 becomes 02:00
    quiet = (22 * 60, 150)
    first, second = at("2026-10-25 02:30", zone), at("2026-10-25 02:30", zone, fold=1)
    assert quiet_until(quiet, at("2026-10-25 01:00", zone), zone) == first
    assert is_quiet(quiet, at("2026-10-25 02:10", zone, fold=1), zone)
    assert quiet_until(quiet, at("2026-10-25 02:10", zone, fold=1), zone) == second


ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(0, 1439), st.integers(0, 1439), st.integers(at("2026-01-01"), at("2028-01-01")),
    st.sampled_from(ZONES),
)  # fmt: skip
def test_it_is_quiet_up_to_the_end_and_not_at_it(begin: int, end: int, now: int, zone: str) -> None:
    quiet = (begin, end)
    until = quiet_until(quiet, now, zone)
    if begin == end:
        assert is_quiet(quiet, now, zone)
        return
    assert not is_quiet(quiet, until, zone)
    assert until == now or is_quiet(quiet, until - 1, zone)
    assert all(is_quiet(quiet, instant, zone) for instant in range(now, until, 7 * 60_000))
