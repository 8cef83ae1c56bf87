"""Decision tables: cases without a row, rows that overlap, rows and cells that never count."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import ERROR, WARNING, Diagnostic
from engine.model.table import Table
from engine.rules.tables import NEEDS_A_ROW, UNIQUE
from engine.rules.tables import proofs as found
from engine.rules.tables.proofs import Finding, findings

CODES = {
    found.GAP: "R160",
    found.OVERLAP: "R161",
    found.DISAGREE: "R162",
    found.DEAD: "R163",
    found.NEVER: "R164",
    found.TWICE: "R165",
    found.TOO_BIG: "R166",
}


def check(material: Material) -> list[Diagnostic]:
    """An error where a task could meet a case without a result, or with two; a warning where something in a
    table has no effect, or the table is too large to be checked."""
    return [
        _told(material, table, finding)
        for table in material.definition.tables.values()
        for finding in findings(table, material.definition.data)
    ]


def _told(material: Material, table: Table, finding: Finding) -> Diagnostic:
    places = material.places
    data = {"table": table.name}
    here = f"{table.name}/{finding.row}"
    place = places["tables.row", here] if finding.row >= 0 else places["tables.header", table.name]
    if finding.kind == found.NEVER:
        cell = f"{here}/{finding.column}" + ("" if finding.part < 0 else f"/{finding.part}")
        place = places["tables.cell", cell]
        data = {"name": table.inputs[finding.column].source, "text": _text(table, finding)}
    if finding.other >= 0:
        data["line"] = str(places["tables.row", f"{table.name}/{finding.other}"].line)
    if finding.texts:
        pairs = zip(table.inputs, finding.texts, strict=True)
        data["said"] = ", ".join(f"{one.source} = {text}" for one, text in pairs)
    return Diagnostic(CODES[finding.kind], place, data, (), _severity(table, finding))


def _severity(table: Table, finding: Finding) -> str:
    kind = finding.kind
    if kind in (found.OVERLAP, found.DISAGREE):
        return ERROR if finding.sure else WARNING
    if kind == found.GAP:
        return ERROR if table.hit in NEEDS_A_ROW else WARNING
    return ERROR if kind == found.TWICE and table.hit == UNIQUE else WARNING


def _text(table: Table, finding: Finding) -> str:
    """The part of a cell that never holds, as it is written."""
    from engine.rules.expressions.kinds import ORDERED
    from engine.rules.tables.cells import split

    cell = split(table.rows[finding.row].when, False, "|")[finding.column][1].strip()
    if finding.part < 0:
        return cell
    return split(cell, table.inputs[finding.column].type in ORDERED)[finding.part][1].strip()
