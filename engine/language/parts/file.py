"""Parts files: what they share, by section and name, and what is wrong with them by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from engine.language.compile.names import Fault, field_fault, role_fault
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order
from engine.model.diagnostics import Diagnostic
from engine.rules.expressions.syntax import read as read_expression

SECTIONS = ("checklists", "roles", "tables", "escalations", "reasons", "data")
"""What can be shared."""

_NAMES: dict[str, Callable[[str], Fault | None]] = {"roles": role_fault, "tables": field_fault}
"""What shared things may be called that are used by their bare names."""

Entries = dict[str, tuple[Node, Node]]


class Parts(NamedTuple):
    """A parts file that is right by itself. ``shared``: section to name to (key, value)."""

    name: str
    root: Node
    shared: dict[str, Entries]


def read_parts(node: Node) -> tuple[Parts | None, list[Diagnostic]]:
    """The parts out of their file's root node, or everything that is wrong with it.

    Which fields and roles there are is known only where a part is used; what can be told without is told:
    shape, names, the syntax of expressions, parts that use parts.
    """
    found = check_shape(node, "parts")
    if found:
        return None, found
    shared = {name: _entries(node.get(name)) for name in SECTIONS}
    for section, entries in shared.items():
        for name, (key, _) in entries.items():
            fault = _NAMES[section](name) if section in _NAMES else None
            if fault is not None:
                found.append(Diagnostic(fault.code, key.place, fault.data))
    for key in _uses(shared):
        found.append(Diagnostic("U114", key.place))
    for role in _roles(shared["roles"]):
        if role.text in shared["roles"]:
            found.append(Diagnostic("U116", role.place, {"name": role.text}))
    for text in _expressions(shared):
        lead = len(text.text) - len(text.text.lstrip())
        for code, column, width, data, suggestions in read_expression(text.text.strip())[1]:
            found.append(Diagnostic(code, text.column_of(lead + column, width), data, suggestions))
    if has_errors(found):
        return None, in_order(found)
    return Parts(node.entries["parts"][1].text, node, shared), found


def _entries(node: Node | None) -> Entries:
    return node.entries if node is not None else {}


def _uses(shared: dict[str, Entries]) -> Iterator[Node]:
    """The keys ``use`` within what is shared."""
    bodies = [body for _, body in shared["data"].values()]
    lists = [value for section in ("checklists", "reasons") for _, value in shared[section].values()]
    for body in (*bodies, *(item for value in lists for item in value.items)):
        if "use" in body.entries:
            yield body.entries["use"][0]


def _roles(roles: Entries) -> Iterator[Node]:
    """The role names that shared roles lead to."""
    for _, value in roles.values():
        for one in [body for _, body in value.entries.values()] if value.kind == MAP else [value]:
            yield from one.items if one.kind == LIST else [one]


def _expressions(shared: dict[str, Entries]) -> Iterator[Node]:
    """The texts that are expressions wherever they are used."""
    for _, value in shared["checklists"].values():
        for line in value.items:
            yield from (line.entries[key][1] for key in ("must", "when") if key in line.entries)
    for _, value in shared["escalations"].values():
        yield from (rung.entries["when"][1] for rung in value.items if "when" in rung.entries)
    for _, value in shared["roles"].values():
        yield from (key for key, _ in value.entries.values() if key.text != "else")
    for _, body in shared["data"].values():
        computed = body.get("value")
        if computed is not None and computed.kind == SCALAR:
            yield computed
