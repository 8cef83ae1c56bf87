"""``sop test``: what it prints, line by line, in both languages; what it exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

STORIES = """\
story: parcel
stories:
  sent:
    - {at: 2026-11-20 09:30, by: wang, start: {}, then: {open: pack, due: {pack: 2026-11-20 11:30}}}
    - {at: "10:00", advance: pack, tick: all, then: {open: send}}
    - {at: "10:30", advance: send, then: {end: end, late: []}}
  sent too early:
    - {at: 2026-11-20 09:30, by: wang, start: {}}
    - {at: "10:00", advance: send}
"""
SOP = """\
sop: parcel
role: warehouse
steps:
  pack: {due: 2h, bulk: yes, checklist: [label it]}
  send: {}
  wait: {}
"""
PINNED = {
    "en": """\
sops/parcel.story.yaml
  FAILED sent
sops/parcel.story.yaml:6:48: error[T043] expected end: end; seen: none
    6 |     - {at: "10:30", advance: send, then: {end: end, late: []}}
      |                                                ^^^

  FAILED sent too early
sops/parcel.story.yaml:9:21: error[T040] this was refused: T-1 is not in send now; it is in pack.
    9 |     - {at: "10:00", advance: send}
      |                     ^^^^^^^
      hint: if that is as it should be: refused: step-not-open

parcel: steps 3 of 3, outcomes 2 of 3, checklist lines 1 of 1, deadlines 1 of 1
  no story reaches these outcomes: wait.done
No stories test other.
2 stories: 0 passed, 2 failed.
""",
    "zh": """\
sops/parcel.story.yaml
  失败 sent
sops/parcel.story.yaml:6:48: 错误[T043] end 应为：end；实际是：none
    6 |     - {at: "10:30", advance: send, then: {end: end, late: []}}
      |                                                ^^^

  失败 sent too early
sops/parcel.story.yaml:9:21: 错误[T040] 被拒绝：T-1 现在不在 send，而在 pack。
    9 |     - {at: "10:00", advance: send}
      |                     ^^^^^^^
      提示：如果本来就该如此，请写 refused: step-not-open

parcel：步骤 3/3、结果 2/3、检查项 1/1、时限 1/1
  没有用例走到这些结果：wait.done
没有用例测试 other。
2 个用例：通过 0 个、失败 2 个。
""",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """A workspace folder without a database."""
    (tmp_path / "sops").mkdir()
    files = {
        "workspace.yaml": "workspace: shop\nzone: Asia/Shanghai\n",
        "team.yaml": "team: shop\npeople: {wang: warehouse}\n",
        "sops/parcel.sop.yaml": SOP,
        "sops/other.sop.yaml": "sop: other\nsteps: [a]\n",
        "sops/parcel.story.yaml": STORIES,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def mend(folder: Path) -> None:
    """Let the stories be right."""
    text = STORIES.replace("then: {end: end, late: []}", "then: {open: wait}")
    (folder / "sops/parcel.story.yaml").write_text(text.replace("advance: send}", "advance: pack, tick: 1}"))


@pytest.mark.parametrize("lang", PINNED)
def test_a_line_for_each_story_and_the_place_of_what_is_otherwise(call: Call, lang: str) -> None:
    ended = call("--lang", lang, "test")
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert ended.stdout == PINNED[lang]


def test_stories_that_pass(call: Call, folder: Path) -> None:
    mend(folder)
    ended = call("test", "sops/parcel.story.yaml")
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout == (
        "sops/parcel.story.yaml\n"
        "  passed sent\n"
        "  passed sent too early\n"
        "parcel: steps 3 of 3, outcomes 2 of 3, checklist lines 1 of 1, deadlines 1 of 1\n"
        "  no story reaches these outcomes: wait.done\n"
        "2 stories: 2 passed.\n"
    )


def test_the_same_from_the_folder_of_the_sops(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mend(folder)
    monkeypatch.chdir(folder / "sops")
    ended = call("test")
    assert ended.exit_code == 0
    assert ended.stdout.splitlines()[0] == "parcel.story.yaml"


def test_as_json(call: Call) -> None:
    ended = call("test", "--json")
    assert ended.exit_code == 1
    said = json.loads(ended.stdout)
    (row,) = said["files"]
    assert (row["file"], row["sop"], row["mistakes"]) == ("sops/parcel.story.yaml", "parcel", [])
    assert [(story["title"], story["line"], story["passed"]) for story in row["stories"]] == [
        ("sent", 3, False),
        ("sent too early", 7, False),
    ]
    assert row["stories"][0]["failures"] == [
        {
            "file": "sops/parcel.story.yaml",
            "line": 6,
            "column": 48,
            "width": 3,
            "severity": "error",
            "code": "T043",
            "name": "story-otherwise",
            "message": "expected end: end; seen: none",
            "hint": None,
        }
    ]
    assert said["untested"] == ["other"]
    assert said["coverage"] == [
        {
            "sop": "parcel",
            "file": "sops/parcel.sop.yaml",
            "steps": {"reached": 3, "all": 3, "missing": []},
            "outcomes": {"reached": 2, "all": 3, "missing": ["wait.done"]},
            "lines": {"reached": 1, "all": 1, "missing": []},
            "deadlines": {"reached": 1, "all": 1, "missing": []},
            "rules": {"reached": 0, "all": 0, "missing": []},
            "rungs": {"reached": 0, "all": 0, "missing": []},
        }
    ]


def test_a_file_with_mistakes_fails_and_the_others_run(call: Call, folder: Path) -> None:
    mend(folder)
    (folder / "sops/again.story.yaml").write_text("story: parcle\nstories: {a: [{then: {open: pack}}]}\n")
    ended = call("test")
    assert ended.exit_code == 1
    assert ended.stdout.startswith(
        "sops/again.story.yaml\n"
        "sops/again.story.yaml:1:8: error[T001] there is no SOP 'parcle' beside this file\n"
        "    1 | story: parcle\n"
        "      |        ^^^^^^\n"
        "      hint: did you mean 'parcel'?\n"
        "\n"
        "sops/parcel.story.yaml\n"
    )
    assert ended.stdout.endswith("2 stories: 2 passed, 1 file with errors.\n")
    (again, _parcel) = json.loads(call("test", "--json").stdout)["files"]
    assert [each["code"] for each in again["mistakes"]] == ["T001"]
    assert (again["sop"], again["stories"]) == (None, [])


def test_stories_of_one_sop_in_several_files_are_counted_together(call: Call, folder: Path) -> None:
    mend(folder)
    (folder / "more.story.yaml").write_text(
        "story: parcel\nstories:\n  waited:\n    - {at: 2026-11-20 09:30, by: wang, start: {}}\n"
        "    - {advance: pack, tick: 1}\n    - {advance: send}\n    - {advance: wait, then: {end: end}}\n"
    )
    assert call("test").stdout == (
        "more.story.yaml\n"
        "  passed waited\n"
        "sops/parcel.story.yaml\n"
        "  passed sent\n"
        "  passed sent too early\n"
        "parcel: steps 3 of 3, outcomes 3 of 3, checklist lines 1 of 1, deadlines 1 of 1\n"
        "No stories test other.\n"
        "3 stories: 3 passed.\n"
    )


def test_the_errors_of_the_sop_are_shown_with_their_lines(call: Call, folder: Path) -> None:
    (folder / "sops/parcel.sop.yaml").write_text("sop: parcel\nsteps: {pack: {next: nowhere}}\n")
    ended = call("test")
    assert ended.exit_code == 1
    assert "    2 | steps: {pack: {next: nowhere}}\n" in ended.stdout


def test_no_stories_at_all(call: Call, folder: Path) -> None:
    (folder / "sops/parcel.story.yaml").unlink()
    ended = call("test")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr == ("There are no stories in ..\nHint: write them beside the SOP: NAME.story.yaml\n")


def test_a_wrong_call_exits_2(call: Call) -> None:
    ended = call("test", "--jsno")
    assert (ended.exit_code, ended.stdout) == (2, "")


def test_documents_and_stories_keep_apart(call: Call, folder: Path) -> None:
    assert call("lint").stdout == "4 files: nothing wrong.\n"
    named = call("lint", "sops/parcel.story.yaml")
    assert named.exit_code == 2
    assert named.stderr.splitlines()[-1] == (
        "Error: sops/parcel.story.yaml holds stories; they are run with: sop test"
    )


def test_whoever_types_is_spoken_to_in_their_language(call: Call, workspace: Path) -> None:
    team = workspace / "team.yaml"
    team.write_text("team: shop\npeople: {wang: warehouse, ma: {roles: director, logins: ma, lang: zh}}\n")
    assert call("publish", "team.yaml").exit_code == 0
    assert call("test", "sops/parcel.story.yaml").stdout.splitlines()[1] == "  失败 sent"
