"""The tables of what goes on by itself: threads of a task, instants to come, who waits for a task, and the
queue of what tasks still have to do to each other."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from engine.store.columns import BLOB, CLUSTERED, INT, STRICT, TEXT, Table, partial


class Lane(Table, table=True):
    """A thread of a task inside a block, see ``model.task.Lane``. ``item``, ``data``, ``origin`` are JSON."""

    __tablename__ = "lane"
    __table_args__ = (CLUSTERED,)
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    block: int = Field(sa_type=INT)
    name: str = Field(sa_type=TEXT)
    opened: int = Field(sa_type=INT)
    opened_recorded: int = Field(sa_type=INT)
    item: str = Field(sa_type=TEXT)
    place: int = Field(sa_type=INT)
    data: str = Field(sa_type=TEXT)
    origin: str = Field(sa_type=TEXT)
    closed: int | None = Field(default=None, sa_type=INT)
    closed_recorded: int | None = Field(default=None, sa_type=INT)
    why: str | None = Field(default=None, sa_type=TEXT)


class Timer(Table, table=True):
    """An instant at which something happens by itself (``fires``), see ``model.task.Timer``."""

    __tablename__ = "timer"
    __table_args__ = (partial("ix_timer_due", "ended IS NULL", "fires", "task_id"), CLUSTERED)
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    kind: str = Field(sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    visit: int = Field(sa_type=INT)
    clock: int = Field(sa_type=INT)
    fires: int = Field(sa_type=INT)
    ended: int | None = Field(default=None, sa_type=INT)
    ended_recorded: int | None = Field(default=None, sa_type=INT)
    why: str | None = Field(default=None, sa_type=TEXT)


class Hold(Table, table=True):
    """A time in which a task or a visit waited for somebody outside, see ``model.task.Hold``; ``until_at`` is
    its ``until``."""

    __tablename__ = "hold"
    __table_args__ = (partial("ix_hold_open", "ended IS NULL", "task_id", "visit"), CLUSTERED)
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    visit: int = Field(sa_type=INT)
    reason: str | None = Field(default=None, sa_type=TEXT)
    until_at: int | None = Field(default=None, sa_type=INT)
    started: int = Field(sa_type=INT)
    started_recorded: int = Field(sa_type=INT)
    actor_id: int = Field(sa_type=INT)
    ended: int | None = Field(default=None, sa_type=INT)
    ended_recorded: int | None = Field(default=None, sa_type=INT)


class Caller(Table, table=True):
    """A visit of another task (``caller_id``) that waits for this one; ``gone``: it no longer does."""

    __tablename__ = "caller"
    __table_args__ = (Index("ix_caller_visit", "caller_id", "visit"), CLUSTERED)
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    caller_id: int = Field(sa_type=INT)
    visit: int = Field(sa_type=INT)
    gone: int = Field(sa_type=INT)


class Queue(Table, table=True):
    """An internal command that still has to be carried out. See ``rows.QueueRow``.

    ``command_id`` follows from its cause, so that nothing is queued or carried out twice.
    """

    __tablename__ = "queue"
    __table_args__ = (
        Index("uq_queue_command", "command_id", unique=True),
        Index("ix_queue_cause", "cause"),
        Index("ix_queue_task", "task_id"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    command_id: bytes = Field(sa_type=BLOB)
    kind: str = Field(sa_type=TEXT)
    task_id: int | None = Field(default=None, sa_type=INT)
    cause: int = Field(sa_type=INT)
    cause_seq: int = Field(sa_type=INT)
    chain: int = Field(sa_type=INT)
    body: str = Field(sa_type=TEXT)
    created: int = Field(sa_type=INT)
    attempts: int = Field(sa_type=INT)
    code: str | None = Field(default=None, sa_type=TEXT)
    refusal: str | None = Field(default=None, sa_type=TEXT)
