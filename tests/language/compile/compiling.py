"""What the tests of compiling and of the checks share: a document in, a definition or the report out."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from engine.language import Loaded, load_sop
from engine.language.report import render_diagnostics
from engine.model.definition import Definition
from engine.model.team import Person, Team

MESSAGES = Path(__file__).parent / "messages"
CALENDARS = ("cn-office", "cn-warehouse")
TEAM = Team(
    "shop",
    {"warehouse": "仓库", "service": "客服", "finance": "财务", "lead": "主管"},
    {
        "小王": Person("小王", "小王", frozenset({"warehouse"})),
        "小李": Person("小李", "小李", frozenset({"service", "lead"})),
    },
    {},
)
CALLED = """
sop: refund
required: [order_no]
data:
  order_no: text
  orders: {type: list}
  why: [lost, late]
  amount: money
  days: {type: integer, default: "3"}
  paid: {type: boolean, value: amount > 0}
steps:
  decide: {checklist: [{fill: amount}, {fill: why}], outcomes: {done: end, refused: end.refused}}
"""
"""An SOP that the others may call."""
_called = load_sop(CALLED.encode(), "refund.yaml").definition
assert _called is not None
REFUND: Definition = _called


def english(text: str) -> str:
    return text


def load(text: str, team: Team | None = None) -> Loaded:
    """A document, read, shaped, compiled and checked."""
    return load_sop(dedent(text).encode(), "x.yaml", team, CALENDARS, sops={REFUND.sop: REFUND})


def good(text: str, team: Team | None = None) -> Definition:
    """The definition of a document that nothing is wrong with, not even a warning."""
    definition, diagnostics, _ = load(text, team)
    assert diagnostics == [], report(text, team)
    assert definition is not None
    return definition


def report(text: str, team: Team | None = None) -> str:
    """The rendered diagnostics of a document, in English."""
    return render_diagnostics(load(text, team).diagnostics, {"x.yaml": dedent(text)}, english)


class Example(NamedTuple):
    """One document with mistakes and the report that is pinned for it."""

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
            found.append(Example(f"{path.stem}: {title}", document, said.strip("\n") + "\n"))
    return found
