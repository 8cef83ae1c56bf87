"""What an SOP gives: values to its own fields (``set``), and to those of another SOP (``with``)."""

from __future__ import annotations

from typing import Any

from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import calculated, expression
from engine.language.compile.items import settable
from engine.language.compile.literals import value_of
from engine.language.compile.scalars import scalars_in
from engine.language.nodes import LIST, MAP, SCALAR, Node


def assignments(draft: Draft, node: Node) -> tuple[tuple[str, Any], ...]:
    """The values that an outcome, a rule or a rung sets: literal unless they begin with ``=``."""
    if node.kind != MAP:
        draft.not_understood(node)
        return ()
    found: list[tuple[str, Any]] = []
    for name, key, body in draft.entries(node):
        field = settable(draft, key, name)
        if field is not None and name not in draft.doubtful:
            value = value_of(draft, body, field)
            if value is not FAILED:
                found.append((name, value))
    return tuple(found)


def as_written(draft: Draft, node: Node) -> Any:
    """A value for a field of which nothing is known: an expression of any type, a text, or texts."""
    start = calculated(node)
    if start is not None:
        found = expression(draft, node, None, start)
        return FAILED if found is None else found
    if node.kind == LIST:
        return [item.text for item in scalars_in(draft, node)]
    return node.text if node.kind == SCALAR else FAILED
