"""House style for documents: how they are laid out, never what they say (docs/decisions/0013).

Two spaces for each level, lists under a key indented, one space after a colon unless values stand in a
column, at most one blank line, no spaces at line ends, ``\\n`` line ends, one at the end of the file.
Brackets that do not fit on a line become a block, the columns of decision tables stand below each other.
Every key, text and comment stays as it was written, in its order.
"""

from __future__ import annotations

import yaml

from engine.language.composing import LOADER, compose
from engine.language.layout.pieces import UnsureError
from engine.language.layout.sheets import align
from engine.language.layout.writer import Writer
from engine.language.nodes import Node, Source

__all__ = ["UnsureError", "comments", "tidy"]

MOST_ROUNDS = 6


def tidy(text: str) -> str:
    """The text (one that is read without errors) in house style; again the same for what this returns.

    Raises UnsureError where it cannot be shown that the result says the same with the same comments.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        after = _settled(text)
        if comments(after) == comments(text) and _says_the_same(text, after):
            return after
    except yaml.MarkedYAMLError as error:
        raise UnsureError(error.problem_mark.index if error.problem_mark else 0) from None
    raise UnsureError(0)


def _settled(text: str) -> str:
    """The text laid out until that changes nothing more."""
    for _ in range(MOST_ROUNDS):
        before, text = text, align(Writer(text).run())
        if before == text:
            return text
    raise UnsureError(0)


def comments(text: str) -> list[str]:
    """The comments of a document, in order; those beside the sign of a text in block style are left out."""
    found = []
    last = 0
    for token in yaml.scan(text, Loader=LOADER):
        start, end = token.start_mark.index, token.end_mark.index
        if start >= last:
            found += [line.strip() for line in text[last:start].split("\n") if line.strip()]
            last = max(last, end)
    return found


def _says_the_same(one: str, other: str) -> bool:
    roots = []
    for text in (one, other):
        root, found = compose(Source("", align(text)))
        if root is None or found:
            return False
        roots.append(root)
    return _same(*roots)


def _same(one: Node, other: Node) -> bool:
    """Whether two nodes hold the same texts, quoted where they were, in the same order."""
    if (one.kind, one.text, one.plain, list(one.entries)) != (
        other.kind,
        other.text,
        other.plain,
        list(other.entries),
    ):
        return False
    inner = [(a, b) for (_, a), (_, b) in zip(one.entries.values(), other.entries.values(), strict=True)]
    if len(one.items) != len(other.items):
        return False
    return all(_same(a, b) for a, b in [*inner, *zip(one.items, other.items, strict=True)])
