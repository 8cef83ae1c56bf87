"""A rung that is due happens, decided as things stand then."""

from __future__ import annotations

from typing import Any

from engine.kernel import ladders
from engine.kernel.notices import notice
from engine.kernel.recurring import comes_again
from engine.kernel.scopes import visits_seen
from engine.kernel.verbs import carry_out
from engine.kernel.walk import Stop, Walk
from engine.model.task import Span, Visit
from engine.model.timing import Rung


def climb(walk: Walk, span: Span, at: int, no: int, changed: set[str], failed: Stop | None = None) -> None:
    """A rung that is due happens. ``failed`` is what kept its verbs from being carried out when that was
    tried: then it only tells, and that is on record.

    Raises Stop: missing values, ``no-case`` where the step's checklist is not done yet.
    """
    ladder = ladders.of_span(walk.program.definition, span)
    rung = ladder[no - 1] if no <= len(ladder) else None
    fact: dict[str, Any] = {"fact": "escalated", "clock": span.no, "rung": no, "at": at}
    if rung is not None and rung.every is not None:
        fact["next"] = comes_again(walk, rung.every, at)
    open_now = _about(walk, span)
    visit = open_now[0] if open_now else None
    walk.lane = visit.lane if visit is not None else 0
    # What cannot be told does not keep anybody from being told that something is late.
    if rung is None or not walk.tells(rung.when, missing=True, failing=True):
        walk.draft.apply({**fact, "skipped": True})
        return
    if failed is not None:
        fact["failed"] = failed.refusal.code
    walk.draft.apply(fact)
    about = {
        "kind": "rung",
        "rung": no,
        "clock": span.no,
        "deadline": span.deadline,
        "step": span.step,
        "due": span.due,
        "limit": span.limit,
    }
    roles = visit.roles if visit is not None else span.roles
    if failed is not None:
        if rung.notify:
            notice(walk, rung.notify, rung.text, roles, visit, about)
        return
    closing = _closing(walk, rung, visit) if rung.close else []
    carry_out(walk, rung, visit, open_now, closing, roles, about, changed)


def _about(walk: Walk, span: Span) -> list[Visit]:
    """The open visits that a clock is about: its own, or those of the step that keeps the promise."""
    if span.visit:
        return [walk.draft.visits[span.visit - 1]]
    return [visit for visit in walk.draft.open_visits() if visit.step == span.step]


def _closing(walk: Walk, rung: Rung, visit: Visit | None) -> list[Visit]:
    """The open visits that a rung closes: where its clock is an item's, those of that item alone."""
    seen = visits_seen(walk.program, walk.draft, visit.lane if visit is not None else 0)
    return [other for other in seen if other.closed is None and other.step == rung.close[0]]
