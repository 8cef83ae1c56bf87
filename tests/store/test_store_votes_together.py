"""Several people vote at the same moment, each in a process of their own: every vote that was answered is on
record, enough of them close the step once, and whoever comes after is told."""

from __future__ import annotations

import json
import os

import pytest

from engine.model.commands import Actor, Advance, Start
from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import open_store
from engine.verify import verify

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process is a fork")

NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
ROUNDS = 12
PEOPLE = ["p0", "p1", "p2", "p3", "p4"]
TEAM = "team: shop\nroles: [clerk]\npeople: {" + ", ".join(f"{one}: clerk" for one in PEOPLE) + "}\n"
SOP = """\
sop: price
role: clerk
steps:
  agree: {votes: 3, outcomes: {approve: publish, reject: {to: end, reason: required}}}
  publish: {}
"""


def person(name: str) -> Actor:
    return Actor(name, frozenset(["clerk"]), name)


def service(place: str) -> Service:
    store = open_store(place)
    return Service(store, Registry(store, ZONE), lambda: NOW + 60_000, ZONE)


def vote_on_all(place: str, name: str, tasks: list[int], go: int, answers: int) -> None:
    """In a child: vote on every task as one person, and write down what became of each vote."""
    mine, said = service(place), []
    os.write(answers, b"r")
    os.read(go, 1)
    for task in tasks:
        answer = mine.run(Advance(os.urandom(16), task, 1, "approve"), person(name))
        said.append(answer.code if isinstance(answer, Refusal) else "")
    os.write(answers, json.dumps(said).encode())


def test_every_vote_counts_once(place: str) -> None:
    files = {"team.yaml": TEAM, "price.sop.yaml": SOP}
    with open_store(place) as store:
        publish(store, check_documents({name: text.encode() for name, text in files.items()}), NOW, "p0")
        desk = Service(store, Registry(store, ZONE), lambda: NOW, ZONE)
        started = list(
            desk.run_many([Start(os.urandom(16), "price", {}) for _ in range(ROUNDS)], person("p0"))
        )
    tasks = [one.task.id for one in started if isinstance(one, Accepted)]
    go, let_go = os.pipe()
    children = []
    for name in PEOPLE:
        reading, answers = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                vote_on_all(place, name, tasks, go, answers)
            finally:
                os._exit(0)
        os.close(answers)
        assert os.read(reading, 1) == b"r"
        children.append((name, child, reading))
    os.write(let_go, b"." * len(PEOPLE))
    said = {}
    for name, child, reading in children:
        with os.fdopen(reading, encoding="utf-8") as answered:
            said[name] = json.loads(answered.read())
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(go)
    os.close(let_go)
    with open_store(place) as store:
        assert [finding for page in verify(store) for finding in page.findings] == []
        for number, task in enumerate(tasks):
            loaded = store.load(task)
            assert loaded is not None
            counted = {name for name in PEOPLE if said[name][number] == ""}
            assert {vote.person for vote in loaded.votes} == counted
            assert len(loaded.votes) == len(counted) == 3
            assert loaded.visits[0].done_by() == counted
            assert [visit.step for visit in loaded.visits] == ["agree", "publish"]
            assert sorted(said[name][number] for name in PEOPLE) == [
                "",
                "",
                "",
                "visit-closed",
                "visit-closed",
            ]
