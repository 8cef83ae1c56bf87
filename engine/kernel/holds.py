"""Holds: which one something is under, and its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.kernel import timers
from engine.kernel.walk import Walk
from engine.model.task import Hold, lanes_around


def of(holds: Iterable[Hold], visit: int) -> Hold | None:
    """The hold that lasts, of the task (0) or of this visit itself."""
    return next((hold for hold in holds if hold.ended is None and hold.visit == visit), None)


def over(held: Any, visit: int) -> Hold | None:
    """The hold that a visit is under: the task's, its own, or that of a block around it. ``held`` is a task
    or a draft."""
    if not held.holds:
        return None
    around = [lane.block for lane in lanes_around(held, held.visits[visit - 1].lane)]
    return next((found for no in (0, *around, visit) if (found := of(held.holds, no)) is not None), None)


def release(walk: Walk, hold: Hold) -> None:
    """End a hold, with the reminder of it."""
    for timer in timers.running(walk):
        if timer.kind == "hold" and timer.clock == hold.no:
            timers.end(walk, timer, "dropped")
    walk.stamp({"fact": "resumed", "hold": hold.no})


def release_of(walk: Walk, visit: int) -> None:
    """End the hold of a visit that is closed now."""
    hold = of(walk.draft.holds, visit)
    if hold is not None:
        release(walk, hold)
