"""The days that ``by`` may name: a weekday (1 is Monday) or a day of the month.

A month that is too short for its day has its last day instead, so that ``day 31`` is the last day of every
month.
"""

from __future__ import annotations

from datetime import date

from engine.rules.calendars.calendar import months_away
from engine.rules.calendars.zones import DAY, Zone


def onward(day: int, sign: int, weekday: int | None, monthday: int | None) -> int:
    """The first such day from a day on (sign 1), or the last one up to it (-1); the day itself where none is
    named. Raises OutOfRange."""
    if weekday is not None:
        return day + sign * (sign * (weekday - day) % 7)
    if monthday is None:
        return day
    found = in_month(day, monthday)
    while (found - day) * sign < 0:
        found = in_month(months_away(found, sign), monthday)
    return found


def in_month(day: int, monthday: int) -> int:
    """That day of the month in which a day lies; the month's last where it is shorter."""
    here = date.fromordinal(day)
    following = date(here.year + here.month // 12, here.month % 12 + 1, 1).toordinal()
    return min(day - here.day + monthday, following - 1)


def nearest(
    clock: Zone, ms: int, time: int, sign: int, weekday: int | None, monthday: int | None
) -> tuple[int, int]:
    """The next day (sign 1) on which a local time (ms after midnight) is at or after an instant, or the last
    one (-1) on which it is at or before it, of the days that are named; and that time. Raises OutOfRange."""
    day, _ = clock.split(ms)
    if sign < 0 and time == DAY:
        day -= 1
    day = onward(day, sign, weekday, monthday)
    while (clock.join(day, time) - ms) * sign < 0:
        day = onward(day + sign, sign, weekday, monthday)
    return day, time
