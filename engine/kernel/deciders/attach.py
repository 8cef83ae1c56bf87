"""Leave a file or a URL at a task, a visit or a checklist line: its name and its hash, not its content."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.common import happened_at, must_be_allowed, must_hold_role, on_behalf, open_visit
from engine.kernel.notes import ATTACHMENT, EVIDENCE, checked, leave
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Attach
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.access import Right


def decide_attach(program: Program, task: Task, command: Attach, context: Context) -> Walk:
    """Decide an attachment. Evidence for a line is left by whoever may tick it; anything else by everybody
    who may comment, at closed visits and ended tasks too.

    Raises Stop: what ``notes.checked`` refuses, ``unknown-visit``, ``nothing-to-do`` (the same stands there),
    times; for a line ``visit-closed``, roles, ``item-unknown``; else ``may-not``, ``other-shop``.
    """
    left = checked((command.text, command.hash, command.size))
    if command.item:
        visit = open_visit(task, command.visit)
        walk = Walk(program, task, context, _happened(command, context, visit))
        step = program.definition.steps[visit.step]
        on_behalf(walk, must_hold_role(walk, step, visit, visit.roles))
        if command.item not in program.items(step):
            raise Stop(Refusal("item-unknown", {"no": command.item, "step": step.name, "task": task.id}))
    else:
        named = _visit(task, command.visit)
        right = must_have_a_part(program, task, context)
        walk = Walk(program, task, context, _happened(command, context, named or task))
        on_behalf(walk, right)
    if not leave(walk, EVIDENCE if command.item else ATTACHMENT, command.visit, command.item, left):
        raise Stop(Refusal("nothing-to-do"))
    return walk


def must_have_a_part(program: Program, task: Task, context: Context) -> Right:
    """How the actor may say something about a task: as whoever may give its data does, or because an open
    step is theirs, whatever their roles are. Raises Stop ``may-not``, ``other-shop``."""
    try:
        return must_be_allowed(program, "give", context, task.shop)
    except Stop as stop:
        if stop.refusal.code == "may-not":
            for visit in task.open_visits():
                if visit.assignee == context.actor.person:
                    return Right(visit.behalf)
        raise


def _visit(task: Task, number: int) -> Visit | None:
    if not number:
        return None
    if not 1 <= number <= len(task.visits):
        raise Stop(Refusal("unknown-visit", {"task": task.id, "visit": number}))
    return task.visits[number - 1]


def _happened(command: Attach, context: Context, about: Visit | Task) -> int:
    if isinstance(about, Task):
        return happened_at(command.happened, context, about.started, "before-start")
    return happened_at(command.happened, context, about.opened, "before-opened")
