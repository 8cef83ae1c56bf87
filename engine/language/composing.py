"""Nodes out of YAML's events, bounded while they come.

Events are taken one by one from the parser, which keeps no stack that a file could exhaust; reading
stops at the first bound that is passed. (The C loader's own composing crashes the process at 50,000 levels.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from engine.language.bounds import INVISIBLE, MAX_DEPTH, MAX_ENTRIES, MAX_NODES, name
from engine.language.nodes import ALIAS, LIST, MAP, SCALAR, Node, Source
from engine.model.diagnostics import Diagnostic, Place

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The root of the only document and what this language refuses of YAML in it.

    The node is None for a file without content and where a bound was passed. Raises ``yaml.YAMLError``
    for what is no YAML.
    """
    return _Composer(source).run()


class _Composer:
    """One pass over the events of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.open: list[Node] = []
        self.keys: list[Node | None] = []  # of each open map the key that waits for its value
        self.count = 0
        self.wide: Node | None = None

    def run(self) -> tuple[Node | None, list[Diagnostic]]:
        """What ``compose`` gives back."""
        documents = 0
        events: Iterator[Any] = yaml.parse(self.source.text, Loader=LOADER)
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self.add(self.scalar(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                node = self.node(MAP if isinstance(event, yaml.MappingStartEvent) else LIST, event)
                if event.flow_style:
                    node.style = "{" if node.kind == MAP else "["
                self.begin(node)
                if len(self.open) > MAX_DEPTH:
                    self.found.append(Diagnostic("Y102", self.at(node), {"limit": MAX_DEPTH}))
                    return None, self.found
            elif isinstance(event, yaml.CollectionEndEvent):
                self.finish(_index(event.end_mark))
            elif isinstance(event, yaml.AliasEvent):
                node = self.node(SCALAR, event, ALIAS)
                self.found.append(Diagnostic("Y131", node.place))
                self.add(node)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    place = self.source.place(_index(event.start_mark), 3)
                    self.found.append(Diagnostic("Y109", place))
                    return self.root, self.found
            if self.wide is not None:
                self.found.append(Diagnostic("Y126", self.at(self.wide), {"limit": MAX_ENTRIES}))
                return None, self.found
            if self.count > MAX_NODES:
                place = self.source.place(_index(event.start_mark))
                self.found.append(Diagnostic("Y103", place, {"limit": MAX_NODES}))
                return None, self.found
        if documents == 1 and self.root is not None and self.root.empty:
            self.root = None
        return self.root, self.found

    def node(self, kind: str, event: Any, style: str = "") -> Node:
        self.count += 1
        start, end = event.start_mark, event.end_mark
        node = Node(kind, self.source, start.index, end.index, start.line + 1, start.column + 1, "", style)
        if getattr(event, "anchor", None) is not None and style != ALIAS:
            self.found.append(Diagnostic("Y132", self.at(node)))
        if getattr(event, "tag", None) is not None:
            self.found.append(Diagnostic("Y133", self.at(node)))
        return node

    def at(self, node: Node) -> Place:
        """The place of a node whose end is not known yet."""
        return self.source.place(node.start)

    def scalar(self, event: yaml.ScalarEvent) -> Node:
        node = self.node(SCALAR, event, event.style or "")
        node.text = event.value
        if node.style == '"':
            hidden = INVISIBLE.search(node.text)
            if hidden:
                place = node.column_of(hidden.start())
                self.found.append(Diagnostic("Y107", place, {"character": name(hidden.group())}))
        return node

    def add(self, node: Node) -> None:
        """Put a finished scalar, or a collection that begins, where it belongs."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.kind == LIST:
            parent.items.append(node)
            if len(parent.items) > MAX_ENTRIES:
                self.wide = node
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = node
            if node.kind != SCALAR:
                self.found.append(Diagnostic("Y134", self.at(node)))
            return
        self.keys[-1] = None
        if key.kind != SCALAR:
            return
        if parent.style == "{" and node.empty and ":" not in self.source.text[key.end : node.end]:
            self.lonely(key)
            return
        first = parent.entries.get(key.text)
        if first is None:
            parent.entries[key.text] = (key, node)
            if len(parent.entries) > MAX_ENTRIES:
                self.wide = key
        elif not key.unknown:
            data = {"key": key.text, "first": first[0].line}
            self.found.append(Diagnostic("Y130", key.place, data))

    def lonely(self, key: Node) -> None:
        """A key that a comma made inside ``{...}``, or one that a missing space made; it is no entry."""
        glued = re.match(r"([^\s:]+)(?::(?=[^\s:])|：(?=\s*[^\s:]))", key.text) if key.plain else None
        if glued is None:
            self.found.append(Diagnostic("Y140", key.place, {"key": key.text}))
        elif key.text[glued.end() - 1] == "：":
            self.found.append(Diagnostic("Y114", key.column_of(glued.end() - 1)))
        else:
            better = f"{glued.group(1)}: {key.text[glued.end() :]}"
            self.found.append(Diagnostic("Y113", key.column_of(glued.end() - 1), {"better": better}))

    def begin(self, node: Node) -> None:
        self.add(node)
        self.open.append(node)
        self.keys.append(None)

    def finish(self, end: int) -> None:
        self.open.pop().end = end
        self.keys.pop()


def _index(mark: Any) -> int:
    return int(mark.index)
