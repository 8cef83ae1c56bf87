"""The columns of decision tables, one below the other: white space between cells, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from engine.language.composing import compose
from engine.language.nodes import MAP, SCALAR, Node, Source
from engine.language.report import width
from engine.rules.tables.cells import blanked
from engine.rules.tables.literals import CellError

HEADS = ("|", "|-")
"""How a text block begins whose lines can be laid out anew."""
ARROW = "=>"

Row = tuple[list[str], list[str]]
"""The cells before and after the arrow."""


def align(text: str) -> str:
    """A document (one that is read without errors) with the columns of its tables below each other. A table
    that cannot be taken apart for certain stays as it is."""
    if "tables:" not in text:
        return text
    root, found = compose(Source("", text))
    if root is None or found:
        return text
    for node in sorted(_tables(root), key=lambda each: -each.start):
        text = text[: node.start] + _laid_out(text[node.start : node.end]) + text[node.end :]
    return text


def _tables(root: Node) -> Iterator[Node]:
    tables = root.get("tables")
    for _, body in tables.entries.values() if tables is not None and tables.kind == MAP else ():
        rows = body.get("rows") if body.kind == MAP else body
        if rows is not None and rows.kind == SCALAR and rows.style == "|":
            yield rows


def _laid_out(block: str) -> str:
    head, *lines = block.split("\n")
    if head.strip() not in HEADS:
        return block
    rows = [_row(line) if _is_row(line) else None for line in lines]
    known = [row for row in rows if row is not None]
    counts = {(len(before), len(after)) for before, after in known}
    if len(counts) != 1 or len(known) < sum(map(_is_row, lines)):
        return block
    indent = min(len(line) - len(line.lstrip(" ")) for line in lines if _is_row(line))
    sides = [[max(map(width, column)) for column in zip_longest(*side)] for side in zip(*known, strict=True)]
    made = [
        line if row is None else " " * indent + _written(row, sides)
        for line, row in zip(lines, rows, strict=True)
    ]
    result = "\n".join([head, *made])
    return result if "".join(result.split()) == "".join(block.split()) else block


def _is_row(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _row(line: str) -> Row | None:
    """The cells of a line; None where it has not one arrow, or a quote that nothing closes."""
    try:
        plain = blanked(line)
    except CellError:
        return None
    if plain.count(ARROW) != 1 or "\t" in line:
        return None
    at = plain.index(ARROW)
    after = at + len(ARROW)
    return _cells(line[:at], plain[:at]), _cells(line[after:], plain[after:])


def _cells(text: str, plain: str) -> list[str]:
    found, begin = [], 0
    for part in plain.split("|"):
        found.append(text[begin : begin + len(part)].strip())
        begin += len(part) + 1
    return found


def _written(row: Row, sides: list[list[int]]) -> str:
    before, after = (
        " | ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(cells, wides, strict=True))
        for cells, wides in zip(row, sides, strict=True)
    )
    return f"{before} {ARROW} {after}".rstrip()
