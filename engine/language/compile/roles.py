"""Who: a role's name, a list of them (any of these), or cases of such."""

from __future__ import annotations

from typing import Any

from engine.language.checks.material import Mention
from engine.language.compile.cases import FAILED, cases
from engine.language.compile.draft import Draft
from engine.language.compile.names import role_fault
from engine.language.compile.scalars import scalars_in
from engine.language.nodes import MAP, Node
from engine.model.definition import Cases


def role(draft: Draft, node: Node | None) -> Cases | None:
    """The roles that may act, as tuples of names; None where nobody is named or nothing could be read."""
    if node is None:
        return None
    return cases(draft, node, lambda value: _value(draft, value), covering=True)


def role_names(draft: Draft, node: Node | None) -> tuple[str, ...]:
    """The well-formed role names of a scalar or a list, each mentioned for the checks."""
    found: list[str] = []
    for item in scalars_in(draft, node) if node is not None else ():
        if not draft.fault(role_fault(item.text), item):
            draft.roles.append(Mention(item.text, item.place))
            found.append(item.text)
    return tuple(found)


def _value(draft: Draft, node: Node) -> Any:
    if node.kind == MAP:
        draft.not_understood(node)
        return FAILED
    return role_names(draft, node) or FAILED
