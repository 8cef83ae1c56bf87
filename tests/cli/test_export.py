"""``export --ics``: whose deadlines, into a file, planned again, by mistake."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import Call

MOVED = """\
sop: moved
lang: en
ref: item
required: [item, sale_at, parts]
role: operations
data:
  item: {type: text}
  sale_at: {type: datetime}
  parts: {type: list, of: text, private: true}
deadlines:
  ready: {title: All ready, step: last, due: 2 days before sale_at, pause: []}
steps:
  each_part:
    each: part in parts
    steps:
      cut: {title: Cut, due: 2h}
    next: last
  last: {title: Last}
"""


@pytest.fixture
def moved(workspace: Path, call: Call) -> Path:
    """An SOP whose promise moves with a date, its items being private; one task of it."""
    (workspace / "sops" / "moved.sop.yaml").write_text(MOVED, encoding="utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "moved", "item=lamp", "parts=shade, foot", "sale_at=2026-12-01 10:00").exit_code == 0
    return workspace


def events(call: Call, *words: str) -> dict[str, tuple[str, int]]:
    """What a feed has: title to (UID, SEQUENCE)."""
    back = Calendar.from_ical(call("export", "--ics", *words).stdout)
    return {str(one["summary"]): (str(one["uid"]), int(one["sequence"])) for one in back.walk("VEVENT")}


def test_a_deadline_that_is_planned_again_is_the_same_event(call: Call, moved: Path) -> None:
    before = events(call)
    assert call("set", "lamp", "sale_at=2026-12-05 10:00").exit_code == 0
    after = events(call)
    assert before["lamp · All ready"][0] == after["lamp · All ready"][0]
    assert (before["lamp · All ready"][1], after["lamp · All ready"][1]) == (0, 1)
    assert call("cancel", "lamp", "--reason", "duplicate").exit_code == 0
    assert events(call) == {}


def test_private_items_do_not_leave_the_house(call: Call, moved: Path) -> None:
    assert set(events(call)) == {"lamp · Cut · ••••", "lamp · All ready"}
    assert "shade" in call("todo").stdout
    assert "shade" not in call("export", "--ics", "--team").stdout + call("export", "--json").stdout


def test_whose_deadlines(call: Call, workspace: Path) -> None:
    call("start", "request", "item=lamp")
    (mine,) = json.loads(call("export", "--json").stdout)
    assert (mine["task"], mine["step"], mine["due"]) == ("T-1", "prepare", "2026-11-20T14:00:00+08:00")
    assert mine["uid"].startswith("T-1.v1.")
    assert json.loads(call("export", "--json", "--role", "operations").stdout) == [mine]
    assert json.loads(call("export", "--json", "--team").stdout) == [mine]
    assert json.loads(call("export", "--json", "--person", "ma").stdout) == [mine]


def test_a_file_is_replaced_only_when_something_changed(call: Call, workspace: Path) -> None:
    call("start", "request", "item=lamp")
    path = workspace / "ma.ics"
    assert call("export", "--ics", "--out", "ma.ics").stderr == "ma.ics: 1 deadlines.\n"
    os.utime(path, (1, 1))
    again = call("export", "--ics", "--out", "ma.ics", now="2026-11-20 11:00")
    assert (again.stdout, again.stderr) == ("", "ma.ics is as it was: nothing has changed.\n")
    assert path.stat().st_mtime == 1
    call("start", "request", "item=chair")
    assert call("export", "--ics", "--out", "ma.ics", SOP_LANG="zh").stderr == "ma.ics：2 个时限。\n"
    assert path.read_bytes() == call("export", "--ics", SOP_LANG="zh").stdout_bytes
    assert not list(workspace.glob("*.part"))


def test_a_folder_that_is_not_there(call: Call, workspace: Path) -> None:
    failed = call("export", "--ics", "--out", "nowhere/ma.ics")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "nowhere/ma.ics" in failed.stderr


@pytest.mark.parametrize(
    ("words", "code", "english", "chinese"),
    [
        ((), 2, "In which form: --ics (a calendar) or --json.", "请指定格式：--ics（日历）或 --json。"),
        (("--ics", "--json"), 2, "In which form: --ics (a calendar) or --json.", "请指定格式"),
        (
            ("--ics", "--team", "--role", "x"),
            2,
            "One of --person, --role and --team, not several.",
            "--person、--role、--team 只能用一个。",
        ),
        (("--ics", "--role", "x"), 1, "The team has no role x.", "x"),
        (("--ics", "--person", "x"), 1, "x", "x"),
    ],
)
def test_mistakes(
    call: Call, workspace: Path, words: tuple[str, ...], code: int, english: str, chinese: str
) -> None:
    said = call("export", *words, SOP_LANG="en")
    assert (said.exit_code, said.stdout) == (code, "")
    assert english in said.stderr
    assert chinese in call("export", *words, SOP_LANG="zh").stderr


def test_no_more_than_programs_can_show(call: Call, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.export.MOST", 1)
    call("start", "request", "item=lamp")
    call("start", "request", "item=chair")
    said = call("export", "--json")
    assert len(json.loads(said.stdout)) == 1
    assert said.stderr == "There are more than 1 deadlines; the earliest ones were written.\n"
