"""What goes on by itself: the queue of internal commands, and what tasks have to do with each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.store.rows import CalledRow, QueueRow

if TYPE_CHECKING:
    from engine.store.store import Store

PAGE = 1000


class Pending:
    """Reads and writes of one store; may raise what its other methods may."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, rows: Sequence[QueueRow]) -> None:
        """Queue internal commands; one that is queued already stays as it is. In a transaction."""
        store = self._store
        store.database.run_many(store.sql("queue-add"), [row[:-1] for row in rows])

    def fresh(self, after: int = 0, n: int = PAGE) -> list[QueueRow]:
        """What was not tried yet, in order, from after that ``id`` on."""
        return self._rows("queue-fresh", after, n)

    def everything(self, after: int = 0, n: int = PAGE) -> list[QueueRow]:
        """What waits, refused ones too, in order, from after that ``id`` on."""
        return self._rows("queue-all", after, n)

    def of(self, task: int) -> list[QueueRow]:
        """What waits because of a task, or is to be done to it."""
        return self._rows("queue-of", task, task)

    def take(self, row: QueueRow) -> bool:
        """Take out one that was read, to carry it out; False when another process was faster. In a
        transaction that writes: rolled back, it is there again."""
        store = self._store
        return bool(store.database.fetch(store.sql("queue-take"), (row.id, row.command_id)))

    def take_all(self, rows: Sequence[QueueRow]) -> list[QueueRow]:
        """The same for several: those that no other process was faster with, in order. On PostgreSQL one that
        another has at hand is waited for, so that what is queued later is not carried out first."""
        store = self._store
        if len(rows) == 1:
            return [row for row in rows if self.take(row)]
        asked = store.listed(row.id for row in rows)
        there = {(id, bytes(command)) for id, command in store.rows(store.sql("queue-kept"), (asked,))}
        found = [row for row in rows if (row.id, row.command_id) in there]
        if found:
            store.database.run(store.sql("queue-taken"), (store.listed(row.id for row in found),))
        return found

    def planned_otherwise(self, calendars: Iterable[int], sop: str, after: int, n: int) -> list[int]:
        """Open tasks above ``after`` with a running clock that was planned by none of these versions of
        calendars, by ascending number; of one SOP, or "" for all."""
        store = self._store
        given = (after, sop, sop, store.listed(calendars), n)
        return [row[0] for row in store.rows(store.sql("planned-otherwise"), given)]

    def on_hold(self, tasks: Iterable[int]) -> set[tuple[int, int]]:
        """What is on hold of these tasks, as (task, visit); visit 0 is all of the task."""
        store = self._store
        return {(task, visit) for task, visit in store.rows(store.sql("on-hold"), (store.listed(tasks),))}

    def provisional(self, tasks: Iterable[int]) -> set[tuple[int, int]]:
        """The dues of these tasks that rest on a year whose holidays were not known, as (task, due in ms
        UTC)."""
        store = self._store
        return {
            (task, due) for task, due in store.rows(store.sql("dues-provisional"), (store.listed(tasks),))
        }

    def called_by(self, task: int) -> list[CalledRow]:
        """The tasks that a task called, in the order of their numbers."""
        store = self._store
        found = store.rows(store.sql("called-by"), (task,))
        sops = store.names.sop
        return [
            CalledRow(visit, id, gone == 1, ref, sops[sop], ended, end)
            for visit, id, gone, ref, sop, ended, end in found
        ]

    def called_for(self, task: int, visit: int) -> list[int]:
        """The tasks that a visit waits for."""
        store = self._store
        return [row[0] for row in store.rows(store.sql("called-of-visit"), (task, visit))]

    def gathering(self, shop: str, sop: str, key: str) -> int | None:
        """The open task of an SOP in which callers with this key still gather."""
        store = self._store
        found = store.rows(store.sql("task-gathering"), (sop, key, shop))
        return found[0][0] if found else None

    def _rows(self, statement: str, *params: int) -> list[QueueRow]:
        store = self._store
        return [QueueRow._make((*row[1:], row[0])) for row in store.rows(store.sql(statement), params)]
