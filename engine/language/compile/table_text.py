"""The text of a decision table taken apart: lines, cells, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from engine.language.codes.names import VALUES
from engine.language.compile.draft import Draft
from engine.language.compile.literals import shown
from engine.language.nodes import Node
from engine.model.definition import Field
from engine.model.diagnostics import Problem
from engine.rules.tables.cells import blanked
from engine.rules.tables.literals import VALUE, CellError

ARROW = "=>"
COMMENT = "#"
_ARROWS = re.compile(r"==>|->|→|⇒|＝＞|=＞|＝>|｜|⟹")
MOST_ROWS, MOST_COLUMNS = 1_000, 30


class Cell(NamedTuple):
    """``text`` stands at character ``at`` of the node's text, without white space around it."""

    at: int
    text: str


class Line(NamedTuple):
    """A line with what stands before and after its arrow."""

    at: int
    text: str
    before: tuple[Cell, ...]
    after: tuple[Cell, ...]


def take_apart(draft: Draft, node: Node) -> list[Line]:
    """The lines of a table, the first one names its columns; empty where a mistake (reported) was made.

    Empty lines and those that begin with ``#`` are passed over.
    """
    found: list[Line] = []
    at, ok = 0, True
    for text in node.text.split("\n"):
        if text.strip() and not text.lstrip().startswith(COMMENT):
            line = _line(draft, node, at, text)
            ok = ok and line is not None
            found += [line] if line is not None else []
        at += len(text) + 1
    if not ok:
        return []
    if len(found) < 2:
        draft.error("R101", node)
        return []
    return found if _counted(draft, node, found) else []


def problems(draft: Draft, node: Node, at: int, found: Iterable[Problem], field: Field) -> None:
    """Report the problems of a cell that begins at character ``at``; ``field`` is what its values are of."""
    for code, column, width, data, suggestions in found:
        place = node.column_of(at + column, width)
        if code == VALUE:
            problem = data["problem"]
            said = {**problem.data, "field": field.name, "type": shown(field)}
            suggestions = tuple(said.pop("suggestions", ()))
            draft.error(VALUES[problem.code], place, suggestions, **said)
        else:
            draft.error(code, place, suggestions, **data)


def _line(draft: Draft, node: Node, at: int, text: str) -> Line | None:
    try:
        plain = blanked(text)
    except CellError as error:
        problems(draft, node, at, error.problems, Field("", "", "text"))
        return None
    foreign = _ARROWS.search(plain)
    if foreign is not None:
        found = foreign.group()
        write = "|" if found == "｜" else ARROW
        draft.error("R126", node.column_of(at + foreign.start(), len(found)), found=found, write=write)
        return None
    arrows = [match.start() for match in re.finditer(ARROW, plain)]
    if len(arrows) > 1:
        draft.error("R103", node.column_of(at + arrows[1], len(ARROW)))
        return None
    lead = len(text) - len(text.lstrip())
    if not arrows:
        draft.error("R102", node.column_of(at + lead, len(text.strip())))
        return None
    after = arrows[0] + len(ARROW)
    before = _cells(at, text[: arrows[0]], plain)
    return Line(at + lead, text.strip(), before, _cells(at + after, text[after:], plain[after:]))


def _cells(at: int, text: str, plain: str) -> tuple[Cell, ...]:
    """The cells of one side; ``plain`` is the text with its quoted parts made blank."""
    ends = [number for number, character in enumerate(plain[: len(text)]) if character == "|"]
    begins = [0, *(end + 1 for end in ends)]
    return tuple(
        _cell(at + begin, text[begin:end]) for begin, end in zip(begins, [*ends, len(text)], strict=True)
    )


def _cell(at: int, text: str) -> Cell:
    lead = len(text) - len(text.lstrip())
    return Cell(at + lead if text.strip() else at, text.strip())


def _counted(draft: Draft, node: Node, lines: list[Line]) -> bool:
    """Whether there are not too many of anything, and every line has as many cells as the first."""
    header, *rows = lines
    if len(rows) > MOST_ROWS or len(header.before) + len(header.after) > MOST_COLUMNS:
        at = node.column_of(header.at, len(header.text))
        draft.error("R113", at, rows=len(rows), most=MOST_ROWS, columns=MOST_COLUMNS)
        return False
    ok = True
    for line in rows:
        for code, cells, names in (("R104", line.before, header.before), ("R105", line.after, header.after)):
            if len(cells) != len(names):
                place = node.column_of(line.at, len(line.text))
                draft.error(code, place, count=len(cells), wanted=len(names))
                ok = False
    for line in lines:
        for cell in (*line.before, *line.after):
            if not cell.text:
                code = "R108" if line is header else "R107"
                draft.error(code, node.column_of(max(cell.at - 1, line.at), 1))
                ok = False
    return ok
