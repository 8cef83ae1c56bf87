"""Lessons: a code of the diagnostics, what its rule wants and why, a document that breaks it and its mend.

The texts stand with the codes (``engine/language/codes``), the documents in ``examples/``. What an example
is said to give is not written down anywhere: it is linted when it is shown.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.language.codes import CODES, FAMILIES, Code
from engine.language.lessons.documents import CALENDARS, CALLED, Example, called, examples, parts
from engine.language.loading import Document
from engine.language.parts import Shelf, beside
from engine.language.report import render_diagnostics
from engine.model.diagnostics import Diagnostic
from engine.words import _

__all__ = ["FAMILIES", "FILE", "SPOKEN_FOR", "Example", "Lesson", "findings", "lesson", "report"]

FILE = "example.yaml"

SPOKEN_FOR = frozenset(
    {"S208", "N431", "N433", "N453", "D603", "R166", "K950", "K951", *(f"K97{n}" for n in range(8))}
)
"""Codes without an example: where a document could give one of them, another code is said first.

S208 is of keys that are not carried out yet; N431, N433 and N453 of values that do not come as
text, as everything in a document does; D603 is of a length that the shape does not let through. R166 is of a
table that no page would hold. K950 and K951 depend on which day it is; K970 to
K977 are no mistakes, and told by ``sop calendar check``.
"""


class Lesson(NamedTuple):
    """``example`` is None for a code that has none (yet)."""

    code: str
    body: Code
    example: Example | None


def lesson(code: str) -> Lesson:
    """What there is to say of a code. Raises KeyError for one that does not exist."""
    return Lesson(code, CODES[code], examples(code[:2]).get(code))


def findings(example: Example, mended: bool = False) -> list[Diagnostic]:
    """What lint finds in an example, broken or mended."""
    team = Document(example.team.encode(), "team.yaml").load().value if example.team else None
    data = example.mend.encode() if mended else example.broken_bytes()
    shelf = Shelf(beside(parts()))
    bases: dict[str, dict[str, object]] = {name: {} for name in CALENDARS}
    first = Document(data, FILE).load(team, CALENDARS, shelf, bases=bases)
    if b"call:" not in data:
        return first.diagnostics
    refund = Document(called().encode(), CALLED).load().value
    known = {refund.sop: refund, **({first.name: first.value} if first.name else {})}
    return Document(data, FILE).load(team, CALENDARS, shelf, known).diagnostics


def report(example: Example, code: str) -> str:
    """What lint says of the broken document under this code, in the current language."""
    found = [each for each in findings(example) if each.code == code][:1]
    shown = Document(example.broken_bytes(), FILE).data  # secrets taken out, as lint shows it
    return render_diagnostics(found, {**parts(), FILE: shown}, _)
