"""SQLite: one file, one connection, rollback journal, every writer announced by BEGIN IMMEDIATE.

Waiting for a lock is done here and not by SQLite's busy timeout: that one looks again only every 100 ms,
so that beside a bulk import, which has the file for 50 ms and lets go for less than one, a person's
single command would often wait its five seconds in vain. Looking every two milliseconds, and a long
writer standing back for three before its next turn, lets everybody through (docs/decisions/0007).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from json import JSONEncoder
from time import monotonic, sleep
from typing import Any

from engine.store.database import Params, Row
from engine.store.errors import StoreError, from_sqlite
from engine.store.statements import SQLITE

_FIRST_PAUSE = 0.0002
_LONGEST_PAUSE = 0.002
_LONG_TURN = 0.010
_STAND_BACK = 0.003
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_CACHE_KIB = 32_000

_list = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Sqlite:
    """A connection to one SQLite file. ``raw`` is the ``sqlite3`` connection, for tests and tools.

    ``wait_ms`` is how long a lock is waited for before ``store-locked``.
    """

    dialect = SQLITE

    def __init__(self, path: str, wait_ms: int = 5000) -> None:
        """Open an existing file. Raises StoreError: store-missing, store-is-a-directory, store-no-access."""
        self.where = path
        self._wait = wait_ms / 1000
        self._begun = self._ended = 0.0
        if not os.path.exists(path):
            raise StoreError("store-missing", path=path)
        if os.path.isdir(path):
            raise StoreError("store-is-a-directory", path=path)
        self.raw: sqlite3.Connection = self._patiently(connect, path)
        cursor = self.raw.cursor()
        self._execute, self._executemany, self._fetchall = cursor.execute, cursor.executemany, cursor.fetchall
        try:
            # Both look into the file, and wait like everybody else.
            self._patiently(self._execute, "PRAGMA synchronous = FULL")
            # Pages of a chunk of a thousand rows stay in memory: spilling them early would take the
            # exclusive lock early, and readers would wait for the whole chunk.
            self._patiently(self._execute, f"PRAGMA cache_size = -{_CACHE_KIB}")
        except BaseException:
            self.raw.close()
            raise

    def begin(self, write: bool) -> None:
        """BEGIN IMMEDIATE, or BEGIN: the state that the first read sees is kept to the end."""
        if not write:
            self._patiently(self._execute, "BEGIN")
            return
        if self._ended - self._begun > _LONG_TURN:
            sleep(max(0.0, self._ended + _STAND_BACK - monotonic()))
        self._patiently(self._execute, "BEGIN IMMEDIATE")
        self._begun = monotonic()

    def commit(self) -> None:
        """COMMIT; it waits for readers to finish."""
        try:
            self._patiently(self._execute, "COMMIT")
        except BaseException:
            self.rollback()
            raise
        self._ended = monotonic()

    def rollback(self) -> None:
        """ROLLBACK; some errors (a full disk) have made SQLite do it already."""
        self._ended = monotonic()
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def fetch(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of one statement."""
        try:
            return self._fetch(sql, params)
        except sqlite3.Error as problem:
            if problem.sqlite_errorcode & 0xFF not in _BUSY:
                raise from_sqlite(problem, self.where, self._wait) from problem
        rows: list[Row] = self._patiently(self._fetch, sql, params)
        return rows

    def fetch_each(self, queries: Sequence[tuple[str, Params]]) -> list[list[Row]]:
        """One after the other: there is no round trip here."""
        return [self.fetch(sql, params) for sql, params in queries]

    def run(self, sql: str, params: Params) -> None:
        """One statement, which the transaction's lock lets through."""
        try:
            self._execute(sql, params)
        except sqlite3.Error as problem:
            raise from_sqlite(problem, self.where, self._wait) from problem

    def run_many(self, sql: str, rows: Iterable[Params]) -> None:
        """``executemany``: the statement is prepared once."""
        try:
            self._executemany(sql, rows)
        except sqlite3.Error as problem:
            raise from_sqlite(problem, self.where, self._wait) from problem

    def listed(self, values: Iterable[Any]) -> Any:
        """A JSON array, which ``json_each`` takes apart."""
        return _list(list(values))

    def take_numbers(self, sql: str, n: int) -> int:
        """The highest number plus one; the lock keeps those after it free."""
        return int(self.fetch(sql)[0][0])

    def close(self) -> None:
        """Close the file; an open transaction is rolled back."""
        self.raw.close()

    def _fetch(self, sql: str, params: Params) -> list[Row]:
        self._execute(sql, params)
        rows: list[Row] = self._fetchall()
        return rows

    def _patiently(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Call it again while somebody else has the lock, up to the longest wait."""
        until = monotonic() + self._wait
        pause = _FIRST_PAUSE
        while True:
            try:
                return call(*arguments)
            except sqlite3.Error as problem:
                if problem.sqlite_errorcode & 0xFF not in _BUSY or monotonic() >= until:
                    raise from_sqlite(problem, self.where, self._wait) from problem
            sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


def connect(path: str, timeout: float = 0) -> sqlite3.Connection:
    """A bare connection to an existing file: transactions are said, never guessed by the driver.
    ``timeout`` is SQLite's own, in seconds. Raises sqlite3.Error."""
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(
        f"file:{quoted}?mode=rw", uri=True, isolation_level=None, timeout=timeout, cached_statements=256
    )
