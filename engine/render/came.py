"""Why a step is open (again): the outcome with a reason that led to it, in words."""

from __future__ import annotations

from engine.model.task import WITHDRAWN, Task, Visit
from engine.render.naming import Names
from engine.words import N_, _


def came(task: Task, visit: Visit, names: Names) -> str:
    """What was said when the work was handed to ``visit`` with a reason: which outcome, by whom and why.
    "" where no reason was given, or where the visit was not opened by closing another one. Not escaped."""
    before = [
        other
        for other in task.visits[: visit.no - 1]
        if other.closed is not None and other.kind == "work" and other.outcome not in WITHDRAWN
    ]
    if not before:
        return ""
    last = max(before, key=lambda other: (other.closed_recorded or 0, other.lane == visit.lane, other.no))
    if last.reason is None or last.closed_recorded != visit.opened_recorded:
        return ""
    said = {
        "step": names.step(last.step),
        "outcome": names.outcome(last.outcome or "", last.step),
        "person": names.person(last.actor or ""),
        "at": names.at(last.closed or 0),
        "reason": last.reason,
    }
    back = any(other.step == visit.step and other.lane == visit.lane for other in before)
    text = (
        N_("Came back from %(step)s: %(outcome)s by %(person)s, %(at)s, because: %(reason)s")
        if back
        else N_("Came from %(step)s: %(outcome)s by %(person)s, %(at)s, because: %(reason)s")
    )
    return _(text) % said
