"""Close a visit against what keeps it from that, for a reason that is on record (docs/decisions/0034)."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.advance import begun, give, named, not_before
from engine.kernel.deciders.common import checked_text, must_be_allowed, must_hold_role
from engine.kernel.four_eyes import barred
from engine.kernel.moves import proceed
from engine.kernel.program import Program
from engine.kernel.setting import carry_out_set
from engine.kernel.visits import close, withdraw_lanes
from engine.kernel.walk import Stop, Walk, closing_problems
from engine.model.commands import Override
from engine.model.definition import Outcome, Step
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.access import Right

WHOSE = frozenset(("not-your-role", "assigned-to-other", "delegation-over"))
"""Refusals about whose a step is, which an override goes against; four eyes are none of them."""


def decide_override(program: Program, task: Task, command: Override, context: Context) -> Walk:
    """Decide an override. It goes against the checklist, ``not_before``, whose the step is, and approvals
    that are void; never against four eyes, votes, an outcome's own ``when``, or a way that leads nowhere.

    Raises Stop: ``may-not``, ``reason-required``, ``override-votes``, ``not-by``, ``cannot-close`` (its
    ``when``), ``no-case``, ``nothing-to-override``, and as an advance does: ``visit-closed``,
    ``task-ended``, ``unknown-outcome``, ``on-hold``, ``closes-itself``, times, values.
    """
    may = must_be_allowed(program, "override", context, task.shop)
    walk, visit, step, outcome = begun(program, task, command, context)
    if not command.reason:
        raise Stop(Refusal("reason-required", {"outcome": "override", "reasons": []}))
    walk.reason = checked_text(command.reason, "reason-empty")
    if step.votes is not None and outcome.name in step.votes.needed:
        raise Stop(Refusal("override-votes", {"outcome": outcome.name, **named(task, visit)}))
    against: list[Refusal] = []
    right = _right(walk, step, visit, outcome, may, against)
    changed: set[str] = set()
    give(walk, command.values, visit, changed)
    walk.stand(walk.draft.visits[visit.no - 1])
    _early(walk, step, visit, against)
    _void(walk, visit, [case.value for case in outcome.to], against)
    against += _missing(walk, task, step, outcome, visit)
    carry_out_set(walk, outcome.set, visit, changed, visit.no)
    walk.let_through()
    if not program.flow.fire(walk, outcome.name):
        raise Stop(Refusal("no-case", {"outcome": outcome.name, "step": step.name}))
    to = walk.state
    _void(walk, visit, (to,), against)
    if not against:
        words = ("advance", f"T-{task.id}/{visit.step}#{visit.n}", outcome.name)
        raise Stop(
            Refusal("nothing-to-override", {"outcome": outcome.name, **named(task, visit)}, help=words)
        )
    if step.lanes:
        withdraw_lanes(walk, visit, changed)
        walk.lane = visit.lane
    said = [{"code": one.code, "data": one.data} for one in against]
    walk.draft.apply({"fact": "overrode", "visit": visit.no, "outcome": outcome.name, "against": said})
    codes = tuple(dict.fromkeys(one.code for one in against))
    close(walk, visit, outcome.name, to, changed, walk.reason, right=right, override=codes)
    proceed(walk, to, changed)
    return walk


def _right(
    walk: Walk, step: Step, visit: Visit, outcome: Outcome, may: Right, against: list[Refusal]
) -> Right:
    """By which right it is closed: that to override, where the actor has none to the step. Four eyes are
    asked of whoever has a hand in it all the same."""
    roles = walk.choose(outcome.role, "role") if outcome.role else visit.roles
    try:
        own = must_hold_role(
            walk, step, visit, tuple(roles or visit.roles), outcome.name if outcome.role else None
        )
    except Stop as stop:
        if stop.refusal.code not in WHOSE:
            raise
        against.append(stop.refusal)
        own = may
    right = may if may.behalf is not None else own
    people = (walk.context.actor.person, right.behalf, *right.hands)
    if any(walk.program.apart(step.name)) and (refusal := barred(walk, step.name, visit.lane, people)):
        raise Stop(refusal)
    return right


def _early(walk: Walk, step: Step, visit: Visit, against: list[Refusal]) -> None:
    try:
        not_before(walk, step, visit)
    except Stop as stop:
        if stop.refusal.code != "not-before":
            raise
        against.append(stop.refusal)


def _void(walk: Walk, visit: Visit, targets: list[str] | tuple[str, ...], against: list[Refusal]) -> None:
    """What was approved and changed since."""
    if not walk.draft.votes:
        return
    from engine.kernel.voids import must_hold

    try:
        must_hold(walk, visit, targets)
    except Stop as stop:
        if stop.refusal.code != "approval-void":
            raise
        if stop.refusal not in against:
            against.append(stop.refusal)


def _missing(walk: Walk, task: Task, step: Step, outcome: Outcome, visit: Visit) -> list[Refusal]:
    """What the checklist lacks for the outcome. Raises Stop ``cannot-close`` where the outcome is not
    possible by its own condition: that is no rule about how work is done."""
    walk.reasons = []
    impossible = closing_problems(walk, step, outcome._replace(items=(), reason=False, reasons=()))
    if impossible:
        refused = {"outcome": outcome.name, **named(task, visit)}
        raise Stop(Refusal("cannot-close", refused, tuple(impossible)))
    return closing_problems(walk, step, outcome._replace(when=None))
