"""How often work was right at first, as text for a terminal and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engine.render.escape import terminal
from engine.render.instants import moment
from engine.render.width import table
from engine.words import _

if TYPE_CHECKING:
    from engine.audit.rework import Rework
    from engine.render.audit import Titles


def render(found: Sequence[Rework], since: int, until: int, titles: Titles) -> str:
    """The figures as lines: a table of steps, then what was sent back by which outcome and why. Inert."""
    names = titles.of("")
    data = {"from": names.at(since), "to": names.at(until), "zone": titles.zone}
    lines = [terminal(_("Rework from %(from)s to %(to)s (%(zone)s)") % data), ""]
    if not found:
        return "\n".join([*lines, _("Nothing was closed.")])
    head = (
        _("SOP"), _("step"), _("closed"), _("first rounds"), _("right at first"), _("sent back"),
        _("most rounds"), _("reopened"),
    )  # fmt: skip
    rows = [
        (
            terminal(one.sop), terminal(titles.of(one.sop).step(one.step)), str(one.closed), str(one.first),
            percent(one), str(one.sent_back), str(one.most), str(one.reopened),
        )
        for one in found
    ]  # fmt: skip
    lines += table(head, rows, right=range(2, len(head)), indent="  ")
    lines += _causes(found, titles)
    lines += ["", _("Right at first: of the first rounds, those that have not been sent back since.")]
    return "\n".join(lines)


def _causes(found: Sequence[Rework], titles: Titles) -> list[str]:
    rows = []
    for one in found:
        names = titles.of(one.sop)
        for cause in one.causes:
            by = f"{names.step(cause.step)}: {names.outcome(cause.outcome, cause.step)}"
            cells = (one.sop, names.step(one.step), by, cause.reason)
            rows.append([*map(terminal, cells), str(cause.times)])
    if not rows:
        return []
    head = (_("SOP"), _("step"), _("sent back by"), _("because"), _("times"))
    return ["", _("Sent back"), *table(head, rows, right=(4,), indent="  ")]


def percent(one: Rework) -> str:
    """How many of the first rounds passed, in whole percent, never rounded up to all; nothing where there
    was no first round."""
    if not one.first:
        return ""
    return f"{100 * one.passed // one.first}%"


def as_data(found: Sequence[Rework], since: int, until: int, zone: str) -> dict[str, Any]:
    """The same as plain data; ``first_pass`` is a share, None where there was no first round."""
    return {
        "since": moment(since, zone).isoformat(timespec="seconds"),
        "until": moment(until, zone).isoformat(timespec="seconds"),
        "steps": [
            {
                "sop": one.sop,
                "step": one.step,
                "closed": one.closed,
                "first_rounds": one.first,
                "passed": one.passed,
                "first_pass": round(one.passed / one.first, 4) if one.first else None,
                "sent_back": one.sent_back,
                "most_rounds": one.most,
                "reopened": one.reopened,
                "causes": [
                    {
                        "step": cause.step,
                        "outcome": cause.outcome,
                        "reason": cause.reason or None,
                        "times": cause.times,
                    }
                    for cause in one.causes
                ],
            }
            for one in found
        ],
    }
