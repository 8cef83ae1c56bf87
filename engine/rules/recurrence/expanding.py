"""The days of a recurrence rule of RFC 5545, a year at a time.

Every day of a year is held against the parts of the rule, and what BYSETPOS picks is picked in each period.
So the cost of a year is the same whatever the rule says, and one that never happens ends like any other;
libraries that step from one day to the next look for it until the end of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

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
    """The rule's days of one year that are not before its first date; without COUNT and UNTIL. Steps are
    counted from the period of the first date, and a period is always whole."""
    said = parts(text)
    base = date.fromisoformat(start or f"{FIRST_YEAR}-01-01")
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    begin, end = first, last
    if said["FREQ"] == "WEEKLY":
        begin, end = first - _into_week(first, said), last + 6 - _into_week(last, said)
    periods: dict[int, list[int]] = {}
    fits = _Fitting(said)
    for number in range(begin, end + 1):
        day = date.fromordinal(number)
        if fits(day):
            periods.setdefault(_period(said, day), []).append(number)
    step, origin = int(said.get("INTERVAL", "1")), _period(said, base)
    picks = _numbers(said.get("BYSETPOS"))
    least = max(first, base.toordinal()) if start else first
    return tuple(
        [
            day
            for period, days in periods.items()
            if not (period - origin) % step
            for place, day in enumerate(days, start=1)
            if (not picks or place in picks or place - len(days) - 1 in picks) and least <= day <= last
        ]
    )


def _period(said: dict[str, str], day: date) -> int:
    """The number of the period that a day lies in."""
    freq = said["FREQ"]
    if freq == "YEARLY":
        return day.year
    if freq == "MONTHLY":
        return day.year * 12 + day.month
    number = day.toordinal()
    return number if freq == "DAILY" else (number - _into_week(number, said)) // 7


def _into_week(day: int, said: dict[str, str]) -> int:
    """How many days of its week are before a day."""
    return (day - 1 - DAYS.index(said.get("WKST", "MO"))) % 7


class _Fitting:
    """Whether a day has everything that the parts say."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        self.months = _numbers(said.get("BYMONTH"))
        self.month_days = _numbers(said.get("BYMONTHDAY"))
        self.year_days = _numbers(said.get("BYYEARDAY"))
        self.weeks = _numbers(said.get("BYWEEKNO"))
        days = said["BYDAY"].split(",") if "BYDAY" in said else []
        self.days = [(DAYS.index(one[-2:]), int(one[:-2] or 0)) for one in days]
        self.of_year = said["FREQ"] == "YEARLY" and not self.months

    def __call__(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if not (self.month_days or self.year_days or self.weeks or self.days):
            return True
        month, year = _length_of_month(day), _length_of_year(day)
        year_day = day.timetuple().tm_yday
        if self.month_days and not self.month_days & {day.day, day.day - month - 1}:
            return False
        if self.year_days and not self.year_days & {year_day, year_day - year - 1}:
            return False
        if self.weeks and not self.weeks & _week(day, self.said):
            return False
        place, length = (year_day, year) if self.of_year else (day.day, month)
        nths = {0, (place - 1) // 7 + 1, -((length - place) // 7 + 1)}
        weekday = day.weekday()
        return not self.days or any(one == weekday and nth in nths for one, nth in self.days)


def _week(day: date, said: dict[str, str]) -> set[int]:
    """The number of a day's week, counted from the year's first and from its last; a week is of the year that
    has four of its days."""
    number = day.toordinal()
    middle = date.fromordinal(number - _into_week(number, said) + 3)
    place = middle.timetuple().tm_yday
    return {(place - 1) // 7 + 1, -((_length_of_year(middle) - place) // 7 + 1)}


def _length_of_month(day: date) -> int:
    return 28 + (0, 3, _leap(day.year), 3, 2, 3, 2, 3, 3, 2, 3, 2, 3)[day.month]


def _length_of_year(day: date) -> int:
    return 365 + _leap(day.year)


def _leap(year: int) -> int:
    return int(year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _numbers(text: str | None) -> frozenset[int]:
    return frozenset(int(one) for one in text.split(",")) if text else frozenset()


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
