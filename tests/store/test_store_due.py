"""What is due, in the order of time; and tasks that somebody else has at hand."""

from __future__ import annotations

from typing import Any

from store_shapes import T0, event, start

from engine.model.task import Task, Timer
from engine.store import Change, Store, open_store
from engine.store.due import BEGINNING

HOUR = 3_600_000


def changed(task: Task, **parts: Any) -> Change:
    after = task._replace(seq=task.seq + 1, head=bytes([task.seq + 1]) * 32, **parts)
    return Change(event(task, task.id, "x", [], T0)._replace(command_id=None), task, after)


def fill(store: Store) -> None:
    """Task 1 has what is due last, 2 a rung and a timer at the same instant, 3 something over."""
    with store.writing():
        for id in (1, 2, 3):
            first = start(id)
            at = T0 + (4 - id) * HOUR
            timers = (Timer(1, "wait", "pick", 1, 0, at), Timer(2, "wait", "pick", 1, 0, T0, T0, T0, "fired"))
            clocks = first.after.clocks
            if id == 2:
                clocks = (clocks[0]._replace(rungs=((at, 1), (at + HOUR, 2))), *clocks[1:])
            store.save([first, changed(first.after, timers=timers, clocks=clocks)])


def test_what_is_due_comes_in_the_order_of_time_page_by_page(store: Store) -> None:
    fill(store)
    due = [(T0 + HOUR, 3), (T0 + 2 * HOUR, 2), (T0 + 2 * HOUR, 2), (T0 + 3 * HOUR, 1)]
    assert store.due.page(T0 + HOUR - 1) == []
    assert store.due.page(T0 + 9 * HOUR) == due
    assert store.due.page(T0 + 2 * HOUR) == due[:3]
    assert store.due.page(T0 + 9 * HOUR, BEGINNING, 2) == due[:2]
    assert store.due.page(T0 + 9 * HOUR, due[1], 2) == due[3:], "a task that stands twice is gone by once"
    assert [store.due.next(T0 + hours * HOUR) for hours in (0, 1, 2, 3)] == [
        T0 + HOUR, T0 + 2 * HOUR, T0 + 3 * HOUR, None,
    ]  # fmt: skip


def test_a_task_that_somebody_has_at_hand_is_left_to_them(postgresql_place: str) -> None:
    with open_store(postgresql_place) as store, open_store(postgresql_place) as other:
        fill(store)
        with store.writing():
            store.load(2, lock=True)
            with other.writing():
                assert other.due.take([1, 2, 3, 4]) == {1, 3}
        with other.writing():
            assert other.due.take([2]) == {2}


def test_on_sqlite_whoever_writes_has_them_all(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store:
        fill(store)
        with store.writing():
            assert store.due.take([1, 2, 3, 4]) == {1, 2, 3}


def test_when_a_task_was_last_recorded_is_read_with_its_lock(store: Store) -> None:
    fill(store)
    with store.writing():
        store.load_many([1, 2], lock=True)
        store.load(3)
        assert store.recorded == {id: store.events(id)[-1].recorded for id in (1, 2)}
    assert store.recorded == {}


def test_about_the_newest_thing_on_record(store: Store) -> None:
    assert store.due.newest_record() is None
    fill(store)
    assert store.due.newest_record() == store.events(3)[-1].recorded
