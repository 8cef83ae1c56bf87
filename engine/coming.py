"""Which instants of a task have come: its timers, and the rungs of its ladders."""

from __future__ import annotations

from engine.model.task import Task, Timer


def come(task: Task, now: int) -> list[Timer]:
    """What of a task is due at ``now`` (ms UTC). A rung stands among the timers as one of kind ``rung`` whose
    ``no`` is the rung's number and whose ``clock`` the span's."""
    rungs = [
        Timer(rung, "rung", span.deadline or span.step, span.visit, span.no, at)
        for span in task.clocks
        for at, rung in span.rungs
        if span.ended is None and at <= now
    ]
    return [timer for timer in task.timers if timer.ended is None and timer.at <= now] + rungs
