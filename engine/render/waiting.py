"""What a step that closes itself waits for, in words (the data are those of ``engine.model.waiting``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.words import _

if TYPE_CHECKING:
    from engine.render.naming import Names


def waiting(data: Mapping[str, Any], names: Names) -> str:
    """One clause without a full stop: "Waits for has(paid_at) or the signal paid, until 2026-11-25 09:00".
    Not escaped. Empty where nothing is known of it."""
    if "join" in data:
        return _block(data)
    if "sop" in data:
        return _("Waits for a task of %(sop)s") % {"sop": data["sop"]}
    wanted = [data["condition"]] if "condition" in data else []
    if "signal" in data:
        wanted.append(_("the signal %(signal)s") % {"signal": data["signal"]})
    what = _(" or ").join(wanted)
    if "until" in data:
        until = names.at(data["until"])
        if what:
            return _("Waits for %(what)s, until %(at)s") % {"what": what, "at": until}
        return _("Waits until %(at)s") % {"at": until}
    if "until_source" in data:
        source = data["until_source"]
        if what:
            return _("Waits for %(what)s, until %(source)s (not known yet)") % {
                "what": what,
                "source": source,
            }
        return _("Waits until %(source)s (not known yet)") % {"source": source}
    return _("Waits for %(what)s") % {"what": what} if what else ""


def _block(data: Mapping[str, Any]) -> str:
    """How many lanes or items a block goes on with, and how many have ended."""
    join, ended = data["join"], data["ended"]
    said = {"ended": ended, "all": ended + data["open"] + data.get("later", 0), "join": join}
    if data["of"] == "items":
        if join == "all":
            return _("Goes on when all items are done: %(ended)s of %(all)s are") % said
        if join in ("any", 1):
            return _("Goes on when one item is done") % said
        return _("Goes on when %(join)s items are done: %(ended)s are") % said
    if join == "all":
        return _("Goes on when all lanes are done: %(ended)s of %(all)s are") % said
    if join in ("any", 1):
        return _("Goes on when one lane is done") % said
    return _("Goes on when %(join)s lanes are done: %(ended)s are") % said
