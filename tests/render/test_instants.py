"""Instants in the workspace's zone, and lengths of time in their two biggest units."""

from __future__ import annotations

import pytest

from engine.render.instants import lasting, local, zone_of

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000


def test_local_names_seconds_only_where_there_are_any() -> None:
    assert local(1_795_298_280_000, "Asia/Shanghai") == "2026-11-22 05:58"
    assert local(1_795_298_283_999, "UTC") == "2026-11-21 21:58:03"
    assert local(-1000, "UTC") == "1969-12-31 23:59:59"


def test_an_unknown_zone_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="Mars"):
        zone_of("Mars/Base")


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0s"),
        (999, "0s"),
        (1500, "1s"),
        (45 * MINUTE, "45min"),
        (2 * HOUR + 5 * MINUTE + 9 * SECOND, "2h 5min"),
        (3 * DAY + 4 * HOUR + 59 * MINUTE, "3d 4h"),
        (3 * DAY + 59 * MINUTE, "3d"),
        (-90 * MINUTE, "-1h 30min"),
        (-5, "0s"),
    ],
)
def test_lasting(ms: int, text: str) -> None:
    assert lasting(ms) == text
