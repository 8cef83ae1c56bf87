"""Go back to a step that was closed: a new visit of it, in place of what is open in its lane
(docs/decisions/0033)."""

from __future__ import annotations

from engine.kernel import clocks
from engine.kernel.context import Context
from engine.kernel.deciders.common import checked_text, happened_at, must_be_allowed, on_behalf
from engine.kernel.moves import open_step, settle
from engine.kernel.program import Program
from engine.kernel.visits import withdraw
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Reopen
from engine.model.refusals import Refusal
from engine.model.task import UNDONE, WITHDRAWN, Task, Visit, lanes_around


def decide_reopen(program: Program, task: Task, command: Reopen, context: Context) -> Walk:
    """Decide a reopening. Its step's ``when`` is not asked: somebody wants it done. Where the task has ended,
    it goes on, with the promises that fell away by its end.

    Raises Stop: ``may-not``, ``unknown-visit``, ``never-open``, ``reopen-open``, ``reopen-joined``,
    ``reopen-left``, ``reason-required``, ``reason-not-listed``, times.
    """
    right = must_be_allowed(program, "reopen", context, task.shop)
    if not 1 <= command.visit <= len(task.visits):
        raise Stop(Refusal("unknown-visit", {"task": task.id, "visit": command.visit}))
    visit = task.visits[command.visit - 1]
    if visit.outcome == UNDONE:
        raise Stop(Refusal("never-open", {"task": task.id, "step": visit.step}))
    replaced = _replaced(task, visit)
    _must_be_within_reach(task, visit)
    reason = _reason(program, command)
    walk = Walk(program, task, context, _happened(task, visit, replaced, command, context))
    on_behalf(walk, right)
    draft, changed = walk.draft, set[str]()
    draft.apply({"fact": "reopened", "visit": len(task.visits) + 1, "was": visit.no, "reason": reason})
    if task.ended is not None or (visit.lane == 0 and task.arrived is not None):
        draft.apply({"fact": "goes_on"})
    for lane in lanes_around(task, visit.lane):
        if lane.closed is not None:
            draft.apply({"fact": "lane_back", "lane": lane.no})
    for other in replaced:
        withdraw(walk, other, changed, outcome="superseded")
    if task.ended is not None:
        clocks.revive(walk)
    walk.lane = visit.lane
    open_step(walk, program.definition.steps[visit.step], changed)
    settle(walk, changed)
    return walk


def _replaced(task: Task, visit: Visit) -> list[Visit]:
    """What is open in the lane of the visit; the new one stands in its place. Raises Stop ``reopen-open``
    where that is the step itself."""
    found = [other for other in task.open_visits() if other.lane == visit.lane]
    for other in found:
        if other.step == visit.step:
            raise Stop(Refusal("reopen-open", {"visit": _named(task, other), "at": other.opened}))
    return found


def _must_be_within_reach(task: Task, visit: Visit) -> None:
    """Raises Stop: ``reopen-joined`` where a block around the step has come together, ``reopen-left`` where
    it was left, or its lane was."""
    for lane in lanes_around(task, visit.lane):
        block = task.visits[lane.block - 1]
        data = {"visit": _named(task, visit), "block": block.step, "other": _named(task, block)}
        if block.closed is not None:
            left = block.outcome in WITHDRAWN
            raise Stop(Refusal("reopen-left" if left else "reopen-joined", {**data, "at": block.closed}))
        if lane.closed is not None and lane.why != "end":
            raise Stop(Refusal("reopen-left", {**data, "at": lane.closed}))


def _reason(program: Program, command: Reopen) -> str:
    listed = program.definition.reasons.get("reopen", ())
    if not command.reason:
        raise Stop(Refusal("reason-required", {"outcome": "reopen", "reasons": list(listed)}))
    reason = checked_text(command.reason, "reason-empty")
    if listed and reason not in listed:
        raise Stop(Refusal("reason-not-listed", {"reason": reason, "reasons": list(listed)}))
    return reason


def _happened(task: Task, visit: Visit, replaced: list[Visit], command: Reopen, context: Context) -> int:
    """When it happens: after the step was closed, after what it replaces was opened, after the task ended."""
    inside = {other.no for other in replaced}
    opened = [
        other.opened
        for other in task.open_visits()
        if other.no in inside or any(lane.block in inside for lane in lanes_around(task, other.lane))
    ]
    lanes = [lane.closed for lane in lanes_around(task, visit.lane) if lane.closed is not None]
    earliest = max([visit.closed or 0, task.ended or 0, *lanes, *opened])
    return happened_at(command.happened, context, earliest, "before-closed")


def _named(task: Task, visit: Visit) -> str:
    return f"T-{task.id}/{visit.step}#{visit.n}"
