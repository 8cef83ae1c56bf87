"""Close a visit with an outcome, and open what follows."""

from __future__ import annotations

from typing import Any

from engine.kernel import clocks
from engine.kernel.context import Context
from engine.kernel.deciders.common import (
    checked_text,
    checked_values,
    happened_at,
    must_hold_role,
    open_visit,
    tick,
    worked_out,
)
from engine.kernel.moves import after_change, enter
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk, live_items
from engine.model.commands import Advance
from engine.model.definition import Expression, Outcome, Step
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit


def decide_advance(program: Program, task: Task, command: Advance, context: Context) -> Walk:
    """Decide an advance. Values and ticks given with it count before its conditions are looked at; an
    outcome's ``set`` is carried out before its cases choose where to go.

    Raises Stop: ``visit-closed``, ``task-ended``, ``unknown-outcome``, times, roles, values, and
    ``cannot-close`` with everything that is missing.
    """
    visit = open_visit(task, command.visit)
    step = program.definition.steps[visit.step]
    outcome = step.outcomes.get(command.outcome)
    if outcome is None:
        raise Stop(
            Refusal(
                "unknown-outcome",
                {"outcome": command.outcome, "step": step.name, "outcomes": list(step.outcomes)},
            )
        )
    happened = happened_at(command.happened, context, visit.opened, "before-opened")
    walk = Walk(program, task, context, happened)
    roles = walk.choose(outcome.role, "role") if outcome.role else visit.roles
    must_hold_role(walk, step, tuple(roles or visit.roles), outcome.name if outcome.role else None)

    changed: set[str] = set()
    give(walk, command.values, visit, changed)
    _tick(walk, step, outcome, visit, command)
    walk.visit = walk.draft.visits[visit.no - 1]
    walk.reason = None if command.reason is None else checked_text(command.reason, "reason-empty")
    late_reason = _late_reason(walk, command)
    _not_before(walk, step, visit)

    if not walk.may_close(step, outcome):
        raise Stop(
            Refusal("cannot-close", {"outcome": outcome.name, **named(task, visit)}, tuple(walk.reasons))
        )
    _set(walk, outcome, visit, changed)
    walk.state = step.name
    if not program.flow.fire(walk, outcome.name):
        raise Stop(Refusal("no-case", {"outcome": outcome.name, "step": step.name}))

    closed = {"fact": "closed", "visit": visit.no, "outcome": outcome.name, "to": walk.state}
    if walk.reason is not None:
        closed["reason"] = walk.reason
    if late_reason is not None:
        closed["late_reason"] = late_reason
    walk.draft.apply(closed)
    changed.add("step:" + step.name)
    clocks.stop_for(walk, visit, outcome.name)
    enter(walk, walk.state, changed)
    after_change(walk, changed)
    return walk


def named(task: Task, visit: Visit) -> dict[str, Any]:
    """How refusals name a visit."""
    return {"task": task.id, "step": visit.step, "n": visit.n}


def give(walk: Walk, values: dict[str, Any], visit: Visit | None, changed: set[str]) -> None:
    """Put given values into the task's data, as given in this visit (0: none is open)."""
    if not values:
        return
    definition = walk.program.definition
    checked = checked_values(definition, values)
    for name in (definition.ref, definition.unique):
        if name in checked and checked[name] != walk.draft.data.get(name):
            raise Stop(Refusal("frozen-field", {"field": name, "title": definition.data[name].title}))
    walk.draft.apply({"fact": "set", "data": checked, "visit": visit.no if visit else 0})
    changed.update(checked)


def _tick(walk: Walk, step: Step, outcome: Outcome, visit: Visit, command: Advance) -> None:
    ticks = command.ticks
    if command.all_ticks:
        ticks = tuple(
            item.no
            for item, applies in live_items(walk, step, outcome.items)
            if applies is True
            and item.kind == "tick"
            and item.no not in visit.ticks
            and item.no not in visit.na
        )
        if ticks and not step.bulk:
            words = ("check", f"T-{walk.draft.base.id}/{step.name}#{visit.n}", *map(str, ticks))
            raise Stop(Refusal("not-bulk", {"step": step.name, "lines": list(ticks)}, help=words))
    tick(walk, step, visit, ticks, command.na)


def _late_reason(walk: Walk, command: Advance) -> str | None:
    if command.late_reason is None:
        return None
    reason = checked_text(command.late_reason, "reason-empty")
    listed = walk.program.definition.reasons.get("late", ())
    if listed and reason not in listed:
        raise Stop(Refusal("late-reason-not-listed", {"reason": reason, "reasons": list(listed)}))
    return reason


def _not_before(walk: Walk, step: Step, visit: Visit) -> None:
    if step.not_before is None:
        return
    earliest = clocks.plan_clock(walk, step.not_before, None, visit.opened).due
    if earliest is not None and walk.happened < earliest:
        raise Stop(Refusal("not-before", {"step": step.name, "earliest": earliest, "at": walk.happened}))


def _set(walk: Walk, outcome: Outcome, visit: Visit, changed: set[str]) -> None:
    if not outcome.set:
        return
    definition = walk.program.definition
    values: dict[str, Any] = {}
    for name, value in outcome.set:
        if isinstance(value, Expression):
            value = worked_out(walk, definition.data[name], value, "set")
        values[name] = value
    walk.draft.apply({"fact": "set", "data": values, "visit": visit.no})
    changed.update(values)
