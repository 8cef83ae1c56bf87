"""Ways from one step to another: which steps lie on every way, and the longest and quickest way."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable
from graphlib import CycleError, TopologicalSorter

from engine.model.definition import Definition, Outcome
from engine.rules.ways.graph import Graph, backward, onward, reached

Arrive = Callable[[str, int], int]
"""Step and the instant at which it opens -> the instant at which it is closed, never an earlier one."""


def between(graph: Graph, starts: Iterable[str], goal: str, without: Collection[str] = ()) -> Graph:
    """The part of a graph that lies on ways from the starts to the goal, which end when they get there;
    none leads through ``without``. Empty where there is no such way."""
    cut = {name: (targets if name != goal else frozenset()) for name, targets in graph.items()}
    for name in without:
        cut.pop(name, None)
    there = reached(cut, (name for name in starts if name in cut))
    back = reached({name: all_ for name, all_ in backward(cut).items() if name not in without}, [goal])
    kept = there & back & cut.keys()
    if goal not in kept:
        return {}
    return {name: cut[name] & kept for name in graph if name in kept}


def on_every_way(graph: Graph, first: str, goal: str, names: Iterable[str]) -> list[str]:
    """Those of the names, the goal left out, that every way from the first step to the goal leads through;
    the last one first."""
    without = {name: reached_without(graph, first, name) for name in names if name != goal}
    return sorted(
        (name for name, there in without.items() if goal not in there), key=lambda name: -len(without[name])
    )


def reached_without(graph: Graph, first: str, without: str) -> set[str]:
    """What can be reached from the first step without a certain one."""
    if first == without:
        return set()
    return reached({name: targets - {without} for name, targets in graph.items() if name != without}, [first])


def planned(definition: Definition) -> Graph:
    """As ``onward``, without the outcomes that ask for a reason: what is left is how work goes where
    nothing goes wrong."""
    return _of(definition, lambda outcome: None if outcome.reason else outcome)


def unbounded(definition: Definition) -> Graph:
    """As ``onward``, without the cases and outcomes whose conditions count visits: of the circles that
    people drew only those are left that may go round for ever."""

    def free(outcome: Outcome) -> Outcome | None:
        if outcome.when is not None and "visits(" in outcome.when.source:
            return None
        counted = [no for no, case in enumerate(outcome.to) if case.when and "visits(" in case.when.source]
        return outcome._replace(to=outcome.to[: counted[0]]) if counted else outcome

    return _of(definition, free)


def _of(definition: Definition, keep: Callable[[Outcome], Outcome | None]) -> Graph:
    """The graph of what is kept of the outcomes."""
    steps = {}
    for name, step in definition.steps.items():
        kept = {key: keep(outcome) for key, outcome in step.outcomes.items()}
        steps[name] = step._replace(outcomes={key: each for key, each in kept.items() if each is not None})
    return onward(definition._replace(steps=steps))


def order_of(graph: Graph) -> list[str] | None:
    """The steps so that each comes after all that lead to it; None where some lead to each other."""
    try:
        return list(TopologicalSorter({**dict.fromkeys(graph, ()), **backward(graph)}).static_order())
    except CycleError:
        return None


def longest(graph: Graph, starts: Iterable[str], goal: str, begin: int, arrive: Arrive) -> list[str]:
    """The way to the goal that takes longest when every start opens at ``begin`` (ms); ``graph`` is without
    circles. [] where none leads there."""
    latest: dict[str, tuple[int, str]] = {name: (begin, "") for name in starts if name in graph}
    for name in order_of(graph) or ():
        if name in latest and name != goal:
            closed = arrive(name, latest[name][0])
            for target in sorted(graph[name]):
                if target not in latest or closed > latest[target][0]:
                    latest[target] = (closed, name)
    return _back(latest, goal)


def quickest(
    graph: Graph, starts: Iterable[str], goal: str, begin: int, arrive: Arrive
) -> tuple[int, list[str]]:
    """When the goal is closed at the earliest, every start opened at ``begin`` (ms), and the way there; the
    goal must be reachable. Circles do no harm, since nothing is closed before it opens."""
    waiting = [(begin, name, "") for name in sorted(starts) if name in graph]
    opened: dict[str, tuple[int, str]] = {}
    while waiting:
        at, name, before = heapq.heappop(waiting)
        if name in opened:
            continue
        opened[name] = (at, before)
        if name == goal:
            return arrive(goal, at), _back(opened, goal)
        closed = arrive(name, at)
        for target in graph[name]:
            if target not in opened:
                heapq.heappush(waiting, (closed, target, name))
    raise ValueError(f"no way leads to {goal!r}")


def _back(came: dict[str, tuple[int, str]], goal: str) -> list[str]:
    """The way that ends at the goal, from where each step was come from."""
    way: list[str] = []
    name = goal
    while name in came and name not in way:
        way.append(name)
        name = came[name][1]
    return way[::-1]
