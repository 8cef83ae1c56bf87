"""What can go wrong with a database, each kind once: its code, its text, and what each database calls it.

A ``StoreError`` is an outage that a person can mend (exit 1 with one message); its text stands in
``TEXTS`` and is rendered with ``%`` and the error's ``data``. A ``ConflictError`` is for the one writer:
another process was faster, run the transaction again and see what it did.
"""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from engine.words import N_

TEXTS: dict[str, str] = {
    "store-missing": N_(
        "There is no database at %(path)s. Make one with `sop init`, or name another with --db or SOP_DB."
    ),
    "store-is-a-directory": N_("%(path)s is a folder; a database is a file."),
    "store-not-a-database": N_("%(path)s is not a sopwright database."),
    "store-no-access": N_("%(path)s cannot be opened: you are not allowed to."),
    "store-locked": N_(
        "%(path)s was kept locked by somebody else for %(seconds)s seconds; nothing was changed. Try again."
    ),
    "store-read-only": N_("%(path)s cannot be written to; nothing was changed."),
    "store-newer": N_(
        "%(path)s was written by a newer sopwright (database %(found)s, this program knows %(known)s). "
        "Install the newer version."
    ),
    "store-older": N_(
        "%(path)s was written by an older sopwright (database %(found)s, this program needs %(known)s). "
        "Make a copy, then run `sop db upgrade`."
    ),
    "store-full": N_("There is no space left for %(path)s; nothing was changed."),
    "store-damaged": N_("%(path)s is damaged: %(detail)s"),
    "store-disk": N_("The disk failed while using %(path)s: %(detail)s"),
    "store-unreachable": N_("The database server at %(path)s cannot be reached: %(detail)s"),
    "store-no-driver": N_(
        "PostgreSQL needs one more package; install it with: pip install 'sopwright[postgresql]'"
    ),
}
"""Code -> text. Every text takes ``path``; ``detail`` is the database's own words."""


class StoreError(Exception):
    """The database cannot do it. ``code`` is a key of ``TEXTS``, ``data`` fills its text."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        return TEXTS[self.code] % self.data


class ConflictError(Exception):
    """Another process was faster; nothing of this transaction was kept, and running it again will
    show what the other did.

    ``what``: ``command`` (the same command id was stored) | ``unique`` (a task with this unique value) |
    ``sequence`` (the task has moved on) | ``gathering`` (another task gathers the same) | ``document`` (a
    version of this name) | ``deadlock``.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


_BY_SQLITE_COLUMN = {
    "event.command_id": "command",
    "event.task_id": "sequence",
    "visit.task_id": "sequence",
    "clock.task_id": "sequence",
    "lane.task_id": "sequence",
    "timer.task_id": "sequence",
    "hold.task_id": "sequence",
    "caller.task_id": "sequence",
    "task.unique_value": "unique",
    "task.id": "sequence",
    "task.sop_id": "gathering",
    "document.kind": "document",
}

_BY_CONSTRAINT = {
    "uq_event_command": "command",
    "pk_event": "sequence",
    "pk_visit": "sequence",
    "pk_clock": "sequence",
    "pk_lane": "sequence",
    "pk_timer": "sequence",
    "pk_hold": "sequence",
    "pk_caller": "sequence",
    "uq_task_value": "unique",
    "pk_task": "sequence",
    "uq_task_gathers": "gathering",
    "uq_document_version": "document",
}


def from_sqlite(problem: sqlite3.Error, path: str, seconds: float) -> Exception:
    """The ``StoreError`` or ``ConflictError`` that an error of SQLite means, by its result code; the error
    itself when it is a fault of the program. ``seconds`` is how long the caller waited for a lock."""
    full = getattr(problem, "sqlite_errorcode", 0)
    code = full & 0xFF
    folder = os.path.dirname(os.path.abspath(path))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError("store-locked", path=path, seconds=f"{seconds:g}")
    if code == sqlite3.SQLITE_NOTADB or (code == sqlite3.SQLITE_ERROR and "no such table" in str(problem)):
        return StoreError("store-not-a-database", path=path)
    if code == sqlite3.SQLITE_CORRUPT:
        return StoreError("store-damaged", path=path, detail=str(problem))
    if full == sqlite3.SQLITE_READONLY_DBMOVED or (
        code == sqlite3.SQLITE_CANTOPEN and not os.path.exists(path)
    ):
        return StoreError("store-missing", path=path)
    if code == sqlite3.SQLITE_CANTOPEN and os.path.isdir(path):
        return StoreError("store-is-a-directory", path=path)
    if code == sqlite3.SQLITE_CANTOPEN and not os.access(path, os.R_OK):
        return StoreError("store-no-access", path=path)
    if full == sqlite3.SQLITE_READONLY_DIRECTORY or code == sqlite3.SQLITE_CANTOPEN:
        # Reading went well; what cannot be opened is the journal, a new file in the same folder.
        return StoreError("store-read-only", path=folder)
    if code == sqlite3.SQLITE_READONLY:
        return StoreError("store-read-only", path=path)
    if code == sqlite3.SQLITE_FULL:
        return StoreError("store-full", path=path)
    if code == sqlite3.SQLITE_IOERR:
        return StoreError("store-disk", path=path, detail=str(problem))
    if full in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
        column = str(problem).partition(": ")[2].partition(",")[0]
        if column in _BY_SQLITE_COLUMN:
            return ConflictError(_BY_SQLITE_COLUMN[column])
    return problem


def from_postgresql(problem: Exception, where: str, seconds: float) -> Exception:
    """The same for an error of psycopg, by its SQLSTATE; ``where`` names the server without a password.

    An error without a SQLSTATE never came from a server: nobody was reached, or the line broke.
    """
    state = getattr(problem, "sqlstate", None)
    detail = " ".join(str(problem).split())
    if state is None:
        import psycopg

        if isinstance(problem, psycopg.OperationalError):
            if 'database "' in detail and "does not exist" in detail:
                return StoreError("store-missing", path=where)
            if "authentication failed" in detail or "no password supplied" in detail:
                return StoreError("store-no-access", path=where)
            return StoreError("store-unreachable", path=where, detail=detail)
        return problem
    if state == "55P03":
        return StoreError("store-locked", path=where, seconds=f"{seconds:g}")
    if state in ("40P01", "40001"):
        return ConflictError("deadlock")
    if state == "42P01":
        return StoreError("store-not-a-database", path=where)
    if state == "3D000":
        return StoreError("store-missing", path=where)
    if state in ("28000", "28P01", "42501"):
        return StoreError("store-no-access", path=where)
    if state == "25006":
        return StoreError("store-read-only", path=where)
    if state == "53100":
        return StoreError("store-full", path=where)
    if state[:2] in ("08", "53", "57"):
        return StoreError("store-unreachable", path=where, detail=detail)
    if state in ("XX001", "XX002"):
        return StoreError("store-damaged", path=where, detail=detail)
    if state[:2] == "58":
        return StoreError("store-disk", path=where, detail=detail)
    if state == "23505":
        name = getattr(getattr(problem, "diag", None), "constraint_name", None)
        if name in _BY_CONSTRAINT:
            return ConflictError(_BY_CONSTRAINT[name])
    return problem
