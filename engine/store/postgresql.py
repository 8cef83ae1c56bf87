"""PostgreSQL: many writers at once, each task locked by its row.

A transaction runs in a pipeline: statements that give nothing back are sent on and not waited for, so that an
advance is two round trips, one to read and one to write and commit. An error may therefore show only at the
next read or at the commit.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
from psycopg.types.numeric import Int8Dumper

from engine.store.database import Params, Row
from engine.store.errors import from_postgresql
from engine.store.statements import POSTGRESQL

_CONNECT_SECONDS = 5
_PREPARE_AFTER = 2


def without_password(address: str) -> str:
    """An address as it may be shown to people."""
    scheme, _, rest = address.partition("?")[0].partition("://")
    account, at, server = rest.rpartition("@")
    return f"{scheme}://{account.partition(':')[0]}{at}{server}"


class Postgresql:
    """A connection to one PostgreSQL database. ``raw`` is the ``psycopg`` connection, for tests and tools."""

    dialect = POSTGRESQL

    def __init__(self, address: str, wait_ms: int = 5000) -> None:
        """Connect. Raises StoreError: store-unreachable, store-missing, store-no-access."""
        self.where = without_password(address)
        self._wait = wait_ms / 1000
        self._pipeline: contextlib.AbstractContextManager[psycopg.Pipeline] | None = None
        try:
            self.raw = psycopg.connect(
                address,
                autocommit=True,
                connect_timeout=_CONNECT_SECONDS,
                prepare_threshold=_PREPARE_AFTER,
                application_name="sopwright",
            )
            self.raw.execute(f"SET lock_timeout = {int(wait_ms)}")
        except psycopg.Error as problem:
            raise self._meaning(problem) from problem
        # One type for all integers: by default the driver picks one by size, and prepares a statement again
        # for every mix of sizes.
        self.raw.adapters.register_dumper(int, Int8Dumper)

    def begin(self, write: bool) -> None:
        """READ COMMITTED to write, one snapshot to read; sent along with the first statement."""
        with self._undone_on_error():
            pipeline = self.raw.pipeline()
            pipeline.__enter__()
            self._pipeline = pipeline
            self.raw.execute("BEGIN" if write else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def commit(self) -> None:
        """COMMIT, and wait for the answers to everything that was sent."""
        with self._undone_on_error():
            self.raw.execute("COMMIT")
            self._leave()

    def rollback(self) -> None:
        """Leave the pipeline, whatever state it is in, and ROLLBACK."""
        # What went wrong in the pipeline has been told; a line that breaks now is the server's rollback.
        with contextlib.suppress(psycopg.Error):
            self._leave()
        with contextlib.suppress(psycopg.Error):
            if self.raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                self.raw.execute("ROLLBACK")

    def fetch(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of one statement."""
        try:
            return self.raw.execute(sql.encode(), params).fetchall()
        except psycopg.Error as problem:
            raise self._meaning(problem) from problem

    def fetch_each(self, queries: Sequence[tuple[str, Params]]) -> list[list[Row]]:
        """Send them all, then take the answers."""
        if self._pipeline is None:
            return [self.fetch(sql, params) for sql, params in queries]
        try:
            cursors = [self.raw.execute(sql.encode(), params) for sql, params in queries]
            return [cursor.fetchall() for cursor in cursors]
        except psycopg.Error as problem:
            raise self._meaning(problem) from problem

    def run(self, sql: str, params: Params) -> None:
        """Send it on."""
        try:
            self.raw.execute(sql.encode(), params)
        except psycopg.Error as problem:
            raise self._meaning(problem) from problem

    def run_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Send them on."""
        try:
            with self.raw.cursor() as cursor:
                cursor.executemany(sql.encode(), rows)
        except psycopg.Error as problem:
            raise self._meaning(problem) from problem

    def listed(self, values: Iterable[Any]) -> Any:
        """An array."""
        return list(values)

    def take_numbers(self, sql: str, n: int) -> int:
        """Numbers of a sequence; another try when somebody else's fell in between (gaps are harmless)."""
        while True:
            first, last = self.fetch(sql, (n,))[0]
            if last - first + 1 == n:
                return int(first)

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        self.rollback()
        self.raw.close()

    @contextlib.contextmanager
    def _undone_on_error(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as problem:
            self.rollback()
            raise self._meaning(problem) from problem
        except BaseException:
            self.rollback()
            raise

    def _leave(self) -> None:
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.__exit__(None, None, None)

    def _meaning(self, problem: psycopg.Error) -> Exception:
        # Statements prepared in a pipeline that failed are gone, and the driver does not know: from here on
        # this connection prepares none.
        if hasattr(self, "raw"):
            self.raw.prepare_threshold = None
        return from_postgresql(problem, self.where, self._wait)
