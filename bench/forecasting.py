"""The forecast of a week and a person's calendar feed among many open tasks, beside the raw query on the same
index in the same run.

``BENCH_OPEN`` sets how many tasks are open (100,000), each with a due of its step and one promise.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator

from bench.measure import report, rounds
from bench.shipping import NOW, ZONE
from bench.workspace import build, service_on
from engine.audit.forecast import forecast
from engine.audit.running import Whose, running
from engine.model.commands import Actor
from engine.model.task import Task
from engine.registry import Registry
from engine.render.feed import feed
from engine.render.naming import Names
from engine.store import open_store

OPEN = int(os.environ.get("BENCH_OPEN", "100000"))
DAY = 86_400_000
RAW = (
    "SELECT due, task_id, role_set_id, step_id FROM clock WHERE ended IS NULL AND due IS NOT NULL AND due < ?"
)


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "open.db")
        build(path, 1)
        _write(path)
        raw = sqlite3.connect(path)
        with open_store(path) as store:
            service, registry = service_on(store), Registry(store, ZONE)
            actor = Actor("bench", frozenset({"warehouse"}), "bench")

            def look(task: Task) -> tuple[object, object]:
                program = registry.program(task.version)
                return program, service.context(actor, program)

            def week(most: int) -> object:
                return forecast(store, Whose(), NOW, NOW + 7 * DAY, ZONE, look, most)  # type: ignore[arg-type]

            def phone() -> bytes:
                whose = Whose("bench", frozenset({"warehouse"}))
                found, _ = running(store, whose, registry.definition, most=1000)
                names = Names(ZONE, registry.definition(found[0].version))
                return feed(found, lambda _: names, "bench", ZONE)

            found = week(300)
            works = {
                "raw rows due in a week": lambda: raw.execute(RAW, (NOW + 7 * DAY,)).fetchall(),
                "forecast, counting alone": lambda: week(0),
                "forecast, 300 tasks looked at": lambda: week(300),
                "calendar feed of 1,000 deadlines": phone,
            }
            timings = rounds(works, repeat=3, times=1)
        raw.close()
    due = sum(load.due for load in found.loads)  # type: ignore[attr-defined]
    report(f"forecast over {OPEN:,} open tasks, {OPEN * 2:,} running clocks, {due:,} due in a week", timings)


def _write(path: str) -> None:
    """More tasks like the one that there is: copies of its rows with other numbers and dues."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -64000")
    shares = {"task": _tasks, "visit": _visits, "clock": _clocks, "event": _events}
    for table, rows in shares.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        key = "id" if table == "task" else "task_id"
        first = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {key} = 1").fetchall()
        marks = ", ".join("?" * len(columns))
        copies = rows([dict(zip(columns, row, strict=True)) for row in first])
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            (tuple(copy[column] for column in columns) for copy in copies),
        )
    connection.commit()
    connection.close()


Rows = Iterator[dict[str, object]]


def _each(first: list[dict[str, object]], key: str) -> Iterator[tuple[int, dict[str, object]]]:
    for number in range(2, OPEN + 1):
        for row in first:
            yield number, {**row, key: number}


def _tasks(first: list[dict[str, object]]) -> Rows:
    for number, row in _each(first, "id"):
        yield {**row, "ref": f"{number:012d}", "unique_value": f"{number:012d}"}


def _visits(first: list[dict[str, object]]) -> Rows:
    for _, row in _each(first, "task_id"):
        yield row


def _events(first: list[dict[str, object]]) -> Rows:
    for number, row in _each(first, "task_id"):
        yield {**row, "command_id": number.to_bytes(16, "big")}


def _clocks(first: list[dict[str, object]]) -> Rows:
    for number, row in _each(first, "task_id"):
        yield {**row, "due": NOW + number * 30 * DAY // OPEN}
