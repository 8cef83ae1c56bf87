"""The store against the same statements on a bare connection, in one run. Prints its figures."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_shapes import Change, advance, life, start

from engine.store import Store, open_store
from engine.store.projection import differences

pytestmark = pytest.mark.soak


def bare(place: str, synchronous: str) -> sqlite3.Connection:
    raw = sqlite3.connect(place, isolation_level=None)
    raw.execute(f"PRAGMA synchronous = {synchronous}")
    return raw


def timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def one_advance(store: Store, id: int) -> None:
    """As the service does it: the command's id, the task, the change."""
    with store.writing():
        store.commands([bytes(16)])
        task = store.load_many([id], lock=True)[id]
        assert task is not None
        store.save([advance(task)])


def the_same_raw(raw: sqlite3.Connection, store: Store, change: Change) -> Callable[[], None]:
    sql, event = store._sql, tuple(change.event)
    batches = [(sql[name], row) for name, rows in differences([change], store._names).items() for row in rows]
    id = (change.after.id,)

    def work() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(sql["event-by-command"], (bytes(16),)).fetchall()
        for name in ("task", "visits", "clocks"):
            raw.execute(sql[name], id).fetchall()
        raw.execute(sql["event-add"], event)
        for statement, row in batches:
            raw.execute(statement, row)
        raw.execute("COMMIT")

    return work


@pytest.mark.parametrize(("synchronous", "promise"), [("FULL", 1.5), ("OFF", 3.0)])
def test_a_durable_advance(sqlite_place: str, tmp_path: Path, synchronous: str, promise: float) -> None:
    """The time of ``advance``, which stands in for deciding here, is taken off."""
    orders = [start(id) for id in range(1, 301)]
    with open_store(sqlite_place) as store, store.writing():
        store.save(orders)
    other = str(tmp_path / "raw.db")
    shutil.copyfile(sqlite_place, other)
    raw = bare(other, synchronous)
    ours, theirs = [], []
    with open_store(sqlite_place) as store:
        store.rows(f"PRAGMA synchronous = {synchronous}")
        store.load(1)
        for change in orders:
            id, task = change.after.id, change.after
            deciding = timed(lambda task=task: advance(task))
            ours.append(timed(lambda number=id: one_advance(store, number)) - deciding)
            theirs.append(timed(the_same_raw(raw, store, advance(task))))
    raw.close()
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"\ndurable advance, {synchronous}: {statistics.median(ours) * 1e6:.0f} us, "
        f"raw {statistics.median(theirs) * 1e6:.0f} us, ratio {ratio:.2f}"
    )
    assert ratio <= promise


def test_bulk(sqlite_place: str, tmp_path: Path) -> None:
    other = str(tmp_path / "raw.db")
    shutil.copyfile(sqlite_place, other)
    raw = bare(other, "FULL")
    changes = [start(id) for id in range(1, 10_001)]
    with open_store(sqlite_place) as store, open_store(other) as names:
        with names.writing():
            names.save([start(20_000)])
        for what in ("import", "advance"):
            ours = theirs = 0.0
            for at in range(0, len(changes), 1000):
                chunk = changes[at : at + 1000]
                events = [tuple(change.event) for change in chunk]
                batches = differences(chunk, names._names)

                def save(chunk: list[Change] = chunk) -> None:
                    with store.writing():
                        store.save(chunk)

                def write(events: list[Any] = events, batches: dict[str, Any] = batches) -> None:
                    raw.execute("BEGIN IMMEDIATE")
                    raw.executemany(names._sql["event-add"], events)
                    for name, rows in batches.items():
                        raw.executemany(names._sql[name], rows)
                    raw.execute("COMMIT")

                ours += timed(save)
                theirs += timed(write)
            print(f"\nbulk {what}: {len(changes) / ours:.0f} a second, ratio to raw {ours / theirs:.2f}")
            assert ours <= 2 * theirs
            changes = [advance(change.after) for change in changes]
    raw.close()


def test_bytes_of_a_task(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store:
        for first in range(1, 5001, 1000):
            lives = [life(id) for id in range(first, first + 1000)]
            for step in range(6):
                with store.writing():
                    store.save([one[step] for one in lives])
        bodies = store.rows("SELECT sum(length(CAST(body AS BLOB))) FROM event")[0][0]
    size = Path(sqlite_place).stat().st_size
    print(
        f"\n{size / 5000:.0f} bytes a task of 5 visits and 6 events, {bodies / 5000:.0f} of them event bodies"
    )
    assert size / 5000 < 2.6 * bodies / 5000
