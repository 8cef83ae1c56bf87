"""A task as the kernel sees it: small, immutable, made anew by ``evolve``.

Instants are integer milliseconds since 1970 in UTC. Every ``*_recorded`` twin says when the fact was
written down, the plain name when it happened (DESIGN 4a: state follows the sequence, clocks follow
``happened``). Rows of the store have the same fields.
"""

from __future__ import annotations

from typing import Any

from engine.model.record import Record


class Visit(Record):
    """One stay of a task in a step. ``T-17/design#2`` is the visit with step ``design`` and n 2.

    ``no`` counts the task's visits from 1, ``n`` the visits of this step. ``roles`` is who may close
    it (none: everybody of the team); ``due`` the earliest due among the clocks that run while it is open,
    for work lists. ``ticks`` and ``na`` hold numbers of checklist lines.
    """

    no: int
    step: str
    n: int
    roles: tuple[str, ...]
    opened: int
    opened_recorded: int
    lane: int = 0
    due: int | None = None
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    closed: int | None = None
    closed_recorded: int | None = None
    outcome: str | None = None
    actor: str | None = None
    reason: str | None = None
    late_reason: str | None = None


class Span(Record):
    """One row of a clock's ledger: from when to when it ran, and against which plan.

    ``deadline`` is the name of a deadline block, or "" for the step's own due and limit; ``visit`` is
    0 for a block. ``ended`` with ``why``: ``closed`` (kept or late, see the instants) | ``void`` (the
    task ended without the step) | ``cancelled`` | ``replanned``. ``calendar`` is the number of the
    calendar version that planned it, 0 for none. ``born_late``: due had passed when it was set.
    """

    no: int
    deadline: str
    visit: int
    step: str
    roles: tuple[str, ...]
    started: int
    started_recorded: int
    due: int | None
    limit: int | None
    calendar: int = 0
    provisional: bool = False
    born_late: bool = False
    ended: int | None = None
    ended_recorded: int | None = None
    why: str | None = None
    actor: str | None = None


class Task(Record):
    """One run of an SOP.

    ``data`` holds values in stored form (see ``engine.rules.values``); ``origin`` says in which visit
    a value was given, 0 for start and import. ``seq`` and ``head`` are the number and hash of the last
    event. ``visits`` and ``clocks`` are complete and in order of their ``no``.
    """

    id: int
    shop: str
    sop: str
    version: int
    ref: str
    unique: str | None
    starter: str
    started: int
    started_recorded: int
    data: dict[str, Any]
    origin: dict[str, int]
    visits: tuple[Visit, ...] = ()
    clocks: tuple[Span, ...] = ()
    seq: int = 0
    head: bytes = b""
    ended: int | None = None
    ended_recorded: int | None = None
    end: str | None = None

    def open_visits(self) -> list[Visit]:
        """The visits nobody has closed yet, in order."""
        return [visit for visit in self.visits if visit.closed is None]
