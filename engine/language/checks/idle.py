"""Checklist lines that are never asked for: every way out of their step asks for a reason instead."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic


def check(material: Material) -> list[Diagnostic]:
    """A warning for each checklist, at its first line, none of whose lines guard an outcome.

    A step's own checklist guards the outcomes without ``reason``; where all have one, it guards nothing.
    """
    found = []
    for name, step in material.definition.steps.items():
        asked = {no for outcome in step.outcomes.values() for no in outcome.items}
        idle = [item.title for item in step.items if item.no not in asked]
        if idle:
            place = material.places.get((f"steps.{name}", "checklist"), material.places["steps", name])
            data = {"step": name, "lines": ", ".join(idle)}
            found.append(Diagnostic("N459", place, data, (), WARNING))
    return found
