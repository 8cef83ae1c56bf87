"""The rows that go in and out of the store. Instants are integer milliseconds since 1970 in UTC.

The fields of ``EventRow``, ``DocumentRow`` and ``RefusalRow`` stand in the order of the columns that the
named SQL lists, so a row is its own parameters and nothing is copied on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.record import Record

if TYPE_CHECKING:
    from engine.model.task import Task


class EventRow(Record):
    """One accepted command: what it said and who said it, one link of the task's chain.

    ``seq`` counts the task's events from 1. ``format`` is that of ``body``, canonical JSON text.
    ``command_id`` is 16 bytes or None for internal work, ``content`` 16 bytes that tell whether a
    repeat of the id says the same. ``actor`` is the person as whom it counts, ``acting`` who typed it
    for them, ``login`` the name the operating system gave. ``hash`` is 32 bytes over the previous
    event's hash and every other field.
    """

    task: int
    seq: int
    format: int
    kind: str
    command_id: bytes | None
    content: bytes | None
    actor: str
    acting: str | None
    login: str
    happened: int
    recorded: int
    body: str
    hash: bytes
    shop: str = ""


class DocumentRow(Record):
    """A published document, immutable: ``kind`` is ``sop``, ``team`` or ``calendar``, ``no`` counts the
    versions of that name from 1. ``hash`` is 32 bytes over the compiled form without positions;
    ``format`` is that of ``compiled`` (JSON text); ``publisher`` a person's key or a login."""

    id: int
    kind: str
    name: str
    no: int
    hash: bytes
    source: str
    compiled: str
    format: int
    published: int
    publisher: str


class RefusalRow(Record):
    """A command that was not carried out. ``task`` is None where none was found; ``kind`` is the
    command's, ``code`` the refusal's, ``body`` JSON text of its data and reasons. ``id`` is None until
    it is stored."""

    shop: str
    task: int | None
    command_id: bytes | None
    kind: str
    actor: str
    acting: str | None
    login: str
    recorded: int
    code: str
    body: str
    id: int | None = None


class QueueRow(Record):
    """An internal command that still has to be carried out. ``command_id`` (16 bytes) follows from its cause:
    the event ``cause_seq`` of task ``cause`` and the place among what that event led to. ``task`` is None for
    a task still to be started. ``chain`` counts how many commands led to each other down to this one;
    ``body`` is canonical JSON of the command. ``code`` and ``refusal`` (JSON) say why it was refused, None
    before it was tried. ``id`` is None until it is stored; rows are carried out in its order."""

    shop: str
    command_id: bytes
    kind: str
    task: int | None
    cause: int
    cause_seq: int
    chain: int
    body: str
    created: int
    attempts: int = 0
    code: str | None = None
    refusal: str | None = None
    id: int | None = None


class CalledRow(Record):
    """A task that was called: by which visit of the caller, and what became of it."""

    visit: int
    task: int
    gone: bool
    ref: str
    sop: str
    ended: int | None
    end: str | None


class Change(Record):
    """What one accepted command did: its event, and the task before (None: it was started) and after."""

    event: EventRow
    before: Task | None
    after: Task


class TodoRow(Record):
    """One line of a work list: an open visit. ``version`` is the id of the SOP's document, ``items`` are the
    (block, item) around it, the outermost first, items in stored form. ``assignee`` is whose it is,
    ``behalf`` for whom they do it; ``priority``, ``snoozed``, ``ticks``, ``na`` and ``lane`` as in
    ``model.task.Visit``."""

    task: int
    ref: str
    sop: str
    version: int
    visit: int
    step: str
    n: int
    roles: tuple[str, ...]
    opened: int
    due: int | None
    shop: str
    items: tuple[tuple[str, Any], ...] = ()
    assignee: str | None = None
    behalf: str | None = None
    priority: int = 0
    snoozed: int | None = None
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    lane: int = 0


class TaskRow(Record):
    """One line of a list of tasks. ``steps`` are those that people may close now, ``waits`` those that close
    by themselves (waits, calls), ``due`` the earliest due among them, ``priority`` the highest."""

    task: int
    ref: str
    sop: str
    version: int
    starter: str
    started: int
    ended: int | None
    end: str | None
    steps: tuple[str, ...]
    due: int | None
    shop: str
    waits: tuple[str, ...] = ()
    priority: int = 0
