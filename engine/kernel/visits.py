"""Visits: opening one, closing one, withdrawing what will not be done; and ending the task."""

from __future__ import annotations

from engine.kernel import clocks, holds, timers
from engine.kernel.setting import carry_out_set
from engine.kernel.walk import Stop, Walk
from engine.model.definition import CANCELLED, Step
from engine.model.refusals import Refusal
from engine.model.task import CANCELLED as AS_CANCELLED
from engine.model.task import Lane, Visit
from engine.rules.access import Right
from engine.rules.expressions import EvaluationProblem, Missing

BLOCKS = ("parallel", "each")


def open_visit(walk: Walk, step: Step, changed: set[str]) -> Visit:
    """Open a visit of a step where the walk stands, and start its clock."""
    draft = walk.draft
    number = len(draft.visits) + 1
    fact = {
        "fact": "opened",
        "visit": number,
        "step": step.name,
        "n": 1 + sum(visit.step == step.name for visit in draft.visits),
        "roles": list(walk.roles(step)),
    }
    if walk.lane:
        fact["lane"] = walk.lane
    if step.kind != "work":
        fact["kind"] = step.kind
    elif walk.program.definition.priority is not None and (priority := priority_of(walk)):
        fact["priority"] = priority
    walk.stamp(fact)
    changed.add("step:" + step.name)
    visit = draft.visits[number - 1]
    if step.assign is not None:
        from engine.kernel.assigning import assign

        assign(walk, step, visit)
    if step.due is not None or step.limit is not None:
        clocks.start_own(walk, step, visit)
    return visit


def hand_over(walk: Walk, visit: Visit, roles: tuple[str, ...]) -> None:
    """An open visit is other people's: whoever had it has it no longer."""
    walk.draft.apply({"fact": "roles", "visit": visit.no, "roles": list(roles)})
    if visit.assignee is not None:
        walk.draft.apply({"fact": "assigned", "visit": visit.no, "to": None, "how": "roles"})


def priority_of(walk: Walk) -> int:
    """How a task's visits go before others now; as usual where that cannot be told yet."""
    try:
        return walk.program.choose(walk.program.definition.priority, walk.env()) or 0
    except (Missing, EvaluationProblem):
        return 0


def close(
    walk: Walk,
    visit: Visit,
    outcome: str,
    to: str,
    changed: set[str],
    reason: str | None = None,
    late_reason: str | None = None,
    right: Right | None = None,
    override: tuple[str, ...] = (),
) -> None:
    """Close a visit with an outcome that leads to ``to``, and stop what that stops. ``right`` is that of who
    closed it, where a person did; ``override`` the codes of what it was closed against."""
    fact = {"fact": "closed", "visit": visit.no, "outcome": outcome, "to": to}
    if reason is not None:
        fact["reason"] = reason
    if late_reason is not None:
        fact["late_reason"] = late_reason
    if right is not None and right.behalf is not None:
        fact["for"] = right.behalf
    if right is not None and right.hands:
        fact["hands"] = list(right.hands)
    if override:
        fact["override"] = list(override)
    walk.stamp(fact)
    changed.add("step:" + visit.step)
    clocks.stop_for(walk, visit, outcome)
    timers.drop_for(walk, visit.no)
    if walk.draft.holds:
        holds.release_of(walk, visit.no, changed)


def close_itself(
    walk: Walk, visit: Visit, outcome: str, at: int, changed: set[str], right: Right | None = None
) -> None:
    """Close a visit that nobody closes by hand: a join, a wait that is over, a called task that came back
    (``right`` says who did its steps), a rule. It happens at ``at``; where the way leads goes onto the
    agenda. Raises Stop ``no-case``, ``votes-missing``."""
    walk.happened = at
    walk.stand(visit)
    step = walk.program.definition.steps[visit.step]
    if step.votes is not None and outcome in step.votes.needed:
        from engine.kernel.voting import must_suffice

        must_suffice(walk, step, visit, outcome)
    carry_out_set(walk, step.outcomes[outcome].set, visit, changed, visit.no)
    if not walk.program.flow.fire(walk, outcome):
        reasons = tuple(walk.reasons)
        raise Stop(Refusal("no-case", {"outcome": outcome, "step": step.name}, reasons))
    close(walk, visit, outcome, walk.state, changed, right=right)
    walk.agenda.append((visit.lane, walk.state, at))


def withdraw(
    walk: Walk, visit: Visit, changed: set[str], reason: str | None = None, outcome: str = AS_CANCELLED
) -> None:
    """Close a visit as ``cancelled`` (or ``superseded``: an earlier step was opened again), with every lane
    it holds. Its clock stops; its lateness counts."""
    if visit.kind in BLOCKS:
        withdraw_lanes(walk, visit, changed, outcome=outcome)
    to = CANCELLED if outcome == AS_CANCELLED else ""
    fact = {"fact": "closed", "visit": visit.no, "outcome": outcome, "to": to}
    if reason is not None:
        fact["reason"] = reason
    walk.stamp(fact)
    changed.add("step:" + visit.step)
    for span in walk.draft.running():
        if span.visit == visit.no:
            clocks.stop(walk, span, "cancelled")
    timers.drop_for(walk, visit.no)
    if walk.draft.holds:
        holds.release_of(walk, visit.no, changed)


def withdraw_lanes(
    walk: Walk, block: Visit, changed: set[str], joined: bool = False, outcome: str = AS_CANCELLED
) -> None:
    """Cancel whatever still runs in the lanes of a block, with what blocks in them left to finish; where the
    block has ``joined``, what a lane that ended left to finish goes on."""
    for lane in list(walk.draft.lanes):
        if lane.block != block.no or (joined and lane.closed is not None):
            continue
        withdraw_inside(walk, lane, changed, outcome)
        if lane.closed is None:
            walk.stamp({"fact": "lane_closed", "lane": lane.no, "why": "cancelled"})


def withdraw_inside(walk: Walk, lane: Lane, changed: set[str], outcome: str = AS_CANCELLED) -> None:
    """Close every open visit of a lane as ``cancelled``, and what its blocks left to finish."""
    for visit in list(walk.draft.visits):
        if visit.lane != lane.no:
            continue
        if visit.closed is None:
            withdraw(walk, visit, changed, outcome=outcome)
        elif visit.kind in BLOCKS:
            withdraw_lanes(walk, visit, changed, outcome=outcome)


def end(walk: Walk, name: str, changed: set[str], reason: str | None = None) -> None:
    """End the task: what is still open is withdrawn, what still runs was a promise that nothing will keep."""
    draft = walk.draft
    for visit in draft.open_visits():
        if draft.visits[visit.no - 1].closed is None:
            withdraw(walk, visit, changed, reason)
    for lane in draft.open_lanes():  # lanes that were left to finish
        walk.stamp({"fact": "lane_closed", "lane": lane.no, "why": "cancelled"})
    why = "cancelled" if name == CANCELLED else "void"
    for span in draft.running():
        clocks.stop(walk, span, why)
    timers.drop_all(walk)
    for hold in draft.holds:
        if hold.ended is None:
            holds.release(walk, hold)
    walk.stamp({"fact": "ended", "end": name})
