"""Decision tables: a text block like a sheet; its columns, its rows, and which of those that hit count."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from engine.language.compile.draft import Draft
from engine.language.compile.expressions import expression
from engine.language.compile.names import mentions as says
from engine.language.compile.scalars import scalar_of, text_of
from engine.language.compile.table_outputs import Column, columns, values
from engine.language.compile.table_text import Line, problems, take_apart
from engine.language.nodes import MAP, SCALAR, Node
from engine.model.definition import Expression, Field
from engine.model.diagnostics import Problem
from engine.model.table import Row, Table
from engine.rules.expressions import mentions
from engine.rules.expressions.kinds import ORDERED
from engine.rules.tables import ANY, UNIQUE
from engine.rules.tables.cells import parse_test, split
from engine.rules.tables.lines import unit_of
from engine.rules.values.inner import item_type
from engine.rules.ways.graph import circles


class Said(NamedTuple):
    """A table before it is understood. ``node`` holds the text, ``needs`` are the names that it uses."""

    key: Node
    title: str
    hit: str
    node: Node
    lines: list[Line]
    needs: frozenset[str]


def declare(draft: Draft, node: Node | None) -> dict[str, Said]:
    """Every table that can be taken apart. Until it is built (``build``) its name is doubtful."""
    found: dict[str, Said] = {}
    if node is None:
        return found
    if node.kind != MAP:
        draft.not_understood(node)
        return found
    for name, key, body in draft.entries(node):
        text = body if body.kind == SCALAR else scalar_of(draft, body, "rows")
        if text is None:
            continue
        hit = scalar_of(draft, body, "hit") if body.kind == MAP else None
        if hit is None and "hit" in body.entries:
            continue
        title = text_of(draft, body, "title") if body.kind == MAP else ""
        lines = take_apart(draft, text)
        if lines:
            title = draft.titled(name, title, key)
            found[name] = Said(key, title, hit.text if hit else UNIQUE, text, lines, _needs(lines))
    return found


def _needs(lines: list[Line]) -> frozenset[str]:
    header, *rows = lines
    sources = [cell.text for cell in header.before]
    sources += [cell.text[1:] for line in rows for cell in line.after if cell.text.startswith("=")]
    return frozenset().union(*(mentions(source) for source in dict.fromkeys(sources)))


def report_circles(draft: Draft, said: dict[str, Said], computed: dict[str, frozenset[str]]) -> None:
    """An error for each circle of which a table is a part; those of fields alone are a check's matter.
    ``computed`` has for each computed field the names that it uses."""
    if not said:
        return
    graph = {**computed, **{name: one.needs for name, one in said.items()}}
    known = {name: needs & graph.keys() for name, needs in graph.items()}
    for circle in circles(known):
        first = next((name for name in circle if name in said), None)
        if first is not None:
            way = " -> ".join([*circle, circle[0]])
            draft.error("F705", said[first].key, name=first, circle=way)
            draft.doubtful.update(circle)


def build(draft: Draft, name: str, said: Said) -> None:
    """Understand a table whose fields are known; nothing is said where these are doubtful themselves."""
    header, *rows = said.lines
    node = said.node
    others = draft.doubtful - {name}
    if "fields" in draft.holes or _mentions(said.lines, others):
        return
    before = len(draft.diagnostics)
    inputs = [_input(draft, node, header, number) for number in range(len(header.before))]
    known = [one for one in inputs if one is not None]
    given = columns(draft, node, header, rows, said.hit)
    if len(known) == len(inputs):
        tests = _tests(draft, node, known, rows)
        results = values(draft, node, given, rows)
        if len(draft.diagnostics) > before:
            return
        _note_places(draft, name, said, known)
        draft.tables[name] = _table(name, said, known, given, tests, results)
        draft.doubtful.discard(name)


def in_order(draft: Draft, said: dict[str, Said]) -> None:
    """Put the tables that were built into the order of the document."""
    in_document = {name: draft.tables[name] for name in said if name in draft.tables}
    draft.tables = {**in_document, **draft.tables}


def _mentions(lines: list[Line], names: Collection[str]) -> bool:
    """Whether the first line, or a result that is calculated, says one of these names."""
    header, *rows = lines
    cells = [*header.before, *(cell for line in rows for cell in line.after if cell.text.startswith("="))]
    return any(says(cell.text, names) for cell in cells)


def _table(
    name: str,
    said: Said,
    inputs: list[Expression],
    outputs: list[Column],
    tests: list[list[object]],
    results: list[list[object]],
) -> Table:
    made = [
        Row(
            tuple(test),
            tuple(result),
            " | ".join(cell.text for cell in line.before),
            " | ".join(cell.text for cell in line.after),
        )
        for line, test, result in zip(said.lines[1:], tests, results, strict=True)
    ]
    otherwise = said.hit in (UNIQUE, ANY) and all(test is None for test in made[-1].tests)
    outs = tuple(one.output for one in outputs)
    return Table(name, said.title, said.hit, tuple(inputs), outs, tuple(made), otherwise)


def _input(draft: Draft, node: Node, header: Line, number: int) -> Expression | None:
    cell = header.before[number]
    if any(cell.text == other.text for other in header.before[:number]):
        draft.error("R110", node.column_of(cell.at, len(cell.text)), name=cell.text)
        return None
    found = expression(draft, node, None, cell.at, cell.at + len(cell.text))
    if found is not None and item_type(found.type) is not None:
        draft.error("R111", node.column_of(cell.at, len(cell.text)), name=cell.text, type=found.type)
        return None
    return found


def field_of(draft: Draft, one: Expression) -> Field:
    """The field that an input is; for an expression one with its text and type."""
    return draft.fields.get(one.source) or Field(one.source, one.source, one.type)


def _tests(draft: Draft, node: Node, inputs: list[Expression], rows: list[Line]) -> list[list[object]]:
    fields = [field_of(draft, one)._replace(type=one.type) for one in inputs]
    found: list[list[object]] = []
    units: list[set[str]] = [
        {unit_of(end) for end in (field.min, field.max) if end is not None and field.type == "duration"}
        for field in fields
    ]
    for line in rows:
        tests: list[object] = []
        for cell, field, unit in zip(line.before, fields, units, strict=True):
            test, wrong = parse_test(cell.text, field)
            problems(draft, node, cell.at, wrong, field)
            tests.append(test)
            if test is not None and field.type == "duration":
                unit |= {unit_of(end) for piece in test[1] for end in piece[1:] if isinstance(end, str)}
                if len(unit) > 1:
                    text = {"text": cell.text}
                    problems(draft, node, cell.at, [Problem("R129", 0, len(cell.text), text)], field)
                    unit.clear()
        found.append(tests)
    return found


def _note_places(draft: Draft, name: str, said: Said, inputs: list[Expression]) -> None:
    """Where the rows and the parts of their cells stand, for the checks."""
    node = said.node
    header, *rows = said.lines
    draft.places["tables.header", name] = node.column_of(header.at, len(header.text))
    for number, line in enumerate(rows):
        draft.places["tables.row", f"{name}/{number}"] = node.column_of(line.at, len(line.text))
        for column, cell in enumerate(line.before):
            here = f"{name}/{number}/{column}"
            draft.places["tables.cell", here] = node.column_of(cell.at, len(cell.text))
            for part, (at, text) in enumerate(split(cell.text, inputs[column].type in ORDERED)):
                begin = cell.at + at + len(text) - len(text.lstrip())
                draft.places["tables.cell", f"{here}/{part}"] = node.column_of(begin, len(text.strip()))
