"""``priority`` of an SOP: how urgent its tasks are, in words that stand for a number in work lists."""

from __future__ import annotations

from typing import Any

from engine.language.compile.cases import FAILED, cases
from engine.language.compile.draft import Draft
from engine.language.nodes import SCALAR, Node
from engine.model.definition import Cases

PRIORITIES = {"urgent": 2, "high": 1, "normal": 0, "low": -1}
"""What may be said; what has the higher number stands first."""


def priority(draft: Draft, root: Node) -> Cases | None:
    """The priority as cases of a number; None where nothing is said or nothing could be read. Where no case
    holds it is as usual, so an ``else`` is not asked for."""
    node = draft.get(root, "priority")
    return None if node is None else cases(draft, node, lambda value: _one(draft, value), covering=False)


def _one(draft: Draft, node: Node) -> Any:
    found = PRIORITIES.get(node.text) if node.kind == SCALAR else None
    if found is None:
        draft.not_understood(node)
        return FAILED
    return found
