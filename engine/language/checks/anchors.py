"""Anchors that nothing fills: a time that would never come, with nobody noticing."""

from __future__ import annotations

from engine.language.checks.given import given
from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic


def check(material: Material) -> list[Diagnostic]:
    """One error for each field, the first time a time counts from it, that nothing gives a value.

    What gives one: ``given``.
    """
    known = given(material.definition)
    found: dict[str, Diagnostic] = {}
    for name, place in material.anchors:
        if name not in known and name not in material.doubtful:
            found.setdefault(name, Diagnostic("F708", place, {"name": name}))
    return list(found.values())
