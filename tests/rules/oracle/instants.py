"""Instants: the text is read here once more, by one pattern, and then walked."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tests.rules.oracle.working import Working

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FORM = re.compile(
    r"(?:(?P<number>\d+) ?(?P<unit>h|min|work hours?|work minutes?|workdays?|days?|weeks?|months?))?"
    r" ?(?P<side>after|before)? ?(?P<anchor>paid_at|festival)?"
    r"(?: ?by (?:(?P<weekday>[a-z]+day) |day (?P<monthday>\d+) )?(?P<hour>\d+):(?P<minute>\d\d))?"
    r"(?: or workday (?P<roll>before|after))?"
)


class Asked(NamedTuple):
    """What a text says: ``unit`` is min, work, days, workdays, months or "", ``sign`` which way it counts."""

    unit: str
    amount: int
    sign: int
    by: int | None
    weekday: int | None
    monthday: int | None
    roll: str | None


def read(text: str) -> Asked:
    """The parts of a text."""
    found = FORM.fullmatch(text)
    assert found is not None, text
    amount, unit = int(found["number"] or 0), (found["unit"] or "").removesuffix("s")
    if unit in ("h", "min", "work hour", "work minute"):
        amount *= 60 if unit in ("h", "work hour") else 1
        unit = "work" if unit.startswith("work") else "min"
    elif unit == "week":
        amount, unit = amount * 7, "day"
    return Asked(
        unit,
        amount,
        -1 if found["side"] == "before" else 1,
        int(found["hour"]) * 60 + int(found["minute"]) if found["hour"] else None,
        WEEK.index(found["weekday"]) + 1 if found["weekday"] else None,
        int(found["monthday"]) if found["monthday"] else None,
        found["roll"],
    )


def reckon(text: str, anchor: int | str, working: Working) -> int:
    """The minute that a text means whose anchor is a minute of the wall, or a date. Raises LeftError."""
    asked, seen = read(text), working.seen
    sign, by = asked.sign, asked.by
    dated = isinstance(anchor, str)
    if isinstance(anchor, str):
        assert by is not None, text
        day, time = date.fromisoformat(anchor).toordinal(), by
        minute = seen.first_showing(day, time)
    else:
        minute = anchor
        day, time = seen.day_and_time(minute)
    dates = asked.unit in ("day", "month", "workday") or (dated and not asked.unit)

    # the span
    if asked.unit == "min":
        minute += sign * asked.amount
    elif asked.unit == "work":
        minute = working.work(minute, asked.amount, sign)
    elif asked.unit == "workday":
        day = working.nth_workday(day, asked.amount, sign)
    elif asked.unit == "day":
        for _ in range(asked.amount):
            day += sign
    elif asked.unit == "month":
        day = months_away(day, asked.amount, sign)
    if not dates:
        day, time = seen.day_and_time(minute)

    # by
    if by is not None and dates:
        time = by
        if asked.unit == "month" and asked.monthday:
            day = in_month_of(day, asked.monthday)
        while not meant(day, asked):
            day += sign
    elif by is not None and (asked.weekday or asked.monthday or not dated):
        # every such local time around, in order; the nearest one on the right side
        reach = 34 if asked.monthday else 9 if asked.weekday else 3
        times = [
            (seen.first_showing(other, by), other)
            for other in range(day - reach, day + reach + 1)
            if meant(other, asked)
        ]
        if sign > 0:  # of a day that is not over yet: at midnight, 24:00 is not now
            minute, day = min((at, other) for at, other in times if at >= minute and other >= day)
        else:
            minute, day = max((at, other) for at, other in times if at <= minute)
        time = by

    # or workday
    moved = dates
    if asked.roll and not working.is_workday(day):
        moved = True
        while not working.is_workday(day):
            day += 1 if asked.roll == "after" else -1
    if moved:
        minute = seen.first_showing(day, time)

    # dates end inside the hours
    if dates and by is None:
        minute = working.into_hours(minute, {"after": 1, "before": -1, None: sign}[asked.roll])
    return minute


def meant(day: int, asked: Asked) -> bool:
    """Whether ``by`` means this day: the weekday that it names, or the day of the month."""
    if asked.weekday:
        return date.fromordinal(day).isoweekday() == asked.weekday
    return not asked.monthday or day == in_month_of(day, asked.monthday)


def in_month_of(day: int, number: int) -> int:
    """That day of the same month; its last one where the month is shorter."""
    month = date.fromordinal(day).month
    first = day - date.fromordinal(day).day + 1
    return max(other for other in range(first, first + number) if date.fromordinal(other).month == month)


def months_away(day: int, amount: int, sign: int) -> int:
    """Month by month; a day that the month at the end does not have is its last day."""
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(amount):
        month += sign
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    return in_month_of(date(year, month, 1).toordinal(), start.day)
