"""Parts files at the command line: lint, publish, diff, fmt, test; and paths that lead elsewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from engine.language.parts import unbundle
from engine.publishing import check_documents, compiled_text
from engine.store import open_store
from tests.cli.conftest import Call

COMMON = """\
parts: common
checklists:
  words:
    - No superlatives
    - must: len(headline) <= 20
roles:
  signer: {budget > 1000: director, else: operations}
reasons:
  late: [rush, short of hands]
data:
  budget: {type: money, title: Budget}
"""
PAGE = """\
sop: page
use: ../common.parts.yaml
required: [headline, budget]
data:
  headline: text
  budget: {use: budget}
steps:
  write: {checklist: [use: words, Pictures are there]}
  sign: {role: signer}
reasons: {late: [use: late]}
"""
STORY = """\
story: page
given:
  people: {wang: [operations], li: [director]}
  data: {headline: Lamps, budget: "2000"}
stories:
  a big one:
    - {at: 2026-11-20 10:00, by: wang, start: {}}
    - {advance: write, tick: [No superlatives, Pictures are there]}
    - {by: wang, advance: sign, refused: not-your-role}
    - {by: li, advance: sign}
    - then: {end: end}
"""
SOP = Path("sops") / "page.sop.yaml"
PARTS = Path("common.parts.yaml")


@pytest.fixture
def shop(workspace: Path) -> Path:
    """The workspace with a parts file and an SOP that uses it; neither is published."""
    (workspace / PARTS).write_text(COMMON, "utf-8")
    (workspace / SOP).write_text(PAGE, "utf-8")
    return workspace


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_lint_of_parts_alone_beside_and_with_what_uses_them(call: Call, shop: Path) -> None:
    for words in ([str(PARTS)], [str(SOP)], ["."], [str(PARTS), str(SOP)]):
        linted = call("lint", *words)
        assert (linted.exit_code, linted.stdout.split(": ")[1]) == (0, "nothing wrong.\n"), linted.output


def test_a_mistake_in_a_part_is_shown_where_it_stands(call: Call, shop: Path) -> None:
    change(shop / PARTS, "len(headline)", "len(headlin)")
    said = call("lint", str(SOP))
    assert said.exit_code == 1
    assert said.stdout == (
        "common.parts.yaml:5:17: error[X516] no field is called headlin\n"
        "    5 |     - must: len(headlin) <= 20\n"
        "      |                 ^^^^^^^\n"
        "      hint: did you mean 'headline'?\n\n"
        "sops/page.sop.yaml:2:6: error[U115] what '../common.parts.yaml' shares does not fit this SOP:"
        " mistakes there: 1\n"
        "    2 | use: ../common.parts.yaml\n"
        "      |      ^^^^^^^^^^^^^^^^^^^^\n"
        "      hint: they are shown at their places; most often a field is missing here\n\n"
        "2 errors in 1 file.\n"
    )
    rows = json.loads(call("lint", str(SOP), "--json").stdout)
    assert [(row["file"], row["line"], row["column"], row["code"]) for row in rows] == [
        ("common.parts.yaml", 5, 17, "X516"),
        (str(SOP), 2, 6, "U115"),
    ]
    assert call("publish").exit_code == 1
    assert "共用文件" not in said.stdout
    assert "不适合这份 SOP" in call("lint", str(SOP), SOP_LANG="zh").stdout


def test_a_changed_part_makes_a_new_version_of_what_it_changes(call: Call, shop: Path) -> None:
    first = call("publish")
    assert first.exit_code == 0, first.output
    assert [line.split()[:4] for line in first.stdout.splitlines() if "page" in line] == [
        ["SOP", "page", "1", "(new)"]
    ]
    assert "parts" not in first.stdout
    change(shop / PARTS, "checklists:\n", "# nobody uses this one\nchecklists:\n  other: [Nothing]\n")
    assert "page  1        sops" in call("publish", str(SOP)).stdout
    change(shop / PARTS, "No superlatives", "No superlatives such as best")
    assert "2 (new)" in call("publish", str(SOP)).stdout
    shown = call("diff", "page").stdout
    assert shown.startswith("page@1 → page@2\n")
    assert "No superlatives such as best" in shown
    only = call("publish", str(PARTS))
    assert only.stdout == "Nothing to publish: parts are published with the SOPs that use them.\n"
    assert json.loads(call("publish", str(PARTS), "--json").stdout) == []


def test_a_file_is_compared_together_with_its_parts(call: Call, shop: Path) -> None:
    assert call("publish").exit_code == 0
    assert "word for word" in call("diff", str(SOP)).stdout
    change(shop / PARTS, "parts: common\n", "parts: common\nhelp: For all pages\n")
    assert "Nothing but comments" in call("diff", str(SOP)).stdout
    change(shop / PARTS, "short of hands", "no hands")
    assert "no hands" in call("diff", str(SOP)).stdout


def test_a_version_keeps_all_that_it_was_made_of(call: Call, shop: Path) -> None:
    assert call("publish").exit_code == 0
    (shop / PARTS).unlink()
    store = open_store(str(shop / "sop.db"))
    with store.reading():
        row = store.document("sop", "page")
    store.close()
    assert row is not None
    source, parts = unbundle(row.source)
    assert (source, parts) == (PAGE, {"../common.parts.yaml": COMMON})
    files = {"sops/page.sop.yaml": source, "common.parts.yaml": parts["../common.parts.yaml"]}
    again = check_documents({name: text.encode() for name, text in files.items()})[0]
    assert compiled_text("sop", again.value) == row.compiled


def test_fmt_lays_out_parts_and_what_uses_them(call: Call, shop: Path) -> None:
    change(shop / PARTS, "  words:\n", "  words:   \n\n\n")
    change(shop / SOP, "sign: {role: signer}", "sign:    {role: signer}")
    assert call("fmt", "--check", str(PARTS), str(SOP)).exit_code == 1
    assert call("fmt", str(PARTS), str(SOP)).exit_code == 0
    assert (shop / SOP).read_text("utf-8") == PAGE
    assert call("fmt", "--check", ".").exit_code == 0


def test_stories_and_diagrams_see_the_parts(call: Call, shop: Path) -> None:
    (shop / "sops" / "page.story.yaml").write_text(STORY, "utf-8")
    tested = call("test", "sops")
    assert tested.exit_code == 0, tested.output
    assert "4 stories: 4 passed." in tested.stdout
    assert "budget" in call("diagram", str(SOP)).stdout
    change(shop / PARTS, "len(headline)", "len(headlin)")
    broken = call("test", "sops").stdout
    assert "common.parts.yaml:5:17: error[X516]" in broken
    assert "    5 |     - must: len(headlin) <= 20\n" in broken


def test_the_schema_of_parts(call: Call, shop: Path) -> None:
    shown = json.loads(call("schema", "--document", "parts").stdout)
    assert shown["title"] == "a parts file"
    assert "sop.schema.json" not in json.dumps(shown)
    assert call("schema", "--document", "parts", "--path").stdout.endswith("parts.schema.json\n")


def test_explain_shows_the_parts_files(call: Call) -> None:
    said = call("explain", "U101").stdout
    assert "With these parts files\n    # common.parts.yaml\n    parts: common\n" in said


# Where nobody may read


def codes(call: Call, file: Path = SOP) -> list[str]:
    said = call("lint", str(file), "--json")
    assert "hidden" not in said.output
    return [row["code"] for row in json.loads(said.stdout)]


def uses(shop: Path, path: str) -> None:
    (shop / SOP).write_text(f"sop: page\nuse: {json.dumps(path)}\nsteps: [go]\n", "utf-8")


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A parts file outside the workspace."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "secret.parts.yaml").write_text("parts: secret\nroles: {hidden: director}\n", "utf-8")
    return folder


def test_no_way_leads_out_of_the_workspace(call: Call, shop: Path, elsewhere: Path) -> None:
    for path in (
        os.path.relpath(elsewhere / "secret.parts.yaml", shop / "sops"),
        "../../secret.parts.yaml",
        "../" * 40 + "etc/secret.parts.yaml",
        "no-folder/../../../secret.parts.yaml",
    ):
        uses(shop, path)
        assert codes(call) == ["U105"], path
    uses(shop, str(elsewhere / "secret.parts.yaml"))
    assert codes(call) == ["U104"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as on POSIX")
def test_links_pipes_and_folders_are_no_parts_files(call: Call, shop: Path, elsewhere: Path) -> None:
    (shop / "linked.parts.yaml").symlink_to(elsewhere / "secret.parts.yaml")
    (shop / "folder").symlink_to(elsewhere, target_is_directory=True)
    (shop / "again.parts.yaml").symlink_to("linked.parts.yaml")
    for path in ("../linked.parts.yaml", "../folder/secret.parts.yaml", "../again.parts.yaml"):
        uses(shop, path)
        assert codes(call) == ["U105"], path
    (shop / "round.parts.yaml").symlink_to("round.parts.yaml")
    (shop / "gone.parts.yaml").symlink_to("nothing.parts.yaml")
    (shop / "dir.parts.yaml").mkdir()
    os.mkfifo(shop / "pipe.parts.yaml")
    for name in ("round", "gone", "dir", "pipe", "missing"):
        uses(shop, f"../{name}.parts.yaml")
        assert codes(call) == ["U103"], name
    (shop / "inside.parts.yaml").symlink_to("common.parts.yaml")
    uses(shop, "../inside.parts.yaml")
    assert codes(call) == []


def test_a_workspace_inside_a_workspace_ends_where_it_ends(call: Call, shop: Path) -> None:
    inner = shop / "inner"
    inner.mkdir()
    (inner / "workspace.yaml").write_text("workspace: inner\n", "utf-8")
    (inner / "x.sop.yaml").write_text("sop: x\nuse: ../common.parts.yaml\nsteps: [go]\n", "utf-8")
    assert codes(call, Path("inner") / "x.sop.yaml") == ["U105"]


def test_a_file_that_is_too_large_or_no_text_is_read_no_further(call: Call, shop: Path) -> None:
    uses(shop, "../common.parts.yaml")
    (shop / PARTS).write_bytes(b"parts: common\n" + b"#" * 3_000_000)
    assert codes(call) == ["Y101", "U107"]
    (shop / PARTS).write_bytes(b"\xff\xfe\x00hidden")
    assert codes(call) == ["Y105", "U107"]
    (shop / PARTS).write_bytes(b"")
    assert codes(call) == ["Y108", "U107"]
