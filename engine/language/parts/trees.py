"""Trees of nodes beside the one that was read: the same node where nothing is different, else a copy at the
same place."""

from __future__ import annotations

from collections.abc import Callable

from engine.language.nodes import ALIAS, MAP, SCALAR, Node
from engine.language.parts.file import Entries

Change = Callable[[Node], Node]


def changed(node: Node, changes: dict[str, Change]) -> Node:
    """A map with the values of some keys changed; the very same node where nothing is."""
    if node.kind != MAP:
        return node
    entries = node.entries
    for name, change in changes.items():
        entry = entries.get(name)
        if entry is not None:
            value = change(entry[1])
            if value is not entry[1]:
                entries = {**entries, name: (entry[0], value)}
    return node if entries is node.entries else copy(node, entries=entries)


def each(node: Node, change: Change) -> Node:
    """A map with every value changed."""
    if node.kind != MAP:
        return node
    entries = {name: (key, change(value)) for name, (key, value) in node.entries.items()}
    same = all(entries[name][1] is value for name, (_, value) in node.entries.items())
    return node if same else copy(node, entries=entries)


def copy(
    node: Node, *, kind: str = "", items: list[Node] | None = None, entries: Entries | None = None
) -> Node:
    """A node at the same place with other contents."""
    other = Node(
        kind or node.kind, node.source, node.start, node.end, node.line, node.column, node.text, node.style
    )
    other.items = node.items if items is None else items
    other.entries = node.entries if entries is None else entries
    return other


def unknown(node: Node) -> Node:
    """What stands for something that was reported."""
    return Node(SCALAR, node.source, node.start, node.end, node.line, node.column, "", ALIAS)


def size(node: Node) -> int:
    """How many nodes there are in a node, itself and its keys among them."""
    return 1 + sum(map(size, node.items)) + sum(1 + size(value) for _, value in node.entries.values())


def texts_in(node: Node) -> list[str]:
    """Every text in a node, keys too."""
    found = [node.text] if node.kind == SCALAR else []
    for inner in (*node.items, *(one for pair in node.entries.values() for one in pair)):
        found += texts_in(inner)
    return found
