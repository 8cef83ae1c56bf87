"""Several processes at once: nobody is told that the database is locked; one of two who do the same wins."""

from __future__ import annotations

import os
import threading
import time
import traceback
from collections.abc import Callable

import pytest
from store_shapes import advance, life, start

from engine.store import ConflictError, Store, StoreError, open_store


def in_processes(works: list[Callable[[], None]]) -> list[int]:
    """Run each in a fork of its own, at once: their exit codes, 0 when nothing was raised."""
    children = []
    for work in works:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def single_saver(place: str, n: int) -> Callable[[], None]:
    """One order after the other, three transactions each, and a look at the list in between."""

    def work() -> None:
        with open_store(place) as store:
            for _ in range(n):
                with store.writing():
                    change = start(store.allocate())
                    store.save([change])
                for _ in range(2):
                    with store.writing():
                        task = store.load(change.after.id, lock=True)
                        assert task is not None
                        change = advance(task)
                        store.save([change])
                store.todo(["warehouse"], limit=5)

    return work


def bulk_saver(place: str, chunks: int, size: int) -> Callable[[], None]:
    """Chunks of orders, one right after the other."""

    def work() -> None:
        with open_store(place) as store:
            for _ in range(chunks):
                with store.writing():
                    first = store.allocate(size)
                    store.save([start(id) for id in range(first, first + size)])

    return work


def test_writers_readers_and_a_bulk_import_at_once(place: str) -> None:
    works = [
        single_saver(place, 10),
        single_saver(place, 10),
        single_saver(place, 10),
        bulk_saver(place, 6, 300),
    ]
    assert in_processes(works) == [0, 0, 0, 0]
    with open_store(place) as store:
        ids = store.task_ids(0, 10_000)
        assert len(ids) == 3 * 10 + 6 * 300
        assert len(store.events_of(ids)) == 3 * 10 * 3 + 6 * 300
        for task in store.load_many(ids).values():
            assert task == life(task.id)[task.seq - 1].after


def test_one_of_two_who_close_the_same_visit_wins(place: str) -> None:
    first = start(1)
    with open_store(place) as store, store.writing():
        store.save([first])
    together = threading.Barrier(2)
    answers: list[str] = []

    def close_it(name: str) -> None:
        with open_store(place) as store:
            together.wait()
            with store.writing():
                task = store.load(1, lock=True)
                assert task is not None
                if task.seq > 1:
                    answers.append(f"{name} came second")
                    return
                time.sleep(0.05)
                change = advance(task)
                store.save([change])
            answers.append(f"{name} was first")

    people = [threading.Thread(target=close_it, args=(name,)) for name in ("a", "b")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(answers) in (["a came second", "b was first"], ["a was first", "b came second"])


def test_two_who_start_the_same_order_at_once(place: str) -> None:
    """SQLite lets one in after the other; PostgreSQL lets both in and refuses the second."""
    together = threading.Barrier(2)
    answers: list[str] = []

    def start_it() -> None:
        with open_store(place) as store:
            together.wait()
            for _ in range(2):
                try:
                    with store.writing():
                        taken = store.find_unique("", "shipping", ["order"])
                        if taken:
                            answers.append("there already")
                            return
                        time.sleep(0.05)
                        store.save([start(store.allocate(), ref="order")])
                    answers.append("started")
                    return
                except ConflictError as conflict:
                    answers.append(f"refused: {conflict.what}")

    people = [threading.Thread(target=start_it) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    refused = [] if "://" not in place else ["refused: unique"]
    assert sorted(answers) == [*refused, "started", "there already"]


def test_names_that_two_give_at_once_are_one_name(place: str) -> None:
    works = [single_saver(place, 2) for _ in range(3)]
    assert in_processes(works) == [0, 0, 0]
    with open_store(place) as store:
        assert len(store.rows("SELECT id FROM step")) == len(
            store.rows("SELECT DISTINCT sop_id, name FROM step")
        )
        assert store.rows("SELECT name FROM person") == [("小王",)]


def hold(place: str, seconds: float) -> threading.Thread:
    """Somebody who keeps task 1 (on SQLite, the file) to himself for so long."""
    has_it = threading.Event()

    def work() -> None:
        with open_store(place) as store, store.writing():
            store.load(1, lock=True)
            has_it.set()
            time.sleep(seconds)

    holder = threading.Thread(target=work)
    holder.start()
    has_it.wait()
    return holder


def close_one(store: Store) -> None:
    with store.writing():
        task = store.load(1, lock=True)
        assert task is not None
        store.save([advance(task)])


def test_a_lock_is_waited_for_and_then_refused(place: str) -> None:
    with open_store(place) as store, store.writing():
        store.save([start(1)])
    holder = hold(place, 0.6)
    with open_store(place, wait_ms=150) as store:
        begun = time.monotonic()
        with pytest.raises(StoreError) as refused:
            close_one(store)
        assert time.monotonic() - begun > 0.14
        assert refused.value.code == "store-locked"
        assert refused.value.data == {"path": store.where, "seconds": "0.15"}
    with open_store(place, wait_ms=5000) as store:
        close_one(store)
        task = store.load(1)
        assert task is not None
        assert task.seq == 2
    holder.join()
