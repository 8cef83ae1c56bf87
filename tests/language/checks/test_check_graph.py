"""The graph behind the checks of the flow, held against the plain meaning of its words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.ways.graph import Graph, backward, circles, leads_to_an_end, reached

NAMES = "abcdef"
graphs = st.fixed_dictionaries({name: st.frozensets(st.sampled_from([*NAMES, "end"])) for name in NAMES})


def walks(graph: Graph, start: str) -> set[str]:
    """Everything at the end of a walk of one arrow or more: walk so often that nothing new can come."""
    found = set(graph[start])
    for _ in NAMES:
        found |= {target for name in found if name in graph for target in graph[name]}
    return found


@settings(derandomize=True, max_examples=100)
@given(graphs, st.sampled_from(NAMES))
def test_reached_is_where_walks_end(graph: Graph, start: str) -> None:
    assert reached(graph, [start]) == {start} | walks(graph, start)


@settings(derandomize=True, max_examples=100)
@given(graphs)
def test_an_end_is_reached_forward_as_backward(graph: Graph) -> None:
    assert leads_to_an_end(graph) & set(NAMES) == {name for name in NAMES if "end" in walks(graph, name)}
    assert all(
        source in graph and target in graph[source]
        for target, all_ in backward(graph).items()
        for source in all_
    )


@settings(derandomize=True, max_examples=100)
@given(graphs)
def test_a_circle_is_a_group_that_leads_to_itself(graph: Graph) -> None:
    found = circles(graph)
    expected = {
        frozenset(other for other in NAMES if other in walks(graph, name) and name in walks(graph, other))
        for name in NAMES
        if name in walks(graph, name)
    }
    assert {frozenset(group) for group in found} == expected
    assert len(found) == len(expected)
