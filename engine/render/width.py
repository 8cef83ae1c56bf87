"""How wide a text stands in a terminal, and text tables that stay aligned with Chinese in them.

A wide character (East Asian Wide or Fullwidth, which emoji are too) takes two columns; a combining,
enclosing or invisible one none; every other one. Ambiguous characters count one, as terminals
outside legacy encodings draw them. Unicode Standard Annex 11 is where the classes come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width

_NOTHING = frozenset({"Mn", "Me", "Cf", "Cc"})


def width(text: str) -> int:
    """The number of terminal columns that ``text`` (one line) takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if category(character) in _NOTHING:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, right: bool = False) -> str:
    """``text`` filled with spaces to ``columns`` (on the left side, with ``right``); never cut."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def clip(text: str, columns: int) -> str:
    """``text`` cut to ``columns``, with ``…`` where something was left out."""
    if width(text) <= columns:
        return text
    kept, room = [], columns - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…" if columns > 0 else ""


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = (), indent: str = ""
) -> list[str]:
    """The lines of a table: columns two spaces apart, the numbers of ``right`` aligned to the right.

    Cells are texts of one line each. The last column is not filled up, so no line ends in spaces.
    """
    lines = [list(head), *map(list, rows)]
    columns = [max(width(line[i]) for line in lines) for i in range(len(head))]
    return [
        (indent + "  ".join(pad(cell, columns[i], i in right) for i, cell in enumerate(line))).rstrip()
        for line in lines
    ]
