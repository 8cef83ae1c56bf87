"""The audit of a week over a large ledger against the raw query on the same covering index, in the same run.

The ledger is written straight into the tables: half a year, five clocks a task, one in fifty late. Limit: 1.5
times raw. ``BENCH_TASKS`` sets the size (1,000,000 tasks are 5,000,000 clocks, and take minutes to write).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator

from bench.measure import report, rounds, verdict
from engine.audit.overdue import audit
from engine.store import create_store, open_store

TASKS = int(os.environ.get("BENCH_TASKS", "200000"))
CLOCKS = 5
HOUR = 3_600_000
WEEK = 7 * 24 * HOUR
BEGIN = 1_780_000_000_000 // WEEK * WEEK
WEEKS = 26
LATE_IN = 50
LIMIT = 1.5
RAW = (
    "SELECT due, ended, task_id, step_id, role_set_id, actor_id, limit_at FROM clock "
    "WHERE ended > due AND ended >= ? AND due < ?"
)
TASK_COLUMNS = (
    "id, shop, sop_id, version, ref, starter, started, started_recorded, data, origin, seq, head, ended, "
    "ended_recorded, end_name"
)
CLOCK_COLUMNS = (
    "shop, task_id, sop_id, no, deadline, visit, step_id, role_set_id, started, started_recorded, due, "
    "limit_at, calendar, provisional, born_late, ended, ended_recorded, why, actor_id"
)


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "ledger.db")
        create_store(path).close()
        _write(path)
        start = BEGIN + (WEEKS - 2) * WEEK
        end, now = start + WEEK, BEGIN + WEEKS * WEEK
        raw = sqlite3.connect(path)
        raw.execute("PRAGMA cache_size = -32000")
        with open_store(path) as store:
            found = audit(store, start, end, now, most=20)
            works = {
                "raw rows from the covering index": lambda: raw.execute(RAW, (start, end)).fetchall(),
                "audit of a week": lambda: audit(store, start, end, now, most=20),
            }
            timings = rounds(works, repeat=9, times=1)
        raw.close()
    report(
        f"audit over {TASKS:,} tasks, {TASKS * CLOCKS:,} clocks: {found.total.overdue:,} overdue that week",
        timings,
    )
    base = timings["raw rows from the covering index"].median
    verdict("ratio to raw", timings["audit of a week"].median / base, LIMIT)


def _write(path: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("INSERT INTO sop (id, name) VALUES (1, 'shipping')")
    connection.executemany(
        "INSERT INTO step (id, sop_id, name) VALUES (?, 1, ?)",
        [(n, f"step {n}") for n in range(1, CLOCKS + 1)],
    )
    connection.execute("INSERT INTO role_set (id, names) VALUES (1, 'warehouse')")
    connection.executemany(
        "INSERT INTO person (id, name) VALUES (?, ?)", [(n, f"clerk {n}") for n in range(1, 9)]
    )
    marks = ", ".join("?" * len(TASK_COLUMNS.split(",")))
    connection.executemany(f"INSERT INTO task ({TASK_COLUMNS}) VALUES ({marks})", _tasks())
    marks = ", ".join("?" * len(CLOCK_COLUMNS.split(",")))
    connection.executemany(f"INSERT INTO clock ({CLOCK_COLUMNS}) VALUES ({marks})", _clocks())
    connection.commit()
    connection.close()


def _began(task: int) -> int:
    return BEGIN + task * (WEEKS * WEEK) // TASKS


def _tasks() -> Iterator[tuple[object, ...]]:
    for task in range(1, TASKS + 1):
        began = _began(task)
        ended = began + 60 * HOUR
        yield (
            task, "", 1, 1, f"{task:012d}", 1, began, began, "{}", "{}", 6, bytes(32), ended, ended, "end",
        )  # fmt: skip


def _clocks() -> Iterator[tuple[object, ...]]:
    for task in range(1, TASKS + 1):
        for no in range(1, CLOCKS + 1):
            started = _began(task) + (no - 1) * 12 * HOUR
            due = started + 11 * HOUR
            late = (task * CLOCKS + no) % LATE_IN == 0
            ended = due + (task % 70) * HOUR + 1 if late else due - HOUR
            yield (
                "", task, 1, no, "", no, no, 1, started, started, due, due + 24 * HOUR, 0, 0, 0, ended, ended,
                "closed", task % 8 + 1,
            )  # fmt: skip
