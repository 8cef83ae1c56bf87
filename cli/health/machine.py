"""The machine: Python, SQLite, zones, the terminal."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator

from cli.health.finding import OK, PROBLEM, WARNING, Finding
from engine.words import _

PYTHON = (3, 11)
STRICT = (3, 37, 0)
"""SQLite knows tables that keep their types from here on; the database is made of them."""
NARROW = 60
ZONES = 300
"""The tz database has about 600 names; with fewer than this something is missing."""


def python() -> Iterator[Finding]:
    """Is this Python one that it runs on?"""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < PYTHON:
        text = _("Python %(found)s is too old") % {"found": found}
        yield Finding("python", PROBLEM, text, _("install Python 3.11 or newer"))
    else:
        yield Finding("python", OK, f"Python {found}")


def sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """Is this SQLite new enough? What its version means for a database in WAL mode: ``database.journal``."""
    found = ".".join(map(str, version))
    if version < STRICT:
        text = _("SQLite %(found)s is too old: it has no STRICT tables") % {"found": found}
        yield Finding("sqlite", PROBLEM, text, _("install a Python that comes with SQLite 3.37 or newer"))
    else:
        yield Finding("sqlite", OK, f"SQLite {found}")


def zones() -> Iterator[Finding]:
    """Are there time zones to reckon with?"""
    from zoneinfo import available_timezones

    number = len(available_timezones())
    if number < ZONES:
        text = _("the time zones of this machine are missing or not complete (%(n)s found)") % {"n": number}
        yield Finding("zones", PROBLEM, text, "pip install tzdata")
    else:
        yield Finding("zones", OK, _("time zones: %(n)s") % {"n": number})


def terminal() -> Iterator[Finding]:
    """Does the terminal show Chinese, and is it wide enough?"""
    from cli.output import on_terminal

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "中文√".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        text = _("the encoding of the output, %(encoding)s, has no Chinese: it comes out as escapes")
        help = _("export LANG=C.UTF-8, or PYTHONIOENCODING=utf-8")
        yield Finding("terminal", WARNING, text % {"encoding": encoding}, help)
        return
    if not on_terminal(sys.stdout):
        yield Finding("terminal", OK, _("no terminal; output in %(encoding)s") % {"encoding": encoding})
        return
    columns = _columns()
    data = {"encoding": encoding, "columns": columns}
    if columns < NARROW:
        text = _("the terminal is %(columns)s columns wide: tables leave columns out") % data
        yield Finding("terminal", WARNING, text, _("make the window wider"))
    else:
        yield Finding("terminal", OK, _("terminal: %(encoding)s, %(columns)s columns") % data)


def _columns() -> int:
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        try:
            return os.get_terminal_size(1).columns
        except OSError:
            return 80


def language() -> Iterator[Finding]:
    """Which language is spoken, and does what asks for one name one?"""
    from engine.words import LANGUAGES, current_language, language_of

    asked = os.environ.get("SOP_LANG")
    if asked and language_of(asked) is None:
        text = _("SOP_LANG is %(found)s, which is no language spoken here") % {"found": asked}
        yield Finding("language", WARNING, text, "export SOP_LANG=" + "|".join(LANGUAGES))
    else:
        yield Finding("language", OK, _("language: %(lang)s") % {"lang": current_language()})
