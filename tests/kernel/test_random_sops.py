"""Whatever lint accepts runs: no command on it raises, and what is written down replays to the same task.

Documents are made at random, and commands on them too: right and wrong outcomes, people, values, ticks,
times; and now and then somebody who gives all that a step asks for. After each accepted one the facts go
through JSON, as they do through the database, and are replayed.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kernel_story import OFFICE, ZONE, at

from engine.kernel import Context, Meta, Program, decide, evolve
from engine.kernel.explain import checklist, ways
from engine.kernel.record import canonical
from engine.language import load_sop
from engine.model.codec import dump, load
from engine.model.commands import Actor, Advance, Cancel, Check, Command, Comment, Set, Start
from engine.model.refusals import Refusal
from engine.model.task import Task

DATA = {
    "weight": {"type": "number", "min": "0.5", "max": "99"},
    "count": {"type": "integer"},
    "paid": {"type": "money"},
    "fragile": {"type": "boolean", "default": "no"},
    "size": ["small", "large"],
    "paid_at": {"type": "datetime", "columns": ["paid at"]},
    "lead_time": {"type": "duration", "default": "2 workdays"},
    "double": {"type": "number", "value": "weight * 2"},
}
CONDITIONS = [
    "weight > 30",
    "fragile",
    "not fragile",
    'size == "large"',
    "has(count) and count > 3",
    "visits(s0) < 3",
    "closed(s1)",
    "double > 60 or fragile",
    "paid >= 10.5",
    "count % 2 == 0",
    "len(size) > 4",
    "now > paid_at",
    "count / count == 1",
]
INSTANTS = [
    "4 work hours",
    "24h after paid_at",
    "2 workdays",
    "3 days by 18:00",
    "by 09:30",
    "lead_time after paid_at",
    "1 month after start",
    "2 workdays before paid_at",
    "by friday 18:00 or workday before",
    "30min",
    "none",
]
LINES: list[Any] = [
    "look", {"tick": "pad", "when": "fragile"}, {"tick": "maybe", "na": "yes"}, {"fill": "weight"},
    {"fill": "size"}, {"fill": "count", "when": "fragile"}, {"must": "weight < 90"},
    {"must": "weight > 50", "warn": "yes", "title": "heavy"},
]  # fmt: skip
ROLES = ["clerk", "lead", ["clerk", "lead"], {"fragile": "lead", "else": "clerk"}]


def cases(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or two that depend on the data."""
    return value | either(value, value)


def either(first: st.SearchStrategy[Any], second: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Two values, one of which the data choose."""
    drawn = st.tuples(st.sampled_from(CONDITIONS), first, second)
    return drawn.map(lambda three: {three[0]: three[1], "else": three[2]})


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document, as JSON, which is YAML."""
    number = draw(st.integers(2, 6))
    names = [f"s{n}" for n in range(number)]
    instant = cases(st.sampled_from(INSTANTS))
    steps: dict[str, Any] = {}
    for index, name in enumerate(names):
        target = st.sampled_from([*names, "end", "end.lost"])
        onward = names[index + 1] if index + 1 < number else "end"
        step: dict[str, Any] = {"checklist": draw(st.lists(st.sampled_from(LINES), max_size=3))}
        outcomes: dict[str, Any] = {"done": {"to": draw(st.just(onward) | either(target, st.just(onward)))}}
        if draw(st.booleans()):
            outcomes["back"] = {
                "to": draw(cases(target)),
                "reason": draw(st.sampled_from(["required", ["a", "b"]])),
            }
        if draw(st.booleans()):
            outcomes["set"] = {"to": draw(target), "set": {"count": "= visits(s0) * 2", "size": "large"}}
        step["outcomes"] = outcomes
        for key, value in (("due", instant), ("limit", instant), ("not_before", st.just("1h"))):
            if draw(st.integers(0, 3)) == 0:
                step[key] = draw(value)
        if draw(st.integers(0, 3)) == 0:
            step["role"] = draw(st.sampled_from(ROLES))
        if index and draw(st.integers(0, 3)) == 0:
            step["when"] = draw(st.sampled_from(CONDITIONS))
        if index and draw(st.integers(0, 5)) == 0:
            step["not_by"] = ["s0"]
        step["bulk"] = draw(st.sampled_from(["yes", "no"]))
        steps[name] = {key: value for key, value in step.items() if value != []}
    blocks = {"promise": {"step": names[-1], "due": "24h after paid_at", "limit": "lead_time after s0"}}
    body: dict[str, Any] = {
        "sop": "random",
        "calendar": "office",
        "role": "clerk",
        "data": DATA,
        "steps": steps,
    }
    if draw(st.booleans()):
        body["deadlines"] = blocks
    if draw(st.booleans()):
        body["outcomes"] = {"stop": {"to": "end.stopped", "role": "lead", "when": "not closed(s1)"}}
    return json.dumps(body)


VALUES: dict[str, list[Any]] = {
    "weight": ["0.5", 31, 50, "99", 100, "x"],
    "count": [0, 1, 4, 7, "4"],
    "paid": ["10.50", "3.00", 3],
    "fragile": [True, False],
    "size": ["small", "large", "huge"],
    "lead_time": ["3 days", "4 work hours", "?"],
    "paid_at": [at("2026-09-30 12:00"), at("2026-11-13 23:59"), at("2027-01-04 09:00"), -1],
    "double": [2],
}
PEOPLE = {"ann": "clerk", "bob": "lead", "cid": "clerk lead", "eve": "guest"}
HOUR = 3_600_000
some_values = st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: st.sampled_from([*VALUES[name], None]) for name in names})
)
numbers = st.lists(st.integers(1, 5), max_size=4).map(tuple)
moments = st.none() | st.integers(-30, 2)
Doing = tuple[str, Any]
doings: st.SearchStrategy[Doing] = st.one_of(
    st.tuples(
        st.just("advance"),
        st.tuples(
            st.sampled_from(["done", "done", "done", "back", "set", "stop", "odd"]),
            some_values, numbers, numbers, st.booleans(), st.sampled_from([None, "a", "", "zz"]), moments,
        ),
    ),
    st.tuples(st.just("help"), st.sampled_from(["done", "done", "back", "set"])),
    st.tuples(st.just("help"), st.sampled_from(["done", "set"])),
    st.tuples(st.just("set"), some_values),
    st.tuples(st.just("check"), st.tuples(numbers, numbers, st.booleans())),
    st.tuples(st.just("comment"), st.sampled_from(["hello", " ", "\x00"])),
    st.tuples(st.just("cancel"), st.sampled_from([None, "bored"])),
)  # fmt: skip


def helpful(program: Program, task: Task, visit: int, outcome: str, asked: Context) -> Command:
    """An advance that ticks and gives everything that the step asks for."""
    lines = checklist(program, task, task.visits[visit - 1], asked)
    ticks = tuple(line.item.no for line in lines if line.item.kind == "tick")
    fields = {line.item.field for line in lines if line.item.kind == "fill"}
    values = {"weight": 55, "count": 4, "size": "large", "paid": "12.00", "paid_at": at("2026-09-30 12:00")}
    given = {name: value for name, value in values.items() if name in fields or name not in task.data}
    return Advance(b"", task.id, visit, outcome, given, ticks, reason="a")


def command(doing: Doing, program: Program, task: Task, asked: Context) -> Command:
    """What is done, as a command on the first open visit (or the last, when none is open)."""
    kind, how = doing
    now = asked.recorded
    opened = task.open_visits()
    visit = opened[0].no if opened else len(task.visits)
    if kind == "help":
        return helpful(program, task, visit, how, asked)
    if kind == "advance":
        outcome, values, ticks, na, everything, reason, ago = how
        happened = None if ago is None else now + ago * HOUR
        return Advance(b"", task.id, visit, outcome, values, ticks, na, everything, reason, None, happened)
    if kind == "set":
        return Set(b"", task.id, how)
    if kind == "check":
        return Check(b"", task.id, visit, *how[:2], undo=how[2], reason="no need")
    if kind == "comment":
        return Comment(b"", task.id, how)
    return Cancel(b"", task.id, how)


def context(who: str, now: int) -> Context:
    return Context(
        Actor(who, frozenset(PEOPLE[who].split()), who), now, ZONE, OFFICE, 1, version=1, task_id=1
    )


def run(document: str, first: dict[str, Any], doing: list[tuple[str, int, Doing]]) -> int:
    """Run commands on a task of the document; the number that were accepted."""
    loaded = load_sop(document.encode(), "random.sop.yaml")
    assume(loaded.definition is not None)
    assert loaded.definition is not None
    assert load(dump(loaded.definition)) == loaded.definition
    program = Program(load(dump(loaded.definition)))
    now = at("2026-09-29 10:00")
    task: Task | None = None
    accepted = 0
    given: list[tuple[str, int, Doing | None]] = [("cid", 0, None), *doing]
    for who, later, one in given:
        now += later * HOUR
        if task is None:
            asked: Command = Start(
                b"", "random", {name: value for name, value in first.items() if value is not None}
            )
        else:
            assert one is not None
            asked = command(one, program, task, context(who, now))
        before = task
        decision = decide(program, task, asked, context(who, now))
        if isinstance(decision, Refusal):
            assert task == before
            if task is None:
                return accepted
            continue
        accepted += 1
        seq = accepted
        after = decision.draft.task(seq, bytes([seq % 256]))
        facts = json.loads(canonical(decision.facts))
        meta = Meta(who, decision.happened, now)
        assert evolve(task, facts, meta, seq, bytes([seq % 256]), 1) == after
        task = after
        assert (task.ended is None) == bool(task.open_visits())
        for visit in task.open_visits():
            for way in ways(program, task, visit, context("ann", now)):
                assert way.outcome.name in program.definition.steps[visit.step].outcomes
            checklist(program, task, visit, context("ann", now))
        if task.ended is not None:
            assert all(span.ended is not None for span in task.clocks)
    return accepted


people = st.sampled_from(["ann", "bob", "cid", "cid", "cid", "eve"])


@given(documents(), some_values, st.lists(st.tuples(people, st.integers(0, 40), doings), max_size=25))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_what_lint_accepts_never_raises_and_replays(
    document: str, first: dict[str, Any], doing: list[tuple[str, int, Doing]]
) -> None:
    run(document, first, doing)


@pytest.mark.soak
def test_a_hundred_thousand_random_commands() -> None:
    from hypothesis import seed

    counted = [0, 0]

    @seed(20261121)
    @given(
        documents(),
        some_values,
        st.lists(st.tuples(people, st.integers(0, 40), doings), min_size=20, max_size=60),
    )
    @settings(max_examples=3500, deadline=None, database=None)
    def many(document: str, first: dict[str, Any], doing: list[tuple[str, int, Doing]]) -> None:
        counted[0] += len(doing)
        counted[1] += run(document, first, doing)

    many()
    print(f"seed 20261121: {counted[0]:,} commands, {counted[1]:,} of them accepted")
    assert counted[0] >= 100_000
