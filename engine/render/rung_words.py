"""A rung of a ladder in one line, nearly as it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.model.timing import Rung
from engine.words import _


def rung_words(rung: Rung, told: Callable[[Any], str]) -> str:
    """When, how often, on which condition, and what it does; ``told`` shows a value. Not yet inert."""
    at = rung.at.source
    at += f" every {rung.every.source}" if rung.every is not None else ""
    if rung.when is not None:
        at = _("%(value)s if %(condition)s") % {"value": at, "condition": rung.when.source}
    close, set_ = (".".join(rung.close),) if rung.close else (), rung.set
    verbs = (("notify", rung.notify), ("assign", rung.assign), ("close", close), ("start", rung.start))
    does = [f"{verb} {told(what)}" for verb, what in (*verbs, ("set", set_)) if what]
    return f"{at}: {_(', ').join(does)}" + (f' "{rung.text}"' if rung.text else "")
