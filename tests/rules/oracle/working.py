"""A calendar's days and hours on the wall: every minute is worked or it is not."""

from __future__ import annotations

from datetime import date

from tests.rules.oracle.wall import LeftError, Wall


class Working:
    """A compiled calendar on a wall: ``hours`` by weekday, days ``off`` and ``on``, hours of make-up days and
    of single days. A closing after 24:00 is on the day after; hours that overlap count once."""

    def __init__(self, compiled: dict, seen: Wall) -> None:
        self.compiled, self.seen = compiled, seen
        self.off, self.on = set(compiled["off"]), set(compiled["on"])
        self.worked = bytearray(len(seen.shown))
        first, last = seen.day_and_time(0)[0] + 2, seen.day_and_time(len(seen.shown) - 1)[0] - 1
        self.low, self.high = seen.first_showing(first, 0), seen.first_showing(last, 0)
        for day in range(first - 1, last):  # hours of the day before may reach over midnight
            for opening, closing in self.hours(day):
                begin, end = seen.first_showing(day, opening), seen.first_showing(day, closing)
                if begin < end:  # else a gap swallowed them
                    self.worked[begin:end] = b"\1" * (end - begin)

    def is_workday(self, day: int) -> bool:
        """The lists of days first: a make-up day is worked, a day off is not; else the week decides."""
        text = date.fromordinal(day).isoformat()
        if text in self.on:
            return True
        return text not in self.off and bool(self.compiled["hours"][str(date.fromordinal(day).isoweekday())])

    def hours(self, day: int) -> list[list[int]]:
        """The spans of a day in minutes after midnight: its own, those of make-up days, or the weekday's."""
        text = date.fromordinal(day).isoformat()
        if not self.is_workday(day):
            return []
        if text in self.compiled.get("own", {}):
            return self.compiled["own"][text]
        if text in self.on:
            return self.compiled.get("makeup") or self.compiled["hours"][str(self.compiled["on_like"])]
        return self.compiled["hours"][str(date.fromordinal(day).isoweekday())]

    def work(self, minute: int, amount: int, sign: int) -> int:
        """Walk until so many working minutes lie behind; none: into the hours."""
        if amount == 0:
            return self.into_hours(minute, sign)
        while amount:
            if not self.low < minute < self.high:
                raise LeftError
            if sign > 0:
                amount -= self.worked[minute]
                minute += 1
            else:
                minute -= 1
                amount -= self.worked[minute]
        return minute

    def work_between(self, first: int, last: int) -> int:
        """Working minutes from one minute to another; negative where the other is earlier."""
        if not self.low < min(first, last) <= max(first, last) < self.high:
            raise LeftError
        return sum(self.worked[first:last]) if first <= last else -sum(self.worked[last:first])

    def into_hours(self, minute: int, sign: int) -> int:
        """Stay where a working minute begins or ends; else walk on to where one begins, or back to where one
        ended."""
        while self.low < minute < self.high:
            if self.worked[minute] or self.worked[minute - 1]:
                return minute
            minute += sign
        raise LeftError

    def nth_workday(self, day: int, n: int, sign: int) -> int:
        """Day by day, the first one not counted; none: the day itself, or the nearest workday that way."""
        if n == 0:
            while not self.is_workday(day):
                day += sign
        while n:
            day += sign
            n -= self.is_workday(day)
        return day
