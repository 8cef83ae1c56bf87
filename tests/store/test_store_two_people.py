"""Many people close the same step at the same moment: one does, everybody else is told by whom and when.

Sixteen processes, each a person of their own on a connection of their own, are let go at once, round after
round; some bring the step in a bulk of rows. Nobody is told that the database is locked.
"""

from __future__ import annotations

import json
import os
import random
import time
from typing import Any

import pytest

from engine.model.commands import Actor, Advance, Command, Comment, Start
from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import open_store
from engine.verify import verify

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process is a fork")

NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
PROCESSES = 16
PEOPLE = [f"p{number:02}" for number in range(PROCESSES)]
TEAM = "team: shop\nroles: [clerk]\npeople: {" + ", ".join(f"{one}: clerk" for one in PEOPLE) + "}\n"
SOP = "sop: parcel\nrole: clerk\ndata: {no: integer}\nsteps: {pack: {bulk: true}, send: {}}\n"
LONGEST = 30.0
"""Seconds after which a round has not gone well; a loaded machine takes one."""


def person(name: str) -> Actor:
    return Actor(name, frozenset(["clerk"]), name)


def service(place: str) -> Service:
    store = open_store(place)
    return Service(store, Registry(store, ZONE), lambda: NOW + 60_000, ZONE)


class Closer:
    """One process that closes the step of a task whenever it is told to, as one person."""

    def __init__(self, place: str, name: str, seed: int) -> None:
        self.name = name
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            try:
                os.close(self._orders)
                _close_whatever_is_told(place, name, seed, orders, answers)
            finally:
                os._exit(0)
        os.close(orders)
        os.close(answers)
        self._reading = os.fdopen(self._answers, encoding="utf-8")
        assert self._reading.readline() == "ready\n"

    def tell(self, task: int) -> None:
        os.write(self._orders, task.to_bytes(8, "big"))

    def answer(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._reading.readline())
        return found

    def stop(self) -> None:
        self.tell(0)
        os.close(self._orders)
        self._reading.close()
        assert os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1]) == 0


def _close_whatever_is_told(place: str, name: str, seed: int, orders: int, answers: int) -> None:
    dice, mine = random.Random(f"{seed}:{name}"), service(place)
    os.write(answers, b"ready\n")
    while task := int.from_bytes(os.read(orders, 8), "big"):
        closing = Advance(os.urandom(16), task, 1, "done")
        try:
            if dice.random() < 0.3:
                rows: list[Command] = [Comment(os.urandom(16), task, "here I am"), closing]
                answer = list(mine.run_many(rows, person(name)))[1]
            else:
                answer = mine.run(closing, person(name))
        except Exception as error:
            said: dict[str, Any] = {"code": f"raised {error!r}"}
        else:
            if isinstance(answer, Refusal):
                said = {"code": answer.code, "data": answer.data}
            else:
                said = {"code": "", "by": answer.task.visits[0].actor}
        os.write(answers, json.dumps(said).encode() + b"\n")


def close_together(place: str, rounds: int, seed: int) -> None:
    """So many rounds: each answer is looked at, and the whole record afterwards."""
    files = {"team.yaml": TEAM, "parcel.sop.yaml": SOP}
    documents = check_documents({name: text.encode() for name, text in files.items()})
    with open_store(place) as store:
        publish(store, documents, NOW, "p00")
        desk = Service(store, Registry(store, ZONE), lambda: NOW, ZONE)
        starts = [Start(os.urandom(16), "parcel", {"no": n}) for n in range(rounds)]
        started = list(desk.run_many(starts, person("p00")))
    tasks = [one.task.id for one in started if isinstance(one, Accepted)]
    assert len(tasks) == rounds
    closers = [Closer(place, name, seed) for name in PEOPLE]
    took: list[float] = []
    wins: dict[str, int] = dict.fromkeys(PEOPLE, 0)
    for task in tasks:
        began = time.monotonic()
        for closer in closers:
            closer.tell(task)
        said = {closer.name: closer.answer() for closer in closers}
        took.append(time.monotonic() - began)
        (winner,) = [name for name, one in said.items() if one["code"] == ""]
        wins[winner] += 1
        told = [one["data"] for name, one in said.items() if name != winner and one["code"] == "visit-closed"]
        assert len(told) == PROCESSES - 1, said
        assert {(one["actor"], one["at"], one["outcome"]) for one in told} == {(winner, NOW + 60_000, "done")}
        assert took[-1] < LONGEST
    for closer in closers:
        closer.stop()
    with open_store(place) as store:
        assert [finding for page in verify(store) for finding in page.findings] == []
        for task in tasks:
            loaded = store.load(task)
            assert loaded is not None
            assert [visit.step for visit in loaded.visits] == ["pack", "send"]
            refused = store.refusals(task)
            assert [row.code for row in refused] == ["visit-closed"] * (PROCESSES - 1)
            assert len({row.actor for row in refused}) == PROCESSES - 1
    print(
        f"seed {seed}: {rounds} rounds of {PROCESSES} processes in {sum(took):.1f} s, the slowest "
        f"{max(took) * 1000:.0f} ms; {rounds} won, {rounds * (PROCESSES - 1)} told who and when; "
        f"{sum(1 for n in wins.values() if n)} different people won"
    )


@pytest.mark.parametrize(("kind", "rounds"), [("sqlite", 6), ("postgresql", 4)])
def test_one_closes_it_and_everybody_else_is_told(
    kind: str, rounds: int, request: pytest.FixtureRequest
) -> None:
    close_together(request.getfixturevalue(f"{kind}_place"), rounds, seed=7)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_rounds(kind: str, request: pytest.FixtureRequest) -> None:
    close_together(request.getfixturevalue(f"{kind}_place"), 200, seed=20261122)
