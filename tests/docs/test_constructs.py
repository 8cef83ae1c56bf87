"""docs/constructs.md: nothing is wrong with its SOPs, their stories pass and reach everything, and what its
console shows is what comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import sop
from tests.docs.consoles import tour, typed

PAGE = (Path(__file__).parents[2] / "docs" / "constructs.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n((sop|story|parts): (\S+)\n.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
NAMES = [name for _text, kind, name in BLOCKS if kind == "sop"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every document of the page in a file of its own."""
    for text, kind, name in BLOCKS:
        (tmp_path / f"{name}.{kind}.yaml").write_text(text, "utf-8")
    (tmp_path / "workspace.yaml").write_text("workspace: shop\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*words: str) -> str:
    return CliRunner().invoke(sop, ["--lang", "en", *words], catch_exceptions=False).stdout


def test_every_document_of_the_page_is_taken() -> None:
    assert len(BLOCKS) == PAGE.count("```yaml\n")
    assert len(NAMES) >= 12


def test_nothing_is_wrong_with_them(folder: Path) -> None:
    assert said("lint").endswith(": nothing wrong.\n"), said("lint")


def test_their_stories_pass_and_reach_everything(folder: Path) -> None:
    report = json.loads(said("test", "--json"))
    assert [story for file in report["files"] for story in file["stories"] if not story["passed"]] == []
    assert report["untested"] == []
    assert sorted(row["sop"] for row in report["coverage"]) == sorted(NAMES)
    for row in report["coverage"]:
        missing = {
            kind: row[kind]["missing"]
            for kind in ("steps", "outcomes", "lines", "deadlines", "rules", "rungs")
        }
        assert not any(missing.values()), (row["sop"], missing)


def test_the_console_shows_what_comes_out(tmp_path: Path) -> None:
    steps = tour(PAGE)
    assert len(steps) > 5
    for (command, shown), real in zip(steps, typed(tmp_path, [each for each, _ in steps]), strict=True):
        assert real == shown, command


def test_the_contents_lead_to_the_parts() -> None:
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    anchors = [re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in headings]
    linked = [f"- [{each}](#{anchor})" for each, anchor in zip(headings, anchors, strict=True)]
    assert re.findall(r"^- \[.*\]\(#.*\)$", PAGE, re.MULTILINE) == linked
