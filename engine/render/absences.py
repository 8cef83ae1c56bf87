"""When an absence begins and ends, as people say it: by the day where it is a matter of whole days."""

from __future__ import annotations

from engine.render.naming import Names
from engine.words import _

MIDNIGHT = " 00:00"


def since(at: int, names: Names) -> str:
    """The beginning (ms UTC): the first day, where it begins at midnight."""
    return names.at(at).removesuffix(MIDNIGHT)


def until(at: int | None, names: Names) -> str:
    """The end (ms UTC, not included): the last day, where it ends at midnight. None: nobody knows."""
    if at is None:
        return _("further notice")
    text = names.at(at)
    return names.at(at - 1).partition(" ")[0] if text.endswith(MIDNIGHT) else text
