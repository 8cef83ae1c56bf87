"""A field for a person takes the people of the team, by key or full name, wherever values are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.doing_shop import doing
from tests.cli.sharing_shop import TEAM

PAGES = """\
sop: pages
role: director
owner: director
lang: en
ref: name
data: {name: text, editor: {type: person, title: Editor}, day: date}
may: {override: director}
steps:
  plan: {checklist: [{fill: editor}]}
  build: {role: [director, design], assign: editor, checklist: [{fill: day}]}
"""
MISSPELT = "Nobody in the team is called wagn. Did you mean: wang?\n"


@pytest.fixture
def pages(workspace: Path, call: Call) -> Call:
    (workspace / "team.yaml").write_text(TEAM, "utf-8")
    (workspace / "sops" / "pages.sop.yaml").write_text(PAGES, "utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "pages", "name=lamp").exit_code == 0
    return call


@pytest.mark.parametrize(
    "words",
    [
        ("start", "pages", "name=sofa", "editor=wagn"),
        ("advance", "T-1", "editor=wagn"),
        ("set", "T-1", "editor=wagn"),
        ("override", "T-1", "editor=wagn", "--reason", "now"),
    ],
)
def test_who_is_misspelt_is_refused_and_nothing_is_written(pages: Call, words: tuple[str, ...]) -> None:
    before = pages("log", "T-1").output
    ended = pages(*words)
    assert (ended.exit_code, ended.stderr.splitlines(keepends=True)[0]) == (1, MISSPELT)
    assert pages("log", "T-1").output == before


def test_a_full_name_is_kept_as_the_key(pages: Call) -> None:
    assert pages("advance", "T-1", "editor=Wang Fang").exit_code == 0
    assert "build, for wang (Wang Fang)" in pages("set", "T-1", "day=2026-11-21").output


def test_do_asks_again_and_takes_days_as_people_say_them(
    pages: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    do = doing(monkeypatch)
    assert MISSPELT.strip() in do("T-1", answers=["wagn", "ma", "", "q"]).output
    assert "[x] Editor: ma" in pages("show", "T-1").output
    assert pages("advance", "T-1").exit_code == 0
    do("T-1", answers=["tomorrow", "", "q"])
    assert "2026-11-21" in pages("show", "T-1").output
