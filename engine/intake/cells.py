"""What a person meant with a cell: spreadsheets and shop back ends dress text up."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize

from engine.model.definition import Field
from engine.model.refusals import Refusal
from engine.rules.values import ValueProblem, from_text

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""A cell that begins so may be run as a formula by a spreadsheet (CWE-1236), some also by the wide signs."""

INSTANT = Field("at", "at", "datetime")
"""Instants of rows are read like any datetime: naive times are local times of the zone."""

REMEMBERED = 16384
"""Cells of a column whose values are remembered: some megabytes a column at most."""

_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?%?")
_DIGITS_LOST = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{2}", re.IGNORECASE)


def clean(cell: str) -> str:
    """The text of a cell without what was put round it: spaces, ``="0012"`` (how back ends keep long
    numbers whole), an apostrophe that keeps a number or a formula text."""
    text = cell.strip()
    if text[:1] == "=" and len(text) > 2 and text[1] == '"' and text[-1] == '"':
        return text[2:-1].strip()
    if text[:1] == "'" and (text[1:2] in FORMULA_STARTS or text[1:2].isdigit()):
        return text[1:].strip()
    return text


def inert(cell: str) -> str:
    """A cell that no spreadsheet runs: formulas get an apostrophe, which ``clean`` takes off again."""
    if cell.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def heading(text: str) -> str:
    """A column's name for comparing: width, case and spaces do not matter."""
    return normalize("NFKC", text).strip().casefold()


def wrong(problem: ValueProblem, field: Field, column: str, text: str) -> Refusal:
    """The refusal of one cell: which column, what stood there, and the value's own problem as its reason."""
    if field.type == "text" and _DIGITS_LOST.fullmatch(text):
        why = Refusal("digits-lost", {"text": text})
    else:
        why = Refusal(problem.code, dict(problem.data))
    return Refusal("cell-wrong", {"column": column, "field": field.name, "text": text}, (why,))


class Cells:
    """The cells of one column as stored values of its field; what was read lately is not worked out again.

    Tables repeat themselves: quantities, couriers, the minutes of a busy hour.
    """

    __slots__ = ("_known", "_zone", "field", "header", "index")

    def __init__(self, index: int, header: str, field: Field, zone: str) -> None:
        self.index, self.header, self.field = index, header, field
        self._zone = zone
        self._known: dict[str, Any] = {}

    def value(self, text: str) -> Any:
        """The stored value of a cell's cleaned text, which is not empty. Raises ValueProblem."""
        known = self._known
        value = known.get(text)
        if value is None:
            value = from_text(self.field, text, self._zone)
            if len(known) >= REMEMBERED:
                known.clear()
            known[text] = value
        return value

    def wrong(self, problem: ValueProblem, text: str) -> Refusal:
        """The refusal of a cell: its column, what stood there, and the value's own problem as its reason."""
        return wrong(problem, self.field, self.header, text)
