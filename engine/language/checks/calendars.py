"""The SOP's calendar: there where working time is counted, and one that is published."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import Diagnostic
from engine.rules.near import near


def check(material: Material) -> list[Diagnostic]:
    """An error for a calendar that is not among the known ones (where they are known), or for the first place
    that needs one while the SOP names none: one line mends all of them."""
    name, known = material.definition.calendar, material.calendars
    if not name:
        return [Diagnostic("D623", place) for _, place in material.by_calendar[:1]]
    if known is None or name in known:
        return []
    return [Diagnostic("N417", material.places["calendar", name], {"name": name}, near(name, known))]
