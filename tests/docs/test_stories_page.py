"""docs/stories.md: its SOP and its stories run, and what it shows of ``sop test`` is what that prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import sop

PAGE = (Path(__file__).parents[2] / "docs" / "stories.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(yaml|text)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
DOCUMENT, STORIES, PRICE, PEOPLE = (text for kind, text in BLOCKS if kind == "yaml")
PASSED, FAILED, AGREED = (text for kind, text in BLOCKS if kind == "text")


@pytest.mark.parametrize(("document", "said", "code"), [
    (DOCUMENT, PASSED, 0),
    (DOCUMENT.replace("weight_kg > 30", "weight_kg > 25"), FAILED, 1),
], ids=["as it stands", "with another limit"])  # fmt: skip
def test_the_page_shows_what_sop_test_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: str, said: str, code: int
) -> None:
    (tmp_path / "parcel.sop.yaml").write_text(document, "utf-8")
    (tmp_path / "parcel.story.yaml").write_text(STORIES, "utf-8")
    (tmp_path / "workspace.yaml").write_text("workspace: shop\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(sop, ["--lang", "en", "test"], catch_exceptions=False)
    assert ended.stdout == said
    assert ended.exit_code == code


def test_stories_of_people_go_as_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "price.sop.yaml").write_text(PRICE, "utf-8")
    (tmp_path / "price.story.yaml").write_text(PEOPLE, "utf-8")
    (tmp_path / "workspace.yaml").write_text("workspace: shop\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(sop, ["--lang", "en", "test"], catch_exceptions=False)
    assert ended.stdout == AGREED
    assert ended.exit_code == 0


def test_every_key_of_a_moment_and_of_then_is_on_the_page() -> None:
    from engine.language.schemas import schema

    definitions = schema("story").root["$defs"]
    for part in ("moment", "then", "given"):
        for key in definitions[part]["properties"]:
            assert f"`{key}`" in PAGE, key
