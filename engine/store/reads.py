"""Lists of tasks. They read a page, whatever the table's size; work lists: ``worklists``."""

from __future__ import annotations

from collections.abc import Callable
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from engine.model.actor import EVERYTHING, Sight
from engine.store.database import Database, Row
from engine.store.names import Names
from engine.store.rows import TaskRow

OPEN, ENDED, ALL = "open", "ended", "all"
PARKED = ("wait", "call")
"""What a task waits for when nobody has work; a block's own visit says nothing that its lanes do not say."""


class _Seen(NamedTuple):
    """How statements are narrowed to what somebody sees: what is added to them, and its parameters."""

    narrowed: Callable[[str], str]
    given: tuple[Any, ...] = ()
    hidden: frozenset[int] = frozenset()


_ALL = _Seen(lambda sql: sql)


def _seen(database: Database, names: Names, sight: Sight) -> _Seen:
    from engine.store.seen import Seen

    found = Seen(database, names, sight)
    return _Seen(found.narrowed, found.given, found.hidden)


def tasks(
    database: Database,
    names: Names,
    sop: str | None,
    state: str,
    step: str | None,
    limit: int,
    offset: int,
    sight: Sight = EVERYTHING,
) -> list[TaskRow]:
    """Tasks, the newest first: of one SOP or of all, ``open``, ``ended`` or ``all``; those alone that
    ``sight`` sees by their SOP and shop.

    ``step`` narrows to those that are in a step of that name now, which open ones alone can be.
    """
    number = None
    seen = _ALL if sight.whole else _seen(database, names, sight)
    if sop is not None:
        found = database.fetch(names.sql["sop-find"], (sop,))
        if not found:
            return []
        number = found[0][0]
    if step is not None:
        rows = _in_step(database, names, seen, sop, step, limit, offset) if state != ENDED else []
    elif state == OPEN:
        rows = _open(database, names, seen, number, limit, offset)
    else:
        name = f"tasks-{state}" + ("" if number is None else "-of-sop")
        sql = seen.narrowed(names.sql[name])
        of = () if number is None else (number,)
        rows = database.fetch(sql, (*of, *seen.given, limit, offset))
    return _with_steps(database, names, rows)


def _in_step(
    database: Database, names: Names, seen: _Seen, sop: str | None, step: str, limit: int, offset: int
) -> list[Row]:
    found = database.fetch(names.sql["steps-named"], (step,))
    numbers = database.listed(number for number, of in found if sop in (None, of))
    sql = seen.narrowed(names.sql["tasks-in-step"])
    return database.fetch(sql, (numbers, numbers, numbers, *seen.given, limit, offset))


def _open(
    database: Database, names: Names, seen: _Seen, number: int | None, limit: int, offset: int
) -> list[Row]:
    if number is None:
        names.sop.read()
        numbers = list(names.sop)
    else:
        numbers = [number]
    sql = seen.narrowed(names.sql["tasks-open-of-sop"])
    asked = [(sql, (one, *seen.given, offset + limit)) for one in numbers if one not in seen.hidden]
    pages = database.fetch_each(asked)
    return list(islice(merge(*pages, key=lambda row: -row[0]), offset, offset + limit))


def _with_steps(database: Database, names: Names, rows: list[Row]) -> list[TaskRow]:
    steps: dict[int, list[str]] = {}
    waits: dict[int, list[str]] = {}
    dues: dict[int, int] = {}
    ranks: dict[int, int] = {}
    if rows:
        for id, step, due, kind, rank in database.fetch(
            names.sql["open-visits-of"], (database.listed(r[0] for r in rows),)
        ):
            if kind == "work":
                steps.setdefault(id, []).append(names.step[step])
                ranks[id] = min(rank, ranks.get(id, rank))
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
            -ranks.get(id, 0),
        )
        for id, ref, sop, version, starter, started, ended, end, shop in rows
    ]
