"""Times without a task: what is always earlier, whatever moment they count from.

A time moves with what it counts from: a later anchor never makes it earlier. So one evaluation at either
end of a stretch of moments can settle the whole stretch, and a year is settled by a few of them
(docs/decisions/0020).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from engine.language.checks.material import Material
from engine.model.timing import Anchor, Instant
from engine.rules.calendars import Calendar, CalendarGap
from engine.rules.calendars.zones import DAY, EPOCH_DAY, HOUR
from engine.rules.deadlines.compute import compute

Moment = int | str
"""What a time counts from: ms UTC, or a date ``YYYY-MM-DD``."""
Time = Callable[[Moment], int]
"""From what it counts from to ms UTC; never earlier for a later one."""

ORDINARY = 2025
"""The year that is looked at where a calendar knows of no certain years."""
MOST = 40_000
"""Stretches of time that one check looks at, of all of a document; what is undecided by then is not told."""
WORKED = frozenset({"work_ms", "workdays"})
DATES = frozenset({"days", "weeks", "months"})
LENGTHS = WORKED | DATES | {None, "ms"}


def calendar_of(material: Material) -> Calendar | None:
    """The SOP's calendar: one that is always open where it names none; None where its days are unknown."""
    name, known = material.definition.calendar, material.calendars
    if not name:
        return Calendar.of_zone("UTC")
    compiled = known.get(name) if isinstance(known, Mapping) else None
    return Calendar.from_compiled(dict(compiled)) if compiled else None


class Effort:
    """How much a check may still look at."""

    def __init__(self, left: int = MOST) -> None:
        self.left = left


class Moments:
    """All moments of a year from which times may count: its hours, or its dates."""

    def __init__(self, calendar: Calendar, dated: bool, still: bool = False) -> None:
        """The second half of the last year but one whose holidays are known, and the first of the last.
        ``still``: all is counted in exact hours, so that one moment stands for all."""
        year = calendar.days.known[1] if calendar.days.known is not None else ORDINARY
        self.first_day = date(year - 1, 7, 1).toordinal()
        days = date(year, 7, 1).toordinal() - self.first_day
        self.dated = dated
        self.still = still
        self.count = 1 if still else days if dated else days * 24

    def low(self, no: int) -> Moment:
        """The first moment of an hour; the date."""
        if self.dated:
            return date.fromordinal(self.first_day + no).isoformat()
        return (self.first_day - EPOCH_DAY) * DAY + no * HOUR

    def high(self, no: int) -> Moment:
        """The last moment of an hour; the date."""
        low = self.low(no)
        return low if self.still or isinstance(low, str) else low + HOUR - 1


def always_later(early: Time, late: Time, moments: Moments, effort: Effort) -> Moment | None:
    """A moment by which it can be shown that ``early`` comes after ``late`` whatever moment of the year
    they count from: the one at which they are closest of those that were looked at. None where that is
    not so, or where it could not be settled. Raises nothing that a calendar would."""
    waiting = [(0, moments.count)]
    closest: tuple[int, Moment] | None = None
    try:
        while waiting and effort.left > 0:
            effort.left -= 1
            first, end = waiting.pop()
            low = moments.low(first)
            at, then = early(low), late(low)
            if at <= then:
                return None
            if closest is None or at - then < closest[0]:
                closest = (at - then, low)
            if at > late(moments.high(end - 1)):
                continue
            if end - first == 1:
                return None
            middle = (first + end) // 2
            waiting += [(middle, end), (first, middle)]
    except CalendarGap:
        return None
    return closest[1] if closest is not None and not waiting else None


def never_earlier(early: Time, late: Time, moments: Moments, effort: Effort) -> bool:
    """Whether ``early`` is never before ``late``, and not always with it: of two times before a holiday both
    may give way to the same closing, and are in the wrong order all the same."""
    if always_later(early, lambda moment: late(moment) - 1, moments, effort) is None:
        return False
    some = [moments.low(moments.count * part // 12) for part in range(12)]
    return any(early(moment) > late(moment) for moment in some)


def time_of(instants: Iterable[Instant], calendar: Calendar, choose: Callable[[Iterable[int]], int]) -> Time:
    """Of times that count from the same: the earliest (``min``) or the last (``max``) of them."""
    listed = tuple(instants)
    return lambda moment: choose([reckon(instant, moment, calendar) for instant in listed])


def reckon(instant: Instant, moment: Moment, calendar: Calendar) -> int:
    """A time that counts from a moment; its length must be ``measured``. Raises CalendarGap."""

    def anchor(_: Anchor | None) -> Moment:
        return moment

    nothing: Mapping[str, Any] = {}
    planned = compute(instant, anchor, calendar, nothing)
    if planned is None:
        raise ValueError(f"not a time of its own: {instant.source!r}")
    return planned.at


def measured(instant: Instant) -> bool:
    """Whether the length of a time is written down, and not taken from a task's data."""
    return instant.unit in LENGTHS


def any_calendar(instant: Instant) -> bool:
    """Whether a time is the same in every calendar of a zone."""
    if instant.unit in WORKED or instant.roll is not None:
        return False
    return instant.unit not in DATES or instant.by is not None


def plain_workdays(instant: Instant) -> bool:
    """Whether a time is so many workdays away and nothing else: such times compare in every calendar."""
    return instant.unit == "workdays" and instant.by is None and instant.roll is None


def told(ms: int) -> str:
    """A length of time for people: ``34h``, ``6 days 4h``; the minutes only of less than three days."""
    hours, minutes = divmod(max(0, ms) // 60_000, 60)
    if hours < 72:
        return f"{hours}h {minutes}min" if minutes and hours else f"{minutes}min" if minutes else f"{hours}h"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours}h" if hours else f"{days} days"


def exact(instant: Instant) -> bool:
    """Whether a time is so many hours away, at every moment the same."""
    return instant.unit in (None, "ms") and instant.by is None and instant.roll is None
