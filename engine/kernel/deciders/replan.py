"""Plan a task's running clocks anew: by the calendar as it is published now."""

from __future__ import annotations

from engine.kernel import clocks
from engine.kernel.context import Context
from engine.kernel.deciders.common import checked_text, happened_at, must_be_allowed, must_be_open, on_behalf
from engine.kernel.program import Program
from engine.kernel.walk import Walk
from engine.model.commands import Replan
from engine.model.task import Task


def decide_replan(program: Program, task: Task, command: Replan, context: Context) -> Walk:
    """Decide a new plan: spans whose instants change end as ``replanned`` and others start; where the
    calendar has another version that says the same, that is noted. No facts where nothing changes. A breach
    that is on record stays there. Raises Stop: ``task-ended``, ``may-not``, ``calendar-gap``."""
    must_be_open(task)
    right = must_be_allowed(program, "replan", context, task.shop)
    earliest = max((span.started for span in task.clocks if span.ended is None), default=task.started)
    walk = Walk(program, task, context, happened_at(command.happened, context, earliest, "before-opened"))
    clocks.replan_every(walk)
    clocks.renew(walk, program.definition)
    if walk.draft.facts:
        on_behalf(walk, right)
    if walk.draft.facts and command.reason is not None:
        walk.draft.apply({"fact": "commented", "text": checked_text(command.reason, "reason-empty")})
    return walk
