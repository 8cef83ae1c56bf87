"""Who is away, and the chain of what became of the team. Instants are integer milliseconds UTC.

The fields of the records stand in the order of the columns that the named SQL lists.
"""

from __future__ import annotations

from engine.model.record import Record
from engine.store.rows import DocumentRow
from engine.store.store import Store

PAGE = 1000
LAST = 2**62


class AbsenceRow(Record):
    """A time in which a person is away, from ``started`` to before ``until`` (None: nobody knows how long).
    ``no`` is the number of the event that says so, ``deputies`` a JSON list (empty: those of the team file),
    ``actor`` who said it; ``ended`` when it was over early or called off."""

    no: int
    person: str
    started: int
    until: int | None
    deputies: str
    reason: str | None
    actor: str
    recorded: int
    ended: int | None = None

    def over(self) -> int | None:
        """Before when they are away, as far as is known; None where nobody knows."""
        return self.until if self.ended is None else self.ended


class TeamEventRow(Record):
    """One link of the team's chain: ``no`` counts from 1; the other fields are as in ``EventRow``."""

    no: int
    format: int
    kind: str
    command_id: bytes | None
    actor: str
    acting: str | None
    login: str
    happened: int
    recorded: int
    body: str
    hash: bytes


class TeamRecord:
    """Reads and writes of one store; may raise what its other methods may. What is written is written in a
    transaction that writes, after ``lock``."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- absences

    def away(self, at: int) -> list[AbsenceRow]:
        """Who is away at an instant that is now: by what stands today."""
        return self._absences("absences-open", at, at)

    def ahead(self, at: int) -> list[AbsenceRow]:
        """Who is away at an instant or will be, the earliest first."""
        return self._absences("absences-ahead", at)

    def of(self, person: str) -> list[AbsenceRow]:
        """Every absence of a person, the oldest first."""
        return self._absences("absences-of", person)

    def absences(self) -> list[AbsenceRow]:
        """All that there ever were, in the order in which they were said."""
        return self._absences("absences")

    def add_absence(self, row: AbsenceRow) -> None:
        """Write one."""
        self._store.database.run(self._store.sql("absence-add"), row)

    def end_absence(self, no: int, at: int) -> None:
        """It is over, or called off."""
        self._store.database.run(self._store.sql("absence-end"), (at, no))

    def _absences(self, name: str, *params: object) -> list[AbsenceRow]:
        return list(map(AbsenceRow._make, self._store.rows(self._store.sql(name), params)))

    # -- events

    def lock(self) -> TeamEventRow | None:
        """The last event; nobody else writes one until the transaction ends."""
        self._store.rows(self._store.sql("team-lock"))
        return self._event("team-event-last")

    def last(self) -> TeamEventRow | None:
        """The last event; None before the first."""
        return self._event("team-event-last")

    def command(self, id: bytes) -> TeamEventRow | None:
        """The event that a command id has led to."""
        return self._event("team-event-by-command", id)

    def add(self, row: TeamEventRow) -> None:
        """Write one."""
        self._store.database.run(self._store.sql("team-event-add"), row)

    def events(self, after: int = 0, n: int = PAGE) -> list[TeamEventRow]:
        """The next events, in order."""
        return self._events("team-events", after, n)

    def latest(self, before: int = LAST, n: int = PAGE) -> list[TeamEventRow]:
        """The events before a number, the newest first."""
        return self._events("team-events-before", before, n)

    def _event(self, name: str, *params: object) -> TeamEventRow | None:
        rows = self._store.rows(self._store.sql(name), params)
        return TeamEventRow._make(rows[0]) if rows else None

    def _events(self, name: str, *params: object) -> list[TeamEventRow]:
        return list(map(TeamEventRow._make, self._store.rows(self._store.sql(name), params)))

    # -- documents

    def published_by(self, at: int) -> DocumentRow | None:
        """The team that was in use at an instant; None before the first was published."""
        rows = self._store.rows(self._store.sql("team-at"), (at,))
        return DocumentRow._make(rows[0]) if rows else None
