"""Notices: the outbox, whom each is for, messages, attempts, channels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "sop0004"
down_revision = "sop0003"

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def partial(name: str, table: str, where: str, *columns: str) -> None:
    """An index of the rows for which ``where`` holds."""
    condition = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    """Five tables; none that was there is touched."""
    op.create_table(
        "notice",
        sa.Column("id", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("task_id", INT, nullable=False),
        sa.Column("seq", INT, nullable=False),
        sa.Column("ordinal", INT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("created", INT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("task_id", "seq", "ordinal", name="uq_notice_fact"),
        sqlite_strict=True,
    )
    partial("ix_notice_new", "notice", "state = 'new'", "id")
    partial("ix_notice_aside", "notice", "state = 'nobody' OR state = 'expired'", "state", "id")
    op.create_table(
        "recipient",
        sa.Column("notice_id", INT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("lang", TEXT, nullable=False),
        sa.Column("people", TEXT, nullable=False),
        sa.Column("everybody", INT, nullable=False),
        sa.Column("created", INT, nullable=False),
        sa.Column("message_id", INT, nullable=True),
        sa.PrimaryKeyConstraint("notice_id", "channel", "address", name="pk_recipient"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    partial("ix_recipient_open", "recipient", "message_id IS NULL", "channel", "address", "notice_id")
    op.create_index("ix_recipient_message", "recipient", ["message_id"])
    op.create_table(
        "message",
        sa.Column("id", INT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=True),
        sa.Column("created", INT, nullable=False),
        sa.Column("due", INT, nullable=False),
        sa.Column("attempts", INT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("lease_by", TEXT, nullable=True),
        sa.Column("lease_until", INT, nullable=True),
        sa.Column("ended", INT, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("key", name="uq_message_key"),
        sqlite_strict=True,
    )
    partial("ix_message_waiting", "message", "state = 'waiting'", "channel", "address", "id")
    partial("ix_message_dead", "message", "state = 'dead'", "id")
    op.create_table(
        "attempt",
        sa.Column("message_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("sender", TEXT, nullable=False),
        sa.Column("at", INT, nullable=False),
        sa.Column("ended", INT, nullable=True),
        sa.Column("answer", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("message_id", "no", name="pk_attempt"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attempt_channel", "attempt", ["channel", "at"])
    op.create_table(
        "channel",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("rests", INT, nullable=False),
        sa.Column("failures", INT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_channel"),
        sqlite_strict=True,
    )
