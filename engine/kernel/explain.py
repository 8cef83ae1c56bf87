"""Saying why: the state of every checklist line, what blocks each outcome, how each deadline came about.

Nothing is worked out a second way here: outcomes are really decided (and the decision thrown away), lines
go through the same checks as closing, deadlines through the same plan.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.kernel.blocks import items_left
from engine.kernel.context import Context
from engine.kernel.decide import decide
from engine.kernel.plans import Plan, anchor_instant
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk, item_problem, live_items
from engine.model.commands import Advance
from engine.model.definition import Cases, Item, Outcome
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Span, Task, Visit
from engine.model.timing import Anchor, Instant
from engine.rules.deadlines import spanned
from engine.rules.expressions import EvaluationProblem, Missing


class Line(Record):
    """A checklist line as it stands. state: ``done`` | ``open`` | ``na`` (marked not applicable) | ``off``
    (its ``when`` is false) | ``undecided`` (a value that ``when`` needs is missing) | ``confirm`` (a value
    from an earlier visit) | ``fails`` (a condition that does not hold) | ``unproven`` (ticked, but nothing
    shows it). ``value`` is in stored form; ``outcomes`` are those that ask for the line."""

    item: Item
    state: str
    value: Any
    outcomes: tuple[str, ...]


class Way(Record):
    """One outcome of an open visit and what refuses it now; None: nothing does."""

    outcome: Outcome
    refusal: Refusal | None


STATES = {"value-unconfirmed": "confirm", "must-fails": "fails", "evaluation-failed": "fails"}


def checklist(program: Program, task: Task, visit: Visit, context: Context) -> list[Line]:
    """Every line of a visit's step, in order."""
    step = program.definition.steps[visit.step]
    walk = Walk(program, task, context, context.recorded)
    walk.stand(visit)
    data = walk.env().data
    lines = []
    for item, applies in live_items(walk, step, [item.no for item in step.items]):
        asked = tuple(name for name, outcome in step.outcomes.items() if item.no in outcome.items)
        value = data.get(item.field) if item.field else None
        lines.append(Line(item, _state(walk, visit, item, applies), value, asked))
    return lines


def _state(walk: Walk, visit: Visit, item: Item, applies: bool | Refusal) -> str:
    if isinstance(applies, Refusal):
        return "undecided"
    if not applies:
        return "off"
    if item.no in visit.na:
        return "na"
    problem = item_problem(walk, item)
    if problem is not None and problem.code == "evidence-missing":
        return "unproven" if item.no in visit.ticks else "open"
    return "done" if problem is None else STATES.get(problem.code, "open")


def ways(program: Program, task: Task, visit: Visit, context: Context) -> list[Way]:
    """Every outcome of a visit that people take, with what would refuse it for this actor at this moment."""
    found = []
    for outcome in program.definition.steps[visit.step].outcomes.values():
        if outcome.itself:
            continue
        decision = decide(program, task, Advance(b"", task.id, visit.no, outcome.name), context)
        found.append(Way(outcome, decision if isinstance(decision, Refusal) else None))
    return found


def items_to_come(program: Program, task: Task, visit: Visit, context: Context) -> list[Any]:
    """The items of an open block's list, in stored form, that wait for their turn; none where the list cannot
    be told."""
    walk = Walk(program, task, context, context.recorded)
    try:
        return items_left(walk, program.definition.steps[visit.step], visit)
    except Stop:
        return []


class Reckoning(Record):
    """How a clock's instant is reckoned now: the instant and a function that says when its anchor is."""

    instant: Instant
    anchor_of: Callable[[Anchor | None], int | str | None]


def reckoning(program: Program, task: Task, span: Span, which: str, context: Context) -> Reckoning | None:
    """The instant behind a clock's ``due`` or ``limit`` (``which``), for explaining; None without one."""
    definition = program.definition
    body = definition.deadlines[span.deadline] if span.deadline else definition.steps[span.step]
    cases: Cases | None = getattr(body, which)
    walk = Walk(program, task, context, context.recorded)
    walk.lane = task.visits[span.visit - 1].lane if span.visit else 0
    try:
        instant = program.choose(cases, walk.env())
        if instant is not None and instant.span is not None:
            instant = spanned(instant, program.value(instant.span, walk.env()))
    except (Missing, EvaluationProblem):
        return None
    if instant is None:
        return None
    plan = Plan()
    plan.due, plan.limit = span.due, span.limit
    opened = task.visits[span.visit - 1].opened if span.visit else None
    return Reckoning(instant, lambda anchor: anchor_instant(walk, anchor, opened, plan))
