"""What will be: how much is due on which day for whom, which promises cannot be kept any more. Reads only.

Deadlines are counted from the index of running clocks, in pages; only tasks whose promises are looked at more
closely are loaded, the most urgent first, and not more than ``most`` of them (docs/decisions/0027).
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.audit.running import Whose, pages
from engine.audit.versions import FOLDER
from engine.kernel.critical import BREACH, LATE, TIGHT, Outlook, Roads, Took, outlook
from engine.render.instants import moment
from engine.store.names import split_roles

if TYPE_CHECKING:
    from engine.kernel import Context, Program
    from engine.model.task import Task
    from engine.rules.calendars import Calendar
    from engine.store import Store

    Look = Callable[[Task], tuple[Program, Context]]

DAY = 86_400_000
LOOK_BACK = 90 * DAY
NEWEST, AMONG = 500, 50_000
"""How long steps took is asked of so many of the newest tasks of an SOP, among so many of all."""
COUNTED = 500_000
"""So many deadlines are counted at most."""
LOOKED_AT = 300
"""The tasks whose promises are looked at, where nobody says how many."""
BATCH, AT_ONCE = 50, 10_000
WORTH_TELLING = (BREACH, LATE, TIGHT)


class Load(NamedTuple):
    """What is due on one day (ISO; "" for what is overdue already) for the steps of a set of roles."""

    day: str
    roles: tuple[str, ...]
    due: int


class Doubtful(NamedTuple):
    """A promise of a task that cannot be kept any more, or only on a quicker way than the longest."""

    task: Task
    outlook: Outlook


class Forecast(NamedTuple):
    """``loads`` by day and roles. ``doubtful``: the promises due until then that are late, breached or tight,
    the earliest due first. ``looked_at`` of ``promises`` were looked at; ``more``: not all deadlines were
    counted."""

    loads: tuple[Load, ...]
    doubtful: tuple[Doubtful, ...]
    promises: int
    looked_at: int
    more: bool


def forecast(
    store: Store, whose: Whose, now: int, until: int, zone: str, look: Look, most: int = LOOKED_AT
) -> Forecast:
    """What is due before ``until`` (ms UTC), what is overdue included, with days in ``zone``. ``look`` gives
    a task's program and a context whose ``recorded`` is ``now``. Raises StoreError."""
    sql = store.statements(FOLDER)
    with store.reading():
        roles = {id: split_roles(held) for id, held in store.rows(sql["audit-role-sets"])}
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    promised: dict[int, set[int]] = {}
    days = _Days(zone)
    counted = promises = 0
    for rows in pages(store, whose, until, AT_ONCE):
        for due, task, no, _sop, _step, deadline, _visit, held, _started, _recorded, limit, *_ in rows:
            key = ("" if due < now else days.of(due), roles[held])
            counts[key] = counts.get(key, 0) + 1
            if deadline and (due >= now or (limit is not None and limit >= now)):
                promises += 1
                if task in promised or len(promised) < most:
                    promised.setdefault(task, set()).add(no)
        counted += len(rows)
        if counted >= COUNTED:
            break
    loads = tuple(Load(day, held, n) for (day, held), n in sorted(counts.items()))
    found = _looked_at(store, promised, look, Pace(store, now))
    looked_at = sum(map(len, promised.values()))
    return Forecast(loads, tuple(found), promises, looked_at, counted >= COUNTED)


def of_task(store: Store, task: Task, now: int, look: Look) -> list[Outlook]:
    """The outlook of each running promise of a task, the earliest due first."""
    program, context = look(task)
    took = Pace(store, now).of(task.sop, context.calendar)
    spans = [span for span in task.clocks if span.ended is None and span.deadline and span.due is not None]
    spans.sort(key=lambda span: (span.due or 0, span.no))
    return [outlook(program, task, span, context, took) for span in spans]


class Pace:
    """How long the steps of SOPs took, asked once for each SOP."""

    def __init__(self, store: Store, now: int) -> None:
        self._store, self._now = store, now
        self._found: dict[str, Took] = {}

    def of(self, sop: str, calendar: Calendar | None) -> Took:
        """Step -> the median of what it took in the last 90 days (work in working time), and of how many."""
        if sop not in self._found:
            sql = self._store.statements(FOLDER)["forecast-taken"]
            with self._store.reading():
                rows = self._store.rows(sql, (AMONG, sop, NEWEST, self._now - LOOK_BACK))
            self._found[sop] = _medians(rows, calendar)
        return self._found[sop]


def _medians(rows: list[tuple[Any, ...]], calendar: Calendar | None) -> Took:
    taken: dict[str, list[int]] = {}
    for step, kind, opened, closed in rows:
        worked = kind == "work" and calendar is not None
        ms = calendar.work_between(opened, closed) if worked and calendar is not None else closed - opened
        taken.setdefault(step, []).append(ms)
    return {step: (int(median(each)), len(each)) for step, each in taken.items()}


def _looked_at(store: Store, promised: dict[int, set[int]], look: Look, pace: Pace) -> list[Doubtful]:
    """The doubtful ones among promises, task by task."""
    found: list[Doubtful] = []
    roads: dict[int, Roads] = {}
    wanted = list(promised)
    for place in range(0, len(wanted), BATCH):
        with store.reading():
            tasks = store.load_many(wanted[place : place + BATCH])
        for id, task in tasks.items():
            program, context = look(task)
            if task.version not in roads:
                roads[task.version] = Roads(program.definition)
            took = pace.of(task.sop, context.calendar)
            for span in task.clocks:
                if span.no in promised[id] and span.ended is None:
                    one = outlook(program, task, span, context, took, roads[task.version])
                    if one.state in WORTH_TELLING:
                        found.append(Doubtful(task, one))
    found.sort(key=lambda one: (one.outlook.span.due or 0, one.task.id))
    return found


class _Days:
    """The local date of an instant, remembered by the hour: zones change their clocks at full quarters."""

    def __init__(self, zone: str) -> None:
        self._zone = zone
        self._known: dict[int, str] = {}

    def of(self, at: int) -> str:
        quarter = at // 900_000
        found = self._known.get(quarter)
        if found is None:
            found = self._known[quarter] = moment(quarter * 900_000, self._zone).date().isoformat()
        return found
