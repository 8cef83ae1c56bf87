"""The working hours of days: their spans as instants, whose night an instant belongs to, yearly totals.

A span over midnight (its end lies beyond 24:00) belongs to the day on which it begins: the night of a
worked Friday goes on into a Saturday that is off, and a Sunday that is off has no night into a worked
Monday. Where hours of two days overlap, they count once, and as the earlier day's. So spans lie apart and
in the order of their days, which is what the running totals rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

from engine.rules.calendars.days import HOLIDAY, Days, Year
from engine.rules.calendars.gaps import CalendarGap, OutOfRange
from engine.rules.calendars.zones import DAY, HOUR, Zone

Spans = tuple[tuple[int, int], ...]
"""Pairs of opening and closing: instants, or milliseconds after a day's midnight."""


class Hours:
    """The hours of each day of a calendar. Raises CalendarGap for a day of a refused year."""

    __slots__ = ("_clashes", "_clock", "_days", "_kinds", "_late", "_lengths", "_own", "_spans", "_totals")

    def __init__(
        self, clock: Zone, days: Days, week: Iterable[Spans], makeup: Spans, own: Mapping[int, Spans]
    ) -> None:
        """``week`` are the spans of Monday to Sunday in milliseconds after midnight, none longer than a day,
        ``makeup`` those of a make-up day, ``own`` those of single numbered days, where they are worked."""
        self._clock = clock
        self._days = days
        self._own = own
        self._kinds: tuple[Spans, ...] = ((), *week, makeup, ())
        self._lengths = [sum(end - start for start, end in spans) for spans in self._kinds]
        self._late = any(spans and spans[-1][1] > DAY for spans in (*self._kinds, *own.values()))
        self._clashes = _clashes(self._kinds) if self._late else []
        self._totals: dict[int, list[int]] = {}
        self._spans: dict[int, Spans] = {}

    def spans(self, day: int) -> Spans:
        """The working spans of a numbered day as pairs of instants, without those that a gap swallows. The
        last may end on the day after; the first begins when the night of the day before is over."""
        found = self._spans.get(day)
        if found is None:
            join = self._clock.join
            pairs = [(join(day, start), join(day, end)) for start, end in self.written(day)]
            if self._late:
                over = self._over(day)
                pairs = [(max(start, over), end) for start, end in pairs]
            found = self._spans[day] = tuple([(start, end) for start, end in pairs if start < end])
        return found

    def written(self, day: int) -> Spans:
        """The spans of a numbered day as the calendar says them, in milliseconds after its midnight."""
        kind = self._days.kind(day)
        if self._own and 0 < kind < HOLIDAY:
            own = self._own.get(day)
            if own is not None:
                return own
        return self._kinds[kind]

    def day_of(self, ms: int) -> int:
        """The day whose stretch from midnight to midnight holds an instant, or the day before while its night
        lasts: all spans of earlier days lie before the instant, all of later days after it. Not always the
        date on the wall: clocks set back shortly after midnight show the evening before once more."""
        day, time = self._clock.split(ms)
        if time >= 20 * HOUR and self._clock.join(day + 1, 0) <= ms:
            day += 1
        if self._late:
            before = self.spans(day - 1)
            if before and ms < before[-1][1]:
                return day - 1
        return day

    def is_closing(self, ms: int, day: int) -> bool:
        """Whether hours of an earlier day end at this instant of ``day``: at its midnight, or as a night."""
        if self._late and any(end == ms for _, end in self.spans(day - 1)):
            return True
        while ms == self._clock.join(day, 0):  # more than once only after a date that the zone left out
            day -= 1
            if any(end == ms for _, end in self.spans(day)):
                return True
        return False

    def totals(self, number: int) -> list[int]:
        """Working time of a year before each of its days, and at last of all of it. A night counts to the
        year in which it begins. Raises OutOfRange outside the years 3 to 9997."""
        totals = self._totals.get(number)
        if totals is None:
            if not 2 < number < 9998:
                raise OutOfRange(number)
            year = self._days.year(number)
            lengths = [self._lengths[kind] for kind in year.kinds]
            for index in self._odd_days(year):
                lengths[index] = sum(end - start for start, end in self.spans(year.first + index))
            totals = self._totals[number] = list(accumulate(lengths, initial=0))
        return totals

    def _over(self, day: int) -> int:
        """Until when the night of the day before lasts; the day's midnight where there is none. A day before
        of a refused year says nothing about this one."""
        midnight = self._clock.join(day, 0)
        try:
            before = self.written(day - 1)
        except CalendarGap:
            return midnight
        return max(midnight, self._clock.join(day - 1, before[-1][1])) if before else midnight

    def _odd_days(self, year: Year) -> Iterable[int]:
        """The days of a year, numbered from 0, that may not be as long as their kind: the clocks change in
        them, they have hours of their own, or they overlap with another day's."""
        first, count = year.first, len(year.kinds)
        own = [day - first for day in self._own if -1 <= day - first < count]
        if not self._late:
            return {*self._clock.uneven_days(first, count), *(index for index in own if index >= 0)}
        found = {0}
        for index in self._clock.uneven_days(first - 1, count + 2):
            # the night into it, the day itself, and the day after its night
            found |= {index - 2, index - 1, index}
        for index in own:
            found |= {index, index + 1}
        for pair in self._clashes:
            index = year.kinds.find(pair)
            while index >= 0:
                found.add(index + 1)
                index = year.kinds.find(pair, index + 1)
        return {index for index in found if 0 <= index < count}


def _clashes(kinds: tuple[Spans, ...]) -> list[bytes]:
    """The pairs of kinds of days of which the first's night reaches into the second's hours."""
    return [
        bytes((kind, following))
        for kind, spans in enumerate(kinds)
        for following, others in enumerate(kinds)
        if spans and others and spans[-1][1] - DAY > others[0][0]
    ]
