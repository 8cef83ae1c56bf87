"""Deadlines that change, in words: which clock, and from when to when."""

from __future__ import annotations

from engine.render.naming import Names
from engine.shifts import Shift
from engine.words import N_, _


def clock(names: Names, old: Names, shift: Shift) -> str:
    """A deadline block by name and title, or the step whose own due it is; ``old`` names one that is gone."""
    if not shift.deadline:
        return names.step(shift.step)
    for each in (names, old):
        body = each.definition.deadlines.get(shift.deadline) if each.definition else None
        if body is not None:
            title = each.title(body.title)
            return shift.deadline if title in ("", shift.deadline) else f"{shift.deadline} ({title})"
    return shift.deadline


def planned(names: Names, shift: Shift) -> str:
    """``due A → B, limit C → D``; of the two only what changes."""
    parts = []
    for text, (was, now) in ((N_("due %(at)s"), shift.due), (N_("limit %(at)s"), shift.limit)):
        if was != now:
            both = " → ".join(_("none") if at is None else names.at(at) for at in (was, now))
            parts.append(_(text) % {"at": both})
    return Names.several(parts) or _("as before")


def said(names: Names, shift: Shift) -> str:
    """A clock and what becomes of it: ``pick: due A → B``."""
    return f"{clock(names, names, shift)}{_(': ')}{planned(names, shift)}"
