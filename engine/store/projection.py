"""From changes to rows: what of a task, its visits and its clocks is new or different, and nothing else.

Several changes of one task in one save become one difference, from the first ``before`` to the last
``after``. Visits and spans that a command did not touch are the same objects before and after; that is
what is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from json import JSONEncoder

from engine.model.task import Span, Task, Visit
from engine.store import parts
from engine.store.database import Row
from engine.store.names import Names
from engine.store.rows import Change

_json = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

ORDER = (
    "task-add",
    "visit-add",
    "clock-add",
    "lane-add",
    "timer-add",
    "caller-add",
    "hold-add",
    "vote-add",
    "note-add",
    "task-moved",
    "task-changed",
    "task-ended",
    "task-more",
    "visit-ticked",
    "visit-changed",
    "visit-renamed",
    "clock-changed",
    "clock-renamed",
    "lane-changed",
    "timer-changed",
    "caller-changed",
    "hold-changed",
    "vote-changed",
    "note-changed",
)
"""The statements, in the order in which they run: what is new first."""

Batches = dict[str, list[Row]]


def numbers(ticks: tuple[int, ...]) -> str:
    """Numbers of checklist lines as text: ``1,3``."""
    return ",".join(map(str, ticks)) if ticks else ""


def pairs(rungs: tuple[tuple[int, int], ...]) -> str:
    """Rungs to come as text: ``1767571200000:1,1767578400000:2``."""
    return ",".join([f"{at}:{rung}" for at, rung in rungs])


_BEHALF = Visit._fields.index("behalf")
_NOBODY = tuple(Visit._field_defaults[name] for name in Visit._fields[_BEHALF:])


def people(visit: Visit) -> str:
    """For whom a visit is or was done, who else had a hand in it, against a rule, void: as JSON."""
    return _json(visit[_BEHALF:])


def differences(changes: Sequence[Change], names: Names) -> Batches:
    """Statement name -> its rows.

    Raises ValueError when a visit or a span would be lost or become another one.
    """
    batches: Batches = {name: [] for name in ORDER}
    befores: dict[int, Task | None] = {}
    afters: dict[int, Task] = {}
    for _, before, after in changes:
        befores.setdefault(after.id, before)
        afters[after.id] = after
    for id, after in afters.items():
        before = befores[id]
        sop = names.sop_id[after.sop]
        if before is None:
            batches["task-add"].append(_new_task(after, sop, names))
            _visits(batches, after, (), sop, names)
            _spans(batches, after, (), sop, names)
        else:
            _moved(batches, before, after)
            if before.version != after.version:
                before = _renamed(batches, before, after, sop, names)
            if before.visits is not after.visits:
                _visits(batches, after, before.visits, sop, names)
            if before.clocks is not after.clocks:
                _spans(batches, after, before.clocks, sop, names)
        parts.differences(batches, before, after, names)
    return batches


def _new_task(t: Task, sop: int, names: Names) -> Row:
    return (
        t.id, t.shop, sop, t.version, t.ref, t.unique, names.person_id[t.starter], t.started,
        t.started_recorded, _json(t.data), _json(t.origin), t.seq, t.head, t.ended, t.ended_recorded, t.end,
        parts.more(t), t.depth, t.gathers, t.arrived,
    )  # fmt: skip


def _moved(batches: Batches, before: Task, t: Task) -> None:
    if t.ended != before.ended or t.end != before.end or t.ended_recorded != before.ended_recorded:
        batches["task-ended"].append(
            (t.seq, t.head, t.version, _json(t.data), _json(t.origin), t.ended, t.ended_recorded, t.end, t.id)
        )
    elif t.data is not before.data or t.origin is not before.origin or t.version != before.version:
        batches["task-changed"].append((t.seq, t.head, t.version, _json(t.data), _json(t.origin), t.id))
    else:
        batches["task-moved"].append((t.seq, t.head, t.id))


def _renamed(batches: Batches, before: Task, after: Task, sop: int, names: Names) -> Task:
    """The task before, its visits and spans under the names that they have in another version."""
    visits, spans = list(before.visits), list(before.clocks)
    for visit, new in zip(before.visits, after.visits, strict=False):
        if (visit.step, visit.n) != (new.step, new.n):
            batches["visit-renamed"].append((names.step_id[sop, new.step], new.n, after.id, visit.no))
            visits[visit.no - 1] = visit._replace(step=new.step, n=new.n)
    for span, moved in zip(before.clocks, after.clocks, strict=False):
        if (span.deadline, span.step) != (moved.deadline, moved.step):
            step = names.step_id[sop, moved.step]
            batches["clock-renamed"].append((moved.deadline, step, after.id, span.no))
            spans[span.no - 1] = span._replace(deadline=moved.deadline, step=moved.step)
    return before._replace(visits=tuple(visits), clocks=tuple(spans))


def _visits(batches: Batches, task: Task, olds: tuple[Visit, ...], sop: int, names: Names) -> None:
    visits, known = task.visits, len(olds)
    if len(visits) < known:
        raise ValueError(f"task {task.id} would lose a visit")
    person, roles, id = names.person_id, names.role_set_id, task.id
    for old, v in zip(olds, visits, strict=False):
        if v is old or v == old:
            continue
        if v[:3] != old[:3] or v[4:6] != old[4:6] or v.kind != old.kind:
            raise ValueError(f"task {id}: visit {v.no} would become another visit")
        if v[3:9] == old[3:9] and v[11:] == old[11:]:
            batches["visit-ticked"].append((numbers(v.ticks), numbers(v.na), id, v.no))
            continue
        batches["visit-changed"].append(
            (
                roles[v.roles],
                v.lane,
                v.due,
                numbers(v.ticks),
                numbers(v.na),
                v.closed,
                v.closed_recorded,
                v.outcome,
                None if v.actor is None else person[v.actor],
                v.reason,
                v.late_reason,
                None if v.assignee is None else person[v.assignee],
                -v.priority,
                v.snoozed,
                people(v) if v[_BEHALF:] != _NOBODY else "",
                id,
                v.no,
            )
        )
    for v in visits[known:]:
        batches["visit-add"].append(
            (
                task.shop,
                id,
                v.no,
                names.step_id[sop, v.step],
                v.n,
                roles[v.roles],
                v.opened,
                v.opened_recorded,
                v.lane,
                v.due,
                numbers(v.ticks),
                numbers(v.na),
                v.closed,
                v.closed_recorded,
                v.outcome,
                None if v.actor is None else person[v.actor],
                v.reason,
                v.late_reason,
                v.kind,
                None if v.assignee is None else person[v.assignee],
                -v.priority,
                v.snoozed,
                people(v) if v[_BEHALF:] != _NOBODY else "",
            )
        )


def _spans(batches: Batches, task: Task, olds: tuple[Span, ...], sop: int, names: Names) -> None:
    spans, known = task.clocks, len(olds)
    if len(spans) < known:
        raise ValueError(f"task {task.id} would lose a span of a clock")
    person, roles, id = names.person_id, names.role_set_id, task.id
    for old, s in zip(olds, spans, strict=False):
        if s is old or s == old:
            continue
        if s[:4] != old[:4] or s[5:7] != old[5:7]:
            raise ValueError(f"task {id}: span {s.no} would become another span")
        batches["clock-changed"].append(
            (
                roles[s.roles],
                s.due,
                s.limit,
                s.calendar,
                int(s.provisional),
                int(s.born_late),
                s.ended,
                s.ended_recorded,
                s.why,
                None if s.actor is None else person[s.actor],
                pairs(s.rungs) if s.rungs else "",
                s.rungs[0][0] if s.rungs and s.ended is None else None,
                id,
                s.no,
            )
        )
    for s in spans[known:]:
        batches["clock-add"].append(
            (
                task.shop,
                id,
                sop,
                s.no,
                s.deadline,
                s.visit,
                names.step_id[sop, s.step],
                roles[s.roles],
                s.started,
                s.started_recorded,
                s.due,
                s.limit,
                s.calendar,
                int(s.provisional),
                int(s.born_late),
                s.ended,
                s.ended_recorded,
                s.why,
                None if s.actor is None else person[s.actor],
                pairs(s.rungs) if s.rungs else "",
                s.rungs[0][0] if s.rungs and s.ended is None else None,
            )
        )
