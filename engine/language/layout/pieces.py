"""A document taken apart for laying it out anew: what was written, and what stands between.

The parser's tokens say where each key, dash, colon, bracket and text stands; between two of them are
nothing but spaces, line ends and comments. So a layout can be changed without understanding a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from engine.language.composing import LOADER


class UnsureError(Exception):
    """The document has something of YAML that cannot be laid out for certain; it is left alone.

    ``index`` is where, in the text.
    """

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class Leaf(NamedTuple):
    """A text, from ``start`` to ``end``; ``style`` is as the parser has it ("" for plain)."""

    start: int
    end: int
    style: str


class Flow(NamedTuple):
    """A list or map in brackets, and its tokens."""

    start: int
    end: int
    tokens: tuple[Any, ...]


class Entry(NamedTuple):
    """An entry of a map: the key's text, and where its colon ends; an item of a list: the key is None, and
    the dash takes the colon's place."""

    key: Leaf | None
    end: int
    value: Piece | None

    @property
    def start(self) -> int:
        """Where its first sign stands."""
        return self.key.start if self.key is not None else self.end - 1


class Block(NamedTuple):
    """A map or a list that is made by indentation, with the column of its keys or dashes."""

    column: int
    entries: list[Entry]

    @property
    def start(self) -> int:
        """Where its first sign stands."""
        return self.entries[0].start


Piece = Leaf | Flow | Block
OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
NOTHING_WRITTEN = (yaml.KeyToken, yaml.BlockEndToken, yaml.BlockEntryToken)


class Marks(NamedTuple):
    """A document's root, and the marks ``---`` and ``...`` around it as (start, end), where there are any."""

    begin: tuple[int, int] | None
    root: Piece
    finish: tuple[int, int] | None


def take_apart(text: str) -> Marks:
    """The pieces of a text that was read without errors. Raises UnsureError."""
    return _Taking(text).document()


class _Taking:
    """One pass over the tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Iterator[Any] = iter(list(yaml.scan(text, Loader=LOADER)))
        self.token: Any = None
        self.step()

    def step(self) -> Any:
        """The token at hand; go on to the next."""
        taken, self.token = self.token, next(self.tokens, None)
        return taken

    def at(self, *kinds: type) -> bool:
        return isinstance(self.token, kinds)

    def unsure(self) -> UnsureError:
        return UnsureError(self.token.start_mark.index if self.token is not None else len(self.text))

    def document(self) -> Marks:
        self.step()  # the beginning of the stream
        begin = self.mark() if self.at(yaml.DocumentStartToken) else None
        root = self.piece(-1)
        finish = self.mark() if self.at(yaml.DocumentEndToken) else None
        if root is None or not self.at(yaml.StreamEndToken):
            raise self.unsure()
        return Marks(begin, root, finish)

    def mark(self) -> tuple[int, int]:
        token = self.step()
        return token.start_mark.index, token.end_mark.index

    def piece(self, column: int) -> Piece | None:
        """What stands here: None for nothing. ``column`` is that of the entry around it."""
        token = self.token
        if self.at(yaml.ScalarToken):
            self.step()
            return self.leaf(token)
        if self.at(*OPENING):
            return self.flow()
        if self.at(yaml.BlockMappingStartToken):
            self.step()
            return self.block(token.start_mark.column, self.pairs)
        if self.at(yaml.BlockSequenceStartToken):
            self.step()
            return self.block(token.start_mark.column, self.items)
        if self.at(yaml.BlockEntryToken) and token.start_mark.column == column:
            # A list under a key may stand as far to the left as the key; it has no token of its own.
            return Block(column, list(self.items()))
        if self.at(*NOTHING_WRITTEN, yaml.StreamEndToken, yaml.DocumentEndToken):
            return None
        raise self.unsure()

    def leaf(self, token: Any) -> Leaf:
        start, end, style = token.start_mark.index, token.end_mark.index, token.style or ""
        if style in ("|", ">"):
            end = self.block_end(start, end)
        return Leaf(start, end, style)

    def block_end(self, start: int, end: int) -> int:
        """Where a text in block style ends: blank lines after it belong to the layout, unless it keeps them
        (``+``) or they are deeper in than the text."""
        head, *body = self.text[start:end].split("\n")
        if "+" in head.split("#")[0]:
            return end
        written = next((line for line in body if line.strip(" ")), "")
        indent = len(written) - len(written.lstrip(" "))
        while body and not body[-1].strip(" ") and len(body[-1]) <= indent:
            body.pop()
        return start + len("\n".join([head, *body]))

    def block(self, column: int, read: Any) -> Block:
        entries = list(read())
        if not self.at(yaml.BlockEndToken) or not entries:
            raise self.unsure()
        self.step()
        return Block(column, entries)

    def pairs(self) -> Iterator[Entry]:
        while self.at(yaml.KeyToken):
            token = self.step()
            column = token.start_mark.column
            if token.start_mark.index != token.end_mark.index or not self.at(yaml.ScalarToken):
                raise self.unsure()
            key = self.leaf(self.step())
            if not self.at(yaml.ValueToken) or "\n" in self.text[key.start : self.token.start_mark.index]:
                raise self.unsure()
            colon = self.step().end_mark.index
            nothing = self.at(yaml.KeyToken, yaml.BlockEndToken)
            yield Entry(key, colon, None if nothing else self.piece(column))

    def items(self) -> Iterator[Entry]:
        while self.at(yaml.BlockEntryToken):
            dash = self.step().end_mark.index
            nothing = self.at(*NOTHING_WRITTEN)
            yield Entry(None, dash, None if nothing else self.piece(-1))

    def flow(self) -> Flow:
        tokens, depth = [], 0
        while True:
            token = self.step()
            if token is None or isinstance(token, yaml.StreamEndToken):
                raise self.unsure()
            tokens.append(token)
            depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
            if depth == 0:
                return Flow(tokens[0].start_mark.index, token.end_mark.index, tuple(tokens))
