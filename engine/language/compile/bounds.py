"""``min``, ``max`` and ``pattern`` of a field: what its values keep to."""

from __future__ import annotations

from typing import Any

from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.literals import literal, shown
from engine.language.compile.patterns import pattern_fault
from engine.language.compile.scalars import scalar_of
from engine.language.nodes import Node
from engine.model.definition import Field
from engine.rules.values import ValueProblem, check

SIZED = frozenset({"text", "list"})
"""Types whose ``min`` and ``max`` count characters or items."""

ORDERED = frozenset({"integer", "number", "money", "date", "datetime", "duration"})
"""Types whose ``min`` and ``max`` are values of their own."""


def bounded(draft: Draft, field: Field, body: Node) -> Field:
    """The field with its bounds in stored form and its pattern."""
    low, high = _bound(draft, field, body, "min"), _bound(draft, field, body, "max")
    if low is not None and high is not None and _above(field, low, high):
        least, most = body.entries["min"][1], body.entries["max"][1]
        draft.error("N421", most, min=least.text, max=most.text)
    return field._replace(min=low, max=high, pattern=_pattern(draft, field, body))


def _pattern(draft: Draft, field: Field, body: Node) -> str | None:
    """The pattern that can be held against values; None where there is none such."""
    node = scalar_of(draft, body, "pattern")
    if node is None:
        return None
    if field.type != "text":
        draft.error("N420", body.entries["pattern"][0], key="pattern", type=shown(field))
        return None
    return None if draft.fault(pattern_fault(node.text), node) else node.text


def _bound(draft: Draft, field: Field, body: Node, key: str) -> Any:
    node = scalar_of(draft, body, key)
    if node is None:
        return None
    if field.type not in SIZED | ORDERED:
        draft.error("N420", body.entries[key][0], key=key, type=shown(field))
        return None
    name = f"{field.name}.{key}"
    if field.type in SIZED:
        found = literal(draft, node, Field(name, name, "integer", min=0))
    else:
        found = literal(draft, node, Field(name, name, field.type))
    return None if found is FAILED else found


def _above(field: Field, low: Any, high: Any) -> bool:
    if field.type in SIZED:
        return bool(low > high)
    try:
        check(field._replace(min=low, max=None), high)
    except ValueProblem:
        return True
    return False
