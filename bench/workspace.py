"""A database with the benchmark's SOP published and tasks started, for benchmarks that write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from bench.shipping import ACTOR, CALENDAR, NOW, SOP, ZONE, values
from engine.model.commands import Start
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import Store, create_store, open_store

CALENDAR_FILE = "calendar: office\nzone: Asia/Shanghai\nhours: {mon-fri: 09:00-18:00}\n"


def build(path: str, tasks: int, team: str = "") -> None:
    """A new database with so many tasks in their first step, and a team file, where one is given."""
    assert CALENDAR["zone"] == ZONE
    store = create_store(path)
    files = {"calendar.yaml": CALENDAR_FILE.encode(), "shipping.sop.yaml": SOP.encode()}
    if team:
        files["team.yaml"] = team.encode()
    publish(store, check_documents(files), NOW, "bench")
    service = service_on(store)
    starts = (Start(os.urandom(16), "shipping", values(number)) for number in range(1, tasks + 1))
    for answer in service.run_many(starts, ACTOR):
        assert isinstance(answer, Accepted), answer
    store.close()


def service_on(store: Store) -> Service:
    """A service whose clock stands still."""
    return Service(store, Registry(store, ZONE), lambda: NOW, ZONE)


@contextmanager
def opened(path: str, synchronous: str) -> Iterator[Store]:
    """The database, open, with that ``synchronous``."""
    store = open_store(path)
    store.database.raw.execute(f"PRAGMA synchronous = {synchronous}")  # type: ignore[attr-defined]
    try:
        yield store
    finally:
        store.close()
