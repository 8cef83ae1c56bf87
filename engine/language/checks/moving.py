"""What is counted back from a date and would be due past it after a hold."""

from __future__ import annotations

from engine.language.checks.ladders import clocks_of
from engine.language.checks.material import Material
from engine.language.checks.promises import of_cases
from engine.model.diagnostics import WARNING, Diagnostic


def check(material: Material) -> list[Diagnostic]:
    """One warning for all dues and limits that are counted back from something and that a pause moves, at the
    first of them: the date that they are counted back from does not move with them."""
    names = []
    first = None
    for owner, clock in clocks_of(material.definition):
        if not clock.pause or clock.resume == "absolute":
            continue
        for key, cases in (("due", clock.due), ("limit", clock.limit)):
            if any(instant.sign < 0 for instant in of_cases(cases)) and clock.name not in names:
                first = first or material.places[owner, key]
                names.append(clock.name)
    if first is None:
        return []
    return [Diagnostic("D674", first, {"names": ", ".join(names)}, (), WARNING)]
