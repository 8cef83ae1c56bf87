"""To whom steps are given: whoever did another step, where a task comes by it; who has a skill."""

from __future__ import annotations

from collections import deque

from engine.language.checks.material import Given, Material
from engine.language.checks.sharing import WORK, doers
from engine.model.definition import Definition
from engine.model.diagnostics import ERROR, WARNING, Diagnostic
from engine.rules.near import near
from engine.rules.ways.graph import Graph, joins, lanes_of, onward, reached
from engine.rules.ways.routes import reached_without

NOBODYS = frozenset({"wait", "parallel", "each"})
"""The kinds of steps that nobody has a hand in; a call has the people of the task that it calls."""


def check(material: Material) -> list[Diagnostic]:
    """What ``same as`` and skills lead to, in the order in which they stand; and who ``not_by`` keeps away
    though nobody does it."""
    definition = material.definition
    graph = onward(definition)
    found = []
    for given in material.given:
        if given.how == "same":
            found += _same(definition, graph, given)
        elif given.how == "skill":
            found += _skill(material, given)
    for name, place in material.kept_apart:
        step = definition.steps.get(name)
        if step is not None and step.kind in NOBODYS:
            found.append(Diagnostic("P861", place, {"name": name}, (), ERROR))
    return found


def _same(definition: Definition, graph: Graph, given: Given) -> list[Diagnostic]:
    """An error for a step that never comes before or that nobody does; a warning where a task may come here
    without it, unless cases say when it is meant. A step may be given to whoever did it the time before."""
    here, name = given.step, given.name
    data = {"here": here, "step": name}
    if name not in definition.steps:
        return []
    if definition.steps[name].kind != WORK:
        return [Diagnostic("P855", given.place, data, (), ERROR)]
    if here not in reached(graph, graph[name]) and not _side_by_side(definition, here, name):
        return [Diagnostic("P853", given.place, data, (), ERROR)]
    if here == name or given.in_cases:
        return []
    way = _way_around(definition, graph, here, name)
    return [Diagnostic("P854", given.place, {**data, "way": way}, (), WARNING)] if way else []


def _side_by_side(definition: Definition, one: str, other: str) -> bool:
    """Whether two steps stand in different lanes of one block."""
    ours = dict(lane.split("/", 1) for lane in lanes_of(definition, one))
    theirs = dict(lane.split("/", 1) for lane in lanes_of(definition, other))
    return any(block in theirs and theirs[block] != lane for block, lane in ours.items())


def _way_around(definition: Definition, graph: Graph, here: str, name: str) -> str:
    """A way from the first step to ``here`` on which ``name`` was not done; "" where there is none.

    A step in a lane that every task walks is passed with the lanes' join.
    """
    if definition.steps[name].when is not None:
        return _way(definition, graph, definition.first, here, "")
    node = name
    for lane in reversed(
        [one for one in lanes_of(definition, name) if one not in lanes_of(definition, here)]
    ):
        block, _, called = lane.partition("/")
        step, body = definition.steps[block], definition.steps[block].lanes[called]
        walked = step.kind == "parallel" and step.join == "all" and body.when is None
        if not walked or f"{lane}/" in reached_without(graph, body.first, node):
            return _way(definition, graph, definition.first, here, name)
        node = joins(block)
    if here in reached_without(graph, definition.first, node):
        return _way(definition, graph, definition.first, here, node)
    return ""


def _way(definition: Definition, graph: Graph, first: str, goal: str, without: str) -> str:
    """The shortest way, as the names of its steps; past ``without`` where there is one."""
    came: dict[str, str] = {first: ""}
    waiting = deque([first])
    while waiting and goal not in came:
        node = waiting.popleft()
        for target in sorted(graph.get(node, ())):
            if target not in came and target != without:
                came[target] = node
                waiting.append(target)
    found, node = [], goal if goal in came else ""
    while node:
        found.append(node)
        node = came[node]
    return " -> ".join(name for name in reversed(found) if name in definition.steps) or goal


def _skill(material: Material, given: Given) -> list[Diagnostic]:
    """A warning where nobody who may do the step has the skill; silent where nobody may do it at all."""
    team = material.team
    if team is None:
        return []
    able = doers(material.definition.steps[given.step], team)
    skilled = {key for key in able if given.name in team.people[key].skills}
    if not able or skilled:
        return []
    known = {skill for one in team.people.values() for skill in one.skills}
    data = {"team": team.name, "step": given.step, "skill": given.name}
    return [Diagnostic("P856", given.place, data, near(given.name, sorted(known)), WARNING)]
