"""Lists that people look at: what is to do, and which tasks there are.

They read a page, whatever the table's size.

A work list is put together from one page for each set of roles, because an index gives the earliest due
only within a set; there are a handful of sets.
"""

from __future__ import annotations

from collections.abc import Collection
from heapq import merge
from itertools import islice
from typing import Any

from engine.store.database import Database, Row
from engine.store.names import Names
from engine.store.rows import TaskRow, TodoRow

OPEN, ENDED, ALL = "open", "ended", "all"
PARKED = ("wait", "call")
"""What a task waits for when nobody has work; a block's own visit says nothing that its lanes do not say."""
LANE = 11
"""Where a row of a work list has the number of its lane."""


def todo(
    database: Database, names: Names, roles: Collection[str], person: str | None, limit: int, offset: int
) -> list[TodoRow]:
    """Open visits that one of ``roles`` may close, the earliest due first, those without a due last.

    A visit that names no role is everybody's; one that names ``person`` by key is theirs.
    """
    wanted = {*roles, person}
    names.role_set.read()
    sets = [number for number, those in names.role_set.items() if not those or not wanted.isdisjoint(those)]
    sql = names.sql["todo-of-role-set"]
    asked: list[Any] = [(sql, (number, offset + limit)) for number in sets]
    if person is not None:
        asked.append((names.sql["todo-of-person"], (person, offset + limit)))
    pages = database.fetch_each(asked)
    rows = islice(merge(*pages, key=_by_due), offset, offset + limit)
    page = list(rows)
    around = _items_around(database, names, {row[1] for row in page if row[LANE]})
    return [
        TodoRow(
            id,
            ref,
            names.sop[sop],
            version,
            no,
            names.step[step],
            n,
            names.role_set[role_set],
            opened,
            due,
            shop,
            around.get((id, lane), ()) if lane else (),
        )
        for due, id, no, ref, sop, version, step, n, role_set, opened, shop, lane in page
    ]


def _items_around(database: Database, names: Names, tasks: set[int]) -> dict[Any, Any]:
    """What is asked only for tasks that are in a lane."""
    if not tasks:
        return {}
    from engine.store.places import items_around

    return items_around(database, names.sql.__getitem__, tasks)


def _by_due(row: Row) -> Any:
    return (row[0] is None, row[0] or 0, row[1], row[2])


def tasks(
    database: Database, names: Names, sop: str | None, state: str, step: str | None, limit: int, offset: int
) -> list[TaskRow]:
    """Tasks, the newest first: of one SOP or of all, ``open``, ``ended`` or ``all``.

    ``step`` narrows to those that are in a step of that name now, which open ones alone can be.
    """
    number = None
    if sop is not None:
        found = database.fetch(names.sql["sop-find"], (sop,))
        if not found:
            return []
        number = found[0][0]
    if step is not None:
        rows = _in_step(database, names, sop, step, limit, offset) if state != ENDED else []
    elif state == OPEN:
        rows = _open(database, names, number, limit, offset)
    else:
        name = f"tasks-{state}" + ("" if number is None else "-of-sop")
        rows = database.fetch(names.sql[name], (*(() if number is None else (number,)), limit, offset))
    return _with_steps(database, names, rows)


def _in_step(
    database: Database, names: Names, sop: str | None, step: str, limit: int, offset: int
) -> list[Row]:
    found = database.fetch(names.sql["steps-named"], (step,))
    numbers = database.listed(number for number, of in found if sop in (None, of))
    return database.fetch(names.sql["tasks-in-step"], (numbers, numbers, limit, offset))


def _open(database: Database, names: Names, number: int | None, limit: int, offset: int) -> list[Row]:
    if number is None:
        names.sop.read()
        numbers = list(names.sop)
    else:
        numbers = [number]
    sql = names.sql["tasks-open-of-sop"]
    pages = database.fetch_each([(sql, (one, offset + limit)) for one in numbers])
    return list(islice(merge(*pages, key=lambda row: -row[0]), offset, offset + limit))


def _with_steps(database: Database, names: Names, rows: list[Row]) -> list[TaskRow]:
    steps: dict[int, list[str]] = {}
    waits: dict[int, list[str]] = {}
    dues: dict[int, int] = {}
    if rows:
        for id, step, due, kind in database.fetch(
            names.sql["open-visits-of"], (database.listed(r[0] for r in rows),)
        ):
            if kind == "work":
                steps.setdefault(id, []).append(names.step[step])
            elif kind in PARKED:
                waits.setdefault(id, []).append(names.step[step])
            if due is not None:
                dues[id] = min(due, dues.get(id, due))
    return [
        TaskRow(
            id,
            ref,
            names.sop[sop],
            version,
            names.person[starter],
            started,
            ended,
            end,
            tuple(steps.get(id, ())),
            dues.get(id),
            shop,
            tuple(waits.get(id, ())),
        )
        for id, ref, sop, version, starter, started, ended, end, shop in rows
    ]
