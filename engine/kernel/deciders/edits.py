"""The commands that move nothing: ticking, giving values, commenting; and the one that ends: cancelling."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.advance import give
from engine.kernel.deciders.attach import must_have_a_part
from engine.kernel.deciders.common import (
    checked_text,
    happened_at,
    must_be_allowed,
    must_be_open,
    must_hold_role,
    on_behalf,
    open_visit,
    tick,
)
from engine.kernel.moves import settle
from engine.kernel.notes import leave_evidence
from engine.kernel.program import Program
from engine.kernel.visits import end
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Cancel, Check, Comment, Set
from engine.model.definition import CANCELLED
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit


def decide_check(program: Program, task: Task, command: Check, context: Context) -> Walk:
    """Decide ticking, with what there is to show for it. Raises Stop: ``visit-closed``, roles,
    ``checklist-wrong``, ``na-reason``, ``nothing-to-do``, and what ``notes.checked`` refuses."""
    visit = open_visit(task, command.visit)
    step = program.definition.steps[visit.step]
    walk = Walk(program, task, context, happened_at(command.happened, context, visit.opened, "before-opened"))
    on_behalf(walk, must_hold_role(walk, step, visit, visit.roles))
    if not command.ticks and not command.na:
        raise Stop(Refusal("nothing-to-do"))
    if not command.undo:
        tick(walk, step, visit, command.ticks, command.na, command.reason)
        if command.evidence:
            leave_evidence(walk, visit, command.ticks, command.evidence)
        return walk
    numbers = sorted({*command.ticks, *command.na})
    for no in numbers:
        if no not in visit.ticks and no not in visit.na:
            raise Stop(Refusal("not-ticked", {"no": no, "step": step.name}))
    walk.draft.apply({"fact": "unticked", "visit": visit.no, "items": numbers})
    return walk


def decide_set(program: Program, task: Task, command: Set, context: Context) -> Walk:
    """Decide giving values: for everybody who has a part in the SOP, since what comes from outside (a
    signed parcel, a customer's choice) reaches whoever hears of it first; and for whoever an open step is
    delegated to, who has to fill it in.

    Raises Stop: ``task-ended``, ``may-not``, ``bad-values``, ``frozen-field``, ``nothing-to-do``.
    """
    must_be_open(task)
    right = must_have_a_part(program, task, context)
    if not command.values:
        raise Stop(Refusal("nothing-to-do"))
    walk = Walk(program, task, context, happened_at(command.happened, context, task.started, "before-start"))
    on_behalf(walk, right)
    changed: set[str] = set()
    if command.visit:
        visit: Visit | None = open_visit(task, command.visit)
    else:
        visit = next(iter(task.open_visits()), None)
    give(walk, command.values, visit, changed)
    settle(walk, changed)
    return walk


def decide_comment(program: Program, task: Task, command: Comment, context: Context) -> Walk:
    """Decide a comment; an ended task can still be commented. Who is mentioned is told. Raises Stop:
    ``may-not``, ``empty-comment``."""
    right = must_have_a_part(program, task, context)
    walk = Walk(program, task, context, happened_at(command.happened, context, task.started, "before-start"))
    on_behalf(walk, right)
    text = checked_text(command.text, "empty-comment")
    walk.draft.apply({"fact": "commented", "text": text})
    if command.mentions:
        from engine.kernel.mentions import mention

        mention(walk, command.mentions, text)
    return walk


def decide_cancel(program: Program, task: Task, command: Cancel, context: Context) -> Walk:
    """Decide a cancellation. Raises Stop: ``task-ended``, ``may-not``, ``reason-required``,
    ``reason-not-listed``. Open visits close as ``cancelled``; their lateness up to now counts."""
    must_be_open(task)
    definition = program.definition
    right = must_be_allowed(program, "cancel", context, task.shop)
    open_now = task.open_visits()
    earliest = max((visit.opened for visit in open_now), default=task.started)
    walk = Walk(program, task, context, happened_at(command.happened, context, earliest, "before-opened"))
    on_behalf(walk, right)
    listed = definition.reasons.get("cancel", ())
    if not command.reason:
        raise Stop(Refusal("reason-required", {"outcome": "cancel", "reasons": list(listed)}))
    reason = checked_text(command.reason, "reason-empty")
    if listed and reason not in listed:
        raise Stop(Refusal("reason-not-listed", {"reason": reason, "reasons": list(listed)}))
    end(walk, CANCELLED, set(), reason)
    return walk
