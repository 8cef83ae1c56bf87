"""Whatever happened, an outcome that is undone leaves the task where it stood; nothing that is undone,
reopened or overridden gets stuck, raises, or replays otherwise. SOPs and commands made at random."""

from __future__ import annotations

from typing import Any

import pytest
import test_random_blocks as blocks
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_blocks import documents
from random_mistakes import Remembering

from engine.kernel import Program
from engine.language import load_sop
from engine.model.commands import Start
from engine.model.refusals import Refusal

picks = st.integers(0, 9)
words = st.sampled_from(["done", "done", "back", "set", "stop", "lost"])
mistakes = st.one_of(
    st.tuples(st.just("there and back"), picks, words),
    st.tuples(st.just("there and back"), picks, words),
    st.tuples(st.just("undo"), picks, st.just("")),
    st.tuples(st.just("reopen"), picks, st.just("")),
    st.tuples(st.just("override"), picks, words),
)


def run(document: str, first: dict[str, Any], doing: list[tuple[str, int, Any]]) -> Remembering:
    loaded = load_sop(document.encode(), "random.sop.yaml")
    assume(loaded.definition is not None)
    assert loaded.definition is not None
    world = Remembering(Program(loaded.definition))
    if isinstance(world.do(Start(b"", "random", {k: v for k, v in first.items() if v is not None})), Refusal):
        return world
    for kind, pick, how in doing:
        world.now += 60_000
        numbers = list(world.tasks)
        number = numbers[pick % len(numbers)]
        if kind == "there and back":
            if world.tasks[number].ended is None:
                world.there_and_back(number, pick, how)
        elif kind == "undo":
            world.undo(number)
        elif kind == "reopen":
            world.reopen(number, pick)
        elif kind == "override":
            world.override(number, pick, how)
        else:
            blocks.do(world, kind, pick, how)
    return world


@given(documents(), blocks.starting, st.lists(st.one_of(blocks.doings, mistakes, mistakes), max_size=20))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_is_undone_stands_where_it_stood(
    document: str, first: dict[str, Any], doing: list[tuple[str, int, Any]]
) -> None:
    run(document, first, doing)


@pytest.mark.soak
def test_forty_thousand_random_commands_with_mistakes() -> None:
    from hypothesis import seed

    counted = [0, 0, 0, 0, 0]

    @seed(20261122)
    @given(
        documents(), blocks.starting,
        st.lists(st.one_of(blocks.doings, mistakes, mistakes), min_size=20, max_size=50),
    )  # fmt: skip
    @settings(max_examples=1500, deadline=None, database=None)
    def many(document: str, first: dict[str, Any], doing: list[tuple[str, int, Any]]) -> None:
        world = run(document, first, doing)
        for place, more in enumerate((1, world.commands, world.undone, world.reopened, world.overridden)):
            counted[place] += more

    many()
    print(
        f"seed 20261122: {counted[0]:,} SOPs, {counted[1]:,} commands, {counted[2]:,} undone, "
        f"{counted[3]:,} reopened, {counted[4]:,} overridden"
    )
    assert counted[2] >= 1000
