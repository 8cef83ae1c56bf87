"""Weeks as people name them: ISO weeks, Monday to Sunday, in the workspace's zone; [start, end) in ms UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORM = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)


class Week(NamedTuple):
    """``name`` such as ``2026-W47``; ``start`` is its Monday's midnight, ``end`` the next Monday's."""

    name: str
    start: int
    end: int


def parse(text: str, zone: str) -> Week | None:
    """The week that ``2026-W47`` (also ``2026W47``) names; None where there is no such week."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return _week(date.fromisocalendar(int(found[1]), int(found[2]), 1), zone)
    except (ValueError, OverflowError):
        return None


def containing(at: int, zone: str) -> Week:
    """The week in which an instant lies."""
    day = (_EPOCH + timedelta(milliseconds=at)).astimezone(ZoneInfo(zone)).date()
    return _week(day - timedelta(days=day.weekday()), zone)


def before(week: Week, zone: str) -> Week:
    """The week before."""
    return containing(week.start - 1, zone)


def _week(monday: date, zone: str) -> Week:
    year, number, _ = monday.isocalendar()
    return Week(f"{year}-W{number:02d}", _midnight(monday, zone), _midnight(monday + timedelta(days=7), zone))


def _midnight(day: date, zone: str) -> int:
    local = datetime.combine(day, time(), ZoneInfo(zone))
    return (local - _EPOCH) // timedelta(milliseconds=1)
