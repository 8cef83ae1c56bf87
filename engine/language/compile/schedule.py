"""The schedule: when tasks of this SOP start by themselves, and what they are given."""

from __future__ import annotations

from typing import Any

from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.items import settable, without_items
from engine.language.compile.literals import value_of
from engine.language.compile.recurrences import recurrence
from engine.language.compile.scalars import scalar_of
from engine.language.nodes import MAP, Node
from engine.model.definition import Expression
from engine.model.timing import Recurrence, Schedule
from engine.rules.expressions import mentions, names, steps

ONE = "one"


def schedule(draft: Draft, root: Node, required: tuple[str, ...]) -> Schedule | None:
    """The SOP's ``schedule``; None where there is none, or where it says no times (reported).

    ``required`` are the fields that every start needs.
    """
    node = draft.get(root, "schedule")
    if node is None:
        return None
    if node.kind != MAP:
        draft.not_understood(node)
        return None
    draft.places["schedule", ""] = root.entries["schedule"][0].place
    given = draft.get(node, "with")
    with without_items(draft):
        give = _give(draft, given) if given is not None else ()
    told = given.entries if given is not None and given.kind == MAP else {}
    missing = [
        name
        for name in required
        if name not in told and name not in draft.doubtful and draft.fields[name].default is None
    ]
    if missing and "data" not in draft.holes:
        draft.error("F814", root.entries["schedule"][0], names=", ".join(missing))
    missed = scalar_of(draft, node, "missed")
    every = _every(draft, scalar_of(draft, node, "every"))
    return Schedule(every, give, missed.text if missed is not None else ONE) if every is not None else None


def _every(draft: Draft, node: Node | None) -> Recurrence | None:
    """How often; not a span that counts from nothing."""
    found = recurrence(draft, node, may_end=True) if node is not None else None
    if found is not None and node is not None and found.unit is not None and not found.start:
        draft.error("F812", node, text=found.source)
        return None
    return found


def _give(draft: Draft, node: Node) -> tuple[tuple[str, Any], ...]:
    if node.kind != MAP:
        draft.not_understood(node)
        return ()
    found: list[tuple[str, Any]] = []
    for name, key, body in draft.entries(node):
        draft.places["schedule", name] = body.place
        field = settable(draft, key, name)
        if field is None or name in draft.doubtful:
            continue
        before = len(draft.written)
        value = value_of(draft, body, field)
        if value is FAILED:
            continue
        if isinstance(value, Expression):
            unknown = sorted(names(value) | steps(value) | (mentions(value.source) & draft.tables.keys()))
            if unknown:
                written = draft.written[before] if len(draft.written) > before else None
                place = written.place_of(unknown[0]) if written is not None else body.place
                draft.error("F813", place, name=unknown[0])
                continue
        found.append((name, value))
    return tuple(found)
