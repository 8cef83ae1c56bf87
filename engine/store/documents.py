"""Published documents: immutable, by content; the same content as the latest is no new version."""

from __future__ import annotations

from engine.model.record import Record
from engine.store.database import Database
from engine.store.rows import DocumentRow


class Publication(Record):
    """A document on its way in: the fields of ``DocumentRow`` that its publisher knows."""

    kind: str
    name: str
    hash: bytes
    source: str
    compiled: str
    format: int
    published: int
    publisher: str


LAST_COUNTS = frozenset({"team"})
"""Kinds of which the document published last is in use, whatever its name."""


def _overtaken(database: Database, sql: dict[str, str], row: DocumentRow) -> bool:
    """Whether a document of another name is in use instead of this one: a team that was renamed and is
    published under its old name again has to become the team again."""
    if row.kind not in LAST_COUNTS:
        return False
    return any(other[0] > row.id for other in database.fetch(sql["documents"], (row.kind,)))


def publish(database: Database, sql: dict[str, str], p: Publication) -> tuple[DocumentRow, bool]:
    """The row it has now, and whether it is new. In a transaction that writes.

    Content is the hash of the compiled form: a version that differs in comments alone is none.
    """
    rows = database.fetch(sql["document-current"], (p.kind, p.name))
    latest = DocumentRow._make(rows[0]) if rows else None
    if latest is not None and latest.hash == p.hash and not _overtaken(database, sql, latest):
        return latest, False
    no = latest.no + 1 if latest is not None else 1
    params = (p.kind, p.name, no, p.hash, p.source, p.compiled, p.format, p.published, p.publisher)
    number = database.fetch(sql["document-add"], params)[0][0]
    return DocumentRow(number, *params), True
