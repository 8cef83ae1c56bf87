"""Checklist lines that ask for a field that is not there, or that nobody can fill in."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic
from engine.rules.near import near


def check(material: Material) -> list[Diagnostic]:
    """One error for each ``fill`` of a name that is no field, or of a computed field."""
    data = material.definition.data
    found = []
    for name, place in material.fills:
        if name not in data:
            found.append(Diagnostic("N418", place, {"name": name}, near(name, data)))
        elif data[name].value is not None:
            found.append(Diagnostic("N412", place, {"name": name}))
    return found
