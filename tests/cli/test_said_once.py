"""That a step could be given to nobody is on record once; how many votes are wanted is said as a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.sharing_shop import TEAM

PAGES = """\
sop: pages
role: director
lang: en
ref: name
data: {name: text, editor: {type: person}}
steps:
  plan: {checklist: [{fill: editor}]}
  build: {role: design, assign: editor}
  agree: {role: [director, operations, warehouse], votes: 2, not_by: []}
"""


@pytest.fixture
def pages(workspace: Path, call: Call) -> Call:
    (workspace / "team.yaml").write_text(TEAM, "utf-8")
    (workspace / "sops" / "pages.sop.yaml").write_text(PAGES, "utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "pages", "name=lamp").exit_code == 0
    return call


def test_once(pages: Call) -> None:
    assert pages("advance", "T-1", "editor=周强").output.count("was given to nobody") == 1
    assert pages("log", "T-1").output.count("was given to nobody") == 1
    assert pages("set", "T-1", "editor=苏芮").output.count("was given to nobody") == 1  # said anew of another
    assert "goes to wang" in pages("set", "T-1", "editor=wang").output
    assert pages("verify").exit_code == 0


def test_votes_are_counted(pages: Call) -> None:
    pages("advance", "T-1", "editor=wang")
    opened = pages("advance", "T-1", "--as", "wang").output
    assert "still wanted: 2 votes of director (Director), operations (Operations), warehouse (W" in opened
    after = pages("approve", "T-1", "--as", "wang").output
    assert "still wanted: 1 vote of director (Director), operations (Operations), warehouse (W" in after
    assert "还要：1 票（director (Director)、operations" in pages("--lang", "zh", "show", "T-1").output


def test_who_has_nothing_to_take_hears_of_votes_that_wait(pages: Call) -> None:
    pages("advance", "T-1", "editor=wang")
    assert "vote" not in pages("next", "--as", "周强").output
    pages("advance", "T-1", "--as", "wang")
    assert pages("next", "--as", "周强").output == (
        "There is nothing to take for 周强.\n1 step waits for your vote, which is not taken: sop todo\n"
    )
    pages("approve", "T-1", "--as", "周强")
    assert "vote" not in pages("next", "--as", "周强").output
