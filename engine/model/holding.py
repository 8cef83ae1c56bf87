"""Which hold something is under. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
