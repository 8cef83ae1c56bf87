"""The end of holds."""

from __future__ import annotations

from engine.kernel import timers
from engine.kernel.walk import Walk
from engine.model.holding import of
from engine.model.task import Hold


def release(walk: Walk, hold: Hold) -> None:
    """End a hold, with the reminder of it."""
    for timer in timers.running(walk):
        if timer.kind == "hold" and timer.clock == hold.no:
            timers.end(walk, timer, "dropped")
    walk.stamp({"fact": "resumed", "hold": hold.no})


def release_of(walk: Walk, visit: int, changed: set[str]) -> None:
    """End the hold of a visit that is closed now: promises that stood still with it go on."""
    hold = of(walk.draft.holds, visit)
    if hold is not None:
        release(walk, hold)
        changed.add("step:hold")
