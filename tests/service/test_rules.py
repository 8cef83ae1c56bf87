"""Rules, waits, signals and sweeps, by a real database and service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from calling_shop import HOUR, MINUTE, Caller, facts
from service_shop import CLERK

from engine.model.commands import Set
from engine.model.refusals import Refusal
from engine.sweep import sweep, waiting

REVIEW = """
sop: review
calendar: office
role: warehouse
ref: sku
required: [sku, stars]
data: {sku: text, stars: integer, urgent: boolean, rounds: {type: integer, default: 0}}
steps:
  assess: {due: 2h, outcomes: {done: answer, hopeless: end.lost}}
  answer: {}
rules:
  bad:
    after: assess.done
    when: stars == 1
    start: improve
    with: {sku: = sku}
    notify: service
    text: "look at {sku}, {stars} {urgent}"
  late: {after: assess.overdue, set: {urgent: yes}}
  pushed: {after: urgent.set, when: urgent, close: assess.done}
  counted: {every: 1 day, when: rounds < 2, set: {rounds: = rounds + 1}}
"""
IMPROVE = """
sop: improve
role: warehouse
ref: sku
data: {sku: text}
steps: [improve]
"""
ENDLESS = """
sop: endless
role: warehouse
data: {a: {type: integer, default: 0}, b: {type: integer, default: 0}}
steps: [work]
rules:
  one: {after: a.set, set: {b: = a + 1}}
  two: {after: b.set, set: {a: = b + 1}}
"""
WAITS = """
sop: waits
role: warehouse
data: {paid: money}
steps:
  pay: {wait: {signal: paid, until: 2h}, outcomes: {done: pack, timeout: end.lost}}
  pack: {}
rules:
  told: {after: signal.complaint, notify: starter, text: "a complaint about {ref}"}
"""
WAITS = WAITS.replace("{ref}", "it")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Caller]:
    made = Caller(tmp_path, REVIEW, IMPROVE, ENDLESS, WAITS)
    yield made
    made.store.close()


def said(shop: Caller, task: int, kind: str) -> list[dict[str, Any]]:
    """The facts of one kind in a task's record."""
    events = shop.store.events(task)
    return [fact for row in events for fact in json.loads(row.body)["facts"] if fact["fact"] == kind]


def test_a_rule_starts_a_task_and_tells(shop: Caller) -> None:
    shop.begin("review", sku="A {b}", stars=1)
    shop.do(1, "assess")
    assert shop.places() == {1: "answer", 2: "improve"}
    assert shop.task(2).data == {"sku": "A {b}"}
    assert said(shop, 1, "noticed") == [
        {
            "fact": "noticed",
            "notice": 1,
            "kind": "rule",
            "rule": "bad",
            "to": ["service"],
            "for": ["role:service"],
            "visit": 1,
            "step": "assess",
            "text": "look at A {b}, 1 {urgent}",
        }
    ]
    assert [(one.task, one.visit) for one in shop.task(2).callers] == [(1, 0)]
    shop.do(2, "improve")
    assert shop.places() == {1: "answer", 2: "end"}
    shop.sound()


def test_a_rule_whose_condition_does_not_hold_does_nothing(shop: Caller) -> None:
    shop.begin("review", sku="A", stars=5)
    shop.do(1, "assess")
    assert facts(shop, 1) == ["start", "advance"]


def test_overdue_is_noticed_by_a_sweep_as_of_its_own_time(shop: Caller) -> None:
    shop.begin("review", sku="A", stars=5)
    opened = shop.task(1).visits[0].opened
    shop.now += 2 * HOUR
    assert sweep(shop.service).fired == 0, "at its due nothing is late"
    shop.now += 30 * MINUTE
    assert [(timer.kind, timer.name) for _, timer in waiting(shop.store, shop.now).timers] == [
        ("overdue", "assess")
    ]
    swept = sweep(shop.service)
    assert (swept.fired, swept.refused, swept.tasks) == (1, [], [1])
    assert facts(shop, 1) == ["start", "wake", "act", "act"]
    assert shop.store.events(1)[1].happened == opened + 2 * HOUR + 1
    assert shop.places() == {1: "answer"}
    assert shop.task(1).visits[0].closed == opened + 2 * HOUR + 1
    assert sweep(shop.service).fired == 0
    shop.sound()


def test_what_recurs_acts_once_however_late_the_sweep_and_ends_with_the_task(shop: Caller) -> None:
    shop.begin("review", sku="A", stars=5)
    shop.do(1, "assess")
    shop.now += 4 * 24 * HOUR
    assert sweep(shop.service).fired == 1
    assert shop.task(1).data["rounds"] == 1
    shop.now += 4 * 24 * HOUR
    assert sweep(shop.service).fired == 1
    assert shop.task(1).data["rounds"] == 2
    shop.now += 4 * 24 * HOUR
    assert sweep(shop.service).fired == 1
    assert shop.task(1).data["rounds"] == 2, "its condition does not hold any more"
    shop.do(1, "answer")
    assert all(timer.ended is not None for timer in shop.task(1).timers)
    shop.now += 4 * 24 * HOUR
    assert sweep(shop.service).fired == 0
    shop.sound()


def test_rules_that_set_each_other_off_are_stopped(shop: Caller) -> None:
    shop.begin("endless")
    assert shop.task(1).seq == 1, "what a task starts with was not set"
    shop.service.run(Set(shop.id(), 1, {"a": 1}), CLERK)
    assert facts(shop, 1) == ["start", "set"] + ["act"] * 32
    assert shop.task(1).data == {"a": 33, "b": 32}
    assert [row.code for row in shop.store.pending.of(1)] == ["rules-too-deep"]
    assert [row.code for row in shop.store.refusals(1)] == ["rules-too-deep"]
    assert sweep(shop.service)[:4] == (0, 0, [], []), "it is final"
    shop.do(1, "work")
    assert shop.places()[1] == "end"
    shop.sound()


def test_a_signal_closes_what_waits_for_it(shop: Caller) -> None:
    shop.begin("waits")
    assert shop.places() == {1: "[pay]"}
    assert not isinstance(shop.signal(1, "paid", paid="30"), Refusal)
    assert shop.places() == {1: "pack"}
    assert shop.task(1).data == {"paid": "30.00"}
    again = shop.signal(1, "paid")
    assert [fact["fact"] for fact in again.facts] == ["signalled"]
    shop.sound()


def test_a_signal_that_nothing_listens_to_is_refused(shop: Caller) -> None:
    shop.begin("waits")
    refusal = shop.signal(1, "payd")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.data["signals"], refusal.help) == (
        "unknown-signal",
        ["paid", "complaint"],
        ("signal", "paid", "T-1"),
    )


def test_a_signal_sets_off_rules(shop: Caller) -> None:
    shop.begin("waits")
    shop.signal(1, "complaint")
    assert [fact["text"] for fact in said(shop, 1, "noticed")] == ["a complaint about it"]
    assert shop.places() == {1: "[pay]"}


def test_a_wait_is_over_at_its_time_not_at_that_of_the_sweep(shop: Caller) -> None:
    shop.begin("waits")
    opened = shop.task(1).visits[0].opened
    shop.now += 5 * HOUR
    assert sweep(shop.service).fired == 1
    task = shop.task(1)
    assert (task.end, task.ended, task.ended_recorded) == ("end.lost", opened + 2 * HOUR, shop.now)
    shop.sound()


def test_two_sweeps_do_nothing_twice(shop: Caller) -> None:
    from engine.model.commands import Wake
    from engine.queueing import SYSTEM

    shop.begin("waits")
    shop.now += 5 * HOUR
    first, second = shop.service.run_many([Wake(b"", 1), Wake(b"", 1)], SYSTEM)
    assert not isinstance(first, Refusal)
    assert not isinstance(second, Refusal)
    assert (first.event is None, second.event is None) == (False, True)
    assert facts(shop, 1) == ["start", "wake"]


def test_a_value_that_is_set_again_as_it_was_sets_off_nothing(shop: Caller) -> None:
    shop.begin("review", sku="A", stars=5)
    for value in (False, False, True):
        shop.service.run(Set(shop.id(), 1, {"urgent": value}), CLERK)
    assert facts(shop, 1) == ["start", "set", "set", "set", "act"]
    shop.begin("endless")
    for _ in range(2):
        shop.service.run(Set(shop.id(), 2, {"b": 0}), CLERK)
    assert facts(shop, 2) == ["start", "set", "set"]
