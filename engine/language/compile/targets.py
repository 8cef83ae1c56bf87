"""Where an outcome leads: a step's name, or an end, ``end`` or ``end.NAME``; plain or in cases."""

from __future__ import annotations

from typing import Any

from engine.language.checks.material import Lead
from engine.language.compile.cases import FAILED, cases
from engine.language.compile.draft import Draft
from engine.language.compile.names import joined_fault
from engine.language.nodes import SCALAR, Node
from engine.model.definition import END, Cases, is_end
from engine.rules.near import near


def target(draft: Draft, node: Node) -> Cases | None:
    """The cases of a ``next`` or a ``to``, of which one always holds; None when nothing could be read."""
    return cases(draft, node, lambda value: _one(draft, value), covering=True)


def _one(draft: Draft, node: Node) -> Any:
    if node.kind != SCALAR:
        draft.not_understood(node)
    elif node.text in draft.steps or node.text == END:
        draft.leads.append(Lead(draft.at, node.text, node.place))
        return node.text
    elif is_end(node.text) and node.text != END + ".":
        if not draft.fault(joined_fault(node.text[len(END) + 1 :]), node):
            return node.text
    elif node.text not in draft.doubtful and "stepnames" not in draft.holes:
        draft.error("N413", node, near(node.text, [*draft.steps, END]), name=node.text)
    draft.holes.add("targets")
    return FAILED
