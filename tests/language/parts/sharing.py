"""What the tests of shared parts use: files in, the definition or the report out."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from engine.language.report import render_diagnostics
from engine.model.definition import Definition
from engine.model.team import Person, Team
from engine.publishing import Checked, check_documents

MESSAGES = Path(__file__).parent / "messages"
SOP = "sops/x.sop.yaml"
PARTS = "common.parts.yaml"
TEAM = Team(
    "shop",
    {"designer": "Designer", "lead": "Lead", "director": "Director"},
    {"Wang": Person("Wang", "Wang", frozenset({"designer", "lead", "director"}))},
    {},
)


def check(files: dict[str, str]) -> list[Checked]:
    """Documents checked together, with a team beside them."""
    return check_documents({name: dedent(text).encode() for name, text in files.items()}, TEAM)


def report(files: dict[str, str]) -> str:
    """What lint says of them, in English."""
    found = [each for document in check(files) for each in document.diagnostics]
    sources: dict[str, bytes | str] = {name: dedent(text) for name, text in files.items()}
    return render_diagnostics(found, sources, str)


def good(sop: str, parts: str = "") -> Definition:
    """The definition of an SOP that nothing is wrong with, nor with the parts beside it."""
    files = {SOP: sop, **({PARTS: parts} if parts else {})}
    assert report(files) == ""
    definition = check(files)[0].value
    assert isinstance(definition, Definition)
    return definition


class Example(NamedTuple):
    """Files with mistakes and the report that is pinned for them."""

    title: str
    files: dict[str, str]
    report: str


def examples() -> list[Example]:
    """``==== title``, files each below ``>>> name``, ``----``, the report."""
    found = []
    for block in (MESSAGES / "parts.txt").read_text("utf-8").split("==== ")[1:]:
        title, _, body = block.partition("\n")
        documents, _, said = body.partition("----\n")
        files = {}
        for part in documents.split(">>> ")[1:]:
            name, _, text = part.partition("\n")
            files[name] = text
        found.append(Example(title, files, said.strip("\n") + "\n"))
    return found
