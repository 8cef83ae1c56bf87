"""Close a visit with an outcome, and open what follows."""

from __future__ import annotations

from typing import Any

from engine.kernel.context import Context
from engine.kernel.deciders.common import (
    checked_text,
    checked_values,
    happened_at,
    must_hold_role,
    open_visit,
    tick,
)
from engine.kernel.deciders.hold import named_hold
from engine.kernel.moves import proceed, settle
from engine.kernel.plans import plan_clock
from engine.kernel.program import Program
from engine.kernel.setting import carry_out_set, put
from engine.kernel.visits import close, withdraw_lanes
from engine.kernel.walk import Stop, Walk, live_items
from engine.model.commands import Advance, Override
from engine.model.definition import Outcome, Step
from engine.model.holding import over
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit


def decide_advance(program: Program, task: Task, command: Advance, context: Context) -> Walk:
    """Decide an advance. Values and ticks given with it count before its conditions are looked at; an
    outcome's ``set`` is carried out before its cases choose where to go.

    Raises Stop: ``visit-closed``, ``task-ended``, ``unknown-outcome``, times, roles, values,
    ``approval-void``, what ``voting.casting`` does, and ``cannot-close`` with everything that is missing.
    """
    walk, visit, step, outcome = begun(program, task, command, context)
    roles = walk.choose(outcome.role, "role") if outcome.role else visit.roles
    roles = tuple(roles or visit.roles)
    own = outcome.name if outcome.role else None
    voted = step.votes is not None and outcome.name in step.votes.needed
    if voted:
        from engine.kernel import voting  # few steps have votes

        voting.must_take_part(walk, step, visit, roles, own)
    else:
        right = must_hold_role(walk, step, visit, roles, own)

    changed: set[str] = set()
    give(walk, command.values, visit, changed)
    _tick(walk, step, outcome, visit, command)
    walk.stand(walk.draft.visits[visit.no - 1])
    walk.reason = None if command.reason is None else checked_text(command.reason, "reason-empty")
    late_reason = _late_reason(walk, command)
    not_before(walk, step, visit)
    if task.votes:
        from engine.kernel.voids import must_hold

        must_hold(walk, visit, [case.value for case in outcome.to])
    ballot = voting.casting(walk, step, visit, outcome, roles) if voted else None

    if (ballot is None or ballot.binding) and not walk.may_close(step, outcome):
        raise Stop(
            Refusal("cannot-close", {"outcome": outcome.name, **named(task, visit)}, tuple(walk.reasons))
        )
    if ballot is not None:
        closer = voting.cast(walk, step, visit, outcome, ballot, late_reason)
        if closer is None:
            settle(walk, changed)
            return walk
        right = closer
    carry_out_set(walk, outcome.set, visit, changed, visit.no)
    if not program.flow.fire(walk, outcome.name):
        raise Stop(Refusal("no-case", {"outcome": outcome.name, "step": step.name}))
    to = walk.state
    if task.votes:
        must_hold(walk, visit, (to,))
    if step.lanes:
        withdraw_lanes(walk, visit, changed)
        walk.lane = visit.lane
    close(walk, visit, outcome.name, to, changed, walk.reason, late_reason, right)
    proceed(walk, to, changed)
    return walk


def begun(
    program: Program, task: Task, command: Advance | Override, context: Context
) -> tuple[Walk, Visit, Step, Outcome]:
    """What is about to be closed, and with which outcome, in its lane.

    Raises Stop: ``visit-closed``, ``task-ended``, ``unknown-outcome``, ``on-hold``, ``closes-itself``, times.
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
    if task.holds and (hold := over(task, visit.no)) is not None:
        raise Stop(Refusal("on-hold", named_hold(task, hold)))
    happened = happened_at(command.happened, context, visit.opened, "before-opened")
    walk = Walk(program, task, context, happened)
    walk.lane = visit.lane
    if outcome.itself:
        from engine.model.waiting import waits_for

        waits = waits_for(program.definition, walk.draft, visit)
        said = {"outcome": outcome.name, **named(task, visit), "kind": step.kind, "waits": waits}
        raise Stop(Refusal("closes-itself", said))
    return walk, visit, step, outcome


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
    put(walk, checked, visit, changed)


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
    tick(walk, step, visit, ticks, command.na, command.reason)


def _late_reason(walk: Walk, command: Advance) -> str | None:
    if command.late_reason is None:
        return None
    reason = checked_text(command.late_reason, "reason-empty")
    listed = walk.program.definition.reasons.get("late", ())
    if listed and reason not in listed:
        raise Stop(Refusal("late-reason-not-listed", {"reason": reason, "reasons": list(listed)}))
    return reason


def not_before(walk: Walk, step: Step, visit: Visit) -> None:
    """Raises Stop ``not-before`` where a step cannot be closed yet."""
    if step.not_before is None:
        return
    earliest = plan_clock(walk, step.not_before, None, visit.opened).due
    if earliest is not None and walk.happened < earliest:
        raise Stop(Refusal("not-before", {"step": step.name, "earliest": earliest, "at": walk.happened}))
