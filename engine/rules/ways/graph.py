"""The way through the steps as a graph: from each step to where its outcomes lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.model.definition import END, Definition, Step, is_end

DONE = "done"

Graph = Mapping[str, frozenset[str]]


def onward(definition: Definition) -> Graph:
    """Step -> the steps and ends that its outcomes may lead to, whatever the data.

    A block leads into its lanes, each lane to its end (a node ``block/lane/``), and these to the join
    (``block/``), which leads to where the block's own ``done`` does. A block that may have nothing to walk,
    all its lanes being left out or its list empty, leads to its join itself.
    """
    graph: dict[str, frozenset[str]] = {}
    for name, step in definition.steps.items():
        block = bool(step.lanes)
        ways = [
            way for way in step.outcomes.values() if not block or way.name != DONE or step.when is not None
        ]
        graph[name] = frozenset(routed(step, case.value) for way in ways for case in way.to)
        if block:
            graph.update(_block(step))
            inside = {lane.first for lane in step.lanes.values()}
            empty = step.each is not None or all(lane.when is not None for lane in step.lanes.values())
            graph[name] |= inside | ({joins(name)} if empty else set())
    return graph


def _block(step: Step) -> dict[str, frozenset[str]]:
    after = step.outcomes.get(DONE)
    found = {f"{step.name}/{lane}/": frozenset({joins(step.name)}) for lane in step.lanes}
    found[joins(step.name)] = (
        frozenset(routed(step, case.value) for case in after.to) if after else frozenset()
    )
    return found


def routed(step: Step, target: str) -> str:
    """Where a target of a step's outcome leads in the graph: ``end`` in a lane is the end of the lane."""
    return f"{step.lane}/" if step.lane and target == END else target


def joins(block: str) -> str:
    """The node at which the lanes of a block join."""
    return f"{block}/"


def lanes_of(definition: Definition, name: str) -> tuple[str, ...]:
    """The lanes that a step stands in, the outermost first; none for a step of the main lane."""
    found: list[str] = []
    lane = definition.steps[name].lane
    while lane:
        found.insert(0, lane)
        lane = definition.steps[lane.partition("/")[0]].lane
    return tuple(found)


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
    order = {name: number for number, name in enumerate(graph)}
    groups = [sorted(group, key=order.__getitem__) for group in _components(graph)]
    circular = [group for group in groups if len(group) > 1 or group[0] in graph[group[0]]]
    return sorted(circular, key=lambda group: order[group[0]])


def _components(graph: Graph) -> list[list[str]]:
    """The groups of nodes that lead to each other, single nodes too: Tarjan's way, one pass over the arrows
    and without recursion, which a long chain would exhaust."""
    found: list[list[str]] = []
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    held: list[str] = []
    holding: set[str] = set()
    path: list[tuple[str, Iterator[str]]] = []

    def enter(name: str) -> None:
        number[name] = low[name] = len(number)
        held.append(name)
        holding.add(name)
        path.append((name, iter(graph[name])))

    for root in graph:
        if root not in number:
            enter(root)
        while path:
            name, targets = path[-1]
            for target in targets:
                if target in holding:
                    low[name] = min(low[name], number[target])
                elif target in graph and target not in number:
                    enter(target)
                    break
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[name])
                if low[name] == number[name]:
                    group = [held.pop()]
                    while group[-1] != name:
                        group.append(held.pop())
                    holding.difference_update(group)
                    found.append(group)
    return found
