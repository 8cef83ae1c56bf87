"""Clocks: which run, against which plan. Every result (due, limit, calendar version) goes into a fact.

A step's own due and limit count while a visit of it is open. A deadline block is live from the moment
its anchor is known, whether its step is open or not; it stops at the first close of its step after that,
and is void when the task ends without it. When what a plan depends on changes, the running span ends as
``replanned`` and another starts, so that past plans survive (DESIGN 4a, Clocks).
"""

from __future__ import annotations

from engine.kernel.draft import latest
from engine.kernel.walk import Stop, Walk, evaluation_failed
from engine.model.definition import Anchor, Cases, Deadline, Step
from engine.model.refusals import Refusal
from engine.model.task import Span, Visit
from engine.rules.calendars import CalendarGap
from engine.rules.deadlines import compute, spanned
from engine.rules.expressions import EvaluationProblem, Missing


class Plan:
    """One clock's plan: ``due`` and ``limit`` in ms UTC (None: none), and what they rest on."""

    __slots__ = ("calendar", "due", "limit", "provisional")

    def __init__(self) -> None:
        self.due: int | None = None
        self.limit: int | None = None
        self.calendar = 0
        self.provisional = False


def anchor_instant(walk: Walk, anchor: Anchor | None, opened: int | None, plan: Plan) -> int | str | None:
    """When an anchor is, or None when it has not happened or is not set (a date stays a date)."""
    if anchor is None:
        return opened
    kind, draft = anchor.kind, walk.draft
    if kind == "field":
        value = draft.data.get(anchor.name)
        return value if isinstance(value, int | str) else None
    if kind == "start":
        return draft.base.started
    if kind == "due":
        return plan.due
    if kind == "limit":
        return plan.limit
    seen = walk.visits()
    if kind == "opened":
        return next((visit.opened for visit in reversed(seen) if visit.step == anchor.name), None)
    closed = latest(seen, anchor.name, anchor.outcome or None)
    return closed.closed if closed else None


def plan_clock(walk: Walk, due: Cases | None, limit: Cases | None, opened: int | None) -> Plan:
    """Work out both instants as things stand. A condition that needs a value not yet given means: no
    date yet. Raises Stop with ``calendar-gap`` where the calendar refuses a year without data."""
    plan = Plan()
    plan.due = _instant(walk, due, opened, plan)
    plan.limit = _instant(walk, limit, opened, plan)
    if plan.due is None:
        plan.due = plan.limit  # with a limit alone, that is also when it is due
    return plan


def _instant(walk: Walk, cases: Cases | None, opened: int | None, plan: Plan) -> int | None:
    if cases is None:
        return None
    instant = None
    for case in cases:
        try:
            if case.when is None or walk.program.value(case.when, walk.env()):
                instant = case.value
                if instant is not None and instant.span is not None:
                    instant = spanned(instant, walk.program.value(instant.span, walk.env()))
                break
        except Missing:
            return None
        except EvaluationProblem as problem:
            source = case.when.source if case.when else case.value.source
            raise Stop(evaluation_failed(source, problem)) from None
    if instant is None:
        return None
    try:
        found = compute(
            instant,
            lambda anchor: anchor_instant(walk, anchor, opened, plan),
            walk.context.calendar,
            walk.draft.data,
        )
    except CalendarGap as gap:
        raise Stop(
            Refusal("calendar-gap", {"year": gap.year, "calendar": walk.program.definition.calendar})
        ) from None
    if found is None:
        return None
    if found.calendar_used:
        plan.calendar = walk.context.calendar_number
        plan.provisional = plan.provisional or found.provisional
    return found.at


def start_own(walk: Walk, step: Step, visit: Visit) -> None:
    """Start the clock of a visit that just opened, if its step has a due or limit that is known."""
    plan = plan_clock(walk, step.due, step.limit, visit.opened)
    if plan.due is not None:
        _start(walk, "", visit.no, step.name, visit.roles, plan)


def stop(walk: Walk, span: Span, why: str) -> None:
    """End a running clock."""
    walk.stamp({"fact": "stopped", "clock": span.no, "why": why})


def stop_for(walk: Walk, visit: Visit, outcome: str) -> None:
    """Stop what the closing of a visit stops: its own clock, and the blocks that are kept by it."""
    deadlines = walk.program.definition.deadlines
    for span in walk.draft.running():
        if span.visit == visit.no:
            stop(walk, span, "closed")
            continue
        kept_by = span.visit == 0 and span.step == visit.step
        if kept_by and deadlines[span.deadline].outcome in (None, outcome):
            stop(walk, span, "closed")


def replan(walk: Walk, changed: set[str]) -> None:
    """Start blocks whose anchor became known, and plan again what depends on something in ``changed``
    (field names, and ``step:NAME`` for a step that opened or closed; ``start`` at the beginning)."""
    definition = walk.program.definition
    for deadline, inputs in walk.program.blocks():
        if "start" in changed or not inputs.isdisjoint(changed):
            _replan_block(walk, deadline)
    for visit in walk.draft.open_visits():
        step = definition.steps[visit.step]
        if step.due is None and step.limit is None:
            continue
        inputs = walk.program.timing_inputs("own:" + step.name, step.due, step.limit)
        if not inputs.isdisjoint(changed):
            walk.lane = visit.lane
            _replan_own(walk, step, visit)
            walk.lane = 0


def replan_all(walk: Walk) -> None:
    """Plan every clock anew, after the task came under another definition: blocks that it does not have
    end as ``void``, those that it adds start where their anchor is known and their step is not closed yet.

    A visit inside a lane keeps its clock: its block is the same in both definitions.
    """
    draft, deadlines = walk.draft, walk.program.definition.deadlines
    for span in draft.running():
        if span.visit:
            continue
        if span.deadline not in deadlines or _kept(walk, deadlines[span.deadline], span):
            stop(walk, span, "void")
    for deadline in deadlines.values():
        last = next((span for span in reversed(draft.clocks) if span.deadline == deadline.name), None)
        if last is None or last.ended is not None:
            kept = last is not None and last.why not in ("void", "replanned")
            if kept or draft.latest(deadline.step, deadline.outcome):
                continue
            last = None
        step = walk.program.definition.steps[deadline.step]
        _change(walk, last, plan_clock(walk, deadline.due, deadline.limit, None), deadline.name, 0, step)
    for visit in draft.open_visits():
        if visit.lane == 0:
            _replan_own(walk, walk.program.definition.steps[visit.step], visit)


def _kept(walk: Walk, deadline: Deadline, span: Span) -> bool:
    """Whether what a block asks for now was done while its clock ran and asked for something else."""
    closed = walk.draft.latest(deadline.step, deadline.outcome)
    return closed is not None and closed.closed is not None and closed.closed > span.started


def _replan_block(walk: Walk, deadline: Deadline) -> None:
    """Plan a block anew. One that was kept or is void stays so; one whose case took the promise away comes
    back when the data turn back, unless what it asks for was done meanwhile."""
    last = next((span for span in reversed(walk.draft.clocks) if span.deadline == deadline.name), None)
    if last is not None and last.ended is not None:
        if last.why != "replanned" or _kept(walk, deadline, last):
            return
        last = None
    plan = plan_clock(walk, deadline.due, deadline.limit, None)
    step = walk.program.definition.steps[deadline.step]
    _change(walk, last, plan, deadline.name, 0, step)


def _replan_own(walk: Walk, step: Step, visit: Visit) -> None:
    last = next((span for span in walk.draft.running() if span.visit == visit.no), None)
    plan = plan_clock(walk, step.due, step.limit, visit.opened)
    _change(walk, last, plan, "", visit.no, step, visit.roles)


def _change(
    walk: Walk,
    last: Span | None,
    plan: Plan,
    name: str,
    visit: int,
    step: Step,
    roles: tuple[str, ...] | None = None,
) -> None:
    if last is not None:
        if (last.due, last.limit) == (plan.due, plan.limit):
            return
        stop(walk, last, "replanned")
    if plan.due is None:
        return
    if roles is None:
        try:
            roles = walk.roles(step)
        except Stop:  # whose it is depends on a value to come
            roles = tuple(sorted({role for case in step.role for role in case.value if role}))
    _start(walk, name, visit, step.name, roles, plan)


def _start(walk: Walk, name: str, visit: int, step: str, roles: tuple[str, ...], plan: Plan) -> None:
    walk.stamp(
        {
            "fact": "clock",
            "clock": len(walk.draft.clocks) + 1,
            "deadline": name,
            "visit": visit,
            "step": step,
            "roles": list(roles),
            "due": plan.due,
            "limit": plan.limit,
            "calendar": plan.calendar,
            "provisional": plan.provisional,
            "born_late": plan.due is not None and plan.due < walk.happened,
        }
    )
