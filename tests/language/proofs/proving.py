"""What the tests of proofs share: a document in, what is proved of its conditions out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.language import load_sop
from engine.language.report import render_diagnostics
from engine.model.diagnostics import ERROR, Diagnostic

MESSAGES = Path(__file__).parent / "messages"


class Example(NamedTuple):
    """A document and everything that is proved of it."""

    title: str
    document: str
    report: str


def examples() -> list[Example]:
    """All that stand in ``messages/``: ``==== title``, the document, ``----``, the report."""
    found = []
    for path in sorted(MESSAGES.glob("*.txt")):
        for block in path.read_text("utf-8").split("==== ")[1:]:
            title, _, body = block.partition("\n")
            document, _, said = body.partition("----\n")
            found.append(Example(title, document, said.strip("\n") + "\n"))
    return found


def proved(document: str) -> list[Diagnostic]:
    """The findings of a document: warnings, but for a gap, which is told in place of the error F702."""
    found = [each for each in load_sop(document.encode(), "x.yaml").diagnostics if each.code[0] == "G"]
    assert all((each.severity == ERROR) == (each.code == "G102") for each in found)
    return found


def report(document: str) -> str:
    """The findings as people read them, in English."""
    return render_diagnostics(proved(document), {"x.yaml": document}, str)
