"""How often work was right at first, over many visits, against the two raw scans that it starts with.

The visits are written straight into the table: five steps a task over half a year, in one task of twenty a
step comes again. Limit: 3 times raw, as those tasks are looked at one by one. ``BENCH_TASKS`` sets the size.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator

from bench.measure import report, rounds, verdict
from engine.audit.rework import rework
from engine.store import create_store, open_store

TASKS = int(os.environ.get("BENCH_TASKS", "100000"))
STEPS = 5
HOUR = 3_600_000
WEEK = 7 * 24 * HOUR
BEGIN = 1_780_000_000_000 // WEEK * WEEK
WEEKS = 26
AGAIN_IN = 20
LIMIT = 3.0
CLOSED = (
    "SELECT step_id, count(*) FROM visit WHERE closed >= ? AND closed < ? AND kind = 'work' "
    "AND outcome NOT IN ('cancelled', 'superseded', 'undone') GROUP BY step_id"
)
AGAIN = "SELECT DISTINCT task_id FROM visit WHERE n > 1 AND kind = 'work' AND (closed IS NULL OR closed >= ?)"
COLUMNS = (
    "shop, task_id, no, step_id, n, lane, role_set_id, opened, opened_recorded, ticks, na, closed, "
    "closed_recorded, outcome, actor_id, reason"
)


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "visits.db")
        create_store(path).close()
        count = _write(path)
        start = BEGIN + (WEEKS - 2) * WEEK
        raw = sqlite3.connect(path)

        def scans() -> None:
            raw.execute(CLOSED, (start, start + WEEK)).fetchall()
            raw.execute(AGAIN, (start,)).fetchall()

        with open_store(path) as store:
            found = rework(store, start, start + WEEK)
            works = {
                "the two raw scans": scans,
                "rework of a week": lambda: rework(store, start, start + WEEK),
            }
            timings = rounds(works, repeat=7, times=1)
        raw.close()
    sent = sum(one.sent_back for one in found)
    report(f"rework over {TASKS:,} tasks, {count:,} visits: sent back {sent:,} times that week", timings)
    verdict("ratio to raw", timings["rework of a week"].median / timings["the two raw scans"].median, LIMIT)


def _write(path: str) -> int:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("INSERT INTO sop (id, name) VALUES (1, 'shipping')")
    names = [(n, f"step {n}") for n in range(1, STEPS + 1)]
    connection.executemany("INSERT INTO step (id, sop_id, name) VALUES (?, 1, ?)", names)
    marks = ", ".join("?" * len(COLUMNS.split(",")))
    connection.executemany(f"INSERT INTO visit ({COLUMNS}) VALUES ({marks})", _visits())
    connection.commit()
    count: int = connection.execute("SELECT count(*) FROM visit").fetchone()[0]
    connection.close()
    return count


def _visits() -> Iterator[tuple[object, ...]]:
    """The third step sends every twentieth task back to the second, once."""
    for task in range(1, TASKS + 1):
        at = BEGIN + task * (WEEKS * WEEK) // TASKS
        way = [1, 2, 3, 4, 5] if task % AGAIN_IN else [1, 2, 3, 2, 3, 4, 5]
        times: dict[int, int] = {}
        for no, step in enumerate(way, 1):
            times[step] = times.get(step, 0) + 1
            back = len(way) > STEPS and no == 3
            yield (
                "", task, no, step, times[step], 0, 1, at, at, "", "", at + HOUR, at + HOUR,
                "reject" if back else "done", 1, "dark" if back else None,
            )  # fmt: skip
            at += HOUR
