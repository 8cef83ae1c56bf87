"""Steps that nothing leads to: they would never be done."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic
from engine.rules.ways.graph import onward, reached


def check(material: Material) -> list[Diagnostic]:
    """One error for each step that no path from the first step leads to, whatever the data.

    Of a chain of such steps only those are reported that nothing leads to at all, or only themselves;
    the others follow.
    """
    definition = material.definition
    graph = onward(definition)
    there = reached(graph, [definition.first])
    lost = [name for name in definition.steps if name not in there]
    led_to = {target for name in lost for target in graph[name] - {name}}
    found: list[Diagnostic] = []
    told: set[str] = set()
    for name in sorted(lost, key=led_to.__contains__):
        if name not in told:
            told |= reached(graph, [name])
            found.append(Diagnostic("F701", material.places["steps", name], {"step": name}))
    return found
