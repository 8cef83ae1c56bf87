"""What a task takes along into another version of its SOP: checklist marks, values, and whether its blocks
are still the same.

A checklist line is the same line when it asks for the same: to do what its title says, for a value of its
field, for its condition to hold. Nothing is guessed: what is not the same is left behind or refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engine.kernel.deciders.common import bad_value
from engine.model.definition import Definition, Field, Item, Step
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.rules.values import ValueProblem, check

FAMILIES = {
    "choice": "text",
    "person": "text",
    "file": "text",
    "link": "text",
    "number": "integer",
    "money": "integer",
}
"""Types whose values may become each other's, where they suit; every other type is alone. The stored form
of an instant is an integer, too, and must not become one silently."""


HIDDEN = "••••"
"""What is said of a private value that does not suit: whoever moves tasks need not see it."""


class Lines(Record):
    """Where a step's lines went: old number -> new number, and the old lines that are gone."""

    kept: dict[int, int]
    gone: dict[int, Item]


def lines(before: Step, after: Step) -> Lines:
    """Which line of ``before`` is which of ``after``; several lines that ask for the same, in their order."""
    if before.items == after.items:
        return Lines({item.no: item.no for item in after.items}, {})
    new = dict(_keyed(after.items))
    kept: dict[int, int] = {}
    gone: dict[int, Item] = {}
    for key, item in _keyed(before.items):
        if key in new:
            kept[item.no] = new[key].no
        else:
            gone[item.no] = item
    return Lines(kept, gone)


def _keyed(items: Iterable[Item]) -> Iterator[tuple[tuple[str, str, int], Item]]:
    seen: dict[tuple[str, str], int] = {}
    for item in items:
        asks = item.field or (item.must.source if item.must else item.title)
        number = seen[item.kind, asks] = seen.get((item.kind, asks), 0) + 1
        yield (item.kind, asks, number), item


def values(
    before: Definition, after: Definition, data: dict[str, Any]
) -> tuple[dict[str, Any], list[Refusal]]:
    """What becomes of a task's values: those that change (None: the field is gone), and a refusal for
    each that its new field does not take."""
    changed: dict[str, Any] = {}
    problems: list[Refusal] = []
    for name, value in data.items():
        field, old = after.data.get(name), before.data.get(name)
        if field == old:
            continue
        if field is None or field.value is not None or (old is not None and field.each != old.each):
            changed[name] = None
        elif old is not None and _family(old) != _family(field):
            data_types = {"field": name, "title": field.title, "was": _typed(old), "type": _typed(field)}
            problems.append(Refusal("other-type", data_types))
        else:
            try:
                checked = check(field, value)
            except ValueProblem as problem:
                if "value" in problem.data and (field.private or (old is not None and old.private)):
                    problem = ValueProblem(problem.code, **{**problem.data, "value": HIDDEN})
                problems.append(bad_value(name, field.title, problem))
            else:
                if checked != value:
                    changed[name] = checked
    return changed, problems


def _family(field: Field) -> tuple[str, str]:
    of = field.of or ""
    return FAMILIES.get(field.type, field.type), FAMILIES.get(of, of)


def _typed(field: Field) -> str:
    return f"{field.type} of {field.of}" if field.of else field.type


def changed_block(before: Definition, after: Definition, task: Task) -> str | None:
    """The block with open lanes that is not the same in both definitions, titles and help apart; None
    where every one is. Lanes that were left to finish count, too."""
    visits = task.visits
    blocks = {visits[lane.block - 1].step for lane in task.lanes if lane.closed is None}
    blocks |= {visit.step for visit in visits if visit.closed is None and visit.kind in ("parallel", "each")}
    for name in sorted(blocks):
        if name not in before.steps or name not in after.steps or _block(before, name) != _block(after, name):
            return name
    return None


def _block(definition: Definition, name: str) -> list[Any]:
    """A block, the steps inside it and the fields of its items, without what is only for reading."""
    found: list[Any] = [_bare(definition.steps[name])]
    found += [
        _bare(field)._replace(columns=(), private=False)
        for field in definition.data.values()
        if field.each == name
    ]
    for step in definition.steps.values():
        if step.lane.startswith(name + "/") and step.name != name:
            found += _block(definition, step.name)
    return found


def _bare(value: Any) -> Any:
    """A named tuple without titles and help, whatever is inside it too; expressions and instants as they
    were written."""
    fields: tuple[str, ...] | None = getattr(value, "_fields", None)
    if fields is not None:
        if "tree" in fields or "unit" in fields:
            return value.source
        bare = {
            name: "" if name in ("title", "help") else _bare(one)
            for name, one in zip(fields, value, strict=True)
        }
        return value._replace(**bare)
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items()}
    return tuple(_bare(one) for one in value) if isinstance(value, tuple) else value
