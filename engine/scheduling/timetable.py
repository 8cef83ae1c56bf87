"""The timetable: which SOPs have a schedule, and the nominal times at which their tasks start. Reads only.

Times begin with the publication of the first version that has a schedule (after one that had none: anew),
and follow each version from its own publication on.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.definition import Definition
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.timing import Schedule
from engine.registry import Registry
from engine.rules.calendars import Calendar, CalendarGap
from engine.rules.recurrence import last_of, next_time, times
from engine.scheduling.marks import Mark
from engine.store import DocumentRow, Store

GRACE = 3_600_000
"""A time counts as missed when nobody came within so many ms after it."""
MOST = 100
"""So many times of one schedule are caught up with in one sweep; the next one goes on."""
FAR = 200 * 366 * 86_400_000
ALL, ONE = "all", "one"


class Line(Record):
    """An SOP with a schedule: its current version's row and definition."""

    row: DocumentRow
    definition: Definition
    schedule: Schedule

    @property
    def sop(self) -> str:
        """The SOP's name."""
        return self.row.name


class Pending(Record):
    """What a sweep has to do about one schedule: the times at which a task is to be started, in order;
    ``dropped``: the last of those that were missed and are left out; ``more``: there are further ones."""

    starts: list[int]
    dropped: int | None = None
    more: bool = False


def lines(store: Store, registry: Registry) -> list[Line]:
    """The SOPs whose current version has a schedule, by name."""
    rows = [row for row in store.documents("sop") if '"schedule":' in row.compiled]
    found = [(row, registry.definition(row.id)) for row in rows]
    return [Line(row, one, one.schedule) for row, one in found if one.schedule is not None]


def line_of(store: Store, registry: Registry, sop: str) -> Line | Refusal:
    """The line of one SOP; else ``unknown-sop`` or ``no-schedule``."""
    row = registry.current(sop)
    if row is None:
        return Refusal(
            "unknown-sop", {"name": sop, "sops": sorted(one.name for one in store.documents("sop"))}
        )
    definition = registry.definition(row.id)
    if definition.schedule is None:
        known = [line.sop for line in lines(store, registry)]
        return Refusal("no-schedule", {"name": sop, "sops": known})
    return Line(row, definition, definition.schedule)


class Timetable:
    """The nominal times of one line, whichever version they are by.

    Its methods raise CalendarGap where the calendar cannot say, NoCalendar where there is none.
    """

    def __init__(self, store: Store, registry: Registry, line: Line) -> None:
        self.line = line
        self._store = store
        self._registry = registry

    def next(self, after: int, n: int) -> list[int]:
        """The next ``n`` times after an instant by the current version; fewer where the calendar knows no
        more, or the schedule ends."""
        every, calendar = self.line.schedule.every, self._calendar(self.line.definition)
        found: list[int] = []
        try:
            while (
                len(found) < n
                and (at := next_time(every, found[-1] if found else after, calendar)) is not None
            ):
                found.append(at)
        except CalendarGap:
            if not found:
                raise
        return found

    def is_time(self, at: int) -> bool:
        """Whether an instant is one of the times, by the current version."""
        return self.next(at - 1, 1) == [at]

    def pending(self, mark: Mark, now: int) -> Pending:
        """What is to be started at ``now`` (ms UTC), as ``missed`` says."""
        if mark.paused:
            return Pending([])
        spans = list(self._spans(mark, now))
        waiting = [at for at, _ in mark.waiting]
        if self.line.schedule.missed == ALL:
            new = self._first(spans, MOST + 1)
            return Pending(sorted({*waiting[:MOST], *new[:MOST]}), None, len(new) > MOST)
        cut = now - GRACE
        recent = self._first([(max(low, cut - 1), high, one) for low, high, one in spans], MOST + 1)
        starts = sorted({*recent[:MOST], *(at for at in waiting if at >= cut)})
        if not starts and self.line.schedule.missed == ONE:
            last = [at for at in (self._last(spans), max(waiting, default=None)) if at is not None]
            starts = [max(last)] if last else []
        end = starts[0] if starts else cut
        before = [(low, min(high, end - 1), one) for low, high, one in spans]
        return Pending(starts, self._last(before), len(recent) > MOST)

    def _spans(self, mark: Mark, now: int) -> Iterator[tuple[int, int, Line]]:
        """(after, up to, by which version), the earliest first: what was not attended to yet."""
        row = self.line.row
        if mark.done is not None and mark.done >= row.published:
            yield mark.done, now, self.line
            return
        run: list[Line] = []
        for older in self._store.history("sop", self.line.sop):
            definition = self._registry.definition(older.id)
            if definition.schedule is None:
                run = []
            else:
                run.append(Line(older, definition, definition.schedule))
        # A time that falls on the publication itself is the new version's.
        begins = [line.row.published - 1 for line in run]
        for begin, end, line in zip(begins, [*begins[1:], now], run, strict=True):
            low = begin if mark.done is None else max(begin, mark.done)
            if low < min(end, now):
                yield low, min(end, now), line

    def _first(self, spans: list[tuple[int, int, Line]], most: int) -> list[int]:
        found: list[int] = []
        for low, high, line in spans:
            if low < high and len(found) < most:
                calendar = self._calendar(line.definition)
                found += times(line.schedule.every, low, high, calendar, most - len(found))
        return found

    def _last(self, spans: list[tuple[int, int, Line]]) -> int | None:
        for low, high, line in reversed(spans):
            found = (
                last_of(line.schedule.every, low, high, self._calendar(line.definition))
                if low < high
                else None
            )
            if found is not None:
                return found
        return None

    def _calendar(self, definition: Definition) -> Calendar:
        return calendar_of(self._registry, definition)


class NoCalendar(Exception):
    """The calendar that an SOP names is not published."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def calendar_of(registry: Registry, definition: Definition) -> Calendar:
    """The calendar of an SOP as it is published now. Raises NoCalendar."""
    found = registry.calendar(definition.calendar)
    if isinstance(found, Refusal):
        raise NoCalendar(found)
    return found[1]
