"""kill -9: what was acknowledged is there, what was not is wholly absent.

A child process (a fork) does five things and says after each that it is done. It is killed before every
single statement in turn (``sqlite3`` tells of each; on PostgreSQL it is every call of the connection),
and, on SQLite, at odd moments inside of the commits too.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from store_shapes import advance, life, start

from engine.model.task import Task
from engine.store import Change, Store, open_store

FIRST = start(1)
SECOND = advance(FIRST.after)
DEEDS: list[tuple[Change, ...]] = [
    (FIRST,),
    (SECOND,),
    (start(2), advance(start(2).after), start(3)),
    (advance(SECOND.after),),
    tuple(life(4)),
]
"""What the child saves, one transaction each."""


def expected(deeds: int) -> dict[int, Task]:
    """The tasks as they are after so many deeds."""
    return {change.after.id: change.after for deed in DEEDS[:deeds] for change in deed}


def found(place: str) -> tuple[dict[int, Task], int]:
    """The tasks, by a new process's eyes, and how many events there are."""
    with open_store(place) as store:
        ids = store.task_ids(0, 10_000)
        return store.load_many(ids), len(store.events_of(ids))


def in_child(body: Callable[[Callable[[], None]], None]) -> tuple[int, int]:
    """Run ``body(acknowledge)`` in a fork: how often it acknowledged, and the signal that ended it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            body(lambda: (os.write(writer, b"."), None)[1])
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        acknowledged = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return acknowledged, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


class Killer:
    """Counts statements, and ends this process before the n-th."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, *_: Any) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def watch(store: Store, killer: Killer) -> None:
    """Have the killer see every statement before it runs."""
    database: Any = store.database
    if database.dialect == "sqlite":
        database.raw.set_trace_callback(killer)
        return
    for name in ("begin", "fetch", "fetch_each", "run", "run_many", "commit"):
        setattr(database, name, watched(getattr(database, name), killer))


def watched(call: Callable[..., Any], killer: Killer) -> Callable[..., Any]:
    def first_the_killer(*arguments: Any) -> Any:
        killer()
        return call(*arguments)

    return first_the_killer


def child_killed_before(place: str, n: int) -> tuple[int, int]:
    def body(acknowledge: Callable[[], None]) -> None:
        with open_store(place) as store:
            watch(store, Killer(n))
            for deed in DEEDS:
                with store.writing():
                    for id in {change.after.id for change in deed}:
                        store.load(id, lock=True)
                    store.save(deed)
                acknowledge()

    return in_child(body)


CLIENTS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND backend_type = 'client backend'"
)
TABLES = (
    "document, event, person, refusal, role_set, setting, sop, step, task, visit, clock, "
    "lane, timer, caller, queue, notice, recipient, message, attempt, channel"
)


@pytest.fixture
def emptied(place: str) -> Callable[[], None]:
    """Makes the database as it was when new."""
    if "://" in place:

        def truncate() -> None:
            with psycopg.connect(place, autocommit=True) as raw:
                raw.execute(f"TRUNCATE {TABLES} RESTART IDENTITY".encode())

        return truncate
    with open(place, "rb") as file:
        empty = file.read()

    def write() -> None:
        with open(place, "wb") as file:
            file.write(empty)

    return write


def test_killed_before_each_statement(place: str, emptied: Callable[[], None]) -> None:
    n, killed = 0, int(signal.SIGKILL)
    while killed:
        n += 1
        emptied()
        acknowledged, killed = child_killed_before(place, n)
        settle(place)
        tasks, events = found(place)
        assert tasks == expected(acknowledged), f"killed before statement {n}"
        assert events == sum(map(len, DEEDS[:acknowledged]))
    assert n > 40, "so few statements: was the child watched?"
    assert tasks == expected(len(DEEDS))


def settle(place: str) -> None:
    """SQLite: the file is whole again once the journal was rolled back. PostgreSQL: wait for the server to
    notice that its client is gone."""
    if "://" not in place:
        with sqlite3.connect(place) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        raw.close()
        return
    with open_store(place) as store:
        for _ in range(200):
            if store.rows(CLIENTS) == [(1,)]:
                return
            time.sleep(0.005)


def saving_one_after_the_other(place: str, first: int, pipe: int) -> None:
    """What the child does until it is killed: orders with three events each."""
    try:
        with open_store(place) as store:
            for id in range(first, first + 10_000):
                with store.writing():
                    store.save(life(id)[:3])
                os.write(pipe, b".")
    finally:
        os._exit(1)


def test_killed_at_odd_moments_inside_of_commits(sqlite_place: str) -> None:
    tasks = 0
    for round in range(12):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            saving_one_after_the_other(sqlite_place, tasks + 1, writer)
        os.close(writer)
        acknowledged = tasks + len(os.read(reader, 1))
        time.sleep(0.0013 * round)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as pipe:
            acknowledged += len(pipe.read())
        settle(sqlite_place)
        stored, events = found(sqlite_place)
        # The last commit may have reached the disk and not the pipe.
        assert len(stored) in (acknowledged, acknowledged + 1)
        assert events == 3 * len(stored)
        tasks = len(stored)
        assert stored == {id: life(id)[2].after for id in range(1, tasks + 1)}
    assert tasks >= 12
