"""What several commands check alike: times, values, checklist numbers, texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.kernel.context import Context
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Definition, Expression, Field, Step
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.access import refuse_step
from engine.rules.values import ValueProblem, check, stored

MAX_TEXT = 10_000


def happened_at(happened: int | None, context: Context, earliest: int | None, code: str) -> int:
    """When the command happened (ms UTC); now when it does not say.

    Raises Stop: ``in-the-future``, or ``code`` when it lies before ``earliest`` (DESIGN 4a:
    opened(visit) <= happened <= recorded).
    """
    at = context.recorded if happened is None else happened
    if at > context.recorded:
        raise Stop(Refusal("in-the-future", {"at": at, "now": context.recorded}))
    if earliest is not None and at < earliest:
        raise Stop(Refusal(code, {"at": at, "earliest": earliest}))
    return at


def must_be_open(task: Task) -> None:
    """Raises Stop ``task-ended``."""
    if task.ended is not None:
        raise Stop(Refusal("task-ended", {"task": task.id, "end": task.end, "at": task.ended}))


def open_visit(task: Task, number: int) -> Visit:
    """The visit a command names. Raises Stop: ``visit-closed`` with who and when, ``task-ended``,
    ``unknown-visit``."""
    if not 1 <= number <= len(task.visits):
        raise Stop(Refusal("unknown-visit", {"task": task.id, "visit": number}))
    visit = task.visits[number - 1]
    if visit.closed is not None:
        raise Stop(
            Refusal(
                "visit-closed",
                {
                    "visit": f"T-{task.id}/{visit.step}#{visit.n}",
                    "actor": visit.actor,
                    "at": visit.closed,
                    "outcome": visit.outcome,
                },
            )
        )
    must_be_open(task)
    return visit


def must_hold_role(walk: Walk, step: Step, roles: tuple[str, ...], outcome: str | None = None) -> None:
    """Raises Stop ``not-your-role`` or ``not-by``. ``outcome`` where the roles are its own."""
    refusal = refuse_step(step, roles, walk.context.actor, walk.visits(), outcome)
    if refusal is not None:
        raise Stop(refusal)


def checked_values(definition: Definition, values: dict[str, Any]) -> dict[str, Any]:
    """Values in canonical stored form; None (take away) stays. Raises Stop with every value that is wrong:
    ``unknown-field``, ``computed-field``, ``bad-value``."""
    checked: dict[str, Any] = {}
    problems: list[Refusal] = []
    for name, value in values.items():
        field = definition.data.get(name)
        if field is None:
            problems.append(Refusal("unknown-field", {"field": name, "fields": list(definition.data)}))
        elif field.value is not None:
            problems.append(Refusal("computed-field", {"field": name}))
        elif value is None:
            checked[name] = None
        else:
            try:
                checked[name] = check(field, value)
            except ValueProblem as problem:
                problems.append(bad_value(name, field.title, problem))
    refuse_all("bad-values", problems)
    return checked


def worked_out(walk: Walk, field: Field, expression: Expression, where: str) -> Any:
    """What an expression gives a field, in stored form. Raises Stop: a value is missing, or the result does
    not suit the field."""
    value = walk.evaluate(expression, where)
    try:
        return check(field, stored(expression.type if field.type == "list" else field.type, value))
    except ValueProblem as problem:
        raise Stop(bad_value(field.name, field.title, problem)) from None


def bad_value(name: str, title: str, problem: ValueProblem) -> Refusal:
    """The refusal of one value."""
    return Refusal(
        "bad-value", {"field": name, "title": title, "problem": problem.code, "data": problem.data}
    )


def refuse_all(code: str, problems: list[Refusal]) -> None:
    """Raises Stop with the one problem, or with a refusal that lists them all."""
    if len(problems) == 1:
        raise Stop(problems[0])
    if problems:
        raise Stop(Refusal(code, {}, tuple(problems)))


def tick(walk: Walk, step: Step, visit: Visit, ticks: Iterable[int], na: Iterable[int]) -> None:
    """Put ticks and not-applicable marks on the visit. Raises Stop with every number that is wrong:
    ``item-unknown``, ``item-not-tickable`` (a value or a condition), ``item-not-na``."""
    ticks, na = sorted(set(ticks)), sorted(set(na))
    if not ticks and not na:
        return
    problems: list[Refusal] = []
    items = walk.program.items(step)
    for no in (*ticks, *na):
        item = items.get(no)
        if item is None:
            problems.append(
                Refusal("item-unknown", {"no": no, "step": step.name, "task": walk.draft.base.id})
            )
        elif no in na and not item.na:
            problems.append(Refusal("item-not-na", {"no": no, "title": item.title}))
        elif no not in na and item.kind != "tick":
            problems.append(
                Refusal("item-not-tickable", {"no": no, "title": item.title, "field": item.field})
            )
    refuse_all("checklist-wrong", problems)
    walk.draft.apply({"fact": "ticked", "visit": visit.no, "items": ticks, "na": na})


def checked_text(text: str, code: str) -> str:
    """A text a person wrote, trimmed. Raises Stop: ``code`` when it is empty, ``bad-text`` when it is too
    long or holds what cannot be written down (NUL, lone surrogates)."""
    text = text.strip()
    if not text:
        raise Stop(Refusal(code))
    if len(text) > MAX_TEXT or "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Stop(Refusal("bad-text", {"most": MAX_TEXT}))
    return text
