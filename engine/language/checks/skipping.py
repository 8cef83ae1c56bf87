"""Steps that may all be skipped and lead to each other by it: skipping would have no end."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.ways.graph import circles


def check(material: Material) -> list[Diagnostic]:
    """One warning for each circle of steps with ``when`` along their ``done`` outcomes.

    A warning, because their conditions may exclude each other; the engine stops such a walk with a refusal.
    """
    skippable = {name: step for name, step in material.definition.steps.items() if step.when is not None}
    graph = {
        name: frozenset(case.value for case in step.outcomes["done"].to if case.value in skippable)
        for name, step in skippable.items()
        if "done" in step.outcomes
    }
    return [
        Diagnostic("F709", material.places["steps", circle[0]], {"steps": ", ".join(circle)}, (), WARNING)
        for circle in circles(graph)
    ]
