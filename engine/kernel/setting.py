"""Putting values into a task: into its own data, or into those of the item that has a field for itself."""

from __future__ import annotations

from typing import Any

from engine.kernel.deciders.common import worked_out
from engine.kernel.scopes import owner
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Expression, Field
from engine.model.refusals import Refusal
from engine.model.task import Visit


def put(walk: Walk, values: dict[str, Any], visit: Visit | None, changed: set[str], spared: int = 0) -> None:
    """Put checked values where they belong, as given in this visit (None: in no visit). Votes that were given
    for other values count no more, but for those on the visit with the number ``spared``.

    Raises Stop ``item-field`` for a field that every item has for itself when the visit is in none.
    """
    if walk.draft.votes:
        from engine.kernel import voids  # few tasks have votes

        before = voids.seen(walk, spared)
        _put(walk, values, visit)
        voids.void(walk, before)
    else:
        _put(walk, values, visit)
    changed.update(values)


def _put(walk: Walk, values: dict[str, Any], visit: Visit | None) -> None:
    number = visit.no if visit else 0
    if not walk.program.has_items:
        walk.draft.apply({"fact": "set", "data": values, "visit": number})
    else:
        apart: dict[int, dict[str, Any]] = {}
        for name, value in values.items():
            lane = owner(walk.program, walk.draft, visit.lane if visit else 0, name)
            if lane is None:
                block = walk.program.definition.data[name].each
                raise Stop(Refusal("item-field", {"field": name, "block": block}))
            apart.setdefault(lane, {})[name] = value
        for lane, part in apart.items():
            fact = {"fact": "set", "data": part, "visit": number}
            walk.draft.apply(fact | {"lane": lane} if lane else fact)


def worked_out_default(walk: Walk, field: Field) -> Any:
    """A field's default as things stand, in stored form."""
    if not isinstance(field.default, Expression):
        return field.default
    return worked_out(walk, field, field.default, "default")


def carry_out_set(
    walk: Walk,
    assigned: tuple[tuple[str, Any], ...],
    visit: Visit | None,
    changed: set[str],
    spared: int = 0,
) -> None:
    """What an outcome or a rule sets, worked out as things stand; as given in this visit (None: in none), and
    ``spared`` as for ``put``."""
    if not assigned:
        return
    fields = walk.program.definition.data
    values: dict[str, Any] = {
        name: worked_out(walk, fields[name], value, "set") if isinstance(value, Expression) else value
        for name, value in assigned
    }
    put(walk, values, visit, changed, spared)
