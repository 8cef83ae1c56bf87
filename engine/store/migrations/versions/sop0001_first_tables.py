"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "sop0001"
down_revision = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
BLOB = sa.LargeBinary()


def partial(name: str, table: str, where: str, *columns: str, unique: bool = False) -> None:
    """An index of the rows for which ``where`` holds."""
    condition = sa.text(where)
    op.create_index(
        name, table, list(columns), unique=unique, sqlite_where=condition, postgresql_where=condition
    )


def upgrade() -> None:
    """Everything."""
    op.create_table(
        "clock",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("sop_id", INT, nullable=False),
        sa.Column("deadline", TEXT, nullable=False),
        sa.Column("visit", INT, nullable=False),
        sa.Column("step_id", INT, nullable=False),
        sa.Column("role_set_id", INT, nullable=False),
        sa.Column("started", INT, nullable=False),
        sa.Column("started_recorded", INT, nullable=False),
        sa.Column("due", INT, nullable=True),
        sa.Column("limit_at", INT, nullable=True),
        sa.Column("calendar", INT, nullable=False),
        sa.Column("provisional", INT, nullable=False),
        sa.Column("born_late", INT, nullable=False),
        sa.Column("ended", INT, nullable=True),
        sa.Column("ended_recorded", INT, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.Column("actor_id", INT, nullable=True),
        sa.PrimaryKeyConstraint("task_id", "no", name="pk_clock"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    partial(
        "ix_clock_late",
        "clock",
        "ended > due",
        "ended",
        "due",
        "ended_recorded",
        "started",
        "started_recorded",
        "sop_id",
        "step_id",
        "role_set_id",
        "actor_id",
        "deadline",
        "visit",
        "limit_at",
        "why",
        "born_late",
        "task_id",
    )
    partial(
        "ix_clock_open",
        "clock",
        "ended IS NULL AND due IS NOT NULL",
        "due",
        "ended",
        "ended_recorded",
        "started",
        "started_recorded",
        "sop_id",
        "step_id",
        "role_set_id",
        "actor_id",
        "deadline",
        "visit",
        "limit_at",
        "why",
        "born_late",
        "task_id",
    )
    partial(
        "ix_clock_recorded_late",
        "clock",
        "ended <= due AND ended_recorded > due",
        "due",
        "ended",
        "ended_recorded",
        "started",
        "started_recorded",
        "sop_id",
        "step_id",
        "role_set_id",
        "actor_id",
        "deadline",
        "visit",
        "limit_at",
        "why",
        "born_late",
        "task_id",
    )
    op.create_table(
        "document",
        sa.Column("id", INT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("hash", BLOB, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("compiled", TEXT, nullable=False),
        sa.Column("format", INT, nullable=False),
        sa.Column("published", INT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("kind", "name", "no", name="uq_document_version"),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("seq", INT, nullable=False),
        sa.Column("format", INT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("command_id", BLOB, nullable=True),
        sa.Column("content", BLOB, nullable=True),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("acting", TEXT, nullable=True),
        sa.Column("login", TEXT, nullable=False),
        sa.Column("happened", INT, nullable=False),
        sa.Column("recorded", INT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("hash", BLOB, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("task_id", "seq", name="pk_event"),
        sqlite_strict=True,
    )
    partial("uq_event_command", "event", "command_id IS NOT NULL", "command_id", unique=True)
    op.create_table(
        "person",
        sa.Column("id", INT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name", name="uq_person_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "refusal",
        sa.Column("id", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("task_id", INT, nullable=True),
        sa.Column("command_id", BLOB, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("acting", TEXT, nullable=True),
        sa.Column("login", TEXT, nullable=False),
        sa.Column("recorded", INT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refusal"),
        sqlite_strict=True,
    )
    partial("ix_refusal_task", "refusal", "task_id IS NOT NULL", "task_id")
    op.create_table(
        "role_set",
        sa.Column("id", INT, nullable=False),
        sa.Column("names", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_role_set"),
        sa.UniqueConstraint("names", name="uq_role_set_names"),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
        sqlite_strict=True,
    )
    op.create_table(
        "sop",
        sa.Column("id", INT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sop"),
        sa.UniqueConstraint("name", name="uq_sop_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "step",
        sa.Column("id", INT, nullable=False),
        sa.Column("sop_id", INT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
        sa.UniqueConstraint("sop_id", "name", name="uq_step_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "task",
        sa.Column("id", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("sop_id", INT, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("ref", TEXT, nullable=False),
        sa.Column("unique_value", TEXT, nullable=True),
        sa.Column("starter", INT, nullable=False),
        sa.Column("started", INT, nullable=False),
        sa.Column("started_recorded", INT, nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("seq", INT, nullable=False),
        sa.Column("head", BLOB, nullable=False),
        sa.Column("ended", INT, nullable=True),
        sa.Column("ended_recorded", INT, nullable=True),
        sa.Column("end_name", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sqlite_strict=True,
    )
    partial("ix_task_open", "task", "ended IS NULL", "sop_id", "id")
    partial("ix_task_ref", "task", "unique_value IS NULL OR ref <> unique_value", "ref")
    partial(
        "uq_task_value", "task", "unique_value IS NOT NULL", "unique_value", "sop_id", "shop", unique=True
    )
    op.create_table(
        "visit",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("step_id", INT, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("lane", INT, nullable=False),
        sa.Column("role_set_id", INT, nullable=False),
        sa.Column("opened", INT, nullable=False),
        sa.Column("opened_recorded", INT, nullable=False),
        sa.Column("due", INT, nullable=True),
        sa.Column("ticks", TEXT, nullable=False),
        sa.Column("na", TEXT, nullable=False),
        sa.Column("closed", INT, nullable=True),
        sa.Column("closed_recorded", INT, nullable=True),
        sa.Column("outcome", TEXT, nullable=True),
        sa.Column("actor_id", INT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("late_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("task_id", "no", name="pk_visit"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    partial("ix_visit_todo", "visit", "closed IS NULL", "role_set_id", "due", "task_id", "no", "step_id")
