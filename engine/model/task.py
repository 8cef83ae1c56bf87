"""A task as the kernel sees it: small, immutable, made anew by ``evolve``.

Instants are integer milliseconds since 1970 in UTC. Every ``*_recorded`` twin says when the fact was
written down, the plain name when it happened (DESIGN 4a: state follows the sequence, clocks follow
``happened``). Rows of the store have the same fields.
"""

from __future__ import annotations

from typing import Any

from engine.model.record import Record

CANCELLED, SUPERSEDED, UNDONE = "cancelled", "superseded", "undone"
WITHDRAWN = frozenset((CANCELLED, SUPERSEDED, UNDONE))
"""The outcomes of visits whose work was not done: the task went on or ended without it, an earlier step was
opened again, what had opened it was undone."""


class Visit(Record):
    """One stay of a task in a step. ``T-17/design#2`` is the visit with step ``design`` and n 2.

    ``no`` counts the task's visits from 1, ``n`` the visits of this step. ``roles`` is who may close
    it (none: everybody of the team); ``due`` the earliest due among the clocks that run while it is open,
    for work lists. ``ticks`` and ``na`` hold numbers of checklist lines. ``kind`` is that of the step:
    people close ``work``, everything else closes itself. ``lane`` is the number of the task's lane, 0 for
    the main one.

    ``assignee`` is whose it is alone (None: of whoever may take it); ``behalf`` for whom they do it where it
    was delegated, and once it is closed for whom ``actor`` closed it. ``hands`` are the others who had a
    hand in closing it: who typed it, who did the steps of a called task. ``priority`` is above 0 for what
    goes first, below for what can wait; ``snoozed`` until when whoever has it does not want to see it (ms
    UTC). ``override`` says that it was closed against a rule, ``void`` that what was approved here was
    changed since.
    """

    no: int
    step: str
    n: int
    roles: tuple[str, ...]
    opened: int
    opened_recorded: int
    lane: int = 0
    kind: str = "work"
    due: int | None = None
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    closed: int | None = None
    closed_recorded: int | None = None
    outcome: str | None = None
    actor: str | None = None
    reason: str | None = None
    late_reason: str | None = None
    assignee: str | None = None
    priority: int = 0
    snoozed: int | None = None
    behalf: str | None = None
    hands: tuple[str, ...] = ()
    override: bool = False
    void: bool = False

    def done_by(self) -> frozenset[str]:
        """Everybody who had a hand in closing it; nobody while it is open or where its work was not done."""
        if self.closed is None or self.actor is None or self.outcome in WITHDRAWN:
            return frozenset()
        return frozenset((self.actor, *self.hands, *(() if self.behalf is None else (self.behalf,))))


class Span(Record):
    """One row of a clock's ledger: from when to when it ran, and against which plan.

    ``deadline`` is the name of a deadline block, or "" for the step's own due and limit; ``visit`` is
    0 for a block. ``ended`` with ``why``: ``closed`` (kept or late, see the instants) | ``void`` (the
    task ended without the step, or its new version has no such deadline) | ``cancelled`` | ``replanned`` |
    ``paused`` (it stands still) | ``resumed`` (it stood still and went on in a later row).
    ``calendar`` is the number of the calendar version that planned it, 0 for none. ``born_late``: due had
    passed when it was set. ``rungs`` are those of its ladder that are still to come, as (ms UTC, number from
    1), the earliest first.
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
    rungs: tuple[tuple[int, int], ...] = ()


class Lane(Record):
    """One thread of a task inside a block, or what is left of it.

    ``no`` counts the task's lanes from 1; ``block`` is the visit of the block, ``name`` the declared lane
    (``*`` for an item), ``item`` the element of the list (stored form) and ``place`` where it stands among
    the block's items, from 1. ``data`` and ``origin`` are the item's own values, as in the task. ``why`` it
    closed: ``end`` (its work is done), ``cancelled`` (its block went on or ended without it), ``undone``
    (what opened it was).
    """

    no: int
    block: int
    name: str
    opened: int
    opened_recorded: int
    item: Any = None
    place: int = 0
    data: dict[str, Any] = {}
    origin: dict[str, int] = {}
    closed: int | None = None
    closed_recorded: int | None = None
    why: str | None = None


class Timer(Record):
    """An instant at which something happens by itself: ``at`` (ms UTC).

    ``kind`` is ``wait`` (a step's ``until``), ``overdue`` (a clock's due, for rules), ``every`` (a rule's
    recurrence), ``hold`` (when a hold was expected to be over; ``clock`` is the hold's number). ``name`` is
    the step or the rule, ``visit`` and ``clock`` their numbers, 0 where there is none. ``why`` it ended:
    ``fired``, ``dropped``.
    """

    no: int
    kind: str
    name: str
    visit: int
    clock: int
    at: int
    ended: int | None = None
    ended_recorded: int | None = None
    why: str | None = None


class Hold(Record):
    """A time in which the task (``visit`` 0) or one visit waited for somebody outside: from ``started`` to
    ``ended`` (None: it still does). ``until`` is when it was expected to be over, ``actor`` who said so."""

    no: int
    visit: int
    reason: str | None
    until: int | None
    started: int
    started_recorded: int
    actor: str
    ended: int | None = None
    ended_recorded: int | None = None


class Vote(Record):
    """One person's vote for an outcome of a visit, at ``at``. ``roles`` are those of the visit that the
    person holds; one that does not bind (``binding`` False) is advice. ``hash`` is the SHA-256 (hex) of the
    values of the fields ``covers`` when it was given: what was agreed to. ``behalf`` and ``hands`` as in
    ``Visit``. ``void``: taken back, or what it covers was changed since."""

    no: int
    visit: int
    outcome: str
    person: str
    at: int
    recorded: int
    roles: tuple[str, ...]
    binding: bool = True
    hash: str = ""
    covers: tuple[str, ...] = ()
    reason: str | None = None
    behalf: str | None = None
    hands: tuple[str, ...] = ()
    void: bool = False

    def people(self) -> frozenset[str]:
        """Everybody who had a hand in it."""
        return frozenset((self.person, *self.hands, *(() if self.behalf is None else (self.behalf,))))


class Note(Record):
    """What somebody left at a task (``visit`` 0) or at a visit. ``kind``: ``attachment``, ``evidence`` (for
    the checklist line ``item``), ``na`` (why that line does not apply). ``text`` is a path, a URL or the
    reason; ``hash`` the SHA-256 (hex) of the file and ``size`` its bytes where it was read."""

    no: int
    visit: int
    item: int
    kind: str
    text: str
    hash: str
    size: int | None
    actor: str
    at: int
    recorded: int


class Caller(Record):
    """A visit of another task that waits for this task to end; ``gone`` when it no longer does."""

    no: int
    task: int
    visit: int
    gone: bool = False


class Task(Record):
    """One run of an SOP.

    ``data`` holds values in stored form (see ``engine.rules.values``); ``origin`` says in which visit
    a value was given, 0 for start and import. ``seq`` and ``head`` are the number and hash of the last
    event. ``visits``, ``clocks``, ``lanes``, ``timers``, ``callers`` and ``holds`` are complete and in order
    of their ``no``, and so are ``votes`` and ``notes``. ``depth`` is how many tasks called each other down
    to this one; ``gathers`` the key under which more callers may join it (None: no more). ``arrived`` is the
    end that the main lane reached while lanes that were left to finish are still open.
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
    lanes: tuple[Lane, ...] = ()
    timers: tuple[Timer, ...] = ()
    callers: tuple[Caller, ...] = ()
    depth: int = 0
    gathers: str | None = None
    arrived: str | None = None
    holds: tuple[Hold, ...] = ()
    votes: tuple[Vote, ...] = ()
    notes: tuple[Note, ...] = ()

    def open_visits(self) -> list[Visit]:
        """The visits nobody has closed yet, in order."""
        return [visit for visit in self.visits if visit.closed is None]


def lanes_around(held: Any, lane: int) -> list[Lane]:
    """The lanes around a place, from the outermost to the lane itself; none in the main one. ``held`` is a
    task or a draft of one: what has ``lanes`` and ``visits``."""
    found: list[Lane] = []
    while lane:
        here: Lane = held.lanes[lane - 1]
        found.append(here)
        lane = held.visits[here.block - 1].lane
    found.reverse()
    return found
