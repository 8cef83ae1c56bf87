"""Timers: instants at which something happens by itself. A sweep finds the open ones that are due."""

from __future__ import annotations

from engine.kernel.walk import Walk
from engine.model.task import Timer


def start(walk: Walk, kind: str, name: str, visit: int, clock: int, at: int) -> None:
    """Set a timer for ``at`` (ms UTC); ``kind`` and the rest as in ``Timer``."""
    walk.draft.apply(
        {
            "fact": "timer",
            "timer": len(walk.draft.timers) + 1,
            "kind": kind,
            "name": name,
            "visit": visit,
            "clock": clock,
            "due": at,
        }
    )


def end(walk: Walk, timer: Timer, why: str) -> None:
    """End an open timer: ``fired`` or ``dropped``."""
    walk.draft.apply({"fact": "timer_ended", "timer": timer.no, "why": why})


def running(walk: Walk) -> list[Timer]:
    """The timers that are still open, in the order in which they were set."""
    return [timer for timer in walk.draft.timers if timer.ended is None]


def of_visit(walk: Walk, visit: int) -> Timer | None:
    """The open timer of a visit that waits."""
    return next((timer for timer in running(walk) if timer.visit == visit and timer.kind == "wait"), None)


def drop(walk: Walk, timer: Timer) -> None:
    """End an open timer of what is over now. A clock that ran past its due was overdue, though no sweep came
    by before it stopped: that is fired, so that rules do not depend on how often the sweep runs (ADR 0019).
    """
    fired = False
    if timer.kind == "overdue":
        span = walk.draft.clocks[timer.clock - 1]
        fired = span.ended is not None and span.ended >= timer.at and span.why != "replanned"
    end(walk, timer, "fired" if fired else "dropped")


def drop_for(walk: Walk, visit: int) -> None:
    """End what was to happen to a visit that is closed now."""
    for timer in running(walk):
        if timer.visit == visit:
            drop(walk, timer)


def drop_all(walk: Walk) -> None:
    """End every open timer, as the task ends."""
    for timer in running(walk):
        drop(walk, timer)
