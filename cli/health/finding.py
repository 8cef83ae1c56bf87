"""The answer of a check."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.record import Record
from engine.words import N_, _

OK, WARNING, PROBLEM = "ok", "warning", "problem"
STATES = {OK: N_("ok"), WARNING: N_("warning"), PROBLEM: N_("problem")}
MOST = 4
"""So many things are named in a line; the others are counted."""


class Finding(Record):
    """``check`` says in one word what was looked at, ``text`` what was found, ``help`` what to do ("" where
    there is nothing to do). Texts are translated and not yet inert."""

    check: str
    state: str
    text: str
    help: str = ""


def named(things: Iterable[str]) -> str:
    """A list as people read it: a few by name, the others counted."""
    found = list(things)
    shown = _(", ").join(found[:MOST])
    return _("%(some)s and %(n)s more") % {"some": shown, "n": len(found) - MOST} if found[MOST:] else shown
