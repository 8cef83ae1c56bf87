"""Put a task or a visit on hold, and let it go on: it waits for somebody outside, and its clocks with it.

ADR 0022. Whoever has a part in the SOP may, unless ``may: {hold: ...}`` says who.
"""

from __future__ import annotations

from engine.kernel import clocks, holds, timers
from engine.kernel.context import Context
from engine.kernel.deciders.common import (
    checked_text,
    happened_at,
    must_be_allowed,
    must_be_open,
    on_behalf,
    open_visit,
)
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Hold, Resume
from engine.model.holding import of
from engine.model.refusals import Refusal
from engine.model.task import Hold as Held
from engine.model.task import Task


def decide_hold(program: Program, task: Task, command: Hold, context: Context) -> Walk:
    """Decide a hold. Raises Stop: ``task-ended``, ``visit-closed``, ``may-not``, ``already-held``,
    ``reason-required``, ``reason-not-listed``, ``hold-until-past``; ``before-opened`` and ``hold-cures``
    where it would have begun before what it is about, or before a clock ran late (a hold never cures
    lateness)."""
    must_be_open(task)
    if command.visit:
        open_visit(task, command.visit)
    right = must_be_allowed(program, "hold", context, task.shop)
    already = of(task.holds, command.visit)
    if already is not None:
        raise Stop(Refusal("already-held", named_hold(task, already)))
    happened = happened_at(command.happened, context, _earliest(task, command.visit), "before-opened")
    walk = Walk(program, task, context, happened)
    for span in task.clocks:
        if span.ended is None and span.due is not None and happened < span.due < context.recorded:
            raise Stop(Refusal("hold-cures", {"at": happened, "due": span.due, "step": span.step}))
    if command.until is not None and command.until <= context.recorded:
        raise Stop(Refusal("hold-until-past", {"until": command.until, "now": context.recorded}))
    fact = {
        "fact": "held",
        "hold": len(task.holds) + 1,
        "visit": command.visit,
        "reason": _reason(walk, command),
    }
    if command.until is not None:
        fact["until"] = command.until
    on_behalf(walk, right)
    walk.draft.apply(fact)
    if command.until is not None:
        timers.start(walk, "hold", "", command.visit, len(task.holds) + 1, command.until)
    clocks.replan_every(walk)
    return walk


def decide_resume(program: Program, task: Task, command: Resume, context: Context) -> Walk:
    """Decide that what was held goes on. Raises Stop: ``task-ended``, ``may-not``, ``not-held``, times."""
    must_be_open(task)
    right = must_be_allowed(program, "hold", context, task.shop)
    held = of(task.holds, command.visit)
    if held is None:
        others = [named_hold(task, one) for one in task.holds if one.ended is None]
        raise Stop(
            Refusal("not-held", {"task": task.id, "visit": _named(task, command.visit), "held": others})
        )
    earliest = max([held.started, *(visit.opened for visit in task.open_visits())])
    walk = Walk(program, task, context, happened_at(command.happened, context, earliest, "before-held"))
    on_behalf(walk, right)
    holds.release(walk, held)
    clocks.replan_every(walk)
    return walk


def named_hold(task: Task, held: Held) -> dict[str, object]:
    """How refusals name a hold."""
    return {
        "task": task.id,
        "visit": _named(task, held.visit),
        "actor": held.actor,
        "at": held.started,
        "reason": held.reason,
        "until": held.until,
    }


def _named(task: Task, number: int) -> str:
    visit = task.visits[number - 1] if number else None
    return f"T-{task.id}/{visit.step}#{visit.n}" if visit is not None else f"T-{task.id}"


def _earliest(task: Task, visit: int) -> int:
    """Before when nothing can have been put on hold: what it is about was not open, or its clock not running,
    or an earlier hold of it lasted."""
    about = [other.opened for other in task.open_visits() if visit in (0, other.no)]
    running = [span.started for span in task.clocks if span.ended is None]
    over = [held.ended for held in task.holds if held.ended is not None]
    return max([task.started, *about, *running, *over])


def _reason(walk: Walk, command: Hold) -> str:
    listed = walk.program.definition.reasons.get("hold", ())
    if not command.reason:
        raise Stop(Refusal("reason-required", {"outcome": "hold", "reasons": list(listed)}))
    reason = checked_text(command.reason, "reason-empty")
    if listed and reason not in listed:
        raise Stop(Refusal("reason-not-listed", {"reason": reason, "reasons": list(listed)}))
    return reason
