"""A task that was called: its start, one more caller that joins it, and one that waits no longer."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.common import checked_values, must_be_open
from engine.kernel.deciders.start import begin
from engine.kernel.effects import MOST
from engine.kernel.facts import Fact
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.setting import put
from engine.kernel.visits import end
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Call, Gather, Withdraw
from engine.model.definition import CANCELLED
from engine.model.refusals import Refusal
from engine.model.task import Task


def latched(happened: int | None, context: Context, earliest: int = 0) -> int:
    """When an internal command happens: as its cause says, but not before ``earliest`` and not in the future
    (a machine whose clock is behind may carry it out)."""
    at = context.recorded if happened is None else happened
    return min(max(at, earliest), max(context.recorded, earliest))


def decide_call(program: Program, task: None, command: Call, context: Context) -> Walk:
    """Decide the start of a called task; everybody's permission was the caller's.

    Raises Stop: ``calls-too-deep``, ``bad-values``, ``required-missing``.
    """
    if command.depth > MOST:
        raise Stop(Refusal("calls-too-deep", {"sop": command.sop, "most": MOST}))
    more: Fact = {"caller": [command.caller, command.visit], "depth": command.depth}
    values = command.values
    if command.gather:
        more["gathers"] = command.key
        values = {**values, command.gather: [command.ref]}
    return begin(program, values, latched(command.happened, context), context, more)


def decide_gather(program: Program, task: Task, command: Gather, context: Context) -> Walk:
    """Decide that one more caller shares a task that still gathers: its reference joins the list, and it
    is told of the end. Raises Stop: ``task-ended``, ``gathers-no-more``, ``bad-values``."""
    must_be_open(task)
    if task.gathers is None:
        raise Stop(Refusal("gathers-no-more", {"task": task.id}))
    walk = Walk(program, task, context, latched(command.happened, context, task.started))
    draft = walk.draft
    listed = list(draft.data.get(command.field) or [])
    changed: set[str] = set()
    if command.ref not in listed:
        put(walk, checked_values(program.definition, {command.field: [*listed, command.ref]}), None, changed)
    fact = {
        "fact": "caller",
        "caller": len(draft.callers) + 1,
        "task": command.caller,
        "visit": command.visit,
    }
    draft.apply(fact)
    settle(walk, changed)
    return walk


def decide_withdraw(program: Program, task: Task, command: Withdraw, context: Context) -> Walk:
    """Decide that a caller waits no longer. When nobody does, the task is cancelled: what was done for
    them alone is not needed. Where others do and it still gathers, nothing was begun for the caller: its
    reference leaves the list. An ended task only notes it. Raises Stop only for what the shorter list sets
    off."""
    walk = Walk(program, task, context, latched(command.happened, context, task.started))
    draft = walk.draft
    for caller in task.callers:
        if (caller.task, caller.visit) == (command.caller, command.visit) and not caller.gone:
            draft.apply({"fact": "caller_gone", "caller": caller.no})
    if draft.facts and task.ended is None and all(caller.gone for caller in draft.callers):
        opened = max((visit.opened for visit in task.open_visits()), default=task.started)
        walk.happened = max(walk.happened, opened)
        end(walk, CANCELLED, set())
    elif draft.facts and task.ended is None and task.gathers is not None and command.field:
        _leave(walk, command)
    return walk


def _leave(walk: Walk, command: Withdraw) -> None:
    """Take a caller's reference off the list, so long as one is left for each task that still waits: two
    may have the same. A list that may not be shorter stays as it is."""
    draft = walk.draft
    listed = list(draft.data.get(command.field) or [])
    waiting = {caller.task for caller in draft.callers if not caller.gone}
    if command.ref not in listed or len(listed) <= len(waiting) or command.caller in waiting:
        return
    listed.remove(command.ref)
    try:
        values = checked_values(walk.program.definition, {command.field: listed})
    except Stop:
        return
    changed: set[str] = set()
    put(walk, values, None, changed)
    settle(walk, changed)
