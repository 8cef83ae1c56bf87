"""Durations: an amount of one unit, written as in the grammar of instants (``3 days``, ``24h``)."""

from __future__ import annotations

import re
from typing import Any

from engine.rules.evaluation import EvaluationProblem

HOUR = 3_600_000
MINUTE = 60_000
DAY = 24 * HOUR
LIMIT = 10**15

_EXACT = {"ms": 1, "days": DAY, "weeks": 7 * DAY}
_UNITS: dict[str, tuple[str, int]] = {
    "h": ("ms", HOUR),
    "hour": ("ms", HOUR),
    "min": ("ms", MINUTE),
    "minute": ("ms", MINUTE),
    "work hour": ("work_ms", HOUR),
    "workday": ("workdays", 1),
    "day": ("days", 1),
    "week": ("weeks", 1),
    "month": ("months", 1),
}
"""What people write (without a plural s) -> unit of an instant, and how many of it one is."""

_WRITTEN = {"workdays": "workday", "days": "day", "weeks": "week", "months": "month"}
_TEXT = re.compile(r"([0-9]{1,6}) ?(work hour|workday|hour|minute|month|week|day|min|h)(s?)")


class Duration:
    """``unit`` is one of Instant's: ``ms``, ``work_ms``, ``days``, ``workdays``, ``weeks``, ``months``;
    ``amount`` may be negative. Days and weeks compare with exact time as 24 hours a day; months, workdays
    and working hours compare and add up only with their like: EvaluationProblem
    ``durations-not-comparable``, ``durations-not-addable``; beyond 10**15 ``too-large``."""

    __slots__ = ("amount", "unit")

    def __init__(self, unit: str, amount: int) -> None:
        if not -LIMIT < amount < LIMIT:
            raise EvaluationProblem("too-large")
        self.unit = unit
        self.amount = amount

    @property
    def exact(self) -> int | None:
        """Milliseconds, a day being 24 hours; None for months, workdays and working hours."""
        size = _EXACT.get(self.unit)
        return None if size is None else self.amount * size

    def pair(self, other: Duration) -> tuple[int, int]:
        """Both durations as amounts of the same unit."""
        mine, theirs = self.exact, other.exact
        if mine is not None and theirs is not None:
            return mine, theirs
        if self.unit == other.unit:
            return self.amount, other.amount
        raise EvaluationProblem("durations-not-comparable")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Duration):
            return NotImplemented
        mine, theirs = self.pair(other)
        return mine == theirs

    def __lt__(self, other: Duration) -> bool:
        mine, theirs = self.pair(other)
        return mine < theirs

    def __le__(self, other: Duration) -> bool:
        mine, theirs = self.pair(other)
        return mine <= theirs

    def __gt__(self, other: Duration) -> bool:
        mine, theirs = self.pair(other)
        return mine > theirs

    def __ge__(self, other: Duration) -> bool:
        mine, theirs = self.pair(other)
        return mine >= theirs

    def __add__(self, other: Duration) -> Duration:
        if self.unit == other.unit:
            return Duration(self.unit, self.amount + other.amount)
        mine, theirs = self.exact, other.exact
        if mine is None or theirs is None:
            raise EvaluationProblem("durations-not-addable")
        return Duration("ms", mine + theirs)

    def __sub__(self, other: Duration) -> Duration:
        return self + -other

    def __neg__(self) -> Duration:
        return Duration(self.unit, -self.amount)

    def times(self, count: int) -> Duration:
        """This duration ``count`` times."""
        return Duration(self.unit, self.amount * count)

    def __repr__(self) -> str:
        return f"Duration({self.unit!r}, {self.amount})"


def parse_duration(text: str) -> Duration | None:
    """The duration that a text says (``3 days``, ``24h``, ``30 min``, ``4 work hours``); None if it says none."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    count, unit, plural = found.groups()
    if plural and unit in ("h", "min"):
        return None
    kind, size = _UNITS[unit]
    return Duration(kind, int(count) * size)


def write_duration(duration: Duration) -> str | None:
    """The canonical text; None where the grammar cannot say it (negative, or more than 999,999 of a unit).
    Exact time is rounded half up to whole minutes."""
    unit, amount = duration.unit, duration.amount
    if amount < 0:
        return None
    if unit in ("ms", "work_ms"):
        minutes = (amount * 2 + MINUTE) // (MINUTE * 2)
        if unit == "work_ms":
            hours = (amount * 2 + HOUR) // (HOUR * 2)
            return _counted(hours, "work hour")
        if minutes % 60 == 0:
            return f"{minutes // 60}h" if minutes < 60_000_000 else None
        return f"{minutes}min" if minutes < 1_000_000 else None
    return _counted(amount, _WRITTEN[unit])


def _counted(count: int, unit: str) -> str | None:
    if count >= 1_000_000:
        return None
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def duration_of(stored: Any) -> Duration:
    """The inner form of a stored duration. Raises ValueError for a text that is none."""
    found = parse_duration(stored) if isinstance(stored, str) else None
    if found is None:
        raise ValueError("not a duration")
    return found
