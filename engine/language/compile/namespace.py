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
        for key in _all(draft, root, section):
            name = key.text
            draft.fault(fault(name), key)
            if section == "steps" and not is_word(name):
                draft.phrases.add(name)
            if section == "tables":
                draft.doubtful.add(name)  # until it is built (compile/tables.py)
            owner = owners.get(name)
            # A deadline may be called as the step that keeps it: nothing can mistake one for the other.
            if owner is None or (section, owner) == ("deadlines", "steps"):
                owners.setdefault(name, section)
                draft.places.setdefault((section, name), key.place)
            else:
                draft.error("N407", key, name=name, line=draft.places[owner, name].line)


def _all(draft: Draft, root: Node, section: str) -> Iterator[Node]:
    """The keys of a section; those of nested steps and of each item's data stand in one with the others."""
    node = root.get(section)
    if node is not None:
        yield from _nested(draft, node) if section == "steps" else _keys(draft, node)
    steps = root.get("steps")
    if section == "data" and steps is not None:
        for body in _bodies(steps):
            own = body.get("data") if "each" in body.entries else None
            if own is not None:
                yield from _keys(draft, own)


def _nested(draft: Draft, node: Node) -> Iterator[Node]:
    """The names of steps in the order of the document, each block before the steps in its lanes."""
    yield from (item for item in draft.items(node) if item.kind == SCALAR)
    for key, body in node.entries.values():
        if not draft.key_refused(key):
            yield key
            for inner in _inner(body):
                yield from _nested(draft, inner)


def _bodies(node: Node) -> Iterator[Node]:
    for _, body in node.entries.values():
        yield body
        for inner in _inner(body):
            yield from _bodies(inner)


def _inner(body: Node) -> Iterator[Node]:
    """What stands under ``steps`` in a step: for each item, or in its lanes."""
    lanes = body.get("parallel")
    for holder in (body, *(lane for _, lane in (lanes.entries.values() if lanes is not None else ()))):
        inner = holder.get("steps")
        if inner is not None:
            yield inner


def _keys(draft: Draft, node: Node) -> Iterator[Node]:
    yield from (item for item in draft.items(node) if item.kind == SCALAR)
    for key, _ in node.entries.values():
        if not draft.key_refused(key):
            yield key
