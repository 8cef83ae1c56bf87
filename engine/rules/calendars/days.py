"""Which days are workdays: the ordinary week, less the days off, plus the make-up days.

Days are numbers (``date.toordinal()``). A year's days are worked out when one of them is first asked
for, and kept; counting workdays is then a look into running totals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from engine.rules.calendars.gaps import CalendarGap, OutOfRange

WEEKEND = 0
"""A day of an ordinary week without hours. 1 to 7 are workdays of the ordinary week, Monday first."""
MAKEUP = 8
"""Worked although the ordinary week or a holiday would have it off."""
HOLIDAY = 9
"""Off although the ordinary week may have it as a workday."""

_COUNTS = bytes([0, 1, 1, 1, 1, 1, 1, 1, 1, 0])


class Year:
    """One year: the number of its first day, the kind of each day, and how many workdays came before it."""

    __slots__ = ("before", "first", "kinds")

    def __init__(self, first: int, kinds: bytes) -> None:
        self.first = first
        self.kinds = kinds
        self.before = list(accumulate(kinds.translate(_TRANSLATION), initial=0))


_TRANSLATION = _COUNTS + bytes(256 - len(_COUNTS))


class Days:
    """The days of a calendar.

    ``week`` has seven kinds (the weekday's number, or WEEKEND); ``off`` and ``on`` are ISO dates, and a date
    in both is worked. ``known`` is the first and last year for which holidays are known, None for all.
    With ``refuses``, a question about a day of another year raises CalendarGap.
    """

    __slots__ = ("_off", "_on", "_week", "_years", "known", "refuses")

    def __init__(
        self,
        week: bytes,
        off: Sequence[str],
        on: Sequence[str],
        known: tuple[int, int] | None = None,
        refuses: bool = False,
    ) -> None:
        if not any(week):
            raise ValueError("a calendar without a workday")
        self._week = week
        self._off = sorted(off)
        self._on = sorted(on)
        self.known = known
        self.refuses = refuses
        self._years: dict[int, Year] = {}

    def kind(self, day: int) -> int:
        """WEEKEND, HOLIDAY, MAKEUP, or the number of the weekday."""
        year = self.year(year_of(day))
        return year.kinds[day - year.first]

    def is_workday(self, day: int) -> bool:
        """Whether the day is worked."""
        return 0 < self.kind(day) < HOLIDAY

    def nth(self, day: int, n: int, sign: int) -> int:
        """The n-th workday after (sign 1) or before (-1) a day, that day itself not counted.

        n = 0: the day itself, or the nearest workday in that direction.
        """
        if n == 0:
            return day if self.is_workday(day) else self.nth(day, 1, sign)
        day += sign
        number = year_of(day)
        year = self.year(number)
        if sign > 0:
            rank = year.before[day - year.first] + n
            while rank > year.before[-1]:
                rank -= year.before[-1]
                number += 1
                year = self.year(number)
        else:
            rank = year.before[day - year.first + 1] - n + 1
            while rank < 1:
                number -= 1
                year = self.year(number)
                rank += year.before[-1]
        return year.first + bisect_left(year.before, rank) - 1

    def count(self, first: int, last: int) -> int:
        """How many workdays lie after ``first`` up to ``last``; negative, and from ``last`` up to the day
        before ``first``, when ``last`` is earlier. So day + n workdays is always n away from day."""
        if last < first:
            return -self.count(last - 1, first - 1)
        if last == first:
            return 0
        total, number = 0, year_of(first + 1)
        year = self.year(number)
        total -= year.before[first + 1 - year.first]
        while last - year.first >= len(year.kinds):
            total += year.before[-1]
            number += 1
            year = self.year(number)
        return total + year.before[last + 1 - year.first]

    def unknown_year(self, first: int, last: int) -> int | None:
        """The first year without data that a stretch of days (ends included) touches, or None."""
        if self.known is None:
            return None
        low, high = year_of(min(first, last)), year_of(max(first, last))
        if low < self.known[0]:
            return low
        return None if high <= self.known[1] else max(low, self.known[1] + 1)

    def year(self, number: int) -> Year:
        """The days of a year. Raises CalendarGap where that year is refused, OutOfRange outside 2..9998."""
        found = self._years.get(number)
        if found is None:
            found = self._years[number] = self._make(number)
        return found

    def _make(self, number: int) -> Year:
        if not 2 <= number <= 9998:
            raise OutOfRange(number)
        if self.refuses and self.known is not None and not self.known[0] <= number <= self.known[1]:
            raise CalendarGap(number)
        first = date(number, 1, 1).toordinal()
        monday = (first - 1) % 7
        kinds = bytearray((self._week * 54)[monday : monday + date(number + 1, 1, 1).toordinal() - first])
        for dates, kind in ((self._off, HOLIDAY), (self._on, MAKEUP)):
            low = bisect_left(dates, f"{number:04}-")
            for text in dates[low : bisect_left(dates, f"{number:04}-99", low)]:
                kinds[date.fromisoformat(text).toordinal() - first] = kind
        return Year(first, bytes(kinds))


def year_of(day: int) -> int:
    """The year of a day. Raises OutOfRange."""
    try:
        return date.fromordinal(day).year
    except (ValueError, OverflowError) as error:
        raise OutOfRange(1 if day < 1 else 9999) from error
