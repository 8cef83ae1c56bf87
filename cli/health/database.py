"""The database: is it there, is it of this program's time, is it whole, can it be written to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from cli.health.finding import OK, PROBLEM, WARNING, Finding
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App

WAL_SAFE = (3, 51, 3)
"""Before this SQLite, resetting the WAL can lose what another process has just written."""
SECONDS = 0.8
"""So long a check of the pages may take: a writer waits for it."""
STEPS = 20_000
"""So many of SQLite's own instructions pass between two looks at the clock."""
DAMAGED = N_("stop working on it, keep a copy, take the last good backup")
SPACE = 200_000_000
"""Bytes that should be free."""


def opened(app: App) -> Iterator[Finding]:
    """What is said of a database that could be opened: where it lies, and of which time it is."""
    from engine.store.opening import REVISION

    data = {"path": app.store.where, "revision": REVISION}
    yield Finding("database", OK, _("the database %(path)s is current (%(revision)s)") % data)


def integrity(app: App) -> Iterator[Finding]:
    """SQLite's own quick check, as far as it gets in a moment."""
    raw = _raw(app)
    if raw is None:
        return
    end = monotonic() + SECONDS
    raw.set_progress_handler(lambda: monotonic() > end, STEPS)
    try:
        found = [str(row[0]) for row in raw.execute("PRAGMA quick_check(3)")]
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_INTERRUPT:
            raise
        text = _("the database is too large to be checked in a moment; so far nothing is wrong with it")
        yield Finding("integrity", OK, text, _("the whole record: %(command)s") % {"command": "sop verify"})
        return
    except sqlite3.DatabaseError as problem:
        found = [str(problem)]
    finally:
        raw.set_progress_handler(None, 0)
    if found == ["ok"]:
        yield Finding("integrity", OK, _("SQLite finds nothing wrong with its pages"))
        return
    text = _("the database file is damaged: %(detail)s") % {"detail": "; ".join(found)[:200]}
    yield Finding("integrity", PROBLEM, text, _(DAMAGED))


def journal(app: App, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """Is the journal one that this SQLite keeps safely?"""
    raw = _raw(app)
    if raw is None:
        return
    mode = str(raw.execute("PRAGMA journal_mode").fetchone()[0])
    data = {"mode": mode, "found": ".".join(map(str, version))}
    if mode != "wal" and version < WAL_SAFE:
        text = _(
            "journal: %(mode)s; not to be made WAL, which SQLite %(found)s can damage (mended in 3.51.3)"
        )
        yield Finding("journal", OK, text % data)
    elif mode != "wal":
        yield Finding("journal", OK, _("journal: %(mode)s") % data)
    elif version < WAL_SAFE:
        text = _(
            "the database is in WAL mode, and SQLite %(found)s can damage it when several processes write "
            "(mended in 3.51.3)"
        )
        help = _("back to the safe one, while nobody works: %(command)s")
        where = app.store.where
        command = f'sqlite3 {where} "PRAGMA journal_mode=delete"'
        yield Finding("journal", PROBLEM, text % data, help % {"command": command})
    else:
        yield Finding("journal", OK, _("journal: WAL, which SQLite %(found)s keeps safely") % data)


def room(app: App) -> Iterator[Finding]:
    """May the database be written to, and is there space?"""
    if _raw(app) is None:
        return
    path = os.path.abspath(app.store.where)
    folder = os.path.dirname(path)
    for place in (path, folder):
        if not os.access(place, os.W_OK):
            text = _("%(path)s cannot be written to: work cannot be recorded") % {"path": place}
            yield Finding("disk", PROBLEM, text, _("ask whoever owns it for the right to write"))
            return
    free = shutil.disk_usage(folder).free
    data = {"n": f"{free // 1_000_000:,}"}
    if free < SPACE:
        text = _("only %(n)s MB are free on the disk of the database") % data
        yield Finding("disk", WARNING, text, _("make room: a full disk refuses every command"))
    else:
        yield Finding("disk", OK, _("the database can be written to; %(n)s MB are free") % data)


def _raw(app: App) -> sqlite3.Connection | None:
    """SQLite's own connection; None where the database is another's, which looks after itself."""
    return getattr(app.store.database, "raw", None) if app.store.database.dialect == "sqlite" else None
