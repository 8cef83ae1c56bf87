"""Steps from which no end is reached: a task that gets there never finishes."""

from __future__ import annotations

from engine.language.checks.blocks import endless, spared
from engine.language.checks.material import Material
from engine.model.definition import END, Definition
from engine.model.diagnostics import Diagnostic
from engine.rules.ways.graph import DONE, Graph, joins, leads_to_an_end, onward, reached


def check(material: Material) -> list[Diagnostic]:
    """One error for all the steps of this kind that can be reached, at the first of them."""
    definition = material.definition
    graph = _completed(definition, onward(definition))
    closing = leads_to_an_end(graph)
    there = reached(graph, [definition.first])
    stuck = [name for name in definition.steps if name in there and name not in closing]
    if stuck:
        apart = spared(definition)
        stuck = [name for name in stuck if name not in apart]
    if not stuck:
        return []
    return [Diagnostic("F704", material.places["steps", stuck[0]], {"steps": ", ".join(stuck)})]


def _completed(definition: Definition, graph: Graph) -> Graph:
    """The graph as if every join completed and led somewhere: of those that do not it is told already."""
    blocks = [step for step in definition.steps.values() if step.lanes]
    waiting = {step.name for step in blocks if endless(definition, step)}
    nowhere = {joins(step.name) for step in blocks if DONE not in step.outcomes}
    found = {name: to | {joins(name)} if name in waiting else to for name, to in graph.items()}
    return {**found, **dict.fromkeys(nowhere, frozenset({END}))}
