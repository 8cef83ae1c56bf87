"""Help pages in the reader's language, aligned with Chinese in them, wrapped to the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from engine.render.width import pad, width
from engine.words import _, current_language

CLOSERS = "，。、；：？！）】》”’…,.;:?!)]}"
"""Punctuation that must not begin a line."""
WIDEST, NARROWEST, FALLBACK = 100, 50, 80


def wrap(text: str, columns: int) -> list[str]:
    """The lines of ``text``, at most ``columns`` wide: broken at spaces and between Chinese characters."""
    lines: list[str] = []
    line, room = "", columns
    for piece in _pieces(text):
        if width(piece.rstrip()) > room and line:
            lines.append(line.rstrip())
            line, room, piece = "", columns, piece.lstrip()
        line += piece
        room -= width(piece)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """What may not be broken: a word with the space behind it, a wide character with its punctuation."""
    pieces: list[str] = []
    for character in text:
        joins = bool(pieces) and (
            character in CLOSERS
            or character == " "
            or (width(character) == 1 and pieces[-1][-1] != " " and width(pieces[-1][-1]) == 1)
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


class Page(click.HelpFormatter):
    """click's formatter, measuring columns instead of characters."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__(indent_increment, width or _terminal_columns(), max_width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """``用法：sop advance [选项] 任务``; what does not fit goes below the first argument."""
        start = (prefix or _("Usage:") + _space()) + prog + " "
        lines = wrap(args, max(self.width - width(start), 20))
        for number, line in enumerate(lines):
            self.write(f"{start if number == 0 else ' ' * width(start)}{line}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """A section's name with the colon of the language."""
        self.write(" " * self.current_indent + heading + _(":") + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs are wrapped; lines that begin with a space stay as they are (examples)."""
        for line in text.split("\n"):
            kept = [line] if line.startswith(" ") else wrap(line, self.width - self.current_indent)
            for part in kept:
                self.write(f"{' ' * self.current_indent}{part}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms on the left, what they mean on the right; a long term stands on a line of its own."""
        pairs = list(rows)
        left = min(max(width(term) for term, _meaning in pairs), col_max)
        indent = " " * self.current_indent
        hang = indent + " " * (left + col_spacing)
        for term, meaning in pairs:
            lines = wrap(meaning, max(self.width - width(hang), 10))
            if width(term) > left:
                self.write(f"{indent}{term}\n{hang}{lines[0]}\n")
            else:
                self.write(f"{indent}{pad(term, left)}{' ' * col_spacing}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{hang}{line}\n")


def _space() -> str:
    return "" if current_language() == "zh" else " "


def _terminal_columns() -> int:
    try:
        columns = int(os.environ.get("COLUMNS", "")) or FALLBACK
    except ValueError:
        try:
            columns = os.get_terminal_size(1).columns or FALLBACK
        except OSError:
            columns = FALLBACK
    return max(min(columns, WIDEST) - 1, NARROWEST)
