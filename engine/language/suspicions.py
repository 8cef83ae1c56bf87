"""What YAML allows and hardly anybody means; warnings, each with what to write instead.

All are about plain scalars: quotes say that a text is meant as it is. A glance at the whole text
tells whether a walk is worth while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.language.nodes import LIST, MAP, Node
from engine.model.diagnostics import WARNING, Diagnostic, Place

GLANCE = re.compile(r"[，：“”‘’(（]|[ \t]#\w|\d,\d{3}|^\s*-[^\W\d]|:[^\s:]", re.MULTILINE)
HASH = re.compile(r"[ \t]+(#)(?=[^\W_])")
GLUED = re.compile(r"([a-z_]{2,20})[：:](?=[^\s/\\:])")
QUOTED = re.compile(r"[“‘].*[”’]", re.DOTALL)
PAIRS = {"(": ")", "（": "）", "“": "”", "《": "》"}
KEYS = re.compile(
    "sop|data|steps|outcomes|deadlines|title|role|due|limit|next|to|reason|checklist|tick|fill|must|when|type|"
    "min|max|pattern|default|set|notify|text"
)


def suspicions(root: Node) -> list[Diagnostic]:
    """What looks like a slip in the document below ``root``."""
    if not GLANCE.search(root.source.text):
        return []
    found: list[Diagnostic] = []
    for node, parent, number in walk(root):
        if node.plain:
            found += _of_scalar(node, parent, number)
    return found


def walk(root: Node) -> Iterator[tuple[Node, Node | None, int]]:
    """Every node with its parent and its number in it (of a list's items; 0 for values, -1 for keys)."""
    stack: list[tuple[Node, Node | None, int]] = [(root, None, 0)]
    while stack:
        node, parent, number = stack.pop()
        yield node, parent, number
        stack += [(item, node, no) for no, item in enumerate(node.items)]
        for key, value in node.entries.values():
            stack.append((key, node, -1))
            stack.append((value, node, 0))


def _of_scalar(node: Node, parent: Node | None, number: int) -> Iterator[Diagnostic]:
    text = node.text
    cut = HASH.match(node.source.text, node.end)
    if cut:
        width = node.source.line_end(cut.start(1)) - cut.start(1)
        yield _warn("Y141", node.source.place(cut.start(1), width), value=text)
    if number >= 0:
        glued = GLUED.match(text)
        if glued and KEYS.fullmatch(glued.group(1)):
            yield _warn("Y146", node.column_of(0, glued.end()), key=glued.group(1))
        if QUOTED.fullmatch(text):
            yield _warn("Y147", node.place)
        if re.match(r"-[^\W\d]", text):
            yield _warn("Y145", node.place)
    if parent is None or not parent.style:
        return
    if any(text.count(opening) > text.count(closing) for opening, closing in PAIRS.items()) and (
        parent.kind == MAP or number < len(parent.items) - 1
    ):
        yield _warn("Y142", node.place, value=text)
    if parent.kind == LIST:
        comma = text.find("，")
        if comma >= 0:
            yield _warn("Y143", node.column_of(comma))
        if number + 1 < len(parent.items):
            follower = parent.items[number + 1]
            between = node.source.text[node.end : follower.start]
            if between == "," and re.search(r"\d$", text) and re.match(r"\d{3}(\D|$)", follower.text):
                yield _warn("Y144", node.place, value=f"{text},{follower.text}")


def _warn(code: str, place: Place, **data: object) -> Diagnostic:
    return Diagnostic(code, place, data, severity=WARNING)
