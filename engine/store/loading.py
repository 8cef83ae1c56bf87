"""From rows to tasks: exactly what was saved."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONDecoder
from typing import Any

from engine.model.task import Caller, Hold, Lane, Note, Span, Task, Timer, Visit, Vote
from engine.store.database import Database, Row
from engine.store.names import Names, split_roles

READ, LOCKED = ("task", "visits", "clocks"), ("task-lock", "visits", "clocks", "recorded-last-of")
MANY_READ = ("tasks-of", "visits-of", "clocks-of")
MANY_LOCKED = ("tasks-of-lock", "visits-of", "clocks-of", "recorded-last")
"""The statements that read tasks, and those that also keep them from other writers."""

_json = JSONDecoder().decode


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()


_NOBODY: tuple[Any, ...] = (None, (), False, False)


def _people(text: str) -> tuple[Any, ...]:
    """The last four fields of a visit: for whom, who else had a hand in it, against a rule, void."""
    behalf, hands, override, void = _json(text)
    return behalf, tuple(hands), override, void


def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    return tuple([(int(at), int(rung)) for at, rung in (one.split(":") for one in text.split(","))])


MORE = -4
"""Where in a task's row it says what else there is to read."""
LANES, TIMERS, CALLERS, HOLDS, VOTES, NOTES = 1, 2, 4, 8, 16, 32
PARTS = (
    (LANES, "lanes"),
    (TIMERS, "timers"),
    (CALLERS, "callers"),
    (HOLDS, "holds"),
    (VOTES, "votes"),
    (NOTES, "notes"),
)
"""What else there may be, and the statement that reads it."""


def task(
    row: Row,
    visits: Iterable[Row],
    clocks: Iterable[Row],
    names: Names,
    lanes: Iterable[Row] = (),
    timers: Iterable[Row] = (),
    callers: Iterable[Row] = (),
    holds: Iterable[Row] = (),
    votes: Iterable[Row] = (),
    notes: Iterable[Row] = (),
) -> Task:
    """One task of its row (statement ``task``) and those of its parts, by ascending ``no``."""
    (id, shop, sop, version, ref, unique, starter, started, started_recorded,
     data, origin, seq, head, ended, ended_recorded, end, _more, depth, gathers, arrived) = row  # fmt: skip
    step, roles, person = names.step, names.role_set, names.person
    return Task(
        id, shop, names.sop[sop], version, ref, unique, person[starter], started, started_recorded,
        _json(data), _json(origin),
        tuple([
            Visit(no, step[step_id], n, roles[role_set], opened, opened_recorded, lane, kind, due,
                  _numbers(ticks) if ticks else (), _numbers(na) if na else (), closed, closed_recorded,
                  outcome, None if actor is None else person[actor], reason, late_reason,
                  None if assignee is None else person[assignee], -rank, snoozed,
                  *(_people(people) if people else _NOBODY))
            for no, step_id, n, role_set, opened, opened_recorded, lane, due, ticks, na,
            closed, closed_recorded, outcome, actor, reason, late_reason, kind,
            assignee, rank, snoozed, people in visits
        ]),
        tuple([
            Span(no, deadline, visit, step[step_id], roles[role_set], begun, begun_recorded, due, limit,
                 calendar, provisional == 1, born_late == 1, stopped, stopped_recorded, why,
                 None if actor is None else person[actor], _pairs(rungs) if rungs else ())
            for no, deadline, visit, step_id, role_set, begun, begun_recorded, due, limit, calendar,
            provisional, born_late, stopped, stopped_recorded, why, actor, rungs in clocks
        ]),
        seq, head, ended, ended_recorded, end,
        tuple([
            Lane(no, block, name, opened, opened_recorded, _json(item), place, _json(own), _json(given),
                 closed, closed_recorded, why)
            for no, block, name, opened, opened_recorded, item, place, own, given,
            closed, closed_recorded, why in lanes
        ]),
        tuple(map(Timer._make, timers)),
        tuple([Caller(no, caller, visit, gone == 1) for no, caller, visit, gone in callers]),
        depth, gathers, arrived,
        tuple([
            Hold(no, visit, reason, until, begun, begun_recorded, person[actor], over, over_recorded)
            for no, visit, reason, until, begun, begun_recorded, actor, over, over_recorded in holds
        ]),
        tuple([
            Vote(no, visit, outcome, person[voter], at, recorded, split_roles(those), binding == 1, agreed,
                 tuple(_json(covers)), reason, behalf, tuple(_json(others)), void == 1)
            for no, visit, outcome, voter, at, recorded, those, binding, agreed, covers, reason, behalf,
            others, void in votes
        ]),
        tuple([
            Note(no, visit, item, kind, text, hashed, size, person[actor], at, recorded)
            for no, visit, item, kind, text, hashed, size, actor, at, recorded in notes
        ]),
    )  # fmt: skip


def parts(database: Database, sql: dict[str, str], more: int, of: str, given: Any) -> list[list[Row]]:
    """Rows of lanes and the other parts, as far as ``more`` says that there are any; ``of`` is what
    the statements' names end in, ``given`` their parameter."""
    asked = [name for bit, name in PARTS if more & bit]
    found = database.fetch_each([(sql[name + of], (given,)) for name in asked])
    read = dict(zip(asked, found, strict=True))
    return [read.get(name, []) for _, name in PARTS]


def by_task(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Rows that end in a task's number, apart for each task and without it."""
    apart: dict[int, list[Row]] = {}
    for row in rows:
        apart.setdefault(row[-1], []).append(row[:-1])
    return apart


def tasks(
    rows: Iterable[Row], always: Iterable[list[Row]], others: Iterable[list[Row]], names: Names
) -> dict[int, Task]:
    """Several tasks of their rows, in their order: ``always`` visits and clocks, ``others`` what ``parts``
    read; the rows of all of them end in the task's number."""
    visits, clocks = map(by_task, always)
    more = list(map(by_task, others))
    return {
        row[0]: task(
            row,
            visits.get(row[0], ()),
            clocks.get(row[0], ()),
            names,
            *[part.get(row[0], ()) for part in more],
        )
        for row in rows
    }
