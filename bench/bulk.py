"""Bulk import and bulk advance against raw ``executemany`` of the same rows, FULL; bytes per task.

Ours begins at the CSV file: reading, checking and deciding every row are in it; raw only writes the rows
that ours wrote. Limits: 2 times raw, and at least 10,000 rows a second.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable

from bench.measure import verdict
from bench.recording import record, say_again
from bench.shipping import ACTOR, ZONE
from bench.workspace import build, opened, service_on
from engine.intake import open_table, starts
from engine.model.commands import Advance, Command
from engine.registry import Registry
from engine.service import Accepted
from engine.store import Store

ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
LIMIT = 2.0
RATE = 10_000
STEPS = ((1, {}), (2, {"weight_kg": 2}), (3, {"tracking_no": "SF1234567890"}))

Work = Callable[[Store], Iterable[Command]]


def run() -> None:
    """Print the figures."""
    print(f"bulk work, {ROWS:,} rows, synchronous=FULL")
    with tempfile.TemporaryDirectory() as folder:
        database, csv = os.path.join(folder, "now.db"), os.path.join(folder, "orders.csv")
        build(database, 0)
        _write_orders(csv)
        _compare("import", folder, database, lambda store: _starts(store, csv))
        print(f"  {os.path.getsize(database) / ROWS:,.0f} bytes a task when started")
        for visit, values in STEPS:
            _compare(f"advance {visit}", folder, database, lambda _, v=visit, w=values: _advances(v, w))
        print(
            f"  {os.path.getsize(database) / ROWS:,.0f} bytes a task when done: 3 visits, 2 clocks, 4 events"
        )


def _compare(name: str, folder: str, database: str, work: Work) -> None:
    """Ours on the database itself; recorded and said again on copies of what it was before."""
    recorded, raw = os.path.join(folder, "recorded.db"), os.path.join(folder, "raw.db")
    for copy in (recorded, raw):
        shutil.copy(database, copy)
    ours = _carry_out(database, "FULL", work)
    with opened(recorded, "OFF") as store:
        transactions = record(store)
        _all_accepted(store, work)
    connection = sqlite3.connect(raw, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -32000")
    began = time.perf_counter()
    for said in transactions:
        if any(how != "fetch" for how, _, _ in said):
            say_again(connection, said, reading=False)
    theirs = time.perf_counter() - began
    connection.close()
    print(f"  {name:<12} {ROWS / ours:>9,.0f} rows/s (aim {RATE:,}); raw {ROWS / theirs:>9,.0f} rows/s")
    verdict(f"{name}, ratio to raw", ours / theirs, LIMIT)


def _carry_out(database: str, synchronous: str, work: Work) -> float:
    with opened(database, synchronous) as store:
        began = time.perf_counter()
        _all_accepted(store, work)
        return time.perf_counter() - began


def _all_accepted(store: Store, work: Work) -> None:
    for answer in service_on(store).run_many(work(store), ACTOR):
        assert isinstance(answer, Accepted), answer


def _write_orders(path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write("order_no,paid_at\n")
        for number in range(1, ROWS + 1):
            file.write(f"{number:012d},2026-09-21 {8 + number % 12:02d}:{number % 60:02d}\n")


def _starts(store: Store, csv: str) -> Iterable[Command]:
    registry = Registry(store, ZONE)
    row = registry.current("shipping")
    assert row is not None
    definition = registry.program(row.id).definition
    for found in starts(open_table(csv), definition, {}, ZONE):
        assert found.command is not None, found
        yield found.command


def _advances(visit: int, values: dict[str, object]) -> Iterable[Command]:
    for number in range(1, ROWS + 1):
        yield Advance(os.urandom(16), number, visit, "done", dict(values), all_ticks=True)
