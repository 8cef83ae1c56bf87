"""What is due by itself: the instants that have come, in their order, and the tasks that are free to take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.store.store import Store

Place = tuple[int, int]
"""A place in the order of what is due: an instant (ms UTC) and a task."""

BEGINNING: Place = (-(2**62), 0)
PAGE = 1000


class Due:
    """Reads of one store; may raise what its other methods may."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self, now: int, after: Place = BEGINNING, n: int = PAGE) -> list[Place]:
        """What is due at ``now`` (ms UTC), the earliest first, a line for each timer and for each clock with
        a rung; a task may stand in several. It costs by its length, not by the size of the table."""
        store = self._store
        rows = store.rows(store.sql("due"), (now, *after, now, *after, n))
        return [(at, task) for at, task in rows]

    def next(self, now: int) -> int | None:
        """The first instant after ``now`` at which something is due; None where nothing is."""
        store = self._store
        found: int | None = store.rows(store.sql("due-next"), (now, now))[0][0]
        return found

    def take(self, tasks: Iterable[int]) -> set[int]:
        """Those of the tasks that nobody else has at hand; on PostgreSQL they are kept until the
        transaction ends, and nobody is waited for. In a transaction that writes."""
        store = self._store
        return {row[0] for row in store.rows(store.sql("tasks-free"), (store.listed(tasks),))}

    def newest_record(self) -> int | None:
        """When about the newest thing here was recorded (ms UTC), found by primary keys alone: something of
        the task started last, the last publication, the last refusal. None in an empty database."""
        store = self._store
        found: int | None = store.rows(store.sql("recorded-newest"))[0][0]
        return found
