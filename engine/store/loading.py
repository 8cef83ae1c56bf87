"""From rows to tasks: exactly what was saved."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONDecoder

from engine.model.task import Span, Task, Visit
from engine.store.database import Row
from engine.store.names import Names

_json = JSONDecoder().decode


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()


def task(row: Row, visits: Iterable[Row], clocks: Iterable[Row], names: Names) -> Task:
    """One task of its row (statement ``task``) and those of its visits and clocks, by ascending ``no``."""
    (id, shop, sop, version, ref, unique, starter, started, started_recorded,
     data, origin, seq, head, ended, ended_recorded, end) = row  # fmt: skip
    step, roles, person = names.step, names.role_set, names.person
    return Task(
        id, shop, names.sop[sop], version, ref, unique, person[starter], started, started_recorded,
        _json(data), _json(origin),
        tuple([
            Visit(no, step[step_id], n, roles[role_set], opened, opened_recorded, lane, "work", due,
                  _numbers(ticks) if ticks else (), _numbers(na) if na else (), closed, closed_recorded,
                  outcome, None if actor is None else person[actor], reason, late_reason)
            for no, step_id, n, role_set, opened, opened_recorded, lane, due, ticks, na,
            closed, closed_recorded, outcome, actor, reason, late_reason in visits
        ]),
        tuple([
            Span(no, deadline, visit, step[step_id], roles[role_set], begun, begun_recorded, due, limit,
                 calendar, provisional == 1, born_late == 1, stopped, stopped_recorded, why,
                 None if actor is None else person[actor])
            for no, deadline, visit, step_id, role_set, begun, begun_recorded, due, limit, calendar,
            provisional, born_late, stopped, stopped_recorded, why, actor in clocks
        ]),
        seq, head, ended, ended_recorded, end,
    )  # fmt: skip


def by_task(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Rows that end in a task's number, apart for each task and without it."""
    apart: dict[int, list[Row]] = {}
    for row in rows:
        apart.setdefault(row[-1], []).append(row[:-1])
    return apart
