"""The SOP's own ladder where no clock is there for it, or none with a limit."""

from __future__ import annotations

from engine.language.checks.ladders import clocks_of, ladders_of
from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic
from engine.model.timing import Anchor


def check(material: Material) -> list[Diagnostic]:
    """An error for a ladder of the SOP where nothing has a due; one for each rung that counts from ``limit``
    where no clock that the ladder is for has one. (Such a rung is left out at the others.)"""
    definition = material.definition
    if not definition.escalate:
        return []
    if not any(clocks_of(definition)):
        place = material.places["sop", "escalate"]
        return [Diagnostic("F792", place, {"name": definition.sop})]
    ladder = next(ladders_of(definition))
    if any(clock.limit is not None for clock in ladder.clocks):
        return []
    return [
        Diagnostic("F791", ladder.place(material, number), {"name": definition.sop})
        for number, rung in enumerate(ladder.rungs)
        if rung.at.anchor == Anchor("limit")
    ]
