"""Four eyes and votes hold whatever comes between: random stories of advancing, claiming, assigning,
delegating, giving back, deputies who come and go, roles that change, reopening, undoing, overriding, voting
and typing for others, in lanes, in items and in called SOPs. The oracle reads the log and nothing else.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from four_eyes_oracle import Oracle
from four_eyes_sops import SOPS
from four_eyes_world import PEOPLE, ROLES, World
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.commands import (
    Advance,
    Assign,
    Claim,
    Delegate,
    HandOver,
    Override,
    Release,
    Reopen,
    Set,
    Start,
    Undo,
)
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit

people = st.sampled_from(PEOPLE)
held = st.frozensets(st.sampled_from(ROLES), max_size=3)
picks = st.integers(0, 11)
OUTCOMES = ("done", "done", "done", "other")
"""``other`` is another outcome of the step, where it has one."""
doings = st.one_of(
    *[st.tuples(st.just("try"), picks, people, st.sampled_from(OUTCOMES))] * 5,
    *[st.tuples(st.just("advance"), picks, people, st.sampled_from(OUTCOMES))] * 3,
    st.tuples(st.just("typed"), picks, people, people),
    st.tuples(st.just("typed"), picks, people, people),
    st.tuples(st.just("claim"), picks, people, people),
    st.tuples(st.just("release"), picks, people, people),
    st.tuples(st.just("assign"), picks, people, people),
    st.tuples(st.just("delegate"), picks, people, people),
    st.tuples(st.just("delegate"), picks, people, people),
    st.tuples(st.just("away"), picks, people, people),
    st.tuples(st.just("away"), picks, people, people),
    st.tuples(st.just("back"), picks, people, people),
    st.tuples(st.just("role"), picks, people, held),
    st.tuples(st.just("leave"), picks, people, people),
    st.tuples(st.just("reopen"), picks, people, people),
    st.tuples(st.just("undo"), picks, people, people),
    st.tuples(st.just("override"), picks, people, st.sampled_from(OUTCOMES)),
    st.tuples(st.just("set"), picks, people, people),
)
KINDS = [
    *["try"] * 12, *["advance"] * 4, *["typed"] * 4, "claim", "claim", "release", "assign", "assign",
    "delegate", "delegate", "away", "away", "back", "role", "reopen", "undo", "undo", "override", "set",
    "leave",
]  # fmt: skip
DONE = ("advance", "claim", "release", "assign", "delegate", "handover", "reopen", "undo", "override", "set")
stories = st.tuples(
    st.sampled_from(sorted(SOPS)),
    st.fixed_dictionaries({person: held.map(lambda roles: roles | {"r1"}) for person in PEOPLE}),
    people,
)


def run(story: tuple[str, dict[str, frozenset[str]], str], doing: list[tuple[str, int, str, Any]]) -> World:
    """Let a story happen; every promise is looked at after every event."""
    name, roles, starter = story
    world, oracle = World(SOPS[name], roles), Oracle(SOPS[name])
    world.do(Start(b"", "main", {}), world.actor(starter))
    seen = 0
    for kind, pick, who, what in doing:
        _do(world, kind, pick, who, what)
        for event in world.log[seen:]:
            oracle.follow(event)
        seen = len(world.log)
        assert not oracle.broken, (name, oracle.broken)
    return world


def _do(world: World, kind: str, pick: int, who: str, what: Any) -> None:
    task = world.tasks[1 + pick % len(world.tasks)]
    opened = [visit for visit in task.open_visits() if visit.kind == "work"] or list(task.visits[-1:])
    visit = opened[pick % len(opened)]
    any_visit = task.visits[pick % len(task.visits)]
    outcome = _outcome(world, task, visit, pick, what)
    actor = world.actor(who)
    if task.ended is not None and kind in ("try", "advance"):
        kind = "reopen"  # the story goes on
    if kind == "away":
        world.away.add(who)
        world.deputies[who] = (what, PEOPLE[pick % len(PEOPLE)])
    elif kind == "back":
        world.away.discard(who)
    elif kind == "role":
        world.roles = {**world.roles, who: what}
    elif kind == "try":
        place = PEOPLE.index(who)
        for one in PEOPLE[place:] + PEOPLE[:place]:
            closing = Advance(b"", task.id, visit.no, outcome, ticks=_ticks(world, visit.step), reason="a")
            if not isinstance(world.do(closing, world.actor(one)), Refusal):
                return
    elif kind in ("advance", "typed"):
        typed = kind == "typed"
        closing = Advance(b"", task.id, visit.no, outcome, ticks=_ticks(world, visit.step), reason="a")
        world.do(closing, world.actor(who, what) if typed else actor)
    elif kind == "claim":
        world.do(Claim(b"", task.id, visit.no), actor)
    elif kind == "release":
        world.do(Release(b"", task.id, visit.no), actor)
    elif kind == "assign":
        world.do(Assign(b"", task.id, visit.no, what), actor)
    elif kind == "delegate":
        world.do(Delegate(b"", task.id, visit.no, what), actor)
    elif kind == "leave":
        world.do(HandOver(b"", task.id, visit.no, visit.assignee or who, what), actor)
    elif kind == "reopen":
        world.do(Reopen(b"", task.id, any_visit.no, "a"), actor)
    elif kind == "undo":
        world.do(Undo(b"", task.id), actor)
    elif kind == "override":
        world.do(Override(b"", task.id, visit.no, outcome, "a"), actor)
    else:
        values = {"price": pick} if task.sop == "main" else {"author": what}
        world.do(Set(b"", task.id, values), actor)


def _outcome(world: World, task: Task, visit: Visit, pick: int, what: Any) -> str:
    found = [one for one in world.programs[task.sop].definition.steps[visit.step].outcomes if one != "done"]
    return found[pick % len(found)] if what == "other" and found else "done"


def _ticks(world: World, step: str) -> tuple[int, ...]:
    return (1,) if step == "draft" and "look" in str(world.programs["main"].definition.steps["draft"]) else ()


@given(stories, st.lists(doings, min_size=15, max_size=45))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_nobody_is_on_both_sides_whatever_comes_between(story: Any, doing: Any) -> None:
    run(story, doing)


def made(seed: int) -> tuple[Any, list[tuple[str, int, str, Any]]]:
    """A long story out of a number: hypothesis finds small ones, most of a long one it makes is refused."""
    dice = random.Random(seed)
    roles = {person: frozenset(["r1", *dice.sample(ROLES, dice.randint(0, 2))]) for person in PEOPLE}
    doing: list[tuple[str, int, str, Any]] = []
    for _ in range(70):
        kind = dice.choice(KINDS)
        what: Any = dice.choice(PEOPLE)
        if kind in ("try", "advance", "override"):
            what = dice.choice(OUTCOMES)
        elif kind == "role":
            what = frozenset(dice.sample(ROLES, dice.randint(0, 3)))
        doing.append((kind, dice.randint(0, 11), dice.choice(PEOPLE), what))
    return (dice.choice(sorted(SOPS)), roles, dice.choice(PEOPLE)), doing


def tell(seeds: range) -> tuple[int, Counter[str]]:
    """Let the stories of these numbers happen; how many commands there were, and what came of people's."""
    commands, answers = 0, Counter[str]()
    for number in seeds:
        try:
            world = run(*made(number))
        except AssertionError as broken:
            raise AssertionError(f"seed {number}: {broken}") from None
        commands += world.commands
        answers.update(world.answers)
    return commands, answers


def test_nobody_is_on_both_sides_in_long_stories() -> None:
    commands, answers = tell(range(90))
    assert commands > 5000
    assert min(answers[kind] for kind in DONE) > 0, answers
    assert answers["not-by"] > 300


@pytest.mark.soak
def test_nobody_is_on_both_sides_in_a_hundred_thousand_commands() -> None:
    first, stories = 20261122, 3000
    commands, answers = tell(range(first, first + stories))
    done = {kind: answers[kind] for kind in DONE}
    print(
        f"seed {first}: {stories:,} stories, {commands:,} commands, {sum(done.values()):,} carried out "
        f"{done}; {answers['not-by']:,} times kept apart, {answers['voted-already']:,} times no second vote"
    )
    assert commands >= 100_000
