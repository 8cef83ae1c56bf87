"""SOPs made at random out of lanes, items, waits, calls, tables, rules, ladders and pauses, and a world in
which tasks run.

The world does what the service does with internal commands, without a database: what a decision leads to
elsewhere is carried out after it, timers go off as time goes by.
"""

from __future__ import annotations

import json
from collections import deque
from typing import Any

from hypothesis import strategies as st
from kernel_story import OFFICE, ZONE, at, program
from random_ladders import PROMISED, ladders, timed

from engine.kernel import Context, Decision, Meta, Program, decide, evolve
from engine.kernel.explain import checklist
from engine.kernel.record import canonical
from engine.model.commands import Act, Actor, Advance, Call, Command, Gather, Return, Wake, Withdraw
from engine.model.definition import END
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit

HOUR = 3_600_000
CALLEE = program(
    """
sop: callee
role: clerk
data: {what: text, refs: {type: list, of: text, default: []}, paid: {type: money, default: 5}}
steps: {ask: {outcomes: {done: act, lost: end.lost}}, act: {due: 2h}}
"""
)
CONDITIONS = [
    "fragile", "not fragile", "weight > 30", 'size == "large"', "has(count)", "visits(s0) < 3", "closed(s1)",
    "grade.level > 1", "len(parts) > 2", "sample(0.5)",
]  # fmt: skip
ITEM_CONDITIONS = ['part == "a"', "has(w)", "w > 3 or fragile", "visits(%s) < 3"]
WAITS: list[dict[str, Any]] = [
    {"for": "has(count)"}, {"for": "fragile", "until": "2h"}, {"until": "30min"}, {"signal": "go"},
    {"signal": "go", "until": "1 workday"}, {"for": "closed(s1)", "until": "3 days"}, {"until": "paid_at"},
]  # fmt: skip
DATA = {
    "weight": {"type": "number", "min": "0.5", "max": "99", "default": "5"},
    "count": {"type": "integer"},
    "fragile": {"type": "boolean", "default": "no"},
    "size": {"type": ["small", "large"], "default": "small"},
    "parts": {"type": "list", "of": "text", "default": ["a", "b"]},
    "paid_at": {"type": "datetime", "columns": ["paid at"]},
}
GRADE = "weight | fragile => level\n> 50 | - => 3\n<= 50 | yes => 2\n<= 50 | no => 1"
RULES = {
    "grow": {"after": "count.set", "when": "count > 3", "set": {"size": "large"}},
    "again": {"after": "size.set", "set": {"weight": "= weight / 2 + 1"}},
    "late": {"after": "s0.overdue", "notify": "lead", "text": "late: {size}"},
    "spawn": {"after": "s1.done", "start": "callee", "with": {"what": "= size"}},
    "tick": {"every": "1 workday", "notify": "lead", "text": "still open"},
    "last": {"after": "end", "notify": "lead", "text": "over"},
    "give": {"after": "s1.opened", "assign": "lead"},
}


class Names:
    """Hands out step names; remembers which main steps there are."""

    def __init__(self) -> None:
        self.count = 0

    def some(self, number: int) -> list[str]:
        first = self.count
        self.count += number
        return [f"s{n}" for n in range(first, first + number)]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document, as JSON, which is YAML."""
    names = Names()
    main = names.some(draw(st.integers(2, 4)))
    steps = _sequence(draw, names, main, [], 0, "", True)
    body: dict[str, Any] = {
        "sop": "random",
        "calendar": "office",
        "role": "clerk",
        "data": DATA,
        "steps": steps,
    }
    body["tables"] = {"grade": GRADE}
    chosen = draw(st.lists(st.sampled_from(sorted(RULES)), max_size=3, unique=True))
    if chosen:
        body["rules"] = {name: RULES[name] for name in chosen}
    if draw(st.booleans()):
        body["escalate"] = draw(ladders)
    if draw(st.booleans()):
        due = draw(st.sampled_from(PROMISED))
        body["deadlines"] = {"promise": {"step": main[0], "due": due, **timed(draw, main[0])}}
    if draw(st.booleans()):
        body["outcomes"] = {"stop": {"to": "end.stopped", "role": "lead", "reason": "required"}}
    return json.dumps(body)


def _sequence(
    draw: st.DrawFn, names: Names, here: list[str], outside: list[str], depth: int, item: str, plain: bool
) -> dict[str, Any]:
    steps: dict[str, Any] = {}
    for index, name in enumerate(here):
        onward = here[index + 1] if index + 1 < len(here) else "end"
        anywhere = [*here, *outside, "end", "end.lost"]
        kinds = ["work"] * 2 + ["wait", "call"] + ([] if depth > 1 else ["parallel", "each"])
        kind = "work" if plain and index < 2 else draw(st.sampled_from(kinds))
        target = st.sampled_from(anywhere)
        conditions = CONDITIONS + ([each.replace("%s", here[0]) for each in ITEM_CONDITIONS] if item else [])
        to: Any = onward
        if draw(st.booleans()):
            to = {draw(st.sampled_from(conditions)): draw(target), "else": onward}
        steps[name] = _step(draw, names, kind, (to, onward, target), [*here, *outside], depth, item)
        if index and draw(st.integers(0, 5)) == 0:
            steps[name]["when"] = draw(st.sampled_from(conditions))
        if draw(st.integers(0, 3)) == 0:
            steps[name]["due"] = draw(st.sampled_from(["2h", "1 workday", "4 work hours after s0"]))
            steps[name].update(timed(draw, name))
    return steps


def _step(
    draw: st.DrawFn,
    names: Names,
    kind: str,
    ways: tuple[Any, str, st.SearchStrategy[str]],
    outside: list[str],
    depth: int,
    item: str,
) -> dict[str, Any]:
    to, onward, target = ways
    outcomes: dict[str, Any] = {"done": {"to": to}}
    if kind == "work":
        if draw(st.booleans()):
            outcomes["back"] = {"to": draw(target), "reason": "required"}
        if draw(st.integers(0, 3)) == 0:
            outcomes["set"] = {"to": onward, "set": {"count": "= visits(s0) * 2", "size": "large"}}
        lines: list[Any] = ["look", {"fill": "count"}, {"tick": "pad", "when": "fragile"}]
        own = [{"fill": "w"}] if item else []
        return {"outcomes": outcomes, "checklist": draw(st.lists(st.sampled_from(lines + own), max_size=2))}
    if kind == "wait":
        wait = draw(st.sampled_from(WAITS))
        if "until" in wait and len(wait) > 1:
            outcomes["timeout"] = draw(target)
        return {"wait": wait, "outcomes": outcomes}
    if kind == "call":
        call: dict[str, Any] = {"call": "callee", "with": {"what": "= part" if item else "= size"}}
        if draw(st.booleans()):
            call["gather"] = "refs"
        outcomes["lost"] = draw(target)
        return {**call, "outcomes": outcomes}
    join = {
        "join": draw(st.sampled_from(["all", "any", 1])),
        "rest": draw(st.sampled_from(["cancel", "finish"])),
    }
    if kind == "parallel":
        lanes = {
            f"l{n}": {"steps": _lane(draw, names, outside, depth, item)}
            for n in range(draw(st.integers(2, 3)))
        }
        if draw(st.integers(0, 2)) == 0:
            lanes["l0"]["when"] = draw(st.sampled_from(CONDITIONS))  # type: ignore[assignment]
        return {"parallel": lanes, **join, "outcomes": outcomes}
    if item:  # one list inside another would need another name
        return {"parallel": {"l0": {"steps": _lane(draw, names, outside, depth, item)}}, "outcomes": outcomes}
    each = {"each": "part in parts", "data": {"w": "number"}, "at_once": draw(st.sampled_from([1, 2, 9]))}
    return {**each, "steps": _lane(draw, names, outside, depth, "part"), **join, "outcomes": outcomes}


def _lane(draw: st.DrawFn, names: Names, outside: list[str], depth: int, item: str) -> dict[str, Any]:
    return _sequence(draw, names, names.some(draw(st.integers(1, 3))), outside, depth + 1, item, False)


PEOPLE = {"ann": "clerk", "cid": "clerk lead", "eve": "guest"}


class World:
    """Tasks by their numbers, and the time. ``commands`` and ``accepted`` count what was done."""

    def __init__(self, main: Program) -> None:
        self.programs = {"random": main, "callee": CALLEE}
        self.tasks: dict[int, Task] = {}
        self.now = at("2026-09-29 10:00")
        self.queue: deque[Any] = deque()
        self.commands = 0
        self.accepted = 0

    def context(self, who: str, number: int) -> Context:
        roles = frozenset(PEOPLE.get(who, "").split())
        return Context(Actor(who, roles, who), self.now, ZONE, OFFICE, 1, version=1, task_id=number)

    def do(self, command: Command, who: str = "cid") -> Refusal | Task:
        """Carry out a command and everything that it leads to; the refusal, or the task after it."""
        answer = self._one(command, who)
        for _ in range(2000):
            if not self.queue:
                return answer
            self._internal(self.queue.popleft())
        raise AssertionError("effects without an end")

    def wait(self, hours: int) -> None:
        """Let time go by; what is due then happens."""
        self.now += hours * HOUR
        for number in list(self.tasks):
            for _ in range(300):
                task = self.tasks[number]
                due = [t.at for t in task.timers if t.ended is None and t.at <= self.now]
                due += [
                    c.rungs[0][0]
                    for c in task.clocks
                    if c.ended is None and c.rungs and c.rungs[0][0] <= self.now
                ]
                if not due or self.tasks[number].ended is not None:
                    break
                answer = self.do(Wake(b"", number), "-")
                if isinstance(answer, Refusal):  # where to go on depends on a value that nobody gave yet
                    assert answer.code in EXPECTED, answer
                    break
            else:
                raise AssertionError("timers without an end")

    def accept(self, number: int, command: Any, who: str, decision: Decision) -> None:
        """What else is kept of an accepted command."""

    def _internal(self, command: Any) -> None:
        if isinstance(command, Call):
            gathering = [
                task.id
                for task in self.tasks.values()
                if command.gather and task.gathers == command.key and task.ended is None
            ]
            if gathering:
                command = Gather(
                    b"",
                    gathering[0],
                    command.caller,
                    command.visit,
                    command.gather,
                    command.ref,
                    command.happened,
                )
        if isinstance(command, Withdraw):
            for task in list(self.tasks.values()):
                if any((c.task, c.visit) == (command.caller, command.visit) for c in task.callers):
                    self._one(command._replace(task=task.id), "-")
            return
        answer = self._one(command, "-")
        if isinstance(answer, Refusal):
            assert answer.code in EXPECTED, answer
        if isinstance(command, Return) and not isinstance(answer, Refusal):
            assert self.tasks[command.task].visits[command.visit - 1].closed is not None

    def _one(self, command: Command, who: str) -> Refusal | Task:
        self.commands += 1
        fresh = command.kind in ("start", "call")
        number = len(self.tasks) + 1 if fresh else command.task  # type: ignore[union-attr]
        before = None if fresh else self.tasks[number]
        name = before.sop if before else command.sop  # type: ignore[union-attr]
        context = self.context(who, number)
        decision = decide(self.programs[name], before, command, context)
        if isinstance(decision, Refusal):
            return decision
        self.accepted += 1
        seq = before.seq + 1 if before else 1
        after = decision.draft.task(seq, b"h")
        facts = json.loads(canonical(decision.facts))
        meta = Meta(who, decision.happened, self.now)
        assert evolve(before, facts, meta, seq, b"h", number) == after
        self.tasks[number] = after
        self.accept(number, command, who, decision)
        self.queue.extend(decision.effects)
        sound(after, self.programs[name])
        return after


EXPECTED = {"rules-too-deep", "too-deep", "endless-moves", "endless-skips", "missing-value", "no-case"}
"""Refusals of internal commands that a random SOP may well bring about."""


def sound(task: Task, main: Program) -> None:
    """What is always so of a task: nothing is stuck, nothing runs that should not."""
    opened = task.open_visits()
    assert (task.ended is None) == bool(opened)
    assert task.ended is None or not [lane for lane in task.lanes if lane.closed is None]
    assert task.ended is None or all(timer.ended is not None for timer in task.timers)
    assert task.ended is None or all(span.ended is not None for span in task.clocks)
    assert not opened or any(visit.kind in ("work", "wait", "call") for visit in opened), (
        "only blocks are open"
    )
    assert task.ended is None or all(hold.ended is not None for hold in task.holds)
    for span in task.clocks:
        assert list(span.rungs) == sorted(span.rungs), "the next rung stands first"
    running = [(span.deadline, span.visit) for span in task.clocks if span.ended is None]
    assert len(set(running)) == len(running), "a clock runs once at a time"
    lanes = [lane.no for lane in task.lanes if lane.closed is None]
    if task.ended is None and task.arrived is None:
        lanes.append(0)
    assert sorted(visit.lane for visit in opened) == sorted(lanes), "one open visit in every open lane"
    for visit in opened:
        if visit.kind in ("parallel", "each"):
            assert any(lane.block == visit.no and lane.closed is None for lane in task.lanes)
        step = main.definition.steps[visit.step]
        if visit.kind == "wait" and step.wait is not None and step.wait.until is not None:
            timers = [timer for timer in task.timers if timer.visit == visit.no and timer.ended is None]
            assert sum(timer.kind == "wait" for timer in timers) <= 1


def helpful(world: World, number: int, visit: Visit, outcome: str) -> Command:
    """An advance that ticks and gives everything that the step asks for."""
    task = world.tasks[number]
    lines = checklist(world.programs[task.sop], task, visit, world.context("cid", number))
    ticks = tuple(line.item.no for line in lines if line.item.kind == "tick")
    values = {line.item.field: 4 for line in lines if line.item.kind == "fill" and line.item.field}
    return Advance(b"", number, visit.no, outcome, values, ticks, reason="a")


def is_end(task: Task) -> bool:
    return task.end is not None and task.end.startswith(END)


__all__ = ["CALLEE", "Act", "World", "documents", "helpful", "is_end", "sound"]
