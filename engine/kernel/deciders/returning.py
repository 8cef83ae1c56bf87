"""A called task has ended: its caller goes on."""

from __future__ import annotations

from typing import Any

from engine.kernel.context import Context
from engine.kernel.deciders.calling import latched
from engine.kernel.deciders.common import checked_values
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.setting import put
from engine.kernel.visits import close_itself
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Return
from engine.model.definition import outcome_of
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.rules.access import Right

DONE = "done"


def decide_return(program: Program, task: Task, command: Return, context: Context) -> Walk:
    """Decide the closing of a call: by the outcome named as the callee's end (``end.lost``: ``lost``; a task
    that was cancelled: ``dropped``), else
    by ``done``; the values that ``get`` asks for are set before. Where the visit was closed meanwhile,
    nothing is to be done. Raises Stop: ``no-case``, ``bad-values``, missing values."""
    visit = task.visits[command.visit - 1]
    walk = Walk(program, task, context, latched(command.happened, context, visit.opened))
    if task.ended is not None or visit.closed is not None:
        return walk
    step = program.definition.steps[visit.step]
    changed: set[str] = set()
    walk.draft.apply({"fact": "returned", "visit": visit.no, "child": command.child, "end": command.end})
    values: dict[str, Any] = {}
    for here, there in step.call.get if step.call is not None else ():
        if command.values.get(there) is not None:
            values[here] = command.values[there]
    if values:
        put(walk, checked_values(program.definition, values), visit, changed)
    name = outcome_of(command.end)
    name = name if name in step.outcomes else DONE
    if name not in step.outcomes:
        raise Stop(Refusal("no-case", {"outcome": name, "step": step.name}))
    close_itself(walk, visit, name, walk.happened, changed, Right(None, tuple(command.hands)))
    settle(walk, changed)
    return walk
