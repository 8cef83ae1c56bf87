"""A team file that was changed and not published: what fails because of it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.sharing_shop import TEAM

SOP = "sop: pages\nlang: en\nrole: design\nsteps: [draft]\nmay: {start: editor}\n"
WAITS = "team.yaml is not published as it stands now; until then it does not count: sop publish\n"
CHECKED = "Checked against the published team; team.yaml has changed since. Together: sop lint\n"


@pytest.fixture
def changed(workspace: Path, call: Call) -> Call:
    (workspace / "team.yaml").write_text(
        TEAM.replace("design: Design,", "design: Design, editor: Editor,"), "utf-8"
    )
    (workspace / "sops" / "pages.sop.yaml").write_text(SOP)
    return call


def test_whom_the_file_knows_already(changed: Call, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert changed("todo", "--as", "wang").stderr.endswith(WAITS)
    monkeypatch.setattr("cli.console.login", lambda: "stranger")
    assert changed("todo").stderr.endswith(WAITS)
    assert changed("show", "T-99").stderr.count("publish") == 0
    (workspace / "team.yaml").unlink()
    assert WAITS not in changed("todo").stderr


def test_lint_of_one_file_looks_at_the_published_team(changed: Call) -> None:
    alone = changed("lint", "sops/pages.sop.yaml")
    assert "the team 'shop' has no role 'editor'" in alone.output
    assert alone.stderr.endswith(CHECKED)
    assert CHECKED not in changed("lint").output
    assert changed("publish").exit_code == 0
    assert changed("lint", "sops/pages.sop.yaml").stderr == ""


def test_in_chinese(changed: Call) -> None:
    assert changed("--lang", "zh", "todo", "--as", "wang").stderr.endswith(
        "还没有发布；发布以后才算数：sop publish\n"
    )
