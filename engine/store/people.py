"""The tables of who works: votes, what people leave at tasks, who is away, whose turn it is, and what became
of the team."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from engine.store.columns import BLOB, CLUSTERED, INT, STRICT, TEXT, Table, partial


class VoteTable(Table, table=True):
    """A vote, see ``model.task.Vote``. ``roles`` as in ``RoleSet``; ``covers`` and ``hands`` are JSON."""

    __tablename__ = "vote"
    __table_args__ = (CLUSTERED,)
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    visit: int = Field(sa_type=INT)
    outcome: str = Field(sa_type=TEXT)
    person_id: int = Field(sa_type=INT)
    at: int = Field(sa_type=INT)
    recorded: int = Field(sa_type=INT)
    roles: str = Field(sa_type=TEXT)
    binding: int = Field(sa_type=INT)
    hash: str = Field(sa_type=TEXT)
    covers: str = Field(sa_type=TEXT)
    reason: str | None = Field(default=None, sa_type=TEXT)
    behalf: str | None = Field(default=None, sa_type=TEXT)
    hands: str = Field(sa_type=TEXT)
    void: int = Field(sa_type=INT)


class NoteTable(Table, table=True):
    """What somebody left at a task or a visit, see ``model.task.Note``."""

    __tablename__ = "note"
    __table_args__ = (CLUSTERED,)
    task_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    visit: int = Field(sa_type=INT)
    item: int = Field(sa_type=INT)
    kind: str = Field(sa_type=TEXT)
    text: str = Field(sa_type=TEXT)
    hash: str = Field(sa_type=TEXT)
    size: int | None = Field(default=None, sa_type=INT)
    actor_id: int = Field(sa_type=INT)
    at: int = Field(sa_type=INT)
    recorded: int = Field(sa_type=INT)


class Turn(Table, table=True):
    """Who got a step last that people get in turn, in a shop."""

    __tablename__ = "turn"
    __table_args__ = (CLUSTERED,)
    sop: str = Field(primary_key=True, sa_type=TEXT)
    step: str = Field(primary_key=True, sa_type=TEXT)
    shop: str = Field(primary_key=True, sa_type=TEXT)
    person: str = Field(sa_type=TEXT)


class TeamEvent(Table, table=True):
    """What became of the team: one row for each change, chained as the events of a task are. Rows are only
    ever added. ``body`` is canonical JSON."""

    __tablename__ = "team_event"
    __table_args__ = (
        UniqueConstraint("command_id", name="uq_team_event_command"),
        STRICT,
    )
    no: int | None = Field(default=None, primary_key=True, sa_type=INT)
    format: int = Field(sa_type=INT)
    kind: str = Field(sa_type=TEXT)
    command_id: bytes | None = Field(default=None, sa_type=BLOB)
    actor: str = Field(sa_type=TEXT)
    acting: str | None = Field(default=None, sa_type=TEXT)
    login: str = Field(sa_type=TEXT)
    happened: int = Field(sa_type=INT)
    recorded: int = Field(sa_type=INT)
    body: str = Field(sa_type=TEXT)
    hash: bytes = Field(sa_type=BLOB)


class Absence(Table, table=True):
    """A time in which a person is away, from ``started`` to before ``until_at`` (None: nobody knows), as team
    events made it. ``deputies`` is a JSON array of persons; ``ended`` when it was called off or over
    early."""

    __tablename__ = "absence"
    __table_args__ = (partial("ix_absence_open", "ended IS NULL", "until_at"), STRICT)
    no: int | None = Field(default=None, primary_key=True, sa_type=INT)
    person: str = Field(sa_type=TEXT)
    started: int = Field(sa_type=INT)
    until_at: int | None = Field(default=None, sa_type=INT)
    deputies: str = Field(sa_type=TEXT)
    reason: str | None = Field(default=None, sa_type=TEXT)
    actor: str = Field(sa_type=TEXT)
    recorded: int = Field(sa_type=INT)
    ended: int | None = Field(default=None, sa_type=INT)
