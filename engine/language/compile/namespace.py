"""The one namespace of fields, steps, tables and deadlines: every name is one, and names one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.language.compile.draft import Draft
from engine.language.compile.names import Fault, deadline_fault, field_fault, is_word, step_fault
from engine.language.nodes import SCALAR, Node

SECTIONS: dict[str, Callable[[str], Fault | None]] = {
    "data": field_fault,
    "steps": step_fault,
    "tables": field_fault,
    "deadlines": deadline_fault,
}
"""Who claims names, in the order in which a clash is decided, and what each may be called."""


def claim(draft: Draft, root: Node) -> None:
    """Check every name and note its place; a name that is claimed twice is reported at the second."""
    owners: dict[str, str] = {}
    for section, fault in SECTIONS.items():
        node = root.get(section)
        for key in _keys(draft, node) if node is not None else ():
            name = key.text
            draft.fault(fault(name), key)
            if section == "steps" and not is_word(name):
                draft.phrases.add(name)
            if section == "tables":
                draft.doubtful.add(name)  # not built yet, so what they give is not known
            owner = owners.setdefault(name, section)
            # A deadline may be called as the step that keeps it: nothing can mistake one for the other.
            if owner == section or (section, owner) == ("deadlines", "steps"):
                draft.places.setdefault((section, name), key.place)
            else:
                draft.error("N407", key, name=name, line=draft.places[owner, name].line)


def _keys(draft: Draft, node: Node) -> Iterator[Node]:
    yield from (item for item in draft.items(node) if item.kind == SCALAR)
    for key, _ in node.entries.values():
        if not draft.key_refused(key):
            yield key
