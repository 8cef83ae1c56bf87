"""Fields that are read and never given: whatever asks for them finds nothing there."""

from __future__ import annotations

from engine.language.checks.given import asks_for_nothing, given, named
from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic

FIELD = "field"


def check(material: Material) -> list[Diagnostic]:
    """A warning for each field, where an expression, or who does a step, reads it first, that nothing gives a
    value.

    A warning, because people can still give it by ``sop set``. Fields from which a time counts are left to
    ``anchors``, which calls it an error: a time that never comes is noticed by nobody.
    """
    if asks_for_nothing(material):
        return []
    known = given(material.definition) | {name for name, _ in material.anchors}
    found: dict[str, Diagnostic] = {}
    for written in material.written:
        for name in named(written.expression.tree):
            if name in material.definition.data and name not in known and name not in found:
                place = written.place_of(name)
                found[name] = Diagnostic("N457", place, {"name": name}, (), WARNING)
    people = [(one.name, one.place) for one in material.given if one.how == FIELD]
    for name, place in [*people, *material.kept_apart]:
        if name in material.definition.data and name not in known and name not in found:
            found[name] = Diagnostic("N457", place, {"name": name}, (), WARNING)
    return list(found.values())
