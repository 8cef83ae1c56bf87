"""Named SQL: read from ``*.sql`` files, each statement with a name and a line that says what it is for.

    -- name: task
    -- One task.
    SELECT ... FROM task WHERE id = ?

One text serves both databases. Three marks are turned into what each of them says: ``?`` a positional
parameter, ``IN (?...)`` one of a list that is given as one parameter, and a closing ``FOR UPDATE``, which
SQLite does not need (its writer has the whole file). So no statement may have a literal question mark.
``sqlite.sql`` and ``postgresql.sql`` hold the few statements that are different altogether.
"""

from __future__ import annotations

import os

from engine.model.record import Record

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
_ONLY = {"sqlite.sql": SQLITE, "postgresql.sql": POSTGRESQL}


class Statement(Record):
    """One named statement: ``about`` is its description, ``sql`` its text as written."""

    name: str
    about: str
    sql: str


def parse(text: str) -> list[Statement]:
    """The statements of one file, in order; what stands before the first name is for readers only."""
    found: list[Statement] = []
    for part in text.split("-- name: ")[1:]:
        name, _, rest = part.partition("\n")
        about: list[str] = []
        lines = rest.split("\n")
        while lines and lines[0].startswith("--"):
            about.append(lines.pop(0)[2:].strip())
        found.append(Statement(name.strip(), " ".join(about), "\n".join(lines).strip()))
    return found


def translate(sql: str, dialect: str) -> str:
    """A statement in the words of one database's driver."""
    if dialect == SQLITE:
        return sql.replace("IN (?...)", "IN (SELECT value FROM json_each(?))").removesuffix(" FOR UPDATE")
    return sql.replace("%", "%%").replace("IN (?...)", "= ANY(?)").replace("?", "%s")


def load(folder: str, dialect: str) -> dict[str, str]:
    """Name -> text for one database, of all ``*.sql`` files in a folder.

    Raises ValueError when a name stands twice.
    """
    found: dict[str, str] = {}
    for file in sorted(os.listdir(folder)):
        if not file.endswith(".sql") or _ONLY.get(file, dialect) != dialect:
            continue
        with open(os.path.join(folder, file), encoding="utf-8") as stream:
            for name, _, sql in parse(stream.read()):
                if name in found:
                    raise ValueError(f"{file}: statement {name} stands twice")
                found[name] = translate(sql, dialect)
    return found
