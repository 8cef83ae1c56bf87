"""Decision tables: tests in cells, which rows hit, and the proof that every case has its row. Pure.

``cells`` reads a condition cell, ``running`` evaluates a table, ``axes`` and ``proofs`` find what is wrong
with one for some value. docs/decisions/0015.
"""

from __future__ import annotations

from engine.model.table import Table

UNIQUE, FIRST, ANY, ALL = "unique", "first", "any", "all"
SUM, MIN, MAX, COUNT = "collect sum", "collect min", "collect max", "collect count"
HITS = (UNIQUE, FIRST, ANY, ALL, SUM, MIN, MAX, COUNT)
"""Which rows count: at most one may hit; the first; several that say the same; all of them, in order; or
all of them put together."""

NEEDS_A_ROW = frozenset({UNIQUE, FIRST, ANY})
"""Where every case must have its row. ``sum`` and ``count`` of none are 0; the others have no value."""


def result_type(table: Table, output: str) -> str | None:
    """The type of ``table.output`` as expressions name it; None where there is no such output."""
    type = next((one.type for one in table.outputs if one.name == output), None)
    if type is None or table.hit in (UNIQUE, FIRST, ANY, SUM, MIN, MAX):
        return type
    return f"list[{type}]" if table.hit == ALL else "integer"
