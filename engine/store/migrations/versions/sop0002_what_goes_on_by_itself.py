"""Lanes, timers, callers and the queue; what a task and a visit say of them.

Columns are added, tables with rows are not copied: a database of millions of tasks is brought up in a moment.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "sop0002"
down_revision = "sop0001"

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
    """Columns first, then tables."""
    for column in (
        sa.Column("more", INT, nullable=False, server_default=sa.text("0")),
        sa.Column("depth", INT, nullable=False, server_default=sa.text("0")),
        sa.Column("gathers", TEXT, nullable=True),
        sa.Column("arrived", TEXT, nullable=True),
    ):
        op.add_column("task", column)
    partial("uq_task_gathers", "task", "gathers IS NOT NULL", "sop_id", "gathers", "shop", unique=True)
    op.add_column("visit", sa.Column("kind", TEXT, nullable=False, server_default=sa.text("'work'")))
    op.drop_index("ix_visit_todo", table_name="visit")
    open_work = "closed IS NULL AND kind = 'work'"
    partial("ix_visit_todo", "visit", open_work, "role_set_id", "due", "task_id", "no", "step_id")
    partial("ix_visit_parked", "visit", "closed IS NULL AND kind <> 'work'", "step_id", "task_id")
    op.create_table(
        "caller",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("caller_id", INT, nullable=False),
        sa.Column("visit", INT, nullable=False),
        sa.Column("gone", INT, nullable=False),
        sa.PrimaryKeyConstraint("task_id", "no", name="pk_caller"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_caller_visit", "caller", ["caller_id", "visit"])
    op.create_table(
        "lane",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("block", INT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("opened", INT, nullable=False),
        sa.Column("opened_recorded", INT, nullable=False),
        sa.Column("item", TEXT, nullable=False),
        sa.Column("place", INT, nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("closed", INT, nullable=True),
        sa.Column("closed_recorded", INT, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("task_id", "no", name="pk_lane"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "queue",
        sa.Column("id", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("command_id", BLOB, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("task_id", INT, nullable=True),
        sa.Column("cause", INT, nullable=False),
        sa.Column("cause_seq", INT, nullable=False),
        sa.Column("chain", INT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("created", INT, nullable=False),
        sa.Column("attempts", INT, nullable=False),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("refusal", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_queue"),
        sqlite_strict=True,
    )
    op.create_index("ix_queue_cause", "queue", ["cause"])
    op.create_index("ix_queue_task", "queue", ["task_id"])
    op.create_index("uq_queue_command", "queue", ["command_id"], unique=True)
    op.create_table(
        "timer",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("visit", INT, nullable=False),
        sa.Column("clock", INT, nullable=False),
        sa.Column("fires", INT, nullable=False),
        sa.Column("ended", INT, nullable=True),
        sa.Column("ended_recorded", INT, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("task_id", "no", name="pk_timer"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    partial("ix_timer_due", "timer", "ended IS NULL", "fires", "task_id")
