"""What the tests of reading share: a document in, the report out, as ``sop lint`` would print it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.language.channels_file import read_channels
from engine.language.documents import read_calendar, read_team, read_workspace
from engine.language.nodes import Node
from engine.language.report import render_diagnostics
from engine.language.shape import check_shape
from engine.language.source import read
from engine.model.diagnostics import Diagnostic
from engine.model.team import Person, Team
from engine.rules.calendars.compiled import DayData

MESSAGES = Path(__file__).parent / "messages"
CHINA = DayData(("2026-10-01", "2026-10-02"), ("2026-10-10",), 2026, 2026, "two days for tests")


TEAM = Team("店", {"warehouse": "仓库"}, {"小王": Person("小王", "小王", frozenset({"warehouse"}))}, {})
"""The team beside which channels are read."""


def english(text: str) -> str:
    return text


def root(text: str) -> Node:
    """The root of a document that must be readable."""
    node, found = read(text.encode(), "x.yaml")
    assert node is not None, found
    return node


def diagnose(data: bytes, kind: str, file: str) -> list[Diagnostic]:
    """Everything that reading says of a document of a kind: sop, team, calendar, workspace or channels."""
    node, found = read(data, file)
    if node is None:
        return found
    if kind == "team":
        return found + read_team(node)[1]
    if kind == "calendar":
        return found + read_calendar(node, lambda: CHINA, {"cn-office": {}})[1]
    if kind == "channels":
        return found + read_channels(node, TEAM)[1]
    if kind == "workspace":
        return found + read_workspace(node)[1]
    return found + check_shape(node, kind)


def report(data: bytes | str, kind: str = "sop", file: str = "x.yaml") -> str:
    """The rendered diagnostics of a document, in English."""
    data = data.encode() if isinstance(data, str) else data
    return render_diagnostics(diagnose(data, kind, file), {file: data}, english)


class Example(NamedTuple):
    """One broken document and the report that is pinned for it."""

    title: str
    kind: str
    document: str
    report: str


def examples() -> list[Example]:
    """All that stand in ``messages/``: ``==== title``, the document, ``----``, the report."""
    found = []
    for path in sorted(MESSAGES.glob("*.txt")):
        for block in path.read_text("utf-8").split("==== ")[1:]:
            title, _, body = block.partition("\n")
            document, _, said = body.partition("----\n")
            kind = path.stem if path.stem in ("team", "calendar", "workspace", "channels") else "sop"
            found.append(Example(f"{path.stem}: {title}", kind, document, said.strip("\n") + "\n"))
    return found
