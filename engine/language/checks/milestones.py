"""Steps that wait for other steps: what can never come, and what may not."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.blocks import within
from engine.language.checks.material import Material
from engine.language.checks.possible import Needs, Possible, needs
from engine.model.definition import Definition
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.ways.graph import Graph, backward, onward, reached

ARROW = " -> "


def check(material: Material) -> list[Diagnostic]:
    """An error for each step that waits for what comes only after it, and for each circle of steps that
    wait for one another; a warning for one that waits, without end, for what may be left out."""
    definition = material.definition
    wanted = needs(definition)
    if not wanted:
        return []
    graph = onward(definition)
    possible = Possible(definition, wanted)
    found = list(_never(material, possible, graph))
    stuck = set(possible.stuck())
    for waiting in wanted:
        if waiting in stuck or waiting not in possible.reached:
            continue
        later = _later(definition, wanted, graph, waiting, possible)
        if later is not None:
            found.append(_told(material, waiting, *later))
        else:
            found.extend(_may_not_come(material, graph, waiting, wanted[waiting], possible))
    return found


def _never(material: Material, possible: Possible, graph: Graph) -> Iterator[Diagnostic]:
    """What is told of the steps that are stuck: of each circle of them once, at its first."""
    before = {name: _before(possible, graph, name) for name in possible.stuck()}
    told: set[str] = set()
    for name in before:
        circle = _circle(before, name)
        if told.intersection(circle) or name not in circle:
            continue
        told.update(circle)
        if len(circle) == 1:
            yield _told(material, name, before[name][0], before[name][2])
            continue
        way = [part for one in circle for part in before[one][2][:-1]]
        place = material.places[f"steps.{name}", "wait"]
        yield Diagnostic("F757", place, {"path": ARROW.join([*way, name])})


def _before(possible: Possible, graph: Graph, waiting: str) -> tuple[str, str, list[str]]:
    """The step that a stuck one lacks, the stuck one before that, and the way: the one, what it lacks, and
    back from there to the other."""
    lacks = possible.lacking(waiting)[0]
    stuck = set(possible.stuck())
    back = backward(graph)
    ways = [[lacks]]
    seen = {lacks}
    for way in ways:  # grows while it is walked
        if way[-1] in stuck:
            steps = [node for node in way if not node.endswith("/")]
            return lacks, way[-1], [waiting, *steps]
        if way[-1] in possible.reached and len(way) > 1:
            continue
        for node in sorted(back.get(way[-1], ())):
            if node not in seen:
                seen.add(node)
                ways.append([*way, node])
    return lacks, waiting, [waiting, lacks]


def _circle(before: dict[str, tuple[str, str, list[str]]], name: str) -> list[str]:
    """The steps that wait for each other, following from ``name``."""
    way = [name]
    while (following := before[way[-1]][1]) not in way:
        way.append(following)
    return way[way.index(following) :]


def _told(material: Material, waiting: str, needed: str, way: list[str]) -> Diagnostic:
    data = {"step": waiting, "needed": needed, "path": ARROW.join(way)}
    return Diagnostic("F756", material.places[f"steps.{waiting}", "wait"], data)


def _later(
    definition: Definition, wanted: Needs, graph: Graph, waiting: str, possible: Possible
) -> tuple[str, list[str]] | None:
    """What a step waits for that comes only after it whenever its own lane is walked at all."""
    lanes = possible.lanes[waiting]
    if not any(definition.steps[block].lanes[lane].when for block, lane in (one.split("/") for one in lanes)):
        return None
    forced = Possible(definition, wanted, forced=lanes)
    for lacks in forced.lacking(waiting):
        if waiting not in reached(graph, [lacks]):
            return lacks, [waiting, lacks]
    return None


def _may_not_come(
    material: Material, graph: Graph, waiting: str, wanted: frozenset[str], possible: Possible
) -> Iterator[Diagnostic]:
    definition = material.definition
    step = definition.steps[waiting]
    if step.wait is None or step.wait.until is not None:
        return
    for name in sorted(wanted):
        if _left_out(definition, graph, waiting, name, possible):
            place = material.places[f"steps.{waiting}", "wait"]
            yield Diagnostic("F758", place, {"step": waiting, "needed": name}, (), WARNING)


def _left_out(definition: Definition, graph: Graph, waiting: str, name: str, possible: Possible) -> bool:
    """Whether a step may be skipped, passed by, or cancelled with its lane, while another waits for it."""
    own = [lane for lane in possible.lanes[name] if lane not in possible.lanes[waiting]]
    conditions = {_source(definition, lane) for lane in possible.lanes[waiting]}
    holds = definition.steps[waiting].when
    conditions.add(holds.source if holds is not None else None)
    skipped = definition.steps[name].when
    if skipped is not None and skipped.source not in conditions:
        return True
    around = {lane.partition("/")[0] for lane in possible.lanes[waiting]}
    for lane in own:
        block = definition.steps[lane.partition("/")[0]]
        left = _source(definition, lane)
        cancelled = block.join != "all" and block.rest == "cancel" and block.name not in around
        if cancelled or (left is not None and left not in conditions):
            return True
        first = definition.steps[block.name].lanes[lane.partition("/")[2]].first
        inner = {node: to - {name} for node, to in within(definition, graph, lane).items() if node != name}
        if name != first and f"{lane}/" in reached(inner, [first]):
            return True
    return False


def _source(definition: Definition, lane: str) -> str | None:
    block, _, name = lane.partition("/")
    when = definition.steps[block].lanes[name].when
    return when.source if when is not None else None
