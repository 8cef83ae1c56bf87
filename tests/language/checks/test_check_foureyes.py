"""Four eyes against brute force: every way through the steps, every sharing out of a few people."""

from __future__ import annotations

from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.checks.foureyes import shared_out, too_few
from engine.rules.ways.graph import Graph, reached

NAMES = "abcd"
PEOPLE = ("Li", "Wang", "Zhao")
graphs = st.fixed_dictionaries({name: st.frozensets(st.sampled_from([*NAMES, "end"])) for name in NAMES})
doers = st.fixed_dictionaries({name: st.frozensets(st.sampled_from(PEOPLE), min_size=1) for name in NAMES})
excluded = st.fixed_dictionaries({name: st.frozensets(st.sampled_from(NAMES), max_size=3) for name in NAMES})


def possible(way: tuple[str, ...], apart: dict[str, frozenset[str]], may: dict[str, frozenset[str]]) -> bool:
    """Whether some choice of one person for each step of a way keeps those apart that have to be: nobody
    does a step that was done before by them and that it excludes."""
    return any(
        all(
            chosen[at] != chosen[earlier] or way[earlier] not in apart[name]
            for at, name in enumerate(way)
            for earlier in range(at)
        )
        for chosen in product(*(sorted(may[name]) for name in way))
    )


def stuck(
    graph: Graph, apart: dict[str, frozenset[str]], may: dict[str, frozenset[str]]
) -> set[frozenset[str]]:
    """The smallest groups with an order that a task may take and that cannot be shared out."""
    there = reached(graph, ["a"]) & set(NAMES)
    groups = {
        frozenset(way)
        for size in range(2, len(NAMES) + 1)
        for way in permutations(there, size)
        if all(way[no + 1] in reached(graph, graph[way[no]]) for no in range(size - 1))
        if not possible(way, apart, may)
    }
    return {group for group in groups if not any(other < group for other in groups)}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(graphs, excluded, doers)
def test_the_groups_are_those_for_which_brute_force_finds_nobody(
    graph: Graph, apart: dict[str, frozenset[str]], may: dict[str, frozenset[str]]
) -> None:
    apart = {name: others - {name} for name, others in apart.items()}
    found = too_few(graph, reached(graph, ["a"]), apart, may)
    assert {frozenset(way) for way in found} == stuck(graph, apart, may)
    for way in found:
        assert not possible(way, apart, may), "the order that is told is one that gets stuck"


def test_three_who_exclude_each_other_need_three() -> None:
    apart = {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a")}
    two = dict.fromkeys("abc", frozenset({"Li", "Wang"}))
    assert not shared_out(("a", "b", "c"), apart, two)
    assert shared_out(("a", "b", "c"), apart, two | {"c": frozenset({"Zhao"})})


def test_many_steps_are_not_tried_for_ever() -> None:
    """Forty steps that all exclude each other, and two people: only so many groups are looked at."""
    names = [f"s{no}" for no in range(40)]
    graph = {name: frozenset([following]) for name, following in zip(names, [*names[1:], "end"], strict=True)}
    apart = {name: frozenset(names[:no]) for no, name in enumerate(names)}
    found = too_few(graph, set(names), apart, dict.fromkeys(names, frozenset({"Li", "Wang"})))
    assert found[0] == ("s0", "s1", "s2")
