"""Ladders: what happens around a clock's due and limit, rung by rung (ADR 0021).

The instants of the rungs still to come stand in the clock's own row, so that a task has no more rows by them;
a sweep finds the clocks with one that is due. A rung happens once for each plan, or again and again where it
says ``every``, and only while its clock runs.
"""

from __future__ import annotations

from engine.kernel.plans import Plan, reckon
from engine.kernel.recurring import comes_again
from engine.kernel.walk import Walk
from engine.model.definition import Deadline, Definition, Step
from engine.model.task import Span
from engine.model.timing import Rung


def of_step(definition: Definition, step: Step) -> tuple[Rung, ...]:
    """The ladder of a step's own due and limit."""
    return definition.escalate if step.escalate is None else step.escalate


def of_deadline(definition: Definition, deadline: Deadline) -> tuple[Rung, ...]:
    """The ladder of a deadline block."""
    return definition.escalate if deadline.escalate is None else deadline.escalate


def of_span(definition: Definition, span: Span) -> tuple[Rung, ...]:
    """The ladder of a clock, as the definition now says; () for one that it does not have any more."""
    if not span.deadline:
        step = definition.steps.get(span.step)
        return of_step(definition, step) if step is not None else ()
    deadline = definition.deadlines.get(span.deadline)
    return of_deadline(definition, deadline) if deadline is not None else ()


def ahead(
    walk: Walk, ladder: tuple[Rung, ...], plan: Plan, opened: int | None, last: Span | None
) -> list[list[int]]:
    """The rungs still to come of a clock that starts by a plan, as [ms UTC, number], the earliest first.

    Of those whose time is over already only the latest is among them (the others would say what is no longer
    so), and not even that where it happened by the plan before, in ``last``. One that lies before what the
    due counts from never was to come: a day before the due of a step that has four hours. Raises Stop
    ``calendar-gap``.
    """
    now = walk.context.recorded
    dated = [(at, no) for no, rung in enumerate(ladder, 1) if (at := _instant(walk, rung, plan, opened))]
    found = [[at, no] for at, no in sorted(dated) if at > now]
    past = [(at, no) for at, no in dated if (plan.since or at) <= at <= now]
    if past:
        at, no = max(past)
        if last is None or no in (one for _, one in last.rungs):
            found.insert(0, [at, no])
    if last is not None:
        _go_on(walk, ladder, last, found, {no for _, no in past})
    return found


def renewed(
    walk: Walk, ladder: tuple[Rung, ...], span: Span, opened: int | None, same: bool
) -> list[list[int]]:
    """The rungs to come of a running clock, reckoned again as for ``ahead``. ``same``: the ladder is the one
    that its rungs are of; what is due of them and what is being repeated stays as it is."""
    now, plan = walk.context.recorded, Plan()
    plan.due, plan.limit = span.due, span.limit
    dated = {no: _instant(walk, rung, plan, opened) for no, rung in enumerate(ladder, 1)}
    found = []
    for at, no in span.rungs if same else ():
        base = dated.get(no)
        repeated = no in dated and ladder[no - 1].every is not None and base is not None and base <= now
        if at <= now or repeated:
            found.append([at, no])
    kept = {no for _, no in found}
    found += [[at, no] for no, at in dated.items() if at is not None and at > now and no not in kept]
    return sorted(found)


def _go_on(walk: Walk, ladder: tuple[Rung, ...], last: Span, found: list[list[int]], past: set[int]) -> None:
    """Rungs that were being repeated when the plan before ended go on with it, where they are past again."""
    have = {no for _, no in found}
    for _, no in last.rungs:
        rung = ladder[no - 1] if no <= len(ladder) else None
        if rung is not None and rung.every is not None and no in past and no not in have:
            found.append([comes_again(walk, rung.every, walk.context.recorded), no])
    found.sort()


def _instant(walk: Walk, rung: Rung, plan: Plan, opened: int | None) -> int | None:
    scratch = Plan()
    scratch.due, scratch.limit = plan.due, plan.limit
    return reckon(walk, rung.at, opened, scratch)
