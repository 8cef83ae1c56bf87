"""One durable advance against raw ``sqlite3`` saying the same statements with the same rows.

Raw has no hash chain, no JSON, no machine, no checks: it repeats what the store said in an earlier run on a
copy of the same database. Limits: 1.5 with synchronous=FULL, 3 with OFF.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import tempfile
import time

from bench.measure import Timing, report, verdict
from bench.recording import Said, record, say_again
from bench.shipping import ACTOR
from bench.workspace import build, opened, service_on
from engine.model.commands import Advance
from engine.service import Accepted, Service

TASKS = 1000
LIMITS = {"FULL": 1.5, "OFF": 3.0}


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        origin = os.path.join(folder, "origin.db")
        build(origin, TASKS)
        ids = [os.urandom(16) for _ in range(TASKS)]
        said = _recorded(origin, os.path.join(folder, "recorded.db"), ids)
        for synchronous, limit in LIMITS.items():
            _compare(origin, folder, synchronous, limit, ids, said)


def command(number: int, id: bytes) -> Advance:
    """Closing the first step of one task."""
    return Advance(id, number + 1, 1, "done", ticks=(1, 2))


def _recorded(origin: str, path: str, ids: list[bytes]) -> list[list[Said]]:
    shutil.copy(origin, path)
    with opened(path, "OFF") as store:
        service = service_on(store)
        transactions = record(store)
        for number, id in enumerate(ids):
            _accepted(service, number, id)
    assert len(transactions) == len(ids) + 1
    return transactions[1:]


def _accepted(service: Service, number: int, id: bytes) -> None:
    answer = service.run(command(number, id), ACTOR)
    assert isinstance(answer, Accepted), answer


def _compare(
    origin: str, folder: str, synchronous: str, limit: float, ids: list[bytes], said: list[list[Said]]
) -> None:
    ours, raw = os.path.join(folder, "ours.db"), os.path.join(folder, "raw.db")
    shutil.copy(origin, ours)
    shutil.copy(origin, raw)
    connection = sqlite3.connect(raw, isolation_level=None)
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    taken: dict[str, list[float]] = {"sopwright": [], "raw sqlite3": []}
    with opened(ours, synchronous) as store:
        service = service_on(store)
        for number, id in enumerate(ids):
            began = time.perf_counter()
            _accepted(service, number, id)
            middle = time.perf_counter()
            say_again(connection, said[number])
            taken["sopwright"].append((middle - began) * 1e6)
            taken["raw sqlite3"].append((time.perf_counter() - middle) * 1e6)
    connection.close()
    timings = {
        name: Timing(statistics.median(each), min(each), sorted(each)[int(len(each) * 0.95)])
        for name, each in taken.items()
    }
    report(f"one durable advance, synchronous={synchronous}, median (fastest to 95th percentile)", timings)
    verdict("ratio to raw", timings["sopwright"].median / timings["raw sqlite3"].median, limit)
