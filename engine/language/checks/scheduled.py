"""A schedule's starts, held against what is unique and what people call a task: the first times are tried."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from engine.language.checks.material import Material
from engine.model.definition import Definition, Expression
from engine.model.diagnostics import ERROR, WARNING, Diagnostic
from engine.model.timing import Schedule
from engine.rules.calendars import Calendar, OutOfRange
from engine.rules.expressions import evaluator
from engine.rules.recurrence import times
from engine.rules.schedules import CannotGive, values_at

FIRST = 1_767_225_600_000
"""From here on times are tried: 2026-01-01, UTC."""
YEARS = 60 * 366 * 86_400_000
TRIED = 60
"""So many times: two months of days, five years of months."""


def check(material: Material) -> list[Diagnostic]:
    """An error where every start would have the same unique value, so that only the first makes a task; a
    warning where two of them have, and where all tasks would be called the same.

    Every day counts as worked here, and the zone is UTC: what is wrong then is wrong anywhere.
    """
    definition = material.definition
    schedule = definition.schedule
    if schedule is None:
        return []
    given = {name for name, _ in schedule.give}
    found: list[Diagnostic] = []
    unique, ref = definition.unique, definition.ref
    if unique and (unique in given or definition.data[unique].default is not None):
        found += _unique(material, definition, schedule)
    value = dict(schedule.give).get(ref) if ref and ref != unique else None
    if value is not None and not isinstance(value, Expression):
        data = {"name": ref, "value": value}
        found.append(Diagnostic("F817", material.places["schedule", ref], data, (), WARNING))
    return found


def _unique(material: Material, definition: Definition, schedule: Schedule) -> list[Diagnostic]:
    name = definition.unique
    place = material.places.get(("schedule", name), material.places["schedule", ""])
    seen: dict[Any, int] = {}
    tried = _tried(schedule)
    values = [_value(definition, schedule, at) for at in tried]
    if len(values) > 1 and None not in values and len(set(map(str, values))) == 1:
        return [Diagnostic("F815", place, {"name": name}, (), ERROR)]
    for at, value in zip(tried, values, strict=True):
        if value is not None and str(value) in seen:
            data = {"name": name, "first": _shown(seen[str(value)]), "second": _shown(at)}
            return [Diagnostic("F816", place, data, (), WARNING)]
        seen[str(value)] = at
    return []


def _tried(schedule: Schedule) -> list[int]:
    try:
        return times(schedule.every, FIRST - 1, FIRST + YEARS, Calendar.of_zone("UTC"), TRIED)
    except OutOfRange:
        return []


def _value(definition: Definition, schedule: Schedule, at: int) -> Any:
    """The unique field's value at one time; None where it has none, or cannot be worked out here."""
    name = definition.unique
    field = definition.data[name]
    give = tuple(pair for pair in schedule.give if pair[0] == name) or ((name, field.default),)
    calendar = Calendar.of_zone("UTC")
    alone = schedule._replace(give=give)
    try:
        found = values_at(alone, definition.data, at, calendar, lambda one, env: evaluator(one)(env))
    except CannotGive:
        return None
    return found[name]


def _shown(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M")
