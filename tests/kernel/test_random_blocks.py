"""Whatever lint accepts never gets stuck, never raises and replays: SOPs of lanes, items, waits, calls,
tables, rules, ladders, pauses and holds, made at random, with random commands on all the tasks that come of
them.

After every accepted command: its facts, written as JSON and read again, give the same task; every open lane
has exactly one open visit; a block that is open has an open lane; nothing runs on in a task that ended.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kernel_story import at
from random_blocks import World, documents, helpful

from engine.kernel import Program
from engine.kernel.explain import ways
from engine.language import load_sop
from engine.model.codec import dump, load
from engine.model.commands import Advance, Cancel, Hold, Resume, Set, Signal, Start
from engine.model.refusals import Refusal

VALUES: dict[str, list[Any]] = {
    "weight": ["0.5", 31, 60, 100, None],
    "count": [0, 4, 7, None],
    "fragile": [True, False],
    "size": ["small", "large"],
    "parts": [["a"], ["a", "b", "c"], ["a", "a"], ["c"], None],
    "paid_at": [at("2026-09-29 12:00"), at("2026-10-09 23:59"), None],
}
values = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.sampled_from(VALUES[name]).map(lambda value: {name: value})
)
picks = st.integers(0, 9)
doings = st.one_of(
    st.tuples(
        st.just("help"), picks, st.sampled_from(["done", "done", "done", "done", "back", "set", "lost"])
    ),
    st.tuples(st.just("help"), picks, st.sampled_from(["done", "back"])),
    st.tuples(st.just("advance"), picks, st.sampled_from(["done", "timeout", "stop", "odd", "lost"])),
    st.tuples(st.just("set"), picks, values),
    st.tuples(st.just("wait"), picks, st.integers(1, 60)),
    st.tuples(st.just("signal"), picks, st.sampled_from(["go", "gone"])),
    st.tuples(st.just("cancel"), picks, st.just("bored")),
    st.tuples(st.just("hold"), picks, st.booleans()),
    st.tuples(st.just("resume"), picks, st.booleans()),
    st.tuples(st.just("resume"), picks, st.booleans()),
)


def run(document: str, first: dict[str, Any], doing: list[tuple[str, int, Any]]) -> World:
    """Run a random SOP's task; the world that came of it."""
    loaded = load_sop(document.encode(), "random.sop.yaml")
    assume(loaded.definition is not None)
    assert loaded.definition is not None
    compiled = load(dump(loaded.definition))
    assert compiled == loaded.definition
    world = World(Program(compiled))
    if isinstance(world.do(Start(b"", "random", {k: v for k, v in first.items() if v is not None})), Refusal):
        return world
    for kind, pick, how in doing:
        world.now += 60_000
        do(world, kind, pick, how)
    return world


def do(world: World, kind: str, pick: int, how: Any) -> None:
    numbers = [task.id for task in world.tasks.values() if task.ended is None] or [1]
    task = world.tasks[numbers[pick % len(numbers)]]
    opened = [visit for visit in task.open_visits() if visit.kind == "work"] or list(task.visits[-1:])
    visit = opened[pick % len(opened)]
    if kind == "help":
        step = world.programs[task.sop].definition.steps[visit.step]
        if visit.closed is None and how in step.outcomes:
            world.do(helpful(world, task.id, visit, how))
    elif kind == "advance":
        world.do(Advance(b"", task.id, task.visits[pick % len(task.visits)].no, how, reason="a"))
    elif kind == "set":
        world.do(Set(b"", task.id, how))
    elif kind == "wait":
        world.wait(how)
    elif kind == "signal":
        world.do(Signal(b"", task.id, how))
    elif kind == "hold":
        until = world.now + 5_400_000 if pick % 2 else None
        world.do(Hold(b"", task.id, visit.no if how else 0, "a", until))
    elif kind == "resume":
        held = next((one for one in task.holds if one.ended is None), None)
        world.do(Resume(b"", task.id, held.visit if held is not None else 0))
    elif pick == 0:
        world.do(Cancel(b"", task.id, how))
    for each in task.open_visits():
        ways(world.programs[task.sop], task, each, world.context("ann", task.id))


starting = st.fixed_dictionaries({"fragile": st.booleans(), "weight": st.sampled_from([5, 60])})


@given(documents(), starting, st.lists(doings, max_size=25))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_what_lint_accepts_never_gets_stuck_never_raises_and_replays(
    document: str, first: dict[str, Any], doing: list[tuple[str, int, Any]]
) -> None:
    run(document, first, doing)


@pytest.mark.soak
def test_a_hundred_thousand_random_commands_on_blocks() -> None:
    from hypothesis import seed

    counted = [0, 0, 0, 0]

    @seed(20261122)
    @given(documents(), starting, st.lists(doings, min_size=25, max_size=60))
    @settings(max_examples=4500, deadline=None, database=None)
    def many(document: str, first: dict[str, Any], doing: list[tuple[str, int, Any]]) -> None:
        world = run(document, first, doing)
        counted[0] += 1
        counted[1] += world.commands
        counted[2] += world.accepted
        counted[3] += sum(task.ended is not None for task in world.tasks.values())

    many()
    print(
        f"seed 20261122: {counted[0]:,} SOPs, {counted[1]:,} commands, {counted[2]:,} accepted, "
        f"{counted[3]:,} tasks ended"
    )
    assert counted[1] >= 100_000
