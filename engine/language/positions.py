"""Where each character of a scalar's text stands in the file.

YAML takes quotes, escapes, indentation and folded line ends away. What it never changes is the order of
the characters that are no white space, so the two are laid side by side: each visible character of the
text is the next one of the file, and white space belongs to what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.language.nodes import Node

WHITE = " \t\r\n"
LENGTHS = {"x": 2, "u": 4, "U": 8}


def offsets(node: Node) -> list[int]:
    """The source index of every character of ``node.text``, and one more: just after the last."""
    raw, text = node.source.text, node.text
    if node.style == "" and node.end - node.start == len(text):
        return list(range(node.start, node.end + 1))
    visible = _visible(raw, node)
    found: list[int] = []
    after = _begin(node)
    ahead = next(visible, None)
    for character in text:
        if ahead is not None and (character not in WHITE or ahead[2]) and character == ahead[1]:
            found.append(ahead[0])
            after = ahead[3]
            ahead = next(visible, None)
        else:
            limit = ahead[0] if ahead is not None else node.end
            found.append(min(after, limit))
            after = min(after + 1, limit)
    found.append(min(after, node.end))
    return found


def _begin(node: Node) -> int:
    """Where the text can begin at the earliest: after the quote, or on the line below a block's sign."""
    if node.style in ("'", '"'):
        return node.start + 1
    if node.style in ("|", ">"):
        return min(node.source.line_end(node.start) + 1, node.end)
    return node.start


def _visible(raw: str, node: Node) -> Iterator[tuple[int, str, bool, int]]:
    """(index, character, written as an escape, index after it) of what is no white space."""
    index, end = _begin(node), node.end
    if node.style in ("'", '"'):
        end -= 1
    while index < end:
        character, after, escaped = raw[index], index + 1, False
        if node.style == "'" and character == "'":
            after = index + 2
        elif node.style == '"' and character == "\\":
            character, after = _escape(raw, index)
            escaped = True
        if character and (escaped or character not in WHITE):
            yield index, character, escaped, after
        index = after


SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""YAML's escapes of one letter (YAML 1.2.2, section 5.7)."""


def _escape(raw: str, index: int) -> tuple[str, int]:
    """What the escape at ``index`` stands for ("" for an escaped line end), and the index after it."""
    letter = raw[index + 1 : index + 2]
    if letter in LENGTHS and letter:
        after = index + 2 + LENGTHS[letter]
        return chr(int(raw[index + 2 : after], 16)), after
    if letter in SHORT:
        return SHORT[letter], index + 2
    return "", index + 2
