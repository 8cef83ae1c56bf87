"""The days of a recurrence rule of RFC 5545, a year at a time.

``dateutil`` is asked for days only, never for times: local time is the business of our zones. It is imported
where a rule stands, which few SOPs have. Every year is reckoned by itself from the period that the year
begins in, so that the cost does not grow with the years since the first date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
REACH = 60
"""Years in which a rule must happen once; a Monday that is 29 February comes every 28, at the turn of a
century every 40."""
FIRST_YEAR, LAST_YEAR = 1900, 2260
_SOMETIME = "2000-01-01"


def parts(text: str) -> dict[str, str]:
    """The parts of a checked rule."""
    return dict(part.split("=", 1) for part in text.split(";"))


def ever(text: str, start: str) -> bool:
    """Whether a checked rule happens at all within ``REACH`` years of its first date."""
    first = date.fromisoformat(start or _SOMETIME)
    until = parts(text).get("UNTIL", "99991231")
    last = date(int(until[:4]), int(until[4:6]), int(until[6:8])).toordinal()
    for year in range(first.year, first.year + REACH):
        for day in in_year(text, start, year):
            return not start or day <= last
    return False


def from_day(text: str, start: str, first: int) -> Iterator[int]:
    """The rule's days (``date.toordinal()``) from a day on, in order, up to where COUNT ends them; without a
    look at UNTIL, which may be an instant. Ends ``REACH`` years later where nothing comes."""
    last = _last(text, start)
    year = date.fromordinal(first).year
    for number in range(max(year, FIRST_YEAR), min(year + REACH, LAST_YEAR)):
        for day in in_year(text, start, number):
            if last is not None and day > last:
                return
            if day >= first:
                yield day


@lru_cache(maxsize=512)
def in_year(text: str, start: str, year: int) -> tuple[int, ...]:
    """The rule's days of one year that are not before its first date; without COUNT and UNTIL."""
    from dateutil import rrule

    said = parts(text)
    begin = _begin(said, start, year)
    if begin is None:
        return ()
    frequencies: dict[str, Any] = {
        "DAILY": rrule.DAILY,
        "WEEKLY": rrule.WEEKLY,
        "MONTHLY": rrule.MONTHLY,
        "YEARLY": rrule.YEARLY,
    }
    more: dict[str, Any] = {
        name.lower(): [int(one) for one in said[name].split(",")]
        for name in ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
        if name in said
    }
    if "BYDAY" in said:
        more["byweekday"] = [_weekday(rrule.weekdays, one) for one in said["BYDAY"].split(",")]
    rule = rrule.rrule(
        frequencies[said["FREQ"]],
        dtstart=datetime.fromordinal(begin),
        until=datetime.fromordinal(date(year, 12, 31).toordinal()),
        interval=int(said.get("INTERVAL", "1")),
        wkst=DAYS.index(said.get("WKST", "MO")),
        cache=False,
        **more,
    )
    least = max(date(year, 1, 1).toordinal(), date.fromisoformat(start).toordinal() if start else 0)
    return tuple([day for day in (one.toordinal() for one in rule) if day >= least])


def _begin(said: dict[str, str], start: str, year: int) -> int | None:
    """Where the first period of the rule begins that reaches into a year; None where none does. A period is
    whole: what BYSETPOS picks must not depend on where reckoning begins."""
    interval = int(said.get("INTERVAL", "1"))
    base = date.fromisoformat(start or f"{FIRST_YEAR}-01-01")
    new_year = date(year, 1, 1).toordinal()
    if year < base.year:
        return None
    freq = said["FREQ"]
    if freq == "YEARLY":
        return None if (year - base.year) % interval else new_year
    if freq == "MONTHLY":
        months = year * 12 - (base.year * 12 + base.month - 1)
        ahead = -months % interval if months > 0 else -months
        return date(year, ahead + 1, 1).toordinal() if ahead < 12 else None
    size = 7 if freq == "WEEKLY" else 1
    first = _of_week(base.toordinal(), said) if size == 7 else base.toordinal()
    here = _of_week(new_year, said) if size == 7 else new_year
    if here <= first:
        return first
    here += -((here - first) // size) % interval * size
    return here if date.fromordinal(here).year <= year else None


def _of_week(day: int, said: dict[str, str]) -> int:
    """The first day of a day's week."""
    return day - (day - 1 - DAYS.index(said.get("WKST", "MO"))) % 7


@lru_cache(maxsize=64)
def _last(text: str, start: str) -> int | None:
    """The day on which COUNT ends a rule; None where nothing does within reach."""
    count = int(parts(text).get("COUNT", "0"))
    if not count:
        return None
    year = date.fromisoformat(start or _SOMETIME).year
    for number in range(year, LAST_YEAR):
        found = in_year(text, start, number)
        if count <= len(found):
            return found[count - 1]
        count -= len(found)
    return None


def _weekday(weekdays: Any, text: str) -> Any:
    day, count = weekdays[DAYS.index(text[-2:])], text[:-2]
    return day(int(count)) if count else day
