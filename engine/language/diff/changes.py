"""A change: one thing that two definitions of an SOP say differently, as a value without words."""

from __future__ import annotations

from typing import Any, NamedTuple

from engine.model.definition import Item

ADDED, REMOVED, CHANGED, MOVED, RENAMED = "added", "removed", "changed", "moved", "renamed"

Path = tuple[tuple[str, str], ...]
"""Where: (collection, name) from the outside in, such as ``(("steps", "pack"), ("outcomes", "done"))``."""

STEPS, OUTCOMES, LINES, ROWS = "steps", "outcomes", "checklist", "rows"
COMPILED = "compiled"
"""What is different where nothing that people wrote is: another version of the program compiled it."""


class Change(NamedTuple):
    """``path`` names what is touched, as the later definition calls it ("" of the SOP itself: empty path);
    ``what`` is the attribute, "" for the whole.

    ``before`` and ``after`` are values of the model (``engine.model.definition``), None where there is
    none. ``added`` has the whole in ``after``, ``removed`` in ``before``. ``renamed`` has the two
    names. ``moved`` has the name that stood before it in each order, "" for the first place.
    """

    path: Path
    what: str
    kind: str
    before: Any
    after: Any


class Line(NamedTuple):
    """A checklist line and for which outcomes it must be done."""

    item: Item
    outcomes: tuple[str, ...]


def label(item: Item) -> str:
    """What a checklist line is called: its text, the field that it fills, or what must hold."""
    if item.kind == "fill" and item.field:
        return item.field
    if item.kind == "must" and item.must is not None:
        return item.must.source
    return item.title
