"""Whoever does what in random SOPs that say who: nothing raises, everything replays, and where nobody can go
on, the refusals say that it is for want of people.

After every accepted command its facts, written as JSON and read again, give the same task.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_people import PEOPLE, Crowd, peopled
from test_random_blocks import starting, values

from engine.kernel import Program
from engine.kernel.explain import ways
from engine.language import load_sop
from engine.model.codec import dump, load
from engine.model.commands import Assign, Claim, Delegate, Release, Set, Start
from engine.model.refusals import Refusal

who = st.sampled_from(sorted(PEOPLE))
picks = st.integers(0, 9)
doings = st.one_of(
    st.tuples(st.just("help"), picks, who, st.sampled_from(["done", "done", "done", "back", "set"])),
    st.tuples(st.just("help"), picks, who, st.sampled_from(["done", "done", "back"])),
    st.tuples(st.just("all"), picks, who, st.just("done")),
    st.tuples(st.just("claim"), picks, who, who),
    st.tuples(st.just("release"), picks, who, who),
    st.tuples(st.just("assign"), picks, who, who),
    st.tuples(st.just("delegate"), picks, who, who),
    st.tuples(st.just("set"), picks, who, values),
    st.tuples(st.just("set"), picks, who, who.map(lambda name: {"helper": name})),
    st.tuples(st.just("wait"), picks, who, st.integers(1, 60)),
)
SHARING = {"claim": Claim, "release": Release, "assign": Assign, "delegate": Delegate}
WANT_OF_PEOPLE = {
    "not-by", "voted-already", "role-has-voted", "vote-out-of-order", "assigned-to-other", "not-your-role",
    "delegator-cannot",
}  # fmt: skip
"""Codes that say who could and who cannot."""


def run(document: str, first: dict[str, Any], doing: list[tuple[str, int, str, Any]]) -> Crowd:
    """Run a random SOP's task; the world that came of it."""
    loaded = load_sop(document.encode(), "random.sop.yaml")
    assume(loaded.definition is not None)
    assert loaded.definition is not None
    compiled = load(dump(loaded.definition))
    assert compiled == loaded.definition
    world = Crowd(Program(compiled))
    if isinstance(world.do(Start(b"", "random", first), "cid"), Refusal):
        return world
    for kind, pick, person, how in doing:
        world.now += 60_000
        do(world, kind, pick, person, how)
    for task in world.tasks.values():
        for visit in task.open_visits() if not task.holds else ():
            if visit.kind == "work":
                codes = world.why_nobody(task.id, visit)
                assert not codes or codes & {*WANT_OF_PEOPLE, *OTHERWISE}, codes
    return world


OTHERWISE = {
    "approval-void",
    "missing-value",
    "evaluation-failed",
    "no-case",
    "endless-moves",
    "endless-skips",
}
"""Codes of what is wrong whoever it is."""


def do(world: Crowd, kind: str, pick: int, person: str, how: Any) -> None:
    numbers = [task.id for task in world.tasks.values() if task.ended is None] or [1]
    task = world.tasks[numbers[pick % len(numbers)]]
    opened = [visit for visit in task.open_visits() if visit.kind == "work"] or list(task.visits[-1:])
    visit = opened[pick % len(opened)]
    outcomes = world.programs[task.sop].definition.steps[visit.step].outcomes
    if kind == "help" and visit.closed is None and how in outcomes:
        world.helped(task.id, visit, how, person)
    elif kind == "all" and how in outcomes:
        for each in PEOPLE:
            if world.tasks[task.id].visits[visit.no - 1].closed is None:
                world.helped(task.id, visit, how, each)
    elif kind in SHARING:
        more = {} if kind in ("claim", "release") else {"to": how}
        world.do(SHARING[kind](b"", task.id, visit.no, **more), person)
    elif kind == "set":
        world.do(Set(b"", task.id, how), person)
    elif kind == "wait":
        world.wait(how)
    task = world.tasks[task.id]
    for each_visit in task.open_visits():
        ways(world.programs[task.sop], task, each_visit, world.context(person, task.id))


@given(peopled(), starting, st.lists(doings, max_size=25))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_what_lint_accepts_never_raises_replays_and_says_who_is_wanting(
    document: str, first: dict[str, Any], doing: list[tuple[str, int, str, Any]]
) -> None:
    run(document, first, doing)


@pytest.mark.soak
def test_a_hundred_thousand_random_commands_of_people() -> None:
    from collections import Counter

    from hypothesis import seed

    counted = [0, 0, 0, 0]
    facts: Counter[str] = Counter()

    @seed(20261122)
    @given(peopled(), starting, st.lists(doings, min_size=25, max_size=60))
    @settings(max_examples=2500, deadline=None, database=None)
    def many(document: str, first: dict[str, Any], doing: list[tuple[str, int, str, Any]]) -> None:
        world = run(document, first, doing)
        facts.update(world.seen)
        counted[0] += 1
        counted[1] += world.commands
        counted[2] += world.accepted
        counted[3] += sum(task.ended is not None for task in world.tasks.values())

    many()
    print(
        f"seed 20261122: {counted[0]:,} SOPs, {counted[1]:,} commands, {counted[2]:,} accepted, "
        f"{counted[3]:,} tasks ended; {facts['assigned']:,} times given, {facts['voted']:,} votes, "
        f"{facts['voided']:,} times void, {facts['noted']:,} pieces of evidence"
    )
    assert counted[1] >= 100_000
    assert min(facts[one] for one in ("assigned", "unassigned", "voted", "voided", "noted", "priority")) > 50
