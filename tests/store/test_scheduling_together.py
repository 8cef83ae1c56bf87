"""Several sweeps at once start every task of a schedule once, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.scheduling.marks import mark_of
from engine.scheduling.starting import start_due
from engine.service import Service
from engine.store import Store, open_store
from engine.verify import verify

HOUR = 3_600_000
NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
SOP = """
sop: hourly
role: warehouse
ref: at
data: {at: datetime}
schedule: {every: 1h from 2026-01-01 00:30, with: {at: = now}, missed: all}
steps: [look]
"""
TEAM = "team: shop\nroles: [warehouse]\npeople: {小王: warehouse}\n"
SWEEPS, HOURS = 4, 8


def service(store: Store, now: int) -> Service:
    return Service(store, Registry(store, ZONE), lambda: now, ZONE)


def test_every_time_once_whoever_sweeps(place: str) -> None:
    with open_store(place) as store:
        documents = check_documents({"team.yaml": TEAM.encode(), "x.sop.yaml": SOP.encode()})
        publish(store, documents, NOW, "wang")
    together = Barrier(SWEEPS)
    started: list[int] = []

    def sweeps(_: int) -> list[int]:
        found = []
        with open_store(place) as store:
            for hour in range(1, HOURS + 1):
                together.wait(timeout=20)
                try:
                    done = start_due(service(store, NOW + hour * 2 * HOUR).desk)
                except BaseException:
                    together.abort()
                    raise
                assert done.refused == []
                found += [one.at for one in done.started]
        return found

    with ThreadPoolExecutor(SWEEPS) as pool:
        for found in pool.map(sweeps, range(SWEEPS)):
            started += found
    with open_store(place) as store:
        tasks = store.load_many(store.task_ids(0, 100)).values()
        times = sorted(task.started for task in tasks)
        assert len(times) == 2 * HOURS
        assert times == sorted(set(times)) == sorted(started)
        assert {later - earlier for earlier, later in pairwise(times)} == {HOUR}
        assert mark_of(store.settings(), "hourly").last == times[-1]
        assert [page.findings for page in verify(store) if page.findings] == []
