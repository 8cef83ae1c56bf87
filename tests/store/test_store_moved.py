"""A task that goes over to another version is loaded as it was saved: other names of steps and deadlines."""

from __future__ import annotations

import os

import pytest
from store_shapes import HOUR, T0, advance, start

from engine.audit.versions import running
from engine.model.task import Task
from engine.store import Change, EventRow, Store, open_store


def moved(task: Task) -> Change:
    """The task on version 2, where ``pick`` is ``picking``, ``pack`` the second of it, and ``dispatch``
    a promise that is kept by another step."""
    pick, pack = task.visits
    visits = (pick._replace(step="picking"), pack._replace(step="picking", n=2, ticks=(2,)))
    dispatch = task.clocks[0]._replace(deadline="promise", step="in_transit")
    stopped = {"ended": T0 + HOUR, "ended_recorded": T0 + HOUR, "why": "replanned", "actor": "小王"}
    ended = task.clocks[2]._replace(step="picking", **stopped)
    new = ended._replace(no=4, due=T0 + 9 * HOUR, ended=None, ended_recorded=None, why=None, actor=None)
    head = os.urandom(32)
    after = task._replace(
        version=2, visits=visits, clocks=(dispatch, task.clocks[1], ended, new), seq=task.seq + 1, head=head
    )
    row = EventRow(
        task.id, after.seq, 1, "migrate", None, None, "小王", None, "wang", T0, T0, "{}", head, task.shop
    )
    return Change(row, task, after)


def two(id: int) -> list[Change]:
    first = start(id)
    return [first, advance(first.after)]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_moved_task_is_loaded_as_it_was_saved(store: Store, place: str, at_once: bool) -> None:
    changes = two(1)
    changes.append(moved(changes[-1].after))
    for batch in [changes] if at_once else [[change] for change in changes]:
        with store.writing():
            store.save(batch)
    assert store.load(1) == changes[-1].after
    with open_store(place) as another:
        assert another.load(1) == changes[-1].after
    assert [(row.step, row.n) for row in store.todo(["warehouse"])] == [("picking", 2)]


def test_a_visit_becomes_another_one_in_another_version_alone(store: Store) -> None:
    changes = two(1)
    with store.writing():
        store.save(changes)
    change = moved(changes[-1].after)
    same = change._replace(after=change.after._replace(version=1))
    with pytest.raises(ValueError, match="another visit"), store.writing():
        store.save([same])


def test_open_tasks_come_in_pages_with_the_steps_that_are_open(store: Store) -> None:
    with store.writing():
        for id in range(1, 6):
            store.save(two(id) if id % 2 else [start(id)])
    found = running(store, "shipping", 0, 3)
    assert [(one.task, one.version, one.steps) for one in found] == [
        (1, 1, ("pack",)),
        (2, 1, ("pick",)),
        (3, 1, ("pack",)),
    ]
    assert [one.task for one in running(store, "shipping", 3, 3)] == [4, 5]
    assert running(store, "shipping", 5, 3) == []
    assert running(store, "listing", 0, 3) == []
