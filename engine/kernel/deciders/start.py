"""Start a task: take the values, work out the defaults, open the first step."""

from __future__ import annotations

from typing import Any

from engine.kernel.context import Context
from engine.kernel.deciders.common import (
    checked_values,
    happened_at,
    must_be_allowed,
    on_behalf,
    refuse_all,
)
from engine.kernel.draft import Meta, blank
from engine.kernel.facts import Fact
from engine.kernel.moves import proceed
from engine.kernel.program import Program
from engine.kernel.setting import worked_out_default
from engine.kernel.walk import Stop, Walk
from engine.model.commands import ITSELF, Start
from engine.model.refusals import Refusal
from engine.rules.access import Right
from engine.rules.values import show


def decide_start(program: Program, task: None, command: Start, context: Context) -> Walk:
    """Decide a start; that of a schedule needs nobody's permission but that of who published it.

    Raises Stop: ``may-not``, ``bad-values``, ``required-missing``, times.
    """
    by_itself = context.actor.person == ITSELF
    right = Right() if by_itself else must_be_allowed(program, "start", context, context.shop)
    happened = happened_at(command.happened, context, None, "in-the-future")
    walk = begin(program, command.values, happened, context, {})
    on_behalf(walk, right)
    return walk


def begin(program: Program, given: dict[str, Any], happened: int, context: Context, more: Fact) -> Walk:
    """Begin a task with these values, whoever asked for it; ``more`` is what its first fact says besides
    (``caller``, ``depth``, ``gathers``). Raises Stop: ``bad-values``, ``required-missing``."""
    definition = program.definition
    values = {name: value for name, value in checked_values(definition, given).items() if value is not None}
    for name in values:
        if definition.data[name].each:
            raise Stop(Refusal("item-field", {"field": name, "block": definition.data[name].each}))
    fact: Fact = {
        "fact": "started",
        "sop": definition.sop,
        "version": context.version,
        "ref": "",
        "unique": None,
        "data": values,
        **more,
    }
    meta = Meta(context.actor.person, happened, context.recorded)
    walk = Walk(program, blank(context.task_id, context.shop, fact, meta), context, happened)
    for field in definition.data.values():
        if field.name not in values and field.default is not None and not field.each:
            walk.draft.data = values
            values[field.name] = worked_out_default(walk, field)
    missing = [name for name in definition.required if name not in values]
    refuse_all(
        "required-missing",
        [
            Refusal("required-value", {"field": name, "title": definition.data[name].title})
            for name in missing
        ],
    )
    if definition.ref:
        field, value = definition.data[definition.ref], values.get(definition.ref)
        fact["ref"] = "" if value is None else show(field, value, context.zone)
    if definition.unique and definition.unique in values:
        fact["unique"] = str(values[definition.unique])
    walk.draft.base = blank(context.task_id, context.shop, fact, meta)
    walk.draft.apply(fact)
    changed = {"start", *values}
    proceed(walk, definition.first, changed)
    return walk
