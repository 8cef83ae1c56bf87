"""What the store asks of a database: one connection, transactions, statements. One file per database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]
Params = Sequence[Any]


class Database(Protocol):
    """One connection. Every method raises ``StoreError`` or ``ConflictError`` for what a database can refuse.

    ``dialect`` is ``sqlite`` or ``postgresql``; ``where`` names the database for people, without a password.
    """

    dialect: str
    where: str

    def begin(self, write: bool) -> None:
        """Begin a transaction: one that writes, or one that sees a single state and only reads."""

    def commit(self) -> None:
        """End it; when this returns, what was written is on the disk. When it raises, nothing is kept."""

    def rollback(self) -> None:
        """End it and keep nothing; harmless when there is none."""

    def fetch(self, sql: str, params: Params = ()) -> list[Row]:
        """Run one statement and give all its rows."""

    def fetch_each(self, queries: Sequence[tuple[str, Params]]) -> list[list[Row]]:
        """Run several, in one round trip where there is one to save."""

    def run(self, sql: str, params: Params) -> None:
        """Run a statement that gives no rows; an error may be raised later, at the latest by ``commit``."""

    def run_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run it once for each row."""

    def listed(self, values: Iterable[Any]) -> Any:
        """The one parameter that ``IN (?...)`` takes: integers or texts."""

    def take_numbers(self, sql: str, n: int) -> int:
        """The first of ``n`` task numbers in a row, by the statement ``task-next``."""

    def close(self) -> None:
        """Let go of it, and of a transaction that is still open."""
