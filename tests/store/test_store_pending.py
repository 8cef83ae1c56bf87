"""The queue of internal commands, timers that are due, who called whom; and effects on both databases."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
from store_shapes import T0, event, start

from engine.model.commands import Actor, Advance, Signal, Start
from engine.model.task import Caller, Task, Timer
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import CalledRow, Change, ConflictError, QueueRow, Store, open_store
from engine.sweep import sweep
from engine.verify import verify

HOUR = 3_600_000


def row(n: int, kind: str = "return", task: int | None = 1, cause: int = 2) -> QueueRow:
    return QueueRow("", bytes([n]) * 16, kind, task, cause, 4, 1, '{"visit":2}', T0)


def changed(task: Task, **parts: Any) -> Change:
    after = task._replace(seq=task.seq + 1, head=bytes([task.seq + 1]) * 32, **parts)
    return Change(event(task, task.id, "x", [], T0)._replace(command_id=None), task, after)


def test_what_is_queued_comes_back_in_order_and_once(store: Store) -> None:
    pending = store.pending
    with store.writing():
        pending.add([row(1), row(2, "call", None), row(1)])
    found = pending.fresh()
    assert [one._replace(id=None) for one in found] == [row(1), row(2, "call", None)]
    assert [one.kind for one in pending.of(2)] == ["return", "call"]
    assert [one.kind for one in pending.of(1)] == ["return"]
    assert found[0].id is not None
    with store.writing():
        assert pending.take(found[0])
        assert not pending.take(found[0])
        pending.add([found[0]._replace(attempts=1, code="no-case", refusal="{}")])
    assert [one.kind for one in pending.fresh()] == ["call"]
    assert [(one.kind, one.code) for one in pending.everything()] == [("call", None), ("return", "no-case")]
    assert pending.everything(pending.everything()[-1].id or 0) == []


def test_what_is_taken_in_a_transaction_that_fails_is_there_again(store: Store) -> None:
    with store.writing():
        store.pending.add([row(1)])
    found = store.pending.fresh()[0]
    with pytest.raises(ZeroDivisionError), store.writing():
        assert store.pending.take(found) / 0
    assert len(store.pending.fresh()) == 1


def test_what_came_into_the_place_of_another_is_not_taken_for_it(store: Store) -> None:
    """SQLite gives the number of the last row again, once that is gone."""
    pending = store.pending
    with store.writing():
        pending.add([row(1)])
    seen = pending.fresh()[0]
    with store.writing():
        assert pending.take(seen)
        pending.add([row(2)])
    with store.writing():
        assert not pending.take(seen)
    assert [one.command_id for one in pending.fresh()] == [row(2).command_id]


def test_two_that_take_the_same(place: str) -> None:
    """The second waits for the first, and finds nothing."""
    with open_store(place) as store:
        with store.writing():
            store.pending.add([row(1)])
        found = store.pending.fresh()[0]
        taken: list[bool] = []

        def take() -> None:
            with open_store(place) as other, other.writing():
                taken.append(other.pending.take(found))

        thread = threading.Thread(target=take)
        with store.writing():
            taken.append(store.pending.take(found))
            thread.start()
        thread.join()
        assert taken == [True, False]


def test_timers_that_are_due(store: Store) -> None:
    with store.writing():
        for id in (1, 2, 3):
            first = start(id)
            timers = (
                Timer(1, "wait", "pick", 1, 0, T0 + id * HOUR),
                Timer(2, "wait", "pick", 1, 0, T0, T0, T0, "fired"),
            )
            store.save([first, changed(first.after, timers=timers)])
    one, two = (T0 + HOUR, 1), (T0 + 2 * HOUR, 2)
    assert store.due.page(T0) == []
    assert store.due.page(T0 + 2 * HOUR) == [one, two]
    assert store.due.page(T0 + 9 * HOUR, one, 1) == [two]


def test_who_called_whom(store: Store) -> None:
    with store.writing():
        for id, callers in ((1, ()), (2, (Caller(1, 1, 3),)), (3, (Caller(1, 1, 4, True), Caller(2, 2, 1)))):
            first = start(id)
            store.save([first, changed(first.after, callers=callers)])
    assert store.pending.called_by(1) == [
        CalledRow(3, 2, False, "2000000002", "shipping", None, None),
        CalledRow(4, 3, True, "2000000003", "shipping", None, None),
    ]
    assert store.pending.called_for(1, 3) == [2]
    assert store.pending.called_for(1, 4) == []


def test_one_task_gathers_under_a_key(store: Store) -> None:
    first, second = start(1), start(2)
    with store.writing():
        store.save([first, changed(first.after, gathers="wave:A"), second])
    assert store.pending.gathering("", "shipping", "wave:A") == 1
    assert store.pending.gathering("", "shipping", "wave:B") is None
    assert store.pending.gathering("", "listing", "wave:A") is None
    with pytest.raises(ConflictError) as conflict, store.writing():
        store.save([changed(second.after, gathers="wave:A")])
    assert conflict.value.what == "gathering"


ORDER = """
sop: order
role: warehouse
ref: no
data: {no: text}
steps:
  picked: {call: wave, gather: orders}
  paid: {wait: {signal: money, until: 2h}, outcomes: {done: pack, timeout: end.unpaid}}
  pack: {}
rules:
  told: {after: picked.done, notify: warehouse, text: "{no} is picked"}
"""
WAVE = """
sop: wave
role: warehouse
data: {orders: list}
steps: [collect]
"""
TEAM = "team: shop\nroles: [warehouse]\npeople: {wang: warehouse}\n"
WANG = Actor("wang", frozenset(["warehouse"]), "wang")


def test_a_whole_life_on_either_database(place: str) -> None:
    now = [T0]
    files = {"team.yaml": TEAM, "order.sop.yaml": ORDER, "wave.sop.yaml": WAVE}
    with open_store(place) as store:
        publish(store, check_documents({name: text.encode() for name, text in files.items()}), T0, "wang")
        service = Service(store, Registry(store, "Asia/Shanghai"), lambda: now[0], "Asia/Shanghai")

        def accepted(command: Any) -> Task:
            answer = service.run(command, WANG)
            assert isinstance(answer, Accepted), answer
            return answer.task

        ids = [accepted(Start(os.urandom(16), "order", {"no": no})).id for no in ("A1", "A2")]
        wave = store.pending.called_by(ids[0])[0].task
        assert store.pending.called_by(ids[1])[0].task == wave
        accepted(Advance(os.urandom(16), wave, 1, "done"))
        tasks = store.load_many([*ids, wave])
        assert tasks[wave].data == {"orders": ["A1", "A2"]}
        assert [tasks[id].visits[-1].step for id in ids] == ["paid", "paid"]
        assert store.todo(["warehouse"]) == []
        assert [(one.steps, one.waits) for one in store.tasks("order")] == [((), ("paid",))] * 2
        assert [one.task for one in store.tasks("order", step="paid")] == ids[::-1]
        accepted(Signal(os.urandom(16), ids[0], "money"))
        assert [(one.task, one.step) for one in store.todo(["warehouse"])] == [(ids[0], "pack")]
        now[0] += 3 * HOUR
        assert sweep(service)[:3] == (1, 0, [])
        task = store.load(ids[1])
        assert task is not None
        assert (task.end, task.ended, task.ended_recorded) == ("end.unpaid", T0 + 2 * HOUR, now[0])
        assert store.pending.everything() == []
        assert [page.findings for page in verify(store) if page.findings] == []


def test_orders_that_come_at_once_share_one_wave(postgresql_place: str) -> None:
    files = {"team.yaml": TEAM, "order.sop.yaml": ORDER, "wave.sop.yaml": WAVE}
    with open_store(postgresql_place) as store:
        publish(store, check_documents({name: text.encode() for name, text in files.items()}), T0, "wang")

    def begin(number: int) -> None:
        with open_store(postgresql_place) as store:
            service = Service(store, Registry(store, "Asia/Shanghai"), lambda: T0, "Asia/Shanghai")
            for n in range(5):
                service.run(Start(os.urandom(16), "order", {"no": f"{number}-{n}"}), WANG)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(postgresql_place) as store:
        service = Service(store, Registry(store, "Asia/Shanghai"), lambda: T0, "Asia/Shanghai")
        sweep(service)
        waves = [task for task in store.load_many(store.task_ids(0, 100)).values() if task.sop == "wave"]
        assert len(waves) == 1
        assert len(waves[0].callers) == 20
        assert len(waves[0].data["orders"]) == 20
        assert store.pending.everything() == []
        assert [page.findings for page in verify(store) if page.findings] == []
