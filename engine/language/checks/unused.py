"""Fields for nothing: no one is asked for them and nothing reads them."""

from __future__ import annotations

from engine.language.checks.given import asks_for_nothing, given, read_anywhere
from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.expressions.naming import type_of


def check(material: Material) -> list[Diagnostic]:
    """A warning for each field that nothing gives a value and nothing reads.

    One that is given and not read is kept for people; one that is read and not given is ``ungiven``. Where
    tasks come from files (any field has ``columns``), a field without comes with them by its title. A list of
    texts may be one that callers gather in, and which SOPs will call this one nobody can know here.
    """
    data = material.definition.data
    if any(field.columns for field in data.values()) or asks_for_nothing(material):
        return []
    used = given(material.definition) | read_anywhere(material)
    return [
        Diagnostic("N456", material.places["data", name], {"name": name}, (), WARNING)
        for name, field in data.items()
        if name not in used and type_of(field) != "list[text]" and ("data", name) in material.places
    ]
