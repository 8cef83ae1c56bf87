"""Where tasks stand: the items around their visits, and the steps that are open in many tasks at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from engine.store.database import Database

if TYPE_CHECKING:
    from engine.store.store import Store

Around = tuple[tuple[str, Any], ...]
"""Blocks, each with one of its items (stored form), the outermost first."""


def steps_of(store: Store, ids: Iterable[int]) -> dict[int, list[str]]:
    """Task -> the open steps of it that people work on or that wait, each once."""
    steps: dict[int, dict[str, None]] = {}
    for id, step in store.rows(store.sql("open-steps-of"), (store.listed(ids),)):
        steps.setdefault(id, {})[step] = None
    return {id: list(found) for id, found in steps.items()}


def items_of(store: Store, tasks: Collection[int]) -> dict[tuple[int, int], Around]:
    """(task, visit) -> the items around it, for the visits of these tasks that are in a lane."""
    around = items_around(store.database, store.sql, tasks)
    if not around:
        return {}
    wanted = store.listed({task for task, _lane in around})
    rows = store.rows(store.sql("lane-visits-of"), (wanted,))
    return {(task, no): around[task, lane] for task, no, lane in rows}


def items_around(
    database: Database, sql: Callable[[str], str], tasks: Collection[int]
) -> dict[tuple[int, int], Around]:
    """(task, lane) -> the items around it, for all lanes of these tasks; nothing is asked for none."""
    if not tasks:
        return {}
    from json import loads

    rows = database.fetch(sql("lane-items-of"), (database.listed(tasks),))
    lanes = {(task, no): (outer, block, loads(item), place) for task, no, outer, block, item, place in rows}
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
