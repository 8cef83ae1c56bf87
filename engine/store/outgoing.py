"""The tables of what goes out to people: notices, whom each is for, messages, attempts to send them
(docs/decisions/0023). See the records of the same names in ``outbox``."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from engine.store.columns import CLUSTERED, INT, STRICT, TEXT, Table, partial


class Notice(Table, table=True):
    """Something that people are to be told: one row for each ``noticed`` fact of an event, written with it.

    ``body`` is canonical JSON. ``state``: ``new`` | ``addressed`` | ``nobody`` (no channel leads to anybody
    it is for) | ``expired`` (too old when channels were set up)."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("task_id", "seq", "ordinal", name="uq_notice_fact"),
        partial("ix_notice_new", "state = 'new'", "id"),
        partial("ix_notice_aside", "state = 'nobody' OR state = 'expired'", "state", "id"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    shop: str = Field(sa_type=TEXT)
    task_id: int = Field(sa_type=INT)
    seq: int = Field(sa_type=INT)
    ordinal: int = Field(sa_type=INT)
    kind: str = Field(sa_type=TEXT)
    body: str = Field(sa_type=TEXT)
    created: int = Field(sa_type=INT)
    state: str = Field(sa_type=TEXT)


class Recipient(Table, table=True):
    """One address that a notice goes to, through one channel. ``people`` are the keys of those concerned (a
    JSON list), ``everybody`` 0 or 1; ``message_id`` is None until it was put into a message."""

    __tablename__ = "recipient"
    __table_args__ = (
        partial("ix_recipient_open", "message_id IS NULL", "channel", "address", "notice_id"),
        Index("ix_recipient_message", "message_id"),
        CLUSTERED,
    )
    notice_id: int = Field(primary_key=True, sa_type=INT)
    channel: str = Field(primary_key=True, sa_type=TEXT)
    address: str = Field(primary_key=True, sa_type=TEXT)
    lang: str = Field(sa_type=TEXT)
    people: str = Field(sa_type=TEXT)
    everybody: int = Field(sa_type=INT)
    created: int = Field(sa_type=INT)
    message_id: int | None = Field(default=None, sa_type=INT)


class MessageTable(Table, table=True):
    """What goes out in one piece. ``due`` is when it is tried next, ``attempts`` counts since it was made (or
    taken up again); ``lease_by`` has it until ``lease_until``. ``state``: ``waiting`` | ``sent`` |
    ``dead``."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("key", name="uq_message_key"),
        partial("ix_message_waiting", "state = 'waiting'", "channel", "address", "id"),
        partial("ix_message_dead", "state = 'dead'", "id"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=INT)
    key: str = Field(sa_type=TEXT)
    channel: str = Field(sa_type=TEXT)
    address: str = Field(sa_type=TEXT)
    body: str | None = Field(default=None, sa_type=TEXT)
    created: int = Field(sa_type=INT)
    due: int = Field(sa_type=INT)
    attempts: int = Field(sa_type=INT)
    state: str = Field(sa_type=TEXT)
    lease_by: str | None = Field(default=None, sa_type=TEXT)
    lease_until: int | None = Field(default=None, sa_type=INT)
    ended: int | None = Field(default=None, sa_type=INT)
    why: str | None = Field(default=None, sa_type=TEXT)


class Attempt(Table, table=True):
    """One attempt to send a message; what a channel's rate is counted by. ``answer`` is None while it is
    under way, or for ever, where the process died."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_channel", "channel", "at"), CLUSTERED)
    message_id: int = Field(primary_key=True, sa_type=INT)
    no: int = Field(primary_key=True, sa_type=INT)
    channel: str = Field(sa_type=TEXT)
    sender: str = Field(sa_type=TEXT)
    at: int = Field(sa_type=INT)
    ended: int | None = Field(default=None, sa_type=INT)
    answer: str | None = Field(default=None, sa_type=TEXT)
    why: str | None = Field(default=None, sa_type=TEXT)


class ChannelState(Table, table=True):
    """What is known of a channel beside what is published of it: until when it is left alone, and how many
    attempts in a row came to nothing. Who claims a message locks this row."""

    __tablename__ = "channel"
    __table_args__ = (STRICT,)
    name: str = Field(primary_key=True, sa_type=TEXT)
    rests: int = Field(sa_type=INT)
    failures: int = Field(sa_type=INT)
