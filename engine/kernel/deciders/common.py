"""What several commands check alike: times, values, checklist numbers, texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.kernel.context import Context
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Definition, Expression, Field, Step
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.access import Right, right_to_step
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


def must_be_allowed(program: Program, action: str, context: Context, shop: str) -> Right:
    """How the actor may do this to a task in that shop. Raises Stop ``may-not``, ``other-shop``."""
    right = program.right(action, context.actor, shop)
    if isinstance(right, Refusal):
        raise Stop(right)
    return right


def on_behalf(walk: Walk, right: Right) -> None:
    """Put on record for whom a command was given that closes no visit."""
    if right.behalf is not None:
        walk.draft.apply({"fact": "behalf", "for": right.behalf})


def must_hold_role(
    walk: Walk, step: Step, visit: Visit, roles: tuple[str, ...], outcome: str | None = None
) -> Right:
    """How the actor may work on a visit. ``outcome`` where the ``roles`` are its own: then it does not matter
    whose the visit is. Raises Stop ``other-shop``, ``not-your-role``, ``assigned-to-other``,
    ``delegation-over``, ``not-by``."""
    actor, base = walk.context.actor, walk.draft.base
    right = right_to_step(step.name, roles, actor, base.shop, visit if outcome is None else None, outcome)
    if isinstance(right, Refusal):
        if right.code == "assigned-to-other":
            right = right._replace(data={**right.data, "visit": f"T-{base.id}/{visit.step}#{visit.n}"})
        raise Stop(right)
    if right.behalf is not None and outcome is None and visit.behalf == right.behalf:
        _still_theirs(walk, step, visit, roles, right.behalf)
    if any(walk.program.apart(step.name)):
        from engine.kernel.four_eyes import barred

        refusal = barred(walk, step.name, visit.lane, (actor.person, right.behalf, *right.hands))
        if refusal is not None:
            raise Stop(refusal)
    return right


def _still_theirs(walk: Walk, step: Step, visit: Visit, roles: tuple[str, ...], person: str) -> None:
    """What was delegated can be done for so long as who delegated it could do it."""
    staff, shop = walk.context.staff, walk.draft.base.shop
    member = None if staff is None else staff.members.get(person)
    if staff is not None and (member is None or not member.may_take(roles, shop)):
        data = {"person": walk.context.actor.person, "step": step.name, "delegator": person}
        raise Stop(Refusal("delegation-over", data))


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


def tick(
    walk: Walk, step: Step, visit: Visit, ticks: Iterable[int], na: Iterable[int], reason: str | None
) -> None:
    """Put ticks and not-applicable marks on the visit; ``reason`` is why lines do not apply. Raises Stop with
    every number that is wrong: ``item-unknown``, ``item-not-tickable`` (a value or a condition),
    ``item-not-na``; ``na-reason`` where there is none."""
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
    if na:
        from engine.kernel.notes import leave_reason

        leave_reason(walk, visit, na, reason)


def checked_text(text: str, code: str) -> str:
    """A text a person wrote, trimmed. Raises Stop: ``code`` when it is empty, ``bad-text`` when it is too
    long or holds what cannot be written down (NUL, lone surrogates)."""
    text = text.strip()
    if not text:
        raise Stop(Refusal(code))
    if len(text) > MAX_TEXT or "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Stop(Refusal("bad-text", {"most": MAX_TEXT}))
    return text
