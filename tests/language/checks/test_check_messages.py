"""What the checks of people and translations say, to the character; those of the flow stand with compiling.

The documents and their reports stand in ``messages/``, as for compiling. Most are only warnings.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from engine.language import load_sop
from engine.language.codes import FAMILIES
from engine.language.report import render_diagnostics
from engine.model.team import Person, Team

MESSAGES = Path(__file__).parent / "messages"
TEAM = Team(
    "shop",
    {"warehouse": "仓库", "service": "客服", "finance": "财务", "lead": "主管"},
    {
        "小王": Person("小王", "小王", frozenset({"warehouse"})),
        "小李": Person("小李", "小李", frozenset({"service", "lead"}), skills=frozenset({"knot"})),
    },
    {},
)


def examples() -> list[tuple[str, str, str]]:
    """Title, document and report."""
    found = []
    for path in sorted(MESSAGES.glob("*.txt")):
        for block in path.read_text("utf-8").split("==== ")[1:]:
            title, _, body = block.partition("\n")
            document, _, said = body.partition("----\n")
            found.append((title, document, said.strip("\n") + "\n"))
    return found


@pytest.mark.parametrize(("title", "document", "said"), examples())
def test_a_document_is_reported_like_this(title: str, document: str, said: str) -> None:
    definition, diagnostics, _ = load_sop(document.encode(), "x.yaml", TEAM)
    assert render_diagnostics(diagnostics, {"x.yaml": document}, str) == said
    assert (definition is None) == any(each.severity == "error" for each in diagnostics)


def test_every_code_of_people_is_shown_by_an_example() -> None:
    shown = "".join(said for _, _, said in examples())
    assert [code for code in FAMILIES["P8"] if f"[{code}]" not in shown] == []


def test_without_a_team_roles_are_not_looked_up() -> None:
    assert load_sop(b"sop: x\nrole: nobody_has_this\nsteps: [go]\n", "x").diagnostics == []


def test_without_texts_nothing_is_missed() -> None:
    assert load_sop("sop: x\ntitle: 发货\nsteps: [拣货]\n".encode(), "x").diagnostics == []


def test_without_calendars_their_names_are_not_looked_up() -> None:
    document = b"sop: x\ncalendar: any\nsteps: {go: {due: 1 workday}}\n"
    assert load_sop(document, "x").diagnostics == []
    assert [each.code for each in load_sop(document, "x", calendars=[]).diagnostics] == ["N417"]


def test_checks_wait_for_what_they_need() -> None:
    """Of a document in which a step's keys are unclear it is not said that other steps are unreachable."""
    document = dedent("""
        sop: x
        steps:
          a: {nxt: c, next: end}
          b: {next: c}
          c: {}
    """)
    assert [each.code for each in load_sop(document.encode(), "x").diagnostics] == ["S201"]
    assert [each.code for each in load_sop(document.replace("nxt: c, ", "").encode(), "x").diagnostics] == [
        "F701"
    ]
