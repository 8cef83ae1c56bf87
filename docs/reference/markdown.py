"""The little Markdown that the reference pages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by `python -m docs.reference` from the program; edits here are lost. -->"


def code(text: str) -> str:
    """Text as code within a line; a backtick in it is no end."""
    fence = "``" if "`" in text else "`"
    edge = " " if "`" in text else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def block(text: str, kind: str = "yaml") -> str:
    """Text as a block of code."""
    fence = "````" if "```" in text else "```"
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar in a cell does not end it."""
    lines = [_row(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell).replace("\n", " ") for cell in cells) + " |"


def anchor(heading: str) -> str:
    """What a link to a heading of the same page says."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page(*parts: str) -> str:
    """A whole page: its parts with an empty line between them."""
    return "\n\n".join([GENERATED, *(part.strip("\n") for part in parts if part)]) + "\n"
