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


def drop_for(walk: Walk, visit: int) -> None:
    """Drop what was to happen to a visit that is closed now."""
    for timer in running(walk):
        if timer.visit == visit:
            end(walk, timer, "dropped")


def drop_all(walk: Walk) -> None:
    """Drop every open timer, as the task ends."""
    for timer in running(walk):
        end(walk, timer, "dropped")
