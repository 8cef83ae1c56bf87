"""Places in the source of an expression, in characters.

The parser counts columns in bytes of UTF-8; people and editors count characters.
"""

from __future__ import annotations

import ast


class Places:
    """Turns the parser's places into characters of one source."""

    __slots__ = ("_bytes", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._bytes: bytes | None = None if source.isascii() else source.encode()

    def character(self, offset: int) -> int:
        """The number of the character that begins at a byte."""
        if self._bytes is None:
            return offset
        return len(self._bytes[:offset].decode(errors="ignore"))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node begins and where it ends (exclusive)."""
        start = self.character(getattr(node, "col_offset", 0))
        end = self.character(getattr(node, "end_col_offset", 0) or 0)
        return start, max(end, start + 1)

    def text(self, node: ast.AST) -> str:
        """The characters of a node."""
        start, end = self.span(node)
        return self.source[start:end]
