"""Ways through a graph against brute force: every way without a repeat is written out and timed."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.ways.graph import Graph, reached
from engine.rules.ways.routes import between, longest, on_every_way, order_of, quickest

NAMES = "abcdef"
graphs = st.fixed_dictionaries({name: st.frozensets(st.sampled_from([*NAMES, "end"])) for name in NAMES})
straight = st.fixed_dictionaries(
    {name: st.frozensets(st.sampled_from([*NAMES[no + 1 :], "end"])) for no, name in enumerate(NAMES)}
)
lengths = st.fixed_dictionaries({name: st.integers(0, 30) for name in NAMES})
EIGHT = 8


def ways(graph: Graph, start: str, goal: str, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every way from a step to the goal that comes to no step twice."""
    if start == goal:
        yield (*before, goal)
    elif start in graph and start not in before:
        for target in graph[start]:
            yield from ways(graph, target, goal, (*before, start))


def closing(length: dict[str, int], name: str, opened: int) -> int:
    """Work on a step in a shop that is open every second stretch of eight hours."""
    if opened // EIGHT % 2:
        opened = (opened // EIGHT + 1) * EIGHT
    return opened + length[name]


def end_of(length: dict[str, int], way: tuple[str, ...] | list[str], begin: int) -> int:
    at = begin
    for name in way:
        at = closing(length, name, at)
    return at


@settings(derandomize=True, max_examples=60)
@given(graphs, lengths, st.integers(0, 16))
def test_the_quickest_way_is_the_quickest_of_all(graph: Graph, length: dict[str, int], begin: int) -> None:
    every = list(ways(graph, "a", "f"))
    part = between(graph, ["a"], "f")
    assert bool(part) == bool(every)
    if every:
        end, way = quickest(part, ["a"], "f", begin, lambda name, at: closing(length, name, at))
        assert tuple(way) in every
        assert end == end_of(length, way, begin) == min(end_of(length, each, begin) for each in every)


@settings(derandomize=True, max_examples=60)
@given(straight, lengths, st.integers(0, 16))
def test_the_longest_way_is_the_longest_of_all(graph: Graph, length: dict[str, int], begin: int) -> None:
    every = list(ways(graph, "a", "f"))
    way = longest(between(graph, ["a"], "f"), ["a"], "f", begin, lambda name, at: closing(length, name, at))
    assert bool(way) == bool(every)
    if every:
        assert tuple(way) in every
        assert end_of(length, way, begin) == max(end_of(length, each, begin) for each in every)


@settings(derandomize=True, max_examples=60)
@given(graphs)
def test_what_lies_on_every_way_lies_on_each_of_them(graph: Graph) -> None:
    every = list(ways(graph, "a", "f"))
    if every:
        found = on_every_way(graph, "a", "f", NAMES)
        assert set(found) == {name for name in NAMES if all(name in way for way in every)} - {"f"}
        assert all(sorted(found, key=way.index, reverse=True) == found for way in every)


@settings(derandomize=True, max_examples=60)
@given(graphs, st.sampled_from(NAMES))
def test_between_is_what_is_reached_on_the_way_and_leads_there(graph: Graph, without: str) -> None:
    part = between(graph, ["a"], "f", [without])
    cut = {name: targets for name, targets in graph.items() if name not in (without, "f")}
    expected = {
        name
        for name in NAMES
        if name != without and name in reached(cut, ["a"] if without != "a" else [])
        if name == "f" or "f" in reached(cut, [name])
    }
    assert set(part) == (expected if "f" in expected else set())


@settings(derandomize=True, max_examples=60)
@given(graphs)
def test_there_is_an_order_where_nothing_goes_round(graph: Graph) -> None:
    order = order_of(graph)
    round_ = any(name in reached(graph, graph[name]) for name in NAMES)
    assert (order is None) == round_
    if order is not None:
        assert all(order.index(name) < order.index(target) for name in NAMES for target in graph[name])
