"""A timer is due: what was to happen at that instant happens, decided as things stand."""

from __future__ import annotations

from engine.kernel import timers, waits
from engine.kernel.context import Context
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.walk import Walk
from engine.model.commands import Wake
from engine.model.task import Task


def decide_wake(program: Program, task: Task, command: Wake, context: Context) -> Walk:
    """Decide the first timer that is due by now, as of its own instant; the next one is another command, so
    that each finds what the one before it did. Where none is due there is nothing to do."""
    due = sorted(
        (timer for timer in task.timers if timer.ended is None and timer.at <= context.recorded),
        key=lambda timer: (timer.at, timer.no),
    )
    if not due or task.ended is not None:
        return Walk(program, task, context, context.recorded)
    timer = due[0]
    visit = task.visits[timer.visit - 1] if timer.visit else None
    walk = Walk(program, task, context, max(timer.at, visit.opened if visit else task.started))
    if timer.kind == "wait" and (visit is None or visit.closed is not None):
        timers.end(walk, timer, "dropped")
        return walk
    timers.end(walk, timer, "fired")
    if timer.kind == "wait" and visit is not None:
        changed: set[str] = set()
        waits.expire(walk, visit, walk.happened, changed)
        settle(walk, changed)
    return walk
