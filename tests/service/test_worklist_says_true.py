"""A work list says the truth: what it offers somebody the kernel lets them take or vote for, what it leaves
out it does not; and what it says is needed is what keeps a step open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from engine.kernel import decide
from engine.kernel.explain import checklist
from engine.model.actor import Absent, Actor
from engine.model.commands import Advance, Check, Claim, Hold, Release, Start
from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Service
from engine.store import Store, create_store, open_store
from engine.worklist import BARRED, MINE, TAKE, to_take, worklist

NOW, ZONE = 1_790_000_000_000, "Asia/Shanghai"
SOP = b"""
sop: papers
role: a
data: {n: integer, flag: boolean, boss: person}
steps:
  write:
    checklist:
      [read it, {fill: n}, {tick: ask, when: flag}, {tick: sign, na: yes, evidence: yes}, {must: n < 100}]
  check: {role: [a, b], not_by: [write], outcomes: {fine: agree, back: {to: write, reason: required}}}
  agree: {role: [a, b], votes: 2}
  file: {role: b, not_by: [starter, boss, check]}
"""
ROLES = {"ann": {"a"}, "bob": {"a", "b"}, "cy": {"b"}, "dee": set()}
BOB_IS_AWAY = Actor("dee", frozenset(), "dee", None, frozenset(), (Absent("bob", frozenset({"a", "b"})),))
ACTORS = [Actor(name, frozenset(roles), name) for name, roles in ROLES.items()] + [BOB_IS_AWAY]
PROOF: tuple[Any, ...] = (("https://shop.example/photo", "", None),)
KEPT = {"not-by", "not-your-role", "voted-already", "other-shop"}
MOVES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 4), st.integers(0, 3)), max_size=14)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "sop.db"
    with create_store(str(path)) as store:
        publish(store, check_documents({"papers.sop.yaml": SOP}), NOW, "ann")
    return path


class Office:
    """Two papers, and people at work on them."""

    def __init__(self, place: str) -> None:
        self.store: Store = open_store(place)
        self.store.database.raw.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
        self.registry = Registry(self.store, ZONE)
        self.service = Service(self.store, self.registry, lambda: NOW, ZONE)
        for actor, boss in ((ACTORS[0], "cy"), (ACTORS[1], None)):
            self.run(Start(os.urandom(16), "papers", {"boss": boss} if boss else {}), actor)

    def run(self, command: Any, actor: Actor) -> Any:
        return self.service.run(command, actor)

    def move(self, what: int, who: int, which: int) -> None:
        """Something that somebody does, or is not let do."""
        task = self.store.load(which % 2 + 1)
        assert task is not None
        opened = task.open_visits()
        if not opened:
            return
        no, id, actor = opened[0].no, os.urandom(16), ACTORS[who]
        ready: dict[str, Any] = {"values": {"n": which, "flag": which > 2}, "ticks": (1, 3, 4)}
        self.run(
            [
                Claim(id, task.id, no),
                Release(id, task.id, no),
                Check(id, task.id, no, (4 if which else 1,), evidence=PROOF[: which % 2]),
                Hold(id, task.id, 0, "rain"),
                Advance(id, task.id, no, "back", reason="again"),
                Advance(id, task.id, no, "fine"),
                Advance(id, task.id, no, "done", **(ready if opened[0].step == "write" else {})),
                Advance(id, task.id, no, "done", **(ready if opened[0].step == "write" else {})),
            ][what],
            actor,
        )

    def may(self, actor: Actor, task: Any, visit: Any) -> bool:
        """Whether the kernel lets somebody take a visit, or vote; on hold or not."""
        program = self.registry.program(task.version)
        context = self.service.context(actor, program, NOW)
        voted = program.definition.steps[visit.step].votes is not None
        command: Any = Claim(b"", task.id, visit.no)
        if voted:
            command = Advance(b"", task.id, visit.no, "done")
        assert not isinstance(context, Refusal)
        answer = decide(program, task._replace(holds=()), command, context)
        code = answer.code if isinstance(answer, Refusal) else ""
        return not code or (voted and code not in KEPT)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(moves=MOVES)
@example(moves=[(6, 1, 0), (5, 0, 0), (6, 1, 0), (6, 4, 0)])
def test_what_is_offered_may_be_done_and_what_is_not_may_not(
    moves: list[tuple[int, int, int]], published: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _run(moves, published, tmp_path_factory)


@pytest.mark.soak
def test_the_same_in_many_offices(published: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    number, looked = 20261122, [0]

    @seed(number)
    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(moves=MOVES)
    def many(moves: list[tuple[int, int, int]]) -> None:
        looked[0] += _run(moves, published, tmp_path_factory)

    many()
    print(f"seed {number}: {looked[0]:,} times a person and an open step, 0 said wrong")
    assert looked[0] > 3000


def _run(moves: list[tuple[int, int, int]], published: Path, factory: pytest.TempPathFactory) -> int:
    """How many times a person and an open step were looked at."""
    place = factory.mktemp("office") / "sop.db"
    shutil.copyfile(published, place)
    office = Office(str(place))
    with office.store:
        for move in moves:
            office.move(*move)
        return sum(_compare(office, actor) for actor in ACTORS)


def _compare(office: Office, actor: Actor) -> int:
    looked = 0
    found = worklist(office.store, office.registry, actor, NOW, 50)
    sections = {(line.row.task, line.row.visit): line.section for line in found.lines}
    first = to_take(office.store, office.registry, actor, NOW, 9)
    firsts = {(line.row.task, line.row.visit) for line in first}
    people = {actor.person, *(one.person for one in actor.stands_in)}
    for task in office.store.load_many([1, 2]).values():
        for visit in task.open_visits():
            looked += 1
            key, may = (task.id, visit.no), office.may(actor, task, visit)
            if visit.assignee is None:
                assert (sections.get(key) == TAKE) == may, (actor.person, key, sections)
            else:
                assert (key in sections) == (visit.assignee in people), (actor.person, key)
                assert sections.get(key) in (None, MINE, BARRED)
            voted = visit.step == "agree"
            held = any(hold.ended is None for hold in task.holds)
            assert (key in firsts) == (sections.get(key) == TAKE and not voted and not held)
    for line in found.lines:
        _needs(office, actor, line)
    return looked


def _needs(office: Office, actor: Actor, line: Any) -> None:
    """What the list says is needed is what the kernel says is open; what may apply is told apart."""
    task = office.store.load(line.row.task)
    assert task is not None
    program = office.registry.program(task.version)
    context = office.service.context(actor, program, NOW)
    assert not isinstance(context, Refusal)
    visit = task.visits[line.row.visit - 1]
    lines = checklist(program, task, visit, context)
    asked = {one.item.no for one in lines if one.state in ("open", "confirm") and one.item.kind != "must"}
    bare = {one.item.no for one in lines if one.item.evidence and one.state != "na"} - {
        note.item for note in task.notes if note.visit == visit.no and note.kind == "evidence"
    }
    assert {one.no for one in line.needs.proofs} == bare
    unsure = {one.item.no for one in lines if one.item.when is not None} - {*visit.ticks, *visit.na}
    assert {one.no for one in (*line.needs.ticks, *line.needs.values)} == asked - unsure
    assert {one.no for one in line.needs.maybe} == unsure
