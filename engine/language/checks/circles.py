"""Computed fields that are computed from themselves, over one or more others."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic
from engine.rules.expressions import mentions
from engine.rules.ways.graph import Graph, circles


def check(material: Material) -> list[Diagnostic]:
    """One error for each circle, at its first field, with the way round."""
    data = material.definition.data
    computed = {name: field.value.source for name, field in data.items() if field.value is not None}
    graph = {name: frozenset(mentions(source) & computed.keys()) for name, source in computed.items()}
    found = []
    for circle in circles(graph):
        way = " -> ".join(_round(graph, circle))
        said = {"name": circle[0], "circle": way}
        found.append(Diagnostic("F705", material.places["data", circle[0]], said))
    return found


def _round(graph: Graph, circle: list[str]) -> list[str]:
    """A shortest way from the first of a circle back to it."""
    first = circle[0]
    ways = [[first]]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked
        for name in circle:
            if name in graph[way[-1]]:
                if name == first:
                    return [*way, first]
                if name not in seen:
                    seen.add(name)
                    ways.append([*way, name])
    return [first]
