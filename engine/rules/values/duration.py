"""Durations: an amount of one unit, written as in the grammar of instants (``3 days``, ``24h``)."""

from __future__ import annotations

import re
from typing import Any

from engine.rules.deadlines.units import WORDS, Length, canonical
from engine.rules.evaluation import EvaluationProblem

SECOND = 1_000
DAY = 86_400_000
LIMIT = 10**15

_EXACT = {"ms": 1, "days": DAY, "weeks": 7 * DAY}

COUNTS: dict[str, str] = {
    "(?:s|seconds?|min|minutes?|work minutes?)": "0|[1-9][0-9]{0,9}",
    "(?:h|hours?|work hours?|workdays?|days?|weeks?|months?)": "0|[1-9][0-9]{0,6}",
}
"""Units as patterns -> how many of one a stored duration says: enough for any two instants there are."""

_TEXT = "|".join(f"(?:{count}) ?{unit}" for unit, count in COUNTS.items())
_PARTS = "([0-9]+) ?(.+)"


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

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        return sign + canonical(Length(self.unit, abs(self.amount)))

    def __repr__(self) -> str:
        return f"Duration({self.unit!r}, {self.amount})"


def parse_duration(text: str) -> Duration | None:
    """The duration that a text says (``3 days``, ``24h``, ``30 min``, ``4 work hours``); None if it says
    none."""
    parts = re.fullmatch(_PARTS, text)
    if parts is None or re.fullmatch(_TEXT, text) is None:
        return None
    unit = WORDS[parts[2]]
    return Duration(unit.unit, int(parts[1]) * unit.size)


def write_duration(duration: Duration) -> str | None:
    """The canonical text, exact time rounded half up to seconds and working time to minutes; None for a
    negative duration and for one that no text says."""
    unit, amount = duration.unit, duration.amount
    step = {"ms": SECOND, "work_ms": 60 * SECOND}.get(unit, 1)
    text = canonical(Length(unit, (amount * 2 + step) // (step * 2) * step if step > 1 else amount))
    return text if re.fullmatch(_TEXT, text) else None


def duration_of(stored: Any) -> Duration:
    """The inner form of a stored duration. Raises ValueError for a text that is none."""
    found = parse_duration(stored) if isinstance(stored, str) else None
    if found is None:
        raise ValueError("not a duration")
    return found
