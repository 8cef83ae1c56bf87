"""Random SOPs in which it matters who does what: given to somebody, kept apart, voted on, with evidence and
priorities; and the people of a world who do, take, give and pass on their steps."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from random_blocks import World, documents

from engine.kernel import Context, decide
from engine.kernel.explain import checklist
from engine.model.commands import Actor, Advance, Check
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.staff import Member, Staff

PEOPLE = {
    "ann": "clerk", "bob": "clerk", "cid": "clerk lead", "dan": "lead finance", "eve": "guest",
    "fay": "finance", "gus": "lead clerk",
}  # fmt: skip
SKILLED = {"gus": "knots small", "ann": "large", "bob": "small"}

ROLES: list[Any] = [
    "clerk", "lead", ["clerk", "lead"], ["lead", "finance"], {"fragile": ["lead", "finance"], "else": "lead"},
    ["lead", "finance", "clerk"],
]  # fmt: skip
ASSIGNED: list[Any] = [
    "starter", "least loaded", "in turn", "nobody", "helper", "desk.who", "same as s0", "in turn with knots",
    "least loaded with size", {"fragile": "starter", "else": "in turn"}, {"weight > 30": "helper"},
]  # fmt: skip
VOTES: list[Any] = [
    1, 2, 3, "all", {"done": 2}, {"done": {"fragile": "all", "else": 2}}, {"weight > 30": "all", "else": 1},
]  # fmt: skip
APART: list[Any] = ["s0", "s1", "starter", "helper", ["s0", "helper"], []]
PRIORITIES: list[Any] = ["urgent", {"fragile": "high", "else": "low"}, {"count > 3": "urgent"}]


@st.composite
def peopled(draw: st.DrawFn) -> str:
    """A document as of ``documents``, whose steps say more of people."""
    body = json.loads(draw(documents()))
    body["data"]["helper"] = {"type": "person", "default": "ann"}
    body["tables"]["desk"] = "size => who\nsmall => ann\nlarge => dan"
    body["owner"] = "lead"
    if draw(st.booleans()):
        body["priority"] = draw(st.sampled_from(PRIORITIES))
    for name, step in _steps(body["steps"]):
        if not {"wait", "call", "parallel", "each"} & step.keys():
            _of_people(draw, name, step)
    return json.dumps(body)


def _steps(steps: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, step in steps.items():
        yield name, step
        for lane in step.get("parallel", {}).values():
            yield from _steps(lane["steps"])
        yield from _steps(step.get("steps", {}))


def _of_people(draw: st.DrawFn, name: str, step: dict[str, Any]) -> None:
    if draw(st.booleans()):
        step["role"] = draw(st.sampled_from(ROLES))
    kind = draw(st.sampled_from(["", "assign", "votes", "votes"]))
    if kind == "assign":
        step["assign"] = draw(
            st.sampled_from([one for one in ASSIGNED if name != "s0" or one != "same as s0"])
        )
    elif kind == "votes":
        step["votes"] = draw(st.sampled_from(VOTES))
        if step["votes"] == "all" and draw(st.booleans()):
            step["in_order"] = True
        if draw(st.integers(0, 3)) == 0:
            step["advise"] = "guest"
        if draw(st.booleans()):
            step["covers"] = draw(st.sampled_from(["weight", ["count", "size"]]))
    if draw(st.integers(0, 2)) == 0:
        step["not_by"] = draw(st.sampled_from(APART))
    if draw(st.integers(0, 3)) == 0:
        step["checklist"] = [*step.get("checklist", ()), {"tick": "show", "evidence": True}]


class Crowd(World):
    """A world of several people. ``turns`` is who got a step last, by turns."""

    def __init__(self, main: Any) -> None:
        super().__init__(main)
        self.turns: dict[str, str] = {}
        self.seen: Counter[str] = Counter()

    def context(self, who: str, number: int) -> Context:
        roles = frozenset(PEOPLE.get(who, "").split())
        load = Counter(
            visit.assignee for task in self.tasks.values() for visit in task.open_visits() if visit.assignee
        )
        members = [
            Member(key, frozenset(held.split()), skills=frozenset(SKILLED.get(key, "").split()))
            for key, held in PEOPLE.items()
        ]
        staff = Staff(members, dict(load), dict(self.turns))
        return super().context(who, number)._replace(actor=Actor(who, roles, who), staff=staff)

    def accept(self, number: int, command: Any, who: str, decision: Any) -> None:
        for fact in decision.facts:
            self.seen[fact["fact"]] += 1
            if fact["fact"] == "assigned" and fact["how"] == "turn":
                self.turns[self.tasks[number].visits[fact["visit"] - 1].step] = fact["to"]

    def helped(self, number: int, visit: Visit, outcome: str, who: str) -> Refusal | Task:
        """Do everything that the step asks for, with evidence, and close it or vote; what came of it."""
        task = self.tasks[number]
        lines = checklist(self.programs[task.sop], task, visit, self.context(who, number))
        shown = tuple(line.item.no for line in lines if line.item.kind == "tick" and line.item.evidence)
        if shown:
            answer = self.do(
                Check(b"", number, visit.no, shown, evidence=(("https://example.com/a.jpg", "", None),)), who
            )
            if isinstance(answer, Refusal):
                return answer
        return self.do(self.wish(number, visit, outcome, who), who)

    def wish(self, number: int, visit: Visit, outcome: str, who: str) -> Advance:
        """An advance that ticks and gives all that the step asks for."""
        task = self.tasks[number]
        lines = checklist(self.programs[task.sop], task, visit, self.context(who, number))
        ticks = tuple(line.item.no for line in lines if line.item.kind == "tick")
        values = {line.item.field: 4 for line in lines if line.item.kind == "fill" and line.item.field}
        return Advance(b"", number, visit.no, outcome, values, ticks, reason="a")

    def why_nobody(self, number: int, visit: Visit) -> set[str]:
        """Why nobody can bring an open visit on: the codes of the refusals. Empty where somebody can."""
        task = self.tasks[number]
        program = self.programs[task.sop]
        found: set[str] = set()
        for who in PEOPLE:
            context = self.context(who, number)
            for outcome in program.definition.steps[visit.step].outcomes:
                decision = decide(program, task, self.wish(number, visit, outcome, who), context)
                if not isinstance(decision, Refusal):
                    return set()
                found.update((decision.code, *(reason.code for reason in decision.reasons)))
        return found
