"""What the store says to SQLite, written down so that it can be said again bare."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from engine.store import Store

Said = tuple[str, str, Any]
"""``("fetch" | "run" | "many", sql, parameters)``."""


def record(store: Store) -> list[list[Said]]:
    """From now on everything that this store says is also kept: one list for each transaction, after one for
    what is said outside of any."""
    transactions: list[list[Said]] = [[]]
    database: Any = store.database
    begin, fetch, run, run_many = database.begin, database.fetch, database.run, database.run_many

    def spoken_begin(write: bool) -> None:
        transactions.append([])
        begin(write)

    def spoken_fetch(sql: str, params: Sequence[Any] = ()) -> list[Any]:
        transactions[-1].append(("fetch", sql, tuple(params)))
        found: list[Any] = fetch(sql, params)
        return found

    def spoken_run(sql: str, params: Sequence[Any]) -> None:
        transactions[-1].append(("run", sql, tuple(params)))
        run(sql, params)

    def spoken_many(sql: str, rows: Iterable[Sequence[Any]]) -> None:
        kept = [tuple(row) for row in rows]
        transactions[-1].append(("many", sql, kept))
        run_many(sql, kept)

    database.begin, database.fetch, database.run, database.run_many = (
        spoken_begin, spoken_fetch, spoken_run, spoken_many,
    )  # fmt: skip
    return transactions


def say_again(raw: sqlite3.Connection, said: list[Said], reading: bool = True) -> None:
    """One transaction with the same statements and rows; without ``reading`` only those that write."""
    execute, executemany = raw.execute, raw.executemany
    execute("BEGIN IMMEDIATE")
    for how, sql, params in said:
        if how == "many":
            executemany(sql, params)
        elif how == "run":
            execute(sql, params)
        elif reading:
            execute(sql, params).fetchall()
    execute("COMMIT")
