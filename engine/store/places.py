"""Where tasks stand: the items around their visits, and the steps that are open in many tasks at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from engine.store.database import Database
from engine.store.names import Names

PARKED = ("wait", "call")
"""What a task waits for when nobody has work; a block's own visit says nothing that its lanes do not say."""
Around = tuple[tuple[str, Any], ...]
"""Blocks, each with one of its items (stored form), the outermost first."""


class Places:
    """Reads of one store; may raise what its other methods may."""

    __slots__ = ("_database", "_names")

    def __init__(self, database: Database, names: Names) -> None:
        self._database = database
        self._names = names

    def steps_of(self, ids: Iterable[int]) -> dict[int, list[str]]:
        """Task -> the open steps of it that people work on or that wait, each once."""
        steps: dict[int, dict[str, None]] = {}
        wanted = self._database.listed(ids)
        for id, step, _due, kind in self._database.fetch(self._names.sql["open-visits-of"], (wanted,)):
            if kind == "work" or kind in PARKED:
                steps.setdefault(id, {})[self._names.step[step]] = None
        return {id: list(found) for id, found in steps.items()}

    def items_of(self, tasks: Collection[int]) -> dict[tuple[int, int], Around]:
        """(task, visit) -> the items around it, for the visits of these tasks that are in a lane."""
        around = items_around(self._database, self._names, tasks)
        if not around:
            return {}
        wanted = self._database.listed({task for task, _lane in around})
        rows = self._database.fetch(self._names.sql["lane-visits-of"], (wanted,))
        return {(task, no): around[task, lane] for task, no, lane in rows}


def items_around(database: Database, names: Names, tasks: Collection[int]) -> dict[tuple[int, int], Around]:
    """(task, lane) -> the items around it, for all lanes of these tasks; nothing is asked for none."""
    if not tasks:
        return {}
    from json import loads

    rows = database.fetch(names.sql["lane-items-of"], (database.listed(tasks),))
    lanes = {
        (task, no): (outer, names.step[block], loads(item), place)
        for task, no, outer, block, item, place in rows
    }
    found: dict[tuple[int, int], Around] = {}
    for task, no in lanes:
        path: list[tuple[str, Any]] = []
        here = no
        while here:
            here, block, item, place = lanes[task, here]
            if place:
                path.insert(0, (block, item))
        found[task, no] = tuple(path)
    return found
