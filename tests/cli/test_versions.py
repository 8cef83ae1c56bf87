"""``versions``, ``diff`` and ``fmt``: what they print, in both languages, and what they leave alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SOP = Path("sops") / "request.sop.yaml"


@pytest.fixture
def two(workspace: Path, call: Call) -> Path:
    """Two versions of the starter SOP, a task on the first and two on the second, one of which has ended."""
    assert call("start", "request", "item=lamp").exit_code == 0
    text = (workspace / SOP).read_text("utf-8").replace("\r", "")
    text = text.replace("due: 4 work hours", "due: 2 work hours").replace("cost > 1000", "cost > 500")
    (workspace / SOP).write_text(text, "utf-8")
    assert call("publish", now="2026-11-20 11:00").exit_code == 0
    for line in ("start request item=chair", "start request item=table", "cancel table --reason duplicate"):
        assert call(*line.split(), now="2026-11-20 12:00").exit_code == 0
    return workspace


def test_versions(call: Call, two: Path) -> None:
    head, first, second, _ = call("versions").stdout.split("\n")
    assert head.split() == ["SOP", "version", "published", "by", "open", "ended"]
    assert first.split()[:2] == ["request", "1"]
    assert first.split()[4:] == ["ma", "1", "0"]
    assert second.split() == ["request", "2", "2026-11-20", "11:00", "ma", "1", "1", "current"]
    assert call("versions", "request").stdout == call("versions").stdout
    rows = json.loads(call("versions", "--json").stdout)
    assert [(row["version"], row["open"], row["ended"], row["current"]) for row in rows] == [
        (1, 1, 0, False),
        (2, 1, 1, True),
    ]
    assert rows[1]["published"] == "2026-11-20T11:00:00+08:00"
    assert call("versions", SOP_LANG="zh").stdout.startswith("SOP      版本  发布时间")


def test_versions_of_what_is_not_published(call: Call, two: Path) -> None:
    refused = call("versions", "reqest")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("No SOP called reqest is published. Did you mean: request?")


DIFF = """\
request@1 → request@2

Steps
  prepare (Prepare)
    outcome done: leads to: was approve (Approve) if cost > 1000; do_it (Do it) otherwise, \
now approve (Approve) if cost > 500; do_it (Do it) otherwise
    due: was 4 work hours, now 2 work hours
"""
DIFF_ZH = """\
request@1 → request@2

步骤
  prepare (Prepare)
    结果 done：去向：原为 cost > 1000 时为 approve (Approve)；否则为 do_it (Do it)，\
现为 cost > 500 时为 approve (Approve)；否则为 do_it (Do it)
    应完成：原为 4 work hours，现为 2 work hours
"""


def test_diff_in_words(call: Call, two: Path) -> None:
    told = call("diff", "request")
    assert told.exit_code == 0
    assert told.stdout == DIFF
    assert call("diff", "request@1", "request@2", SOP_LANG="zh").stdout == DIFF_ZH


def test_diff_as_data(call: Call, two: Path) -> None:
    data = json.loads(call("diff", "request", "--json").stdout)
    assert (data["before"], data["after"], data["changed"], data["same"]) == (
        "request@1",
        "request@2",
        True,
        None,
    )
    assert data["changes"][1] == {
        "path": [{"in": "steps", "name": "prepare"}],
        "what": "due",
        "change": "changed",
        "before": [{"when": None, "value": "4 work hours"}],
        "after": [{"when": None, "value": "2 work hours"}],
        "text": "due: was 4 work hours, now 2 work hours",
    }


def test_diff_of_a_file_tells_what_publishing_it_would_change(call: Call, two: Path) -> None:
    file, shown = str(SOP), SOP.as_posix()
    assert call("diff", file).stdout == f"request@2 → {shown}\nThey are the same, word for word.\n"
    with open(two / SOP, "a", encoding="utf-8") as text:
        text.write("# more\n")
    said = "Nothing but comments, layout or the order of keys is different."
    assert call("diff", file).stdout == f"request@2 → {shown}\n{said}\n"
    assert call("diff", "request@1", file).stdout == DIFF.replace("request@2", shown)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["request@7"], "request has no version 7; the latest is 2."),
        (["request@1"], "request has one version; there is none before it."),
        (["reqest"], "No SOP called reqest is published. Did you mean: request?"),
        (["team.yaml"], "team.yaml is no SOP, but another document."),
        (["request", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_diff_refuses(call: Call, two: Path, words: list[str], said: str) -> None:
    refused = call("diff", *words)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert refused.stdout == ""


def test_diff_of_two_files_needs_no_workspace(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sop: x\nsteps: [one, two]\n")
    (tmp_path / "b.yaml").write_text("sop: x\nsteps: [one, two, three]\n")
    told = call("diff", "a.yaml", "b.yaml").stdout
    assert told.startswith(
        "a.yaml → b.yaml\n\nSteps\n  two\n    outcome done: leads to: was end, now three\n"
    )
    (tmp_path / "b.yaml").write_text("sop: x\nsteps: [one, one]\nwrong: 1\n")
    refused = call("diff", "a.yaml", "b.yaml")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "b.yaml:3:1: error[S" in refused.stderr


def test_fmt_writes_house_style_once_and_keeps_the_mode(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.sop.yaml"
    file.write_bytes(b"sop: x   # what\r\nsteps:\r\n- a  \r\n- b")
    file.chmod(0o640)
    checked = call("fmt", "--check", "a.sop.yaml")
    assert (checked.exit_code, checked.stdout) == (1, "Would change: a.sop.yaml\n")
    assert call("fmt", "a.sop.yaml").stdout == "Written: a.sop.yaml\n"
    assert file.read_bytes() == b"sop: x   # what\nsteps:\n  - a\n  - b\n"
    assert file.stat().st_mode & 0o777 == 0o640
    again = call("fmt", "--check", "a.sop.yaml")
    assert (again.exit_code, again.stdout) == (0, "1 file is in house style already.\n")
    assert sorted(os.listdir(tmp_path)) == ["a.sop.yaml"]


def test_fmt_leaves_files_with_errors_alone_and_does_the_others(call: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.sop.yaml").write_text("sop: x\nsteps:\n- a\n- a\n")
    (tmp_path / "good.sop.yaml").write_text("sop: x\nsteps:\n- a\n")
    ended = call("fmt", ".", "--json")
    assert ended.exit_code == 1
    assert json.loads(ended.stdout) == [
        {"file": "bad.sop.yaml", "state": "refused"},
        {"file": "good.sop.yaml", "state": "changed"},
    ]
    assert "bad.sop.yaml:4:3: error[" in ended.stderr
    assert (tmp_path / "bad.sop.yaml").read_text() == "sop: x\nsteps:\n- a\n- a\n"
    assert (tmp_path / "good.sop.yaml").read_text() == "sop: x\nsteps:\n  - a\n"


def test_fmt_writes_through_a_link(call: Call, tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("sop: x\nsteps:\n- a\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    assert call("fmt", "link.yaml").exit_code == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "sop: x\nsteps:\n  - a\n"


def test_fmt_leaves_alone_what_it_cannot_lay_out_for_certain(call: Call, tmp_path: Path) -> None:
    text = "? sop\n: x\nsteps:\n- a\n"
    (tmp_path / "a.yaml").write_text(text)
    ended = call("fmt", "a.yaml")
    assert ended.exit_code == 1
    assert ended.stderr.startswith("a.yaml:1: left alone, because it cannot be laid out for certain")
    assert (tmp_path / "a.yaml").read_text() == text


def test_fmt_writes_nothing_that_compiles_to_something_else(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("sop: x\nsteps:\n- a\n- b\n")
    monkeypatch.setattr("engine.language.layout.tidy", lambda text: text.replace("- b", "- c"))
    ended = call("fmt", "a.yaml")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "left alone" in ended.stderr
    assert (tmp_path / "a.yaml").read_text() == "sop: x\nsteps:\n- a\n- b\n"


def test_fmt_that_cannot_write_leaves_the_file_as_it_was(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cli.main import run

    (tmp_path / "a.yaml").write_text("sop: x\nsteps:\n- a\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name, stand_in in (("os.replace", full), ("os.access", lambda *_: False)):
        with monkeypatch.context() as patch:
            patch.setattr(name, stand_in)
            assert run(["fmt", "a.yaml"]) == 1
        assert "a.yaml" in capsys.readouterr().err
        assert (tmp_path / "a.yaml").read_text() == "sop: x\nsteps:\n- a\n"
        assert os.listdir(tmp_path) == ["a.yaml"]
