"""A calendar: a zone, hours for each weekday, days off and make-up days; and reckoning in it.

Instants are integer milliseconds UTC, lengths of working time too. A day's working spans run from the
instant of their opening to the instant of their closing, so a change of the clocks inside them makes
the day's real working time longer or shorter. A span over midnight belongs to the day on which it begins
(``engine.rules.calendars.hours``); workdays are counted by the date on the wall.

Working time is counted by running totals of whole years, made when a year is first needed: an addition
is two searches in a sorted list, whatever its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.rules.calendars.days import HOLIDAY, MAKEUP, WEEKEND, Days, year_of
from engine.rules.calendars.gaps import OutOfRange
from engine.rules.calendars.hours import Hours, Spans
from engine.rules.calendars.zones import DAY, MINUTE, zone

KINDS = {WEEKEND: "weekend", MAKEUP: "makeup", HOLIDAY: "holiday"}


class Calendar:
    """Working days and hours in one zone. ``clock`` is the zone, ``days`` says which days are worked,
    ``names`` what dates (ISO) are called that the document names.

    Everything that asks about a day raises CalendarGap when the calendar refuses that day's year.
    """

    __slots__ = ("_hours", "clock", "days", "name", "names", "zone")

    def __init__(
        self,
        name: str,
        zone_name: str,
        hours: Iterable[Spans],
        makeup: Spans,
        days: Days,
        own: Mapping[int, Spans] | None = None,
    ) -> None:
        """``hours`` are the spans of Monday to Sunday in milliseconds after midnight, ``makeup`` those of
        a make-up day, ``own`` those of single numbered days, which hold where such a day is worked."""
        self.name = name
        self.zone = zone_name
        self.clock = zone(zone_name)
        self.days = days
        self.names: Mapping[str, str] = {}
        self._hours = Hours(self.clock, days, hours, makeup, own or {})

    @classmethod
    def from_compiled(cls, compiled: dict[str, Any]) -> Calendar:
        """The calendar of a compiled document (its form: ``engine.rules.calendars.compiled``).

        Raises ValueError for a calendar in which nobody ever works.
        """
        given = compiled["hours"]
        hours = [
            tuple([(start * MINUTE, end * MINUTE) for start, end in given.get(number, ())])
            for number in "1234567"
        ]
        week = bytes([number if hours[number - 1] else WEEKEND for number in range(1, 8)])
        makeup = hours[compiled.get("on_like", 1) - 1] or next((spans for spans in hours if spans), ())
        if "makeup" in compiled:
            makeup = tuple([(start * MINUTE, end * MINUTE) for start, end in compiled["makeup"]])
        own = {
            date.fromisoformat(day).toordinal(): tuple([(a * MINUTE, b * MINUTE) for a, b in spans])
            for day, spans in compiled.get("own", {}).items()
        }
        known = None
        if compiled.get("first_year") is not None:
            known = (compiled["first_year"], compiled["last_year"])
        refuses = compiled.get("missing_year") == "refuse"
        days = Days(week, compiled.get("off", ()), compiled.get("on", ()), known, refuses)
        made = cls(compiled["name"], compiled["zone"], hours, makeup, days, own)
        made.names = compiled.get("names", {})
        return made

    @classmethod
    def of_zone(cls, zone_name: str) -> Calendar:
        """No calendar at all, only a zone: every day is open from 0:00 to 24:00."""
        always: Spans = ((0, DAY),)
        return cls("", zone_name, [always] * 7, always, Days(bytes(range(1, 8)), (), ()))

    # -- days and local time

    def is_workday(self, day: date) -> bool:
        """Whether a date is worked."""
        return self.days.is_workday(day.toordinal())

    def kind_of(self, day: date) -> str:
        """``workday``, ``makeup``, ``weekend`` or ``holiday``."""
        return KINDS.get(self.days.kind(day.toordinal()), "workday")

    def day_span(self, day: date) -> Spans:
        """The working spans of a date as pairs of instants; empty on a day off."""
        return self.spans(day.toordinal())

    def spans(self, day: int) -> Spans:
        """The working spans of a numbered day as pairs of instants, without those that a gap swallows. The
        last may end on the day after."""
        return self._hours.spans(day)

    def hours_of(self, day: date) -> list[tuple[int, int]]:
        """The hours of a date as the calendar says them: minutes after its midnight, more than 1440 for a
        closing on the day after; empty on a day off."""
        return [(start // MINUTE, end // MINUTE) for start, end in self._hours.written(day.toordinal())]

    def to_utc(self, day: date, minutes: int) -> int:
        """The instant of a local time: ``minutes`` after midnight, 1440 for the end of the day.

        In a gap the first instant after it, in a repeat the first of the two.
        """
        return self.clock.join(day.toordinal(), minutes * MINUTE)

    def local(self, ms: int) -> tuple[date, int, int]:
        """The local date of an instant, the minutes after midnight and the milliseconds that remain."""
        day, time = self.clock.split(ms)
        return date.fromordinal(day), time // MINUTE, time % MINUTE

    def workdays_between(self, first: date, last: date) -> int:
        """Workdays after ``first`` up to ``last``; negative when ``last`` is earlier."""
        return self.days.count(first.toordinal(), last.toordinal())

    def unknown_year(self, first: date, second: date) -> int | None:
        """The first year between two dates (ends included) whose days off are not known, or None."""
        return self.days.unknown_year(first.toordinal(), second.toordinal())

    def reaches_unknown(self, first: int, last: int) -> bool:
        """Whether a day between two instants (ends included) is one of a year without data."""
        return self.days.unknown_year(self.clock.split(first)[0], self.clock.split(last)[0]) is not None

    # -- moving by dates: same local time, then into the hours

    def add_days(self, ms: int, n: int, sign: int = 1) -> int:
        """The same local time ``n`` dates later (sign 1) or earlier (-1), then ``into_hours``.

        Here and below a negative ``n`` turns the direction round.
        """
        n, sign = (n, sign) if n >= 0 else (-n, -sign)
        day, time = self.clock.split(ms)
        return self.into_hours(self.clock.join(day + sign * n, time), sign)

    def add_months(self, ms: int, n: int, sign: int = 1) -> int:
        """The same day of the month and local time ``n`` months away, or that month's last day."""
        n, sign = (n, sign) if n >= 0 else (-n, -sign)
        day, time = self.clock.split(ms)
        return self.into_hours(self.clock.join(months_away(day, sign * n), time), sign)

    def add_workdays(self, ms: int, n: int, sign: int = 1) -> int:
        """The same local time on the n-th workday after or before the instant's date, then ``into_hours``."""
        n, sign = (n, sign) if n >= 0 else (-n, -sign)
        day, time = self.clock.split(ms)
        return self.into_hours(self.clock.join(self.days.nth(day, n, sign), time), sign)

    def into_hours(self, ms: int, sign: int = 1) -> int:
        """The instant itself when it lies in working hours (opening and closing included), else the next
        opening (sign 1) or the last closing (-1)."""
        day = self._hours.day_of(ms)
        spans = self.spans(day)
        for start, end in spans:
            if start <= ms <= end:
                return ms
        if self._hours.is_closing(ms, day):
            return ms
        while True:
            if sign > 0:
                found = next((start for start, _ in spans if start > ms), None)
            else:
                found = next((end for _, end in reversed(spans) if end < ms), None)
            if found is not None:
                return found
            day = self.days.nth(day, 1, sign)
            spans = self.spans(day)

    # -- working time

    def add_work(self, ms: int, work: int, sign: int = 1) -> int:
        """The first instant by which ``work`` milliseconds of working time have passed since ``ms``
        (sign 1), or the last one from which they pass until ``ms`` (-1).

        Ending exactly at closing time is that closing, not the next opening; backwards, reaching exactly
        an opening is that opening. ``work`` = 0 is ``into_hours``. Raises ValueError for a negative length.
        """
        if work <= 0:
            if work < 0:
                raise ValueError("a negative length of working time")
            return self.into_hours(ms, sign)
        day = self._hours.day_of(ms)
        if sign < 0 and ms == self.clock.join(day, 0):
            day -= 1  # nothing of this day lies before its midnight: do not ask about it
        number = year_of(day)
        totals = self._hours.totals(number)
        first = self.days.year(number).first
        done = totals[day - first] + sum(min(ms, end) - start for start, end in self.spans(day) if start < ms)
        if sign > 0:
            done += work
            while done > totals[-1]:
                done -= totals[-1]
                number += 1
                totals = self._hours.totals(number)
            index = bisect_left(totals, done) - 1
        else:
            done -= work
            while done < 0:
                number -= 1
                totals = self._hours.totals(number)
                done += totals[-1]
            index = bisect_right(totals, done) - 1
        rest = done - totals[index]
        for start, end in self.spans(self.days.year(number).first + index):
            length = end - start
            if rest < length or (rest == length and sign > 0):
                return start + rest
            rest -= length
        raise AssertionError("running totals and spans disagree")

    def work_between(self, first: int, last: int) -> int:
        """Milliseconds of working time from one instant to another; negative when ``last`` is earlier."""
        if last < first:
            return -self.work_between(last, first)
        if last == first:
            return 0
        low, high = self._hours.day_of(first), self._hours.day_of(last - 1)
        total, number = 0, year_of(low)
        end_year = year_of(high)
        total -= self._done(number, low, first)
        while number < end_year:
            total += self._hours.totals(number)[-1]
            number += 1
        return total + self._done(number, high, last)

    # -- running totals

    def _done(self, number: int, day: int, ms: int) -> int:
        """Working time of a year up to an instant on one of its days."""
        index = day - self.days.year(number).first
        today = sum(min(ms, end) - start for start, end in self.spans(day) if start < ms)
        return self._hours.totals(number)[index] + today


def months_away(day: int, months: int) -> int:
    """The day with the same number ``months`` later (negative: earlier), or that month's last day."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 2 <= year <= 9998:
        raise OutOfRange(year)
    month += 1
    following = date(year + month // 12, month % 12 + 1, 1).toordinal()
    return min(date(year, month, 1).toordinal() + start.day - 1, following - 1)
