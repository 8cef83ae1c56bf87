"""Four eyes and votes hold whatever comes between: random stories of advancing, claiming, assigning,
delegating, giving back, deputies who come and go, roles that change, reopening, undoing, overriding, voting
and typing for others, in lanes, in items and in called SOPs. The oracle reads the log and nothing else.
"""

from __future__ import annotations

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
    Override,
    Release,
    Reopen,
    Set,
    Start,
    Undo,
)
from engine.model.refusals import Refusal

people = st.sampled_from(PEOPLE)
held = st.frozensets(st.sampled_from(ROLES), max_size=3)
picks = st.integers(0, 11)
OUTCOMES = ("done", "done", "done", "done", "reject", "kill")
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
    st.tuples(st.just("reopen"), picks, people, people),
    st.tuples(st.just("undo"), picks, people, people),
    st.tuples(st.just("override"), picks, people, st.sampled_from(OUTCOMES)),
    st.tuples(st.just("set"), picks, people, people),
)
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
    actor = world.actor(who)
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
            closing = Advance(b"", task.id, visit.no, what, ticks=_ticks(world, visit.step), reason="a")
            if not isinstance(world.do(closing, world.actor(one)), Refusal):
                return
    elif kind in ("advance", "typed"):
        typed = kind == "typed"
        outcome = "done" if typed else what
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
    elif kind == "reopen":
        world.do(Reopen(b"", task.id, any_visit.no, "a"), actor)
    elif kind == "undo":
        world.do(Undo(b"", task.id), actor)
    elif kind == "override":
        world.do(Override(b"", task.id, visit.no, what, "a"), actor)
    else:
        values = {"price": pick} if task.sop == "main" else {"author": what}
        world.do(Set(b"", task.id, values), actor)


def _ticks(world: World, step: str) -> tuple[int, ...]:
    return (1,) if step == "draft" and "look" in str(world.programs["main"].definition.steps["draft"]) else ()


@given(stories, st.lists(doings, min_size=5, max_size=40))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_nobody_is_on_both_sides_whatever_comes_between(story: Any, doing: Any) -> None:
    run(story, doing)


@pytest.mark.soak
def test_nobody_is_on_both_sides_in_a_hundred_thousand_commands() -> None:
    from hypothesis import seed

    number = 20261122
    counted: Counter[str] = Counter()
    tried = [0, 0]

    @seed(number)
    @given(stories, st.lists(doings, min_size=30, max_size=80))
    @settings(max_examples=1200, deadline=None, database=None)
    def many(story: Any, doing: Any) -> None:
        world = run(story, doing)
        tried[0] += 1
        tried[1] += world.commands
        counted.update(world.answers)

    many()
    done = sum(counted[kind] for kind in ("advance", "override", "undo", "reopen", "delegate", "assign"))
    print(
        f"seed {number}: {tried[0]:,} stories, {tried[1]:,} commands, {done:,} carried out; {dict(counted)}"
    )
    assert tried[1] >= 100_000
    assert counted["not-by"] > 1000
