"""Holds, and the rungs of a clock's ladder that are still to come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "sop0003"
down_revision = "sop0002"

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Columns with their index, then a table."""
    op.add_column("clock", sa.Column("rungs", TEXT, nullable=False, server_default=sa.text("''")))
    op.add_column("clock", sa.Column("rung_at", INT, nullable=True))
    condition = sa.text("rung_at IS NOT NULL")
    op.create_index(
        "ix_clock_rung",
        "clock",
        ["rung_at", "task_id"],
        sqlite_where=condition,
        postgresql_where=condition,
    )
    op.create_table(
        "hold",
        sa.Column("task_id", INT, nullable=False),
        sa.Column("no", INT, nullable=False),
        sa.Column("shop", TEXT, nullable=False),
        sa.Column("visit", INT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("until_at", INT, nullable=True),
        sa.Column("started", INT, nullable=False),
        sa.Column("started_recorded", INT, nullable=False),
        sa.Column("actor_id", INT, nullable=False),
        sa.Column("ended", INT, nullable=True),
        sa.Column("ended_recorded", INT, nullable=True),
        sa.PrimaryKeyConstraint("task_id", "no", name="pk_hold"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
