"""People: whose a visit is, votes, what is left at tasks, who is away, whose turn it is, the team's
events."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "sop0005"
down_revision = "sop0004"

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
BLOB = sa.LargeBinary()
LIST = ("due", "rank", "opened", "task_id", "no", "step_id")


def column(name: str, kind: Any, empty: bool = False) -> sa.Column[Any]:
    """A column; ``empty``: it may be NULL."""
    return sa.Column(name, kind, nullable=empty)


def partial(name: str, table: str, where: str, *columns: str) -> None:
    """An index of the rows for which ``where`` holds."""
    condition = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=condition, postgresql_where=condition)


def of_tasks(name: str, *columns: sa.Column[Any]) -> None:
    """A table of a task's parts, side by side."""
    key = sa.PrimaryKeyConstraint("task_id", "no", name=f"pk_{name}")
    own = (column("task_id", INT), column("no", INT), column("shop", TEXT), *columns, key)
    op.create_table(name, *own, sqlite_strict=True, sqlite_with_rowid=False)


def upgrade() -> None:
    """Columns with their indexes, then tables; what was open is anybody's who may do it."""
    op.add_column("visit", column("assignee_id", INT, empty=True))
    op.add_column("visit", sa.Column("rank", INT, nullable=False, server_default=sa.text("0")))
    op.add_column("visit", column("snoozed", INT, empty=True))
    op.add_column("visit", sa.Column("people", TEXT, nullable=False, server_default=sa.text("''")))
    op.drop_index("ix_visit_todo", "visit")
    free = "closed IS NULL AND kind = 'work' AND assignee_id IS NULL"
    partial("ix_visit_todo", "visit", free, "role_set_id", "shop", *LIST, "closed", "kind", "assignee_id")
    taken = "closed IS NULL AND assignee_id IS NOT NULL"
    partial("ix_visit_mine", "visit", taken, "assignee_id", *LIST, "snoozed", "shop", "closed")
    partial("ix_event_override", "event", "kind = 'override'", "happened", "task_id")
    partial("ix_hold_open", "hold", "ended IS NULL", "task_id", "visit")
    of_tasks(
        "vote",
        *(column("visit", INT), column("outcome", TEXT), column("person_id", INT)),
        *(column("at", INT), column("recorded", INT), column("roles", TEXT), column("binding", INT)),
        *(column("hash", TEXT), column("covers", TEXT), column("reason", TEXT, empty=True)),
        *(column("behalf", TEXT, empty=True), column("hands", TEXT), column("void", INT)),
    )
    of_tasks(
        "note",
        *(column("visit", INT), column("item", INT), column("kind", TEXT), column("text", TEXT)),
        *(column("hash", TEXT), column("size", INT, empty=True), column("actor_id", INT)),
        *(column("at", INT), column("recorded", INT)),
    )
    op.create_table(
        "turn",
        *(column("sop", TEXT), column("step", TEXT), column("shop", TEXT), column("person", TEXT)),
        sa.PrimaryKeyConstraint("sop", "step", "shop", name="pk_turn"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "team_event",
        *(column("no", INT), column("format", INT), column("kind", TEXT)),
        *(column("command_id", BLOB, empty=True), column("actor", TEXT), column("acting", TEXT, empty=True)),
        *(column("login", TEXT), column("happened", INT), column("recorded", INT), column("body", TEXT)),
        column("hash", BLOB),
        sa.PrimaryKeyConstraint("no", name="pk_team_event"),
        sa.UniqueConstraint("command_id", name="uq_team_event_command"),
        sqlite_strict=True,
    )
    op.create_table(
        "absence",
        *(column("no", INT), column("person", TEXT), column("started", INT)),
        *(column("until_at", INT, empty=True), column("deputies", TEXT), column("reason", TEXT, empty=True)),
        *(column("actor", TEXT), column("recorded", INT), column("ended", INT, empty=True)),
        sa.PrimaryKeyConstraint("no", name="pk_absence"),
        sqlite_strict=True,
    )
    partial("ix_absence_open", "absence", "ended IS NULL", "until_at")
