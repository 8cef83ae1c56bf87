"""What the declared tables are made of: types of columns, ways to lay rows, partial indexes.

Ids are integers, instants BIGINT milliseconds UTC, truth values 0 and 1; the rows of both databases are the
same. SQLite tables are STRICT, PostgreSQL text is COLLATE "C", so that both compare and sort by code point.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, Text, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine
from sqlmodel import MetaData, SQLModel

INT: TypeEngine[Any] = BigInteger().with_variant(Integer(), "sqlite")
TEXT: TypeEngine[Any] = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
BLOB: TypeEngine[Any] = LargeBinary()

STRICT = {"sqlite_strict": True}
CLUSTERED = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""A table whose rows lie in the order of its primary key: a task's visits side by side."""


def partial(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    """An index of the rows for which ``where`` holds."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


class Table(SQLModel):
    """What all tables share: their own list, and names for primary keys that errors are told by."""

    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
