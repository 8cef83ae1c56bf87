"""A world for stories about four eyes: people who come, go, change roles, stand in and type for each other;
tasks, and what tasks do to each other. Every accepted command goes into a log, from which the oracle
(``four_eyes_oracle``) reads what happened.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from typing import Any, NamedTuple

from four_eyes_sops import Kept
from kernel_story import OFFICE, ZONE, at, program

from engine.kernel import Context, Meta, Program, decide, evolve
from engine.kernel.past import past
from engine.kernel.record import canonical
from engine.model.actor import Absent, Actor
from engine.model.commands import ITSELF, Call, Command, Undo, Withdraw
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.rules.deputies import stands_in_for
from engine.rules.staff import Member, Staff

PEOPLE = ("ann", "bob", "cid", "dan", "eve", "fay")
ROLES = ("r1", "r2", "r3", "lead")


class Logged(NamedTuple):
    """One event: of which task, who did it and who typed it, which roles everybody held then, its facts, and
    the data that the task had before it."""

    task: int
    sop: str
    kind: str
    actor: str
    typist: str | None
    roles: dict[str, frozenset[str]]
    facts: list[dict[str, Any]]
    data: dict[str, Any]
    starter: str


class World:
    """``roles``: person -> roles now; ``away`` and ``deputies`` as the team has them now."""

    def __init__(self, kept: Kept, roles: dict[str, frozenset[str]]) -> None:
        everything = (kept, *kept.called)
        self.programs: dict[str, Program] = {}
        for one in everything:
            compiled = program(one.text)
            self.programs[compiled.definition.sop] = compiled
        self.tasks: dict[int, Task] = {}
        self.recorded: dict[int, list[Any]] = {}
        self.log: list[Logged] = []
        self.roles = roles
        self.away: set[str] = set()
        self.deputies: dict[str, tuple[str, ...]] = {}
        self.now = at("2026-09-29 10:00")
        self.queue: deque[Any] = deque()
        self.commands = 0
        self.answers: Counter[str] = Counter()

    def actor(self, person: str, typist: str | None = None) -> Actor:
        """A person as they act now; ``typist`` types it for them."""
        for_whom = stands_in_for(person, self.deputies, sorted(self.away), PEOPLE)
        absent = tuple(Absent(one, self.roles[one]) for one in for_whom)
        acting = typist if typist != person else None
        return Actor(person, self.roles[person], typist or person, acting, stands_in=absent)

    def do(self, command: Command, actor: Actor) -> Refusal | Task:
        """Carry out a command and what it leads to."""
        self.now += 60_000
        answer = self._one(command, actor)
        self.answers[answer.code if isinstance(answer, Refusal) else command.kind] += 1
        for _ in range(200):
            if not self.queue:
                return answer
            self._internal(self.queue.popleft())
        raise AssertionError("effects without an end")

    def _internal(self, command: Any) -> None:
        nobody = Actor(ITSELF, frozenset(), ITSELF)
        if isinstance(command, Withdraw):
            for task in list(self.tasks.values()):
                if any((c.task, c.visit) == (command.caller, command.visit) for c in task.callers):
                    self._one(command._replace(task=task.id), nobody)
            return
        self._one(command, nobody)

    def _one(self, command: Command, actor: Actor) -> Refusal | Task:
        self.commands += 1
        fresh = command.kind in ("start", "call")
        number = len(self.tasks) + 1 if fresh else command.task  # type: ignore[union-attr]
        before = None if fresh else self.tasks[number]
        sop = before.sop if before else command.sop  # type: ignore[union-attr]
        decision = decide(self.programs[sop], before, command, self._context(command, actor, number))
        if isinstance(decision, Refusal):
            return decision
        if not decision.facts:
            assert before is not None
            return before
        seq = before.seq + 1 if before else 1
        after = decision.draft.task(seq, b"h")
        facts = json.loads(canonical(decision.facts))
        meta = Meta(actor.person, decision.happened, self.now)
        assert evolve(before, facts, meta, seq, b"h", number) == after
        self.tasks[number] = after
        self.queue.extend(decision.effects)
        recorded = (command.kind, actor.person, actor.acting, decision.happened, self.now, facts)
        self.recorded.setdefault(number, []).append(recorded)
        data = before.data if before else {}
        starter = before.starter if before else actor.person
        self.log.append(
            Logged(
                number, sop, command.kind, actor.person, actor.acting, dict(self.roles), facts, data, starter
            )
        )
        return after

    def _context(self, command: Command, actor: Actor, number: int) -> Context:
        staff = Staff(
            [Member(one, self.roles[one], away=one in self.away) for one in PEOPLE],
        )
        done = past(number, "", self.recorded[number]) if isinstance(command, Undo) else ()
        return Context(actor, self.now, ZONE, OFFICE, 1, version=1, task_id=number, staff=staff, past=done)


__all__ = ["PEOPLE", "ROLES", "Call", "Logged", "World"]
