"""The tables, declared once: for migrations, for integrators who read the database with SQLModel, for tests.

Nothing that people wait for imports this module. What a task does by itself (lanes, timers, callers, the
queue) is declared in ``automatic``, what goes out to people in ``outgoing``, types of columns in
``columns``. There are no foreign keys (docs/decisions/0008).
"""

from __future__ import annotations

from sqlalchemy import UniqueConstraint, text
from sqlmodel import Field

from engine.store.automatic import Caller, Lane, Queue, Timer
from engine.store.columns import BLOB, CLUSTERED, INT, STRICT, TEXT, Table, partial
from engine.store.outgoing import Attempt, ChannelState, MessageTable, Notice, Recipient
from engine.store.people import Absence, NoteTable, TeamEvent, Turn, VoteTable

__all__ = [
    "Absence",
    "Attempt",
    "Caller",
    "ChannelState",
    "Clock",
    "Document",
    "Event",
    "Lane",
    "MessageTable",
    "NoteTable",
    "Notice",
    "Person",
    "Queue",
    "Recipient",
    "Refusal",
    "RoleSet",
    "Setting",
    "Sop",
    "Step",
    "Table",
    "TaskTable",
    "TeamEvent",
    "Timer",
    "Turn",
    "VisitTable",
    "VoteTable",
]


class Setting(Table, table=True):
    """The workspace's settings: zone, language, shop, ..."""

    __tablename__ = "setting"
    __table_args__ = (STRICT,)
    key: str = Field(primary_key=True, sa_type=TEXT)
    value: str = Field(sa_type=TEXT)


class Document(Table, table=True):
    """A published version of an SOP, the team or a calendar; never changed. See ``rows.DocumentRow``."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("kind", "name", "no", name="uq_document_version"), STRICT)
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    kind: str = Field(sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    no: int = Field(sa_type=INT)
    hash: bytes = Field(sa_type=BLOB)
    source: str = Field(sa_type=TEXT)
    compiled: str = Field(sa_type=TEXT)
    format: int = Field(sa_type=INT)
    published: int = Field(sa_type=INT)
    publisher: str = Field(sa_type=TEXT)


class Sop(Table, table=True):
    """The names of SOPs."""

    __tablename__ = "sop"
    __table_args__ = (UniqueConstraint("name", name="uq_sop_name"), STRICT)
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    name: str = Field(sa_type=TEXT)


class Step(Table, table=True):
    """The names of steps in each SOP."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("sop_id", "name", name="uq_step_name"), STRICT)
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    sop_id: int = Field(sa_type=INT)
    name: str = Field(sa_type=TEXT)


class Person(Table, table=True):
    """The keys of persons."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("name", name="uq_person_name"), STRICT)
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    name: str = Field(sa_type=TEXT)


class RoleSet(Table, table=True):
    """Sets of roles: their names in order, one space between them (a space inside a name: no-break space)."""

    __tablename__ = "role_set"
    __table_args__ = (UniqueConstraint("names", name="uq_role_set_names"), STRICT)
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    names: str = Field(sa_type=TEXT)


class TaskTable(Table, table=True):
    """One run of an SOP, as its events have made it. ``version`` is the SOP's document, ``starter`` a person.

    ``data`` and ``origin`` are JSON. ``seq`` and ``head`` are number and hash of the last event. ``more``
    says what else there is to read of it: 1 lanes, 2 timers, 4 callers, 8 holds, 16 votes, 32 notes.
    """

    __tablename__ = "task"
    __table_args__ = (
        partial("uq_task_value", "unique_value IS NOT NULL", "unique_value", "sop_id", "shop", unique=True),
        partial("ix_task_ref", "unique_value IS NULL OR ref <> unique_value", "ref"),
        partial("ix_task_open", "ended IS NULL", "sop_id", "id"),
        partial("uq_task_gathers", "gathers IS NOT NULL", "sop_id", "gathers", "shop", unique=True),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    sop_id: int = Field(sa_type=INT)
    version: int = Field(sa_type=INT)
    ref: str = Field(sa_type=TEXT)
    unique_value: str | None = Field(default=None, sa_type=TEXT)
    starter: int = Field(sa_type=INT)
    started: int = Field(sa_type=INT)
    started_recorded: int = Field(sa_type=INT)
    data: str = Field(sa_type=TEXT)
    origin: str = Field(sa_type=TEXT)
    seq: int = Field(sa_type=INT)
    head: bytes = Field(sa_type=BLOB)
    ended: int | None = Field(default=None, sa_type=INT)
    ended_recorded: int | None = Field(default=None, sa_type=INT)
    end_name: str | None = Field(default=None, sa_type=TEXT)
    more: int = Field(default=0, sa_type=INT, sa_column_kwargs={"server_default": text("0")})
    depth: int = Field(default=0, sa_type=INT, sa_column_kwargs={"server_default": text("0")})
    gathers: str | None = Field(default=None, sa_type=TEXT)
    arrived: str | None = Field(default=None, sa_type=TEXT)


class Event(Table, table=True):
    """One accepted command: the truth. See ``rows.EventRow``. Its rows are only ever added."""

    __tablename__ = "event"
    __table_args__ = (
        partial("uq_event_command", "command_id IS NOT NULL", "command_id", unique=True),
        partial("ix_event_override", "kind = 'override'", "happened", "task_id"),
        STRICT,
    )
    task_id: int = Field(primary_key=True, sa_type=INT)
    seq: int = Field(primary_key=True, sa_type=INT)
    format: int = Field(sa_type=INT)
    kind: str = Field(sa_type=TEXT)
    command_id: bytes | None = Field(default=None, sa_type=BLOB)
    content: bytes | None = Field(default=None, sa_type=BLOB)
    actor: str = Field(sa_type=TEXT)
    acting: str | None = Field(default=None, sa_type=TEXT)
    login: str = Field(sa_type=TEXT)
    happened: int = Field(sa_type=INT)
    recorded: int = Field(sa_type=INT)
    body: str = Field(sa_type=TEXT)
    hash: bytes = Field(sa_type=BLOB)
    shop: str = Field(sa_type=TEXT)


class VisitTable(Table, table=True):
    """One stay of a task in a step. ``ticks`` and ``na`` are numbers with commas between them; ``kind`` is
    ``work`` where people close it, else what closes by itself. ``rank`` is the priority, turned round: what
    goes first has the lower one. ``people`` is JSON (for whom, who else had a hand, against a rule, void) or
    empty. The indexes of work lists end in what they are asked by, or SQLite would go to the table for it."""

    __tablename__ = "visit"
    __table_args__ = (
        partial(
            "ix_visit_todo",
            "closed IS NULL AND kind = 'work' AND assignee_id IS NULL",
            *("role_set_id", "shop", "due", "rank", "opened", "task_id", "no", "step_id"),
            *("closed", "kind", "assignee_id"),
        ),
        partial(
            "ix_visit_mine",
            "closed IS NULL AND assignee_id IS NOT NULL",
            *("assignee_id", "due", "rank", "opened", "task_id", "no", "step_id"),
            *("snoozed", "shop", "closed"),
        ),
        partial("ix_visit_parked", "closed IS NULL AND kind <> 'work'", "step_id", "task_id"),
        CLUSTERED,
    )
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    step_id: int = Field(sa_type=INT)
    n: int = Field(sa_type=INT)
    lane: int = Field(sa_type=INT)
    role_set_id: int = Field(sa_type=INT)
    opened: int = Field(sa_type=INT)
    opened_recorded: int = Field(sa_type=INT)
    due: int | None = Field(default=None, sa_type=INT)
    ticks: str = Field(sa_type=TEXT)
    na: str = Field(sa_type=TEXT)
    closed: int | None = Field(default=None, sa_type=INT)
    closed_recorded: int | None = Field(default=None, sa_type=INT)
    outcome: str | None = Field(default=None, sa_type=TEXT)
    actor_id: int | None = Field(default=None, sa_type=INT)
    reason: str | None = Field(default=None, sa_type=TEXT)
    late_reason: str | None = Field(default=None, sa_type=TEXT)
    kind: str = Field(default="work", sa_type=TEXT, sa_column_kwargs={"server_default": text("'work'")})
    assignee_id: int | None = Field(default=None, sa_type=INT)
    rank: int = Field(default=0, sa_type=INT, sa_column_kwargs={"server_default": text("0")})
    snoozed: int | None = Field(default=None, sa_type=INT)
    people: str = Field(default="", sa_type=TEXT, sa_column_kwargs={"server_default": text("''")})


SEEN = (
    "started", "started_recorded", "sop_id", "step_id", "role_set_id", "actor_id", "deadline", "visit",
    "limit_at", "why", "born_late",
)  # fmt: skip
"""What an audit filters by or says of a clock: in its indexes, so that it need not go to the table."""


class Clock(Table, table=True):
    """One row of a clock's ledger, see ``model.task.Span``; ``limit_at`` is its limit.
    ``rungs`` are those still to come, ``instant:number`` with commas between, ``rung_at`` the first one's."""

    __tablename__ = "clock"
    __table_args__ = (
        partial("ix_clock_late", "ended > due", "ended", "due", "ended_recorded", *SEEN, "task_id"),
        partial(
            "ix_clock_open",
            "ended IS NULL AND due IS NOT NULL",
            *("due", "ended", "ended_recorded"),
            *SEEN,
            "task_id",
        ),
        partial(
            "ix_clock_recorded_late",
            "ended <= due AND ended_recorded > due",
            *("due", "ended", "ended_recorded"),
            *SEEN,
            "task_id",
        ),
        partial("ix_clock_rung", "rung_at IS NOT NULL", "rung_at", "task_id"),
        CLUSTERED,
    )
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    sop_id: int = Field(sa_type=INT)
    deadline: str = Field(sa_type=TEXT)
    visit: int = Field(sa_type=INT)
    step_id: int = Field(sa_type=INT)
    role_set_id: int = Field(sa_type=INT)
    started: int = Field(sa_type=INT)
    started_recorded: int = Field(sa_type=INT)
    due: int | None = Field(default=None, sa_type=INT)
    limit_at: int | None = Field(default=None, sa_type=INT)
    calendar: int = Field(sa_type=INT)
    provisional: int = Field(sa_type=INT)
    born_late: int = Field(sa_type=INT)
    ended: int | None = Field(default=None, sa_type=INT)
    ended_recorded: int | None = Field(default=None, sa_type=INT)
    why: str | None = Field(default=None, sa_type=TEXT)
    actor_id: int | None = Field(default=None, sa_type=INT)
    rungs: str = Field(default="", sa_type=TEXT, sa_column_kwargs={"server_default": text("''")})
    rung_at: int | None = Field(default=None, sa_type=INT)


class Refusal(Table, table=True):
    """A command that was not carried out, outside the chain. See ``rows.RefusalRow``."""

    __tablename__ = "refusal"
    __table_args__ = (partial("ix_refusal_task", "task_id IS NOT NULL", "task_id"), STRICT)
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    task_id: int | None = Field(default=None, sa_type=INT)
    command_id: bytes | None = Field(default=None, sa_type=BLOB)
    kind: str = Field(sa_type=TEXT)
    actor: str = Field(sa_type=TEXT)
    acting: str | None = Field(default=None, sa_type=TEXT)
    login: str = Field(sa_type=TEXT)
    recorded: int = Field(sa_type=INT)
    code: str = Field(sa_type=TEXT)
    body: str = Field(sa_type=TEXT)
