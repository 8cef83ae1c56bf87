"""Pauses: whether a clock stands still now, and when it stood still (ADR 0022).

A clock's ``pause`` list names where it stands still: ``hold`` (the task, or what it is about, is on hold) and
steps (while a visit of one is open). Nothing is stored about a pause but the hold and the visits themselves.
"""

from __future__ import annotations

from engine.kernel.walk import Walk
from engine.model.task import UNDONE, Hold, Visit, lanes_around

HOLD = "hold"


def covers(walk: Walk, hold: Hold, visit: Visit | None, step: str) -> bool:
    """Whether a hold is about the clock of a visit, or of a promise (None) that ``step`` keeps: it is about
    the whole task, about that visit, about a block around it, or about a visit of the promised step."""
    if hold.visit == 0:
        return True
    held = walk.draft.visits[hold.visit - 1]
    if visit is None:
        return held.step == step
    return held.no == visit.no or any(lane.block == held.no for lane in lanes_around(walk.draft, visit.lane))


def still_since(walk: Walk, pause: tuple[str, ...], visit: Visit | None, step: str) -> int | None:
    """Since when a clock stands still (ms UTC), None while it runs. The rest as in ``covers``."""
    return next((began for began, over in _spells(walk, pause, visit, step) if over is None), None)


def pauses(walk: Walk, pause: tuple[str, ...], visit: Visit | None, step: str) -> tuple[tuple[int, int], ...]:
    """When a clock stood still: (from, to) in ms UTC, in order and apart; what lasts still is not among
    them."""
    return tuple((began, over) for began, over in _spells(walk, pause, visit, step) if over is not None)


def may_pause(walk: Walk, pause: tuple[str, ...]) -> bool:
    """Whether a clock with this list could ever have stood still: most never do, and ask no further."""
    return bool(pause) and (bool(walk.draft.holds) or pause != (HOLD,))


def _spells(
    walk: Walk, pause: tuple[str, ...], visit: Visit | None, step: str
) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    if HOLD in pause:
        found += [(hold.started, hold.ended) for hold in walk.draft.holds if covers(walk, hold, visit, step)]
    if pause != (HOLD,):
        seen = [other for other in _seen(walk, visit) if other.step in pause and other.outcome != UNDONE]
        found += [(other.opened, other.closed) for other in seen]
    found.sort(key=lambda spell: spell[0])
    apart: list[tuple[int, int | None]] = []
    for began, over in found:
        if apart:
            first, last = apart[-1]
            if last is None:
                break
            if began <= last:
                apart[-1] = (first, None if over is None else max(last, over))
                continue
        apart.append((began, over))
    return apart


def _seen(walk: Walk, visit: Visit | None) -> list[Visit]:
    """The visits that can pause a clock: not those of another item."""
    before, walk.lane = walk.lane, visit.lane if visit is not None else 0
    seen = walk.visits()
    walk.lane = before
    return seen
