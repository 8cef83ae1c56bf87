"""Which days a recurrence means, before one that is off gives way to a workday. Days are numbers
(``date.toordinal()``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from engine.model.timing import Recurrence
from engine.rules.calendars.days import Days
from engine.rules.calendars.gaps import OutOfRange
from engine.rules.recurrence.written import ALL, MONTH, RULE, WEEKDAYS_LISTED, WEEKLY, WORKDAYS

LAST_YEAR = 9990
"""No later day is looked for."""


def days_from(recurrence: Recurrence, first: int, days: Days) -> Iterator[int]:
    """The days of a recurrence from ``first`` on, in order. It ends only where a rule of RFC 5545 does.

    Raises CalendarGap where the calendar refuses a year without data, OutOfRange at the end of time.
    """
    begin = date.fromisoformat(recurrence.start).toordinal() if recurrence.start else 1
    yield from _BY[recurrence.days](recurrence, max(first, begin), begin, days)


def _guard(day: int) -> int:
    """Raises OutOfRange at the end of time, where dates have no numbers any more."""
    if date.fromordinal(min(day, date.max.toordinal())).year > LAST_YEAR:
        raise OutOfRange(9999)
    return day


def _all(recurrence: Recurrence, first: int, begin: int, days: Days) -> Iterator[int]:
    day = first + -(first - begin) % recurrence.step
    while True:
        yield _guard(day)
        day += recurrence.step


def _workdays(recurrence: Recurrence, first: int, begin: int, days: Days) -> Iterator[int]:
    step = recurrence.step
    day = days.nth(_guard(first), 0, 1)
    if step > 1:
        ahead = -days.count(days.nth(begin, 0, 1), day) % step
        day = days.nth(day, ahead, 1) if ahead else day
    while True:
        yield _guard(day)
        day = days.nth(day, step, 1)


def _weekly(recurrence: Recurrence, first: int, begin: int, days: Days) -> Iterator[int]:
    wanted = recurrence.weekdays or (recurrence.weekday or 1,)
    length = 7 * recurrence.step
    monday = first - (first - 1) % 7
    monday += -(monday - (begin - (begin - 1) % 7)) % length
    while True:
        for weekday in wanted:
            if monday + weekday - 1 >= first:
                yield _guard(monday + weekday - 1)
        monday += length


def _monthly(recurrence: Recurrence, first: int, begin: int, days: Days) -> Iterator[int]:
    start = date.fromordinal(begin)
    here = date.fromordinal(_guard(first))
    month = here.year * 12 + here.month - 1
    month += -(month - (start.year * 12 + start.month - 1)) % recurrence.step
    while True:
        day = _in_month(recurrence, month, days)
        if day is not None and day >= first:
            yield _guard(day)
        month += recurrence.step


def _in_month(recurrence: Recurrence, month: int, days: Days) -> int | None:
    """The day of one month; its last where it has not so many. None for a month in which nobody works."""
    year, number = divmod(month, 12)
    if year > LAST_YEAR:
        raise OutOfRange(9999)
    first = date(year, number + 1, 1).toordinal()
    last = date(year + (number + 1) // 12, (number + 1) % 12 + 1, 1).toordinal() - 1
    nth = recurrence.nth
    if recurrence.of == ALL:
        return last if nth < 0 else min(first + nth - 1, last)
    if recurrence.of == WEEKLY:
        weekday = (recurrence.weekday or 1) - 1
        if nth < 0:
            return last - (last - 1 - weekday) % 7
        return first + (weekday - (first - 1)) % 7 + 7 * (nth - 1)
    worked = days.count(first - 1, last)
    if not worked:
        return None
    return days.nth(first - 1, worked if nth < 0 else min(nth, worked), 1)


def _of_rule(recurrence: Recurrence, first: int, begin: int, days: Days) -> Iterator[int]:
    from engine.rules.recurrence.expanding import from_day

    yield from from_day(recurrence.rrule, recurrence.start, _guard(first))


_BY: dict[str, Callable[[Recurrence, int, int, Days], Iterator[int]]] = {
    ALL: _all,
    WORKDAYS: _workdays,
    WEEKLY: _weekly,
    WEEKDAYS_LISTED: _weekly,
    MONTH: _monthly,
    RULE: _of_rule,
}
