"""The store: one connection, its transactions, and what is read and written in them.

Not for several threads at once: one ``Store`` each. Every method may raise ``StoreError``; those that
write may raise ``ConflictError``, after which the transaction is to be run again from its beginning.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from engine.model.actor import EVERYTHING, Sight
from engine.store import documents, reads
from engine.store.database import Database, Params, Row
from engine.store.due import Due
from engine.store.names import Names
from engine.store.pending import Pending
from engine.store.rows import Change, DocumentRow, EventRow, RefusalRow, TaskRow, TodoRow
from engine.store.statements import load
from engine.store.transactions import Joined, Transaction

if TYPE_CHECKING:
    from engine.model.task import Task

_SQL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql")


class Store:
    """A database, open. ``database`` is its connection, ``where`` its name for people, ``names`` those that
    rows have as numbers, ``pending`` what goes on by itself, ``due`` what of it is due. ``recorded``: task ->
    when its last event was recorded (ms UTC), for those loaded with ``lock`` in this transaction."""

    def __init__(self, database: Database) -> None:
        self.database, self.where = database, database.where
        self._sql = load(_SQL, database.dialect)
        self.names = Names(database, self._sql)
        self._state: str | None = None
        self._next_number = 0
        self.recorded: dict[int, int] = {}
        self.pending, self.due = Pending(self), Due(self)

    # -- transactions

    def writing(self) -> Transaction:
        """A transaction that writes; not inside another one (RuntimeError).

        SQLite: nobody else writes meanwhile. PostgreSQL: READ COMMITTED, and tasks loaded with ``lock``
        are kept.
        """
        return Transaction(self, True)

    def reading(self) -> Transaction | Joined:
        """A transaction that sees one state throughout; inside another transaction, part of that. Keep it
        under a second: on SQLite a writer waits for it to end."""
        return Joined(self) if self._state else Transaction(self, False)

    def begin(self, write: bool) -> None:
        """What ``writing()`` and ``reading()`` begin with."""
        if self._state:
            raise RuntimeError(f"already {self._state}")
        self.database.begin(write)
        self._state = "writing" if write else "reading"

    def end(self, well: bool) -> None:
        """What they end with: a commit when all went well."""
        self._state, self._next_number, self.recorded = None, 0, {}
        if not well:
            self.names.lost()
            self.database.rollback()
            return
        try:
            self.database.commit()
        except BaseException:
            self.names.lost()
            raise
        self.names.kept()

    def _own(self) -> Transaction | Joined:
        return Joined(self) if self._state == "writing" else Transaction(self, True)

    def close(self) -> None:
        """Let go of the database; a transaction that is still open is rolled back."""
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- any named SQL

    def statements(self, folder: str) -> dict[str, str]:
        """The named SQL of another room's folder, in this database's words; for ``rows``."""
        return load(folder, self.database.dialect)

    def sql(self, name: str) -> str:
        """One of the store's own statements, in this database's words."""
        return self._sql[name]

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """The rows of one statement (from ``statements``)."""
        return self.database.fetch(sql, params)

    def listed(self, values: Iterable[Any]) -> Any:
        """The one parameter for ``IN (?...)``: integers or texts."""
        return self.database.listed(values)

    # -- settings and documents

    def settings(self) -> dict[str, str]:
        """All settings."""
        return dict(self.database.fetch(self._sql["settings"]))

    def set_settings(self, values: dict[str, str], drop: Iterable[str] = ()) -> None:
        """Set these and take those away; the others stay."""
        with self._own():
            self.database.run_many(self._sql["setting-put"], sorted(values.items()))
            self._write("setting-drop", [(key,) for key in drop])

    def publish(
        self,
        kind: str,
        name: str,
        source: str,
        compiled: str,
        format: int,
        hash: bytes,
        at: int,
        publisher: str,
    ) -> tuple[DocumentRow, bool]:
        """Publish a document (see ``DocumentRow``) at the instant ``at``: its row, and whether it is a new
        version. The same ``hash`` as the latest version of that name is none."""
        publication = documents.Publication(kind, name, hash, source, compiled, format, at, publisher)
        with self._own():
            return documents.publish(self.database, self._sql, publication)

    def document(self, kind: str, name: str) -> DocumentRow | None:
        """The current version of a name."""
        return self._document("document-current", (kind, name))

    def document_by_id(self, id: int) -> DocumentRow | None:
        """One version by its id, which is ``Task.version`` and ``Span.calendar``."""
        return self._document("document-by-id", (id,))

    def documents(self, kind: str) -> list[DocumentRow]:
        """The current versions of a kind, by name."""
        return list(map(DocumentRow._make, self.database.fetch(self._sql["documents"], (kind,))))

    def history(self, kind: str, name: str) -> list[DocumentRow]:
        """All versions of a name, the oldest first."""
        return list(map(DocumentRow._make, self.database.fetch(self._sql["document-history"], (kind, name))))

    def _document(self, statement: str, params: Params) -> DocumentRow | None:
        rows = self.database.fetch(self._sql[statement], params)
        return DocumentRow._make(rows[0]) if rows else None

    # -- tasks

    def load(self, id: int, lock: bool = False) -> Task | None:
        """A task as it was saved; with ``lock``, kept from other writers until the transaction ends."""
        from engine.store import loading  # here and not above: lists read no task

        sql, asked = self._sql, loading.LOCKED if lock else loading.READ
        with self.reading():
            rows, visits, clocks, *last = self.database.fetch_each([(sql[name], (id,)) for name in asked])
            if not rows:
                return None
            self.recorded.update(*last)
            more = rows[0][loading.MORE]
            parts = loading.parts(self.database, sql, more, "", id) if more else ()
            return loading.task(rows[0], visits, clocks, self.names, *parts)

    def load_many(self, ids: Iterable[int], lock: bool = False) -> dict[int, Task]:
        """Those of the tasks that exist, by ascending id."""
        from engine.store import loading

        wanted = set(ids)
        if len(wanted) < 2:
            alone = [self.load(id, lock) for id in wanted]
            return {task.id: task for task in alone if task is not None}
        sql, given = self._sql, self.database.listed(wanted)
        with self.reading():
            asked = [(sql[name], (given,)) for name in (loading.MANY_LOCKED if lock else loading.MANY_READ)]
            rows, visit_rows, clock_rows, *last = self.database.fetch_each(asked)
            self.recorded.update(*last)
            more = 0
            for row in rows:
                more |= row[loading.MORE]
            read = loading.parts(self.database, sql, more, "-of", given) if more else ()
            return loading.tasks(rows, (visit_rows, clock_rows), read, self.names)

    def allocate(self, n: int = 1) -> int:
        """The first of ``n`` new task numbers in a row. In a transaction that writes; rolled back, on
        PostgreSQL they stay unused."""
        self._must_write()
        if self.database.dialect == "sqlite" and self._next_number:
            first = self._next_number
        else:
            first = self.database.take_numbers(self._sql["task-next"], n)
        self._next_number = first + n
        return first

    def save(self, changes: Sequence[Change]) -> None:
        """Write the events, and what of the tasks is different. In a transaction that writes.

        Several changes of one task stand in the order in which they were made. Raises ConflictError
        (``sequence``, ``command``, ``unique``), on PostgreSQL perhaps only at the end of the transaction.
        """
        from engine.store.projection import differences

        self._must_write()
        batches = differences(changes, self.names)
        # The event first: it is what a command that came second is told by.
        self._write("event-add", [change.event for change in changes])
        for name, rows in batches.items():
            if rows:
                self._write(name, rows)

    def task_ids(self, after: int, n: int) -> list[int]:
        """The next ``n`` task numbers above ``after``: a page of all."""
        return [row[0] for row in self.database.fetch(self._sql["task-ids"], (after, n))]

    def find_ref(self, text: str) -> list[int]:
        """The tasks that people call so."""
        return sorted(row[0] for row in self.database.fetch(self._sql["task-by-ref"], (text, text)))

    def find_unique(self, shop: str, sop: str, values: Iterable[str]) -> dict[str, int]:
        """Unique value -> task, for those of the values that an SOP's tasks in a shop have."""
        return dict(self.database.fetch(self._sql["task-by-unique"], (self.listed(values), sop, shop)))

    # -- events and refusals

    def command(self, id: bytes) -> EventRow | None:
        """The event that a command id has led to."""
        rows = self.database.fetch(self._sql["event-by-command"], (id,))
        return EventRow._make(rows[0]) if rows else None

    def commands(self, ids: Iterable[bytes]) -> dict[bytes, EventRow]:
        """The same for many: id -> event, for those that have one."""
        sql = self._sql["event-by-command"]
        found = self.database.fetch_each([(sql, (id,)) for id in ids])
        return {rows[0][4]: EventRow._make(rows[0]) for rows in found if rows}

    def events(self, task: int) -> list[EventRow]:
        """A task's events in order."""
        return list(map(EventRow._make, self.database.fetch(self._sql["events"], (task,))))

    def events_of(self, ids: Iterable[int]) -> list[EventRow]:
        """Several tasks' events, by task and in order."""
        return list(map(EventRow._make, self.database.fetch(self._sql["events-of"], (self.listed(ids),))))

    def last_events(self, ids: Iterable[int]) -> dict[int, EventRow]:
        """Task -> its last event."""
        rows = self.database.fetch(self._sql["events-last"], (self.listed(ids),))
        return {row[0]: EventRow._make(row) for row in rows}

    def refuse(self, rows: Sequence[RefusalRow]) -> None:
        """Write down what was refused."""
        with self._own():
            self.database.run_many(self._sql["refusal-add"], [row[:-1] for row in rows])

    def refusals(self, task: int) -> list[RefusalRow]:
        """What was refused on a task, the oldest first."""
        return list(map(RefusalRow._make, self.database.fetch(self._sql["refusals"], (task,))))

    # -- lists

    def todo(
        self, roles: Iterable[str], person: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[TodoRow]:
        """What somebody with these roles may work on, their own and what nobody has, in one order."""
        from engine.store.worklists import Worklists

        with self.reading():
            return Worklists(self).everything(frozenset(roles), person, limit, offset)

    def tasks(
        self,
        sop: str | None = None,
        state: str = reads.OPEN,
        step: str | None = None,
        limit: int = 50,
        offset: int = 0,
        sight: Sight = EVERYTHING,
    ) -> list[TaskRow]:
        """A list of tasks: see ``reads.tasks``."""
        with self.reading():
            return reads.tasks(self.database, self.names, sop, state, step, limit, offset, sight)

    def _write(self, name: str, rows: Sequence[Row]) -> None:
        if len(rows) == 1:
            self.database.run(self._sql[name], rows[0])
        else:
            self.database.run_many(self._sql[name], rows)

    def _must_write(self) -> None:
        if self._state != "writing":
            raise RuntimeError("not in a transaction that writes")
