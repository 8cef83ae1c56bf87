"""The instants of a recurrence: the next one, those of a stretch of time, the last of one."""

from __future__ import annotations

from datetime import date

from engine.model.timing import Instant, Recurrence
from engine.rules.calendars import Calendar, OutOfRange
from engine.rules.calendars.zones import DAY, EPOCH_DAY, HOUR, MINUTE
from engine.rules.deadlines.compute import compute
from engine.rules.recurrence.days import days_from

Limit = tuple[int, int]


def following(recurrence: Recurrence, after: int, calendar: Calendar) -> int:
    """As ``next_time``, of a recurrence that never ends. Raises OutOfRange also where it does."""
    found = next_time(recurrence, after, calendar)
    if found is None:
        raise OutOfRange(9999)
    return found


def next_time(recurrence: Recurrence, after: int, calendar: Calendar) -> int | None:
    """The next time strictly after an instant (ms UTC); None where there is none any more. For a span
    without a start, the instant is the last time.

    A time of day that the clocks leave out is the first instant after, one that they show twice the first
    of the two. Of two days that give way to the same workday there is one time. Raises CalendarGap where
    the calendar refuses a year without data, OutOfRange outside the years 2 to 9998.
    """
    if recurrence.unit is not None:
        return _after_span(recurrence, after, calendar)
    clock, days = calendar.clock, calendar.days
    today, _ = clock.split(after)
    first = today - 1
    if recurrence.roll == "after":
        first = (
            days.nth(today - 1, 1, -1) + 1
        )  # what lies before gave way to that workday, or to an earlier one
    times = (recurrence.at, *recurrence.more)
    limit = _limit(recurrence, calendar)
    for day in days_from(recurrence, first, days):
        rolled = day
        if recurrence.roll is not None and not days.is_workday(day):
            rolled = days.nth(day, 1, 1 if recurrence.roll == "after" else -1)
        for minutes in times:
            if limit is not None and (day, minutes * MINUTE) > limit:
                return None
            at = clock.join(rolled, minutes * MINUTE)
            if at > after:
                return at
    return None


def times(recurrence: Recurrence, after: int, until: int, calendar: Calendar, most: int) -> list[int]:
    """The times after one instant up to another (ms UTC), ``most`` of them at the most, in order. Raises as
    ``next_time`` does."""
    found: list[int] = []
    at = next_time(recurrence, after, calendar)
    while at is not None and at <= until and len(found) < most:
        found.append(at)
        at = next_time(recurrence, at, calendar)
    return found


def last_of(recurrence: Recurrence, after: int, until: int, calendar: Calendar) -> int | None:
    """The last time after one instant up to another; None where there is none. It does not count through
    what lies between: ten years cost no more than a day. Raises as ``next_time`` does."""
    found = next_time(recurrence, after, calendar)
    if found is None or found > until:
        return None
    end = until
    while found < end:
        middle = (found + end) // 2
        later = next_time(recurrence, middle, calendar)
        if later is not None and later <= until:
            found = later
        else:
            end = middle
    return found


def _after_span(recurrence: Recurrence, after: int, calendar: Calendar) -> int:
    if recurrence.start:
        day, _, time = recurrence.start.partition(" ")
        hour, _, minute = time.partition(":")
        first = calendar.clock.join(
            date.fromisoformat(day).toordinal(), int(hour) * HOUR + int(minute) * MINUTE
        )
        if after < first:
            return first
        return after + recurrence.amount - (after - first) % recurrence.amount
    instant = Instant(recurrence.source, recurrence.unit, recurrence.amount)
    found = compute(instant, lambda _: after, calendar, {})
    assert found is not None
    return max(found.at, after + 1)


def _limit(recurrence: Recurrence, calendar: Calendar) -> Limit | None:
    """The last day and time of day that a rule's UNTIL lets be, in the calendar's zone."""
    if "UNTIL=" not in recurrence.rrule:
        return None
    from engine.rules.recurrence.expanding import parts

    text = parts(recurrence.rrule)["UNTIL"]
    day = date(int(text[:4]), int(text[4:6]), int(text[6:8])).toordinal()
    if len(text) == 8:
        return day, DAY
    time = int(text[9:11]) * HOUR + int(text[11:13]) * MINUTE + int(text[13:15]) * 1000
    if not text.endswith("Z"):
        return day, time
    return calendar.clock.split((day - EPOCH_DAY) * DAY + time)
