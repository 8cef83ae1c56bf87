"""Which versions of the SOPs are published, and how many tasks run on each. Reads only.

A running task keeps the version that it began with until it is moved to another, so an old version matters as
long as it has open tasks.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.store import Store

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql")


class Version(NamedTuple):
    """One published version. ``id`` is the document's, ``published`` ms UTC, ``publisher`` a person's key
    or a login; ``open`` and ``ended`` count its tasks; ``current`` is what a start uses."""

    id: int
    sop: str
    no: int
    published: int
    publisher: str
    open: int
    ended: int
    current: bool


def versions(store: Store, sop: str | None = None) -> list[Version]:
    """The versions of an SOP, or of all of them, by name and number. Empty for an unknown name.

    Raises StoreError.
    """
    sql = store.statements(FOLDER)
    with store.reading():
        whose = (sop or "", sop or "")
        rows = store.rows(sql["audit-versions"], whose)
        tasks = {id: (n, ended) for id, n, ended in store.rows(sql["audit-tasks-of-versions"], whose)}
    latest = {name: id for id, name, *_ in rows}
    found = []
    for id, name, no, published, publisher in rows:
        n, ended = tasks.get(id, (0, 0))
        found.append(Version(id, name, no, published, publisher, n - ended, ended, latest[name] == id))
    return found


class Running(NamedTuple):
    """An open task: ``version`` is the document's id, ``steps`` are those open now."""

    task: int
    ref: str
    version: int
    steps: tuple[str, ...]


def running(store: Store, sop: str, after: int, n: int) -> list[Running]:
    """The next ``n`` open tasks of an SOP above a number, by ascending number; empty after the last.

    Raises StoreError.
    """
    sql = store.statements(FOLDER)["audit-running"]
    found: dict[int, Running] = {}
    with store.reading():
        for id, ref, version, step in store.rows(sql, (sop, after, n)):
            steps = (*found[id].steps, step) if id in found else (step,)
            found[id] = Running(id, ref, version, tuple(filter(None, steps)))
    return list(found.values())
