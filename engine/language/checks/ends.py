"""Steps from which no end is reached: a task that gets there never finishes."""

from __future__ import annotations

from engine.language.checks.graph import leads_to_an_end, onward, reached
from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic


def check(material: Material) -> list[Diagnostic]:
    """One error for all the steps of this kind that can be reached, at the first of them."""
    definition = material.definition
    graph = onward(definition)
    closing = leads_to_an_end(graph)
    there = reached(graph, [definition.first])
    stuck = [name for name in definition.steps if name in there and name not in closing]
    if not stuck:
        return []
    return [Diagnostic("F704", material.places["steps", stuck[0]], {"steps": ", ".join(stuck)})]
