"""Anchors that nothing fills: a time that would never come, with nobody noticing."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.definition import Definition
from engine.model.diagnostics import Diagnostic


def check(material: Material) -> list[Diagnostic]:
    """One error for each field, the first time a time counts from it, that nothing gives a value.

    A field gets one at the start (``required``, ``ref``, ``unique``, ``columns``), by itself (``default``,
    ``value``), from a checklist line, or from an outcome's ``set``. (``sop set`` can give it too, but what
    nobody is asked for is not given.)
    """
    given = _given(material.definition)
    found: dict[str, Diagnostic] = {}
    for name, place in material.anchors:
        if name not in given and name not in material.doubtful:
            found.setdefault(name, Diagnostic("F708", place, {"name": name}))
    return list(found.values())


def _given(definition: Definition) -> set[str]:
    given = {definition.ref, definition.unique, *definition.required}
    for name, field in definition.data.items():
        if field.default is not None or field.value is not None or field.columns:
            given.add(name)
    for step in definition.steps.values():
        given.update(item.field for item in step.items if item.field is not None)
        given.update(name for outcome in step.outcomes.values() for name, _ in outcome.set)
    return given
