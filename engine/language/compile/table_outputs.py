"""What a table gives: the columns after the arrow, each with a type that is said or that its cells show."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from engine.language.compile.draft import Draft
from engine.language.compile.expressions import begin_of_calculated, expression
from engine.language.compile.literals import shown
from engine.language.compile.names import field_fault
from engine.language.compile.table_text import Cell, Line, problems
from engine.language.nodes import Node
from engine.model.definition import Expression, Field
from engine.model.table import Output
from engine.rules.expressions.kinds import NUMBERS, ORDERED, TEXTS, joined
from engine.rules.near import near
from engine.rules.tables import MAX, MIN, SUM
from engine.rules.tables.cells import ANY, named
from engine.rules.tables.literals import CellError, fault, literal
from engine.rules.values.inner import item_type

TYPES = ("text", "integer", "number", "money", "boolean", "date", "datetime", "duration")
MEANT = {"span": "duration", "bool": "boolean", "string": "text", "int": "integer", "float": "number"}
WORDS = frozenset({"true", "false", "yes", "no", "是", "否"})
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_NODES = {"boolean": "boolean", "date": "date", "duration": "span", **dict.fromkeys(TEXTS, "text")}


class Column(NamedTuple):
    """A column; ``cells`` are the expressions of those that are calculated, by row. ``mixed``: its type is
    not known, since its cells are of several."""

    output: Output
    cells: dict[int, Expression]
    mixed: bool = False


def columns(draft: Draft, node: Node, header: Line, rows: list[Line], hit: str) -> list[Column]:
    """The columns after the arrow; what is wrong is reported."""
    found: list[Column] = []
    for number, cell in enumerate(header.after):
        name, type = _named(draft, node, cell)
        if any(name == each.output.name for each in found):
            draft.error("R109", node.column_of(cell.at, len(name)), name=name)
        column = [line.after[number] for line in rows]
        cells = _calculated(draft, node, column, type)
        mistakes = len(draft.diagnostics)
        known = type or _inferred(draft, node, column, cells)
        mixed = len(draft.diagnostics) > mistakes
        wanted = NUMBERS if hit == SUM else ORDERED if hit in (MIN, MAX) else None
        if wanted is not None and known not in wanted:
            data = {"name": name, "type": known, "hit": hit}
            draft.error("R141", node.column_of(cell.at, len(cell.text)), **data)
        found.append(Column(Output(name, known), cells, mixed))
    return found


def values(draft: Draft, node: Node, given: list[Column], rows: list[Line]) -> list[list[object]]:
    """For each row the tree of each output, None for none."""
    return [
        [_value(draft, node, column, number, line.after[at]) for at, column in enumerate(given)]
        for number, line in enumerate(rows)
    ]


def _named(draft: Draft, node: Node, cell: Cell) -> tuple[str, str]:
    """Name and type ("" where none is said) of a column."""
    name, colon, said = cell.text.partition(":")
    name, type = name.strip(), said.strip()
    draft.fault(field_fault(name), _at(node, cell, 0, len(name)))
    if not colon:
        return name, ""
    at = cell.text.index(type, len(name) + 1) if type else len(cell.text) - 1
    if type not in TYPES:
        meant = (MEANT[type],) if type in MEANT else near(type, TYPES)
        draft.error("R112", _at(node, cell, at, len(type)), meant, type=type, keys=", ".join(TYPES))
        return name, "text"
    return name, type


def _at(node: Node, cell: Cell, start: int, width: int) -> Any:
    return node.column_of(cell.at + start, max(1, width))


def _calculated(draft: Draft, node: Node, cells: list[Cell], type: str) -> dict[int, Expression]:
    found = {}
    for number, cell in enumerate(cells):
        if cell.text.startswith("="):
            start = cell.at + begin_of_calculated(cell.text)
            one = expression(draft, node, type or None, start, cell.at + len(cell.text))
            if one is not None:
                found[number] = one
    return found


def _inferred(draft: Draft, node: Node, cells: list[Cell], made: dict[int, Expression]) -> str:
    """The type that all cells of a column share; reported at the first that has another."""
    type = ""
    for number, cell in enumerate(cells):
        if cell.text == ANY or (cell.text.startswith("=") and number not in made):
            continue
        own = made[number].type if number in made else _type_of(cell.text)
        both = own if not type else joined(type, own)
        if both is None or item_type(both) is not None:
            draft.error("R140", _at(node, cell, 0, len(cell.text)), text=cell.text, type=own, others=type)
            return type
        type = both
    return "text" if type in TEXTS else type or "text"


def _type_of(text: str) -> str:
    """The type of value that a text most likely is."""
    if text in WORDS:
        return "boolean"
    if _NUMBER.fullmatch(text):
        return "number" if "." in text else "integer"
    for type in ("duration", "date", "datetime"):
        try:
            literal(text, Field("", "", type), 0, exact=True)
            return type
        except CellError:
            continue
    return "text"


def _value(draft: Draft, node: Node, column: Column, number: int, cell: Cell) -> Any:
    """The tree of an output's cell; None for ``-`` and for one with a mistake (reported)."""
    if cell.text == ANY or column.mixed:
        return None
    if cell.text.startswith("="):
        made = column.cells.get(number)
        return made.tree if made is not None else None
    field = Field(column.output.name, column.output.name, column.output.type)
    try:
        if field.type in TEXTS:
            return ["text", named(cell.text, field)]
        if cell.text[0] in "\"'":
            raise fault("R128", 0, len(cell.text), type=shown(field))
        stored = literal(cell.text, field, 0, exact=True)
    except CellError as error:
        problems(draft, node, cell.at, error.problems, field)
        return None
    return [_NODES.get(field.type, "number"), stored]
