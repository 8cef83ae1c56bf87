"""Values that depend on data: ``{condition: value, ..., else: value}``, the first that holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition
from engine.language.nodes import MAP, Node
from engine.model.definition import Case, Cases, Expression

FAILED: Final = object()
"""What a reader of values returns for one that was wrong (and reported)."""

ELSE = "else"
OUTCOME_KEYS = frozenset({"to", "title", "when", "role", "reason", "set", "checklist"})


def is_outcome_body(node: Node) -> bool:
    """Whether a map under an outcome is its body; otherwise it is cases for where it leads.

    It is cases when it has ``else``; else a body when it has ``to`` or nothing but a body's keys.
    """
    if ELSE in node.entries:
        return False
    return "to" in node.entries or all(key in OUTCOME_KEYS for key in node.entries)


def cases(draft: Draft, node: Node, read: Callable[[Node], Any], *, covering: bool) -> Cases | None:
    """A plain value or cases. ``read`` turns one value's node into the value, or FAILED.

    ``covering``: some case must always hold, so there must be an ``else``. None when nothing could be read.
    """
    if node.kind != MAP:
        value = read(node)
        return None if value is FAILED else (Case(None, value),)
    _order(draft, node, covering)
    found: list[Case] = []
    for text, key, body in draft.entries(node):
        when = None
        if text != ELSE:
            # A condition with a mistake still has a value, and the checks of the flow want to know it.
            when = condition(draft, key) or Expression(key.text, [], "boolean")
        value = read(body)
        if value is not FAILED:
            found.append(Case(when, value))
    return tuple(found) or None


def _order(draft: Draft, node: Node, covering: bool) -> None:
    """``else`` is what is left: the last case, and there where nothing may be left open."""
    if ELSE not in node.entries:
        if covering:
            last = list(node.entries.values())[-1:]
            draft.error("F702", last[0][0] if last else node)
        return
    if list(node.entries)[-1] != ELSE:
        draft.error("F703", node.entries[ELSE][0])
