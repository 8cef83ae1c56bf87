"""The way through the steps as a graph: from each step to where its outcomes lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.model.definition import Definition, is_end

Graph = Mapping[str, frozenset[str]]


def onward(definition: Definition) -> Graph:
    """Step -> the steps and ends that its outcomes may lead to, whatever the data."""
    return {
        name: frozenset(case.value for outcome in step.outcomes.values() for case in outcome.to)
        for name, step in definition.steps.items()
    }


def reached(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Everything that can be reached from the starts, themselves included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for target in graph.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def backward(graph: Graph) -> Graph:
    """The same with every arrow turned round."""
    found: dict[str, set[str]] = {}
    for source, targets in graph.items():
        for target in targets:
            found.setdefault(target, set()).add(source)
    return {name: frozenset(sources) for name, sources in found.items()}


def leads_to_an_end(graph: Graph) -> set[str]:
    """The steps from which an end can be reached, and the ends."""
    ends = {target for targets in graph.values() for target in targets if is_end(target)}
    return reached(backward(graph), ends)


def circles(graph: Graph) -> list[list[str]]:
    """Every group of nodes that all lead to each other (a node that leads to itself is one), in the
    order of the graph."""
    found: list[list[str]] = []
    placed: set[str] = set()
    back = backward(graph)
    for name in graph:
        if name in placed:
            continue
        both = reached(graph, graph[name]) & reached(back, back.get(name, ()))
        group = [other for other in graph if other in both] if name in both else []
        placed.update(group)
        if group:
            found.append(group)
    return found
