"""What a document is made of: nodes that know where they stand in the file.

Every scalar is text. Places count lines and columns from 1, in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from engine.model.diagnostics import Place

SCALAR, LIST, MAP = "scalar", "list", "map"
ALIAS = "*"
LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Source:
    """One file's text, without a byte order mark, and where its lines begin."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The index of each line's first character."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]
        return self._starts

    def place(self, index: int, width: int = 1) -> Place:
        """The place of the character at ``index``; of the end of the text for what lies beyond."""
        index = max(0, min(index, len(self.text)))
        line = bisect_right(self.starts, index)
        return Place(self.file, line, index - self.starts[line - 1] + 1, max(1, width))

    def line_end(self, index: int) -> int:
        """The index just after the last character of the line that holds ``index``."""
        line = bisect_right(self.starts, index)
        if line == len(self.starts):
            return len(self.text)
        end = self.starts[line] - 1
        return end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end


class Node:
    """A scalar, a list or a map, as written.

    ``kind`` is "scalar", "list" or "map". ``text`` is a scalar's text. ``items`` are a list's nodes,
    ``entries`` a map's: key text -> (key node, value node), in the order of the file. ``style`` is ""
    for plain text and for block style, else the character that opens it: ``'`` ``"`` ``|`` ``>`` ``[``
    ``{``, or ``*`` where an alias was refused and nothing is known. ``start`` and ``end`` are indexes
    into the source's text.
    """

    __slots__ = (
        "_offsets",
        "column",
        "end",
        "entries",
        "items",
        "kind",
        "line",
        "source",
        "start",
        "style",
        "text",
    )

    def __init__(
        self,
        kind: str,
        source: Source,
        start: int,
        end: int,
        line: int,
        column: int,
        text: str = "",
        style: str = "",
    ) -> None:
        self.kind = kind
        self.source = source
        self.start = start
        self.end = end
        self.line = line
        self.column = column
        self.text = text
        self.style = style
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Node, Node]] = {}
        self._offsets: list[int] | None = None

    def __repr__(self) -> str:
        held = {
            SCALAR: repr(self.text),
            LIST: f"{len(self.items)} items",
            MAP: f"{len(self.entries)} entries",
        }
        return f"<{self.kind} {held[self.kind]} at {self.line}:{self.column}>"

    @property
    def plain(self) -> bool:
        """Whether this is a scalar without quotes and not a block of text."""
        return self.kind == SCALAR and self.style == ""

    @property
    def empty(self) -> bool:
        """Whether nothing was written here at all (``key:`` and no more); ``''`` was written."""
        return self.kind == SCALAR and self.style == "" and not self.text

    @property
    def unknown(self) -> bool:
        """Whether an alias stood here, which was refused when reading: say nothing more about it."""
        return self.style == ALIAS

    @property
    def place(self) -> Place:
        """Where it begins; as wide as it is on its first line. A block's place is its first key or dash."""
        text = self.source.text
        if self.style in "|>" and self.style:
            return Place(self.source.file, self.line, self.column, 1)
        if self.kind != SCALAR and not self.style:
            first = self.first
            return first.place if first is not None else Place(self.source.file, self.line, self.column, 1)
        end = min(self.end, self.source.line_end(self.start))
        width = len(text[self.start : end].rstrip())
        return Place(self.source.file, self.line, self.column, max(1, width))

    @property
    def first(self) -> Node | None:
        """A map's first key, or a list's first item."""
        if self.entries:
            return next(iter(self.entries.values()))[0]
        return self.items[0] if self.items else None

    def get(self, key: str) -> Node | None:
        """The value of a key of this map; None where there is no such key, or no map."""
        entry = self.entries.get(key)
        return entry[1] if entry is not None else None

    def key(self, key: str) -> Node | None:
        """The key itself, for its place."""
        entry = self.entries.get(key)
        return entry[0] if entry is not None else None

    def column_of(self, offset: int, width: int = 1) -> Place:
        """The place in the file of the character at ``offset`` (from 0) of a scalar's text.

        It goes back through quotes, escapes, folded lines and blocks. ``width`` counts characters of the
        text; the place underlines as many of the file as they took, up to the end of the line.
        """
        if self._offsets is None:
            from engine.language.positions import offsets

            self._offsets = offsets(self)
        last = len(self._offsets) - 1
        begin = self._offsets[max(0, min(offset, last))]
        end = self._offsets[max(0, min(offset + max(1, width), last))]
        if width > 1:
            end = max(end, self._offsets[max(0, min(offset + width - 1, last))] + 1)
        end = max(begin + 1, min(end, self.source.line_end(begin)))
        return self.source.place(begin, end - begin)
