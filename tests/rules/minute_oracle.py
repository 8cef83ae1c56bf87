"""A second opinion on deadlines that shares no code with the first: it walks minute by minute.

A ``Window`` lists what the clock on the wall shows at every minute of UTC for some weeks. Whatever a
calendar says is then counted off on that list. Slow, and plain enough to be believed by reading it.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

MINUTE = 60_000
DAY = 1440


class LeftError(Exception):
    """The walk left the window: the example says nothing."""


class Window:
    """Every minute from ``first`` (a UTC date) for ``days`` days in a zone."""

    def __init__(self, zone: str, first: date, days: int) -> None:
        self.zone = zone
        tz = ZoneInfo(zone)
        begin = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo("UTC"))
        self.start_ms = int(begin.timestamp()) * 1000
        self.wall = []
        for minute in range(days * DAY):
            shown = (begin + timedelta(minutes=minute)).astimezone(tz)
            self.wall.append(shown.toordinal() * DAY + shown.hour * 60 + shown.minute)
        self.reached = list(accumulate(self.wall, max))

    def ms(self, minute: int) -> int:
        return self.start_ms + minute * MINUTE

    def first_showing(self, day: int, minutes: int) -> int:
        """The first minute at which the wall shows this local time or a later one: in a repeat the
        first of the two, in a gap the first instant after it."""
        found = bisect_left(self.reached, day * DAY + minutes)
        if found in (0, len(self.reached)):
            raise LeftError
        return found


@lru_cache(maxsize=32)
def window(zone: str, first: str, days: int) -> Window:
    return Window(zone, date.fromisoformat(first), days)


class Oracle:
    """A compiled calendar in a window."""

    def __init__(self, compiled: dict, seen: Window) -> None:
        self.compiled, self.seen = compiled, seen
        self.working = bytearray(len(seen.wall))
        first, last = seen.wall[0] // DAY + 1, seen.wall[-1] // DAY  # the days that lie in it as a whole
        self.low, self.high = seen.first_showing(first, 0), seen.first_showing(last, 0)
        for day in range(first, last):
            for opening, closing in self.hours(day):
                for minute in range(seen.first_showing(day, opening), seen.first_showing(day, closing)):
                    self.working[minute] = 1

    def is_workday(self, day: int) -> bool:
        text = date.fromordinal(day).isoformat()
        if text in self.compiled["on"]:
            return True
        weekday = str(date.fromordinal(day).isoweekday())
        return text not in self.compiled["off"] and bool(self.compiled["hours"][weekday])

    def hours(self, day: int) -> list[list[int]]:
        if not self.is_workday(day):
            return []
        if date.fromordinal(day).isoformat() in self.compiled["on"]:
            return self.compiled["hours"][str(self.compiled["on_like"])]
        return self.compiled["hours"][str(date.fromordinal(day).isoweekday())]

    def work(self, minute: int, amount: int, sign: int) -> int:
        """Walk until so many working minutes lie behind."""
        if amount == 0:
            return self.into_hours(minute, sign)
        while amount:
            if not self.low < minute < self.high:
                raise LeftError
            if sign > 0:
                amount -= self.working[minute]
                minute += 1
            else:
                minute -= 1
                amount -= self.working[minute]
        return minute

    def work_between(self, first: int, last: int) -> int:
        return sum(self.working[first:last]) if first <= last else -sum(self.working[last:first])

    def into_hours(self, minute: int, sign: int) -> int:
        """Stay if a working minute begins or ends here; else walk on to where one begins, or back to
        where one ended."""
        while self.low < minute < self.high:
            if self.working[minute] or self.working[minute - 1]:
                return minute
            minute += sign
        raise LeftError

    def nth_workday(self, day: int, n: int, sign: int) -> int:
        while n:
            day += sign
            n -= self.is_workday(day)
        return day

    def day_and_time(self, minute: int) -> tuple[int, int]:
        if not 0 <= minute < len(self.seen.wall):
            raise LeftError
        return divmod(self.seen.wall[minute], DAY)

    def reckon(
        self,
        anchor: int | str,
        unit: str | None,
        amount: int,
        sign: int,
        by: int | None,
        weekday: int | None,
        roll: str | None,
    ) -> int:
        """An instant of the grammar, walked; ``anchor`` is a minute of the window, or a date."""
        dated = isinstance(anchor, str)
        if isinstance(anchor, str):
            assert by is not None
            day, time = date.fromisoformat(anchor).toordinal(), by
            minute = self.seen.first_showing(day, time)
        else:
            minute = anchor
            day, time = self.day_and_time(minute)
        dates = unit in ("days", "weeks", "months", "workdays") or (dated and unit is None)

        if unit == "ms":
            minute += sign * amount
        elif unit == "work_ms":
            minute = self.work(minute, amount, sign)
        elif unit == "workdays":
            day = self.nth_workday(day, amount, sign)
            if amount == 0:
                while not self.is_workday(day):
                    day += sign
        elif unit in ("days", "weeks"):
            day += sign * amount * (7 if unit == "weeks" else 1)
        elif unit == "months":
            day = months_away(day, sign * amount)
        if not dates:
            day, time = self.day_and_time(minute)

        if by is not None and dates:
            time = by
            while weekday and date.fromordinal(day).isoweekday() != weekday:
                day += sign
        elif by is not None and (weekday or not dated):
            # every such local time around, in order; the nearest one on the right side
            times = [
                (self.seen.first_showing(other, by), other)
                for other in range(day - 16, day + 17)
                if not weekday or date.fromordinal(other).isoweekday() == weekday
            ]
            if sign > 0:  # of a day that is not over yet: at midnight, 24:00 is not now
                minute, day = min((at, other) for at, other in times if at >= minute and other >= day)
            else:
                minute, day = max((at, other) for at, other in times if at <= minute)
            time = by

        moved = dates
        if roll and not self.is_workday(day):
            moved = True
            while not self.is_workday(day):
                day += 1 if roll == "after" else -1
        if moved:
            minute = self.seen.first_showing(day, time)
        if dates and by is None:
            minute = self.into_hours(minute, {"after": 1, "before": -1, None: sign}[roll])
        return minute


def months_away(day: int, months: int) -> int:
    """Month by month; a day that the month at the end does not have is its last day."""
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    for number in range(start.day, 0, -1):
        try:
            return date(year, month, number).toordinal()
        except ValueError:
            continue
    raise AssertionError
