"""``sop sweep`` as it is typed: what would be done, how much of it, and a clock that cannot be right."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SOP = """\
sop: timed
lang: en
role: operations
ref: no
required: [no]
data: {no: text, n: {type: integer, default: 0}}
steps:
  think: {due: 2h, limit: 4h, escalate: [{at: due, notify: assignee, text: late}]}
  paid: {wait: {signal: money, until: 24h}, outcomes: {done: pack, timeout: end.unpaid}}
  pack: {}
rules:
  daily: {every: 1 day, set: {n: = n + 1}}
"""
LATER = "2026-11-22 10:00"


@pytest.fixture
def floor(workspace: Path, call: Call) -> Path:
    (workspace / "timed.sop.yaml").write_text(SOP)
    assert call("publish", "timed.sop.yaml").exit_code == 0
    for n in range(3):
        assert call("start", "timed", f"no=A{n}").exit_code == 0
    return workspace


def test_what_would_be_done_in_the_order_of_time(floor: Path, call: Call) -> None:
    said = call("sweep", "--dry-run", now=LATER).output.splitlines()
    assert len(said) == 6
    assert said[0] == "T-1: think: rung 1 of its ladder, at 2026-11-20 12:00"
    assert said[-1] == "T-3: the rule daily acts again, at 2026-11-21 10:00"
    short = call("sweep", "--dry-run", "--limit", "1", now=LATER).output.splitlines()
    assert short == [said[0], "and 5 more lines. In all: 6 timers due, 0 commands queued."]
    assert call("sweep", "--dry-run", "--limit", "1", now=LATER, SOP_LANG="zh").output.endswith(
        "另有 5 行。共计：6 件到点的事，待执行 0 个命令。\n"
    )
    kinds = [
        one["kind"] for one in json.loads(call("sweep", "--dry-run", "--json", now=LATER).output)["timers"]
    ]
    assert kinds == ["rung"] * 3 + ["every"] * 3


def test_some_now_and_some_later(floor: Path, call: Call) -> None:
    done = [call("sweep", "--limit", "4", now=LATER).stdout.splitlines()[0] for _ in range(3)]
    assert done == [f"Due: {n} timers. Left over: 0 commands." for n in (4, 2, 0)]


def test_the_list_of_work_says_where_nobody_sweeps(floor: Path, call: Call) -> None:
    said = (
        "What was due by itself at 2026-11-20 12:00 has not happened: 'sop sweep' was not run since, and no "
    )
    assert call("todo", now="2026-11-21 11:00").stderr == ""
    assert call("todo", now=LATER).stderr == said + "'sop worker' runs.\n"
    call("sweep", now=LATER)
    assert call("todo", now=LATER).stderr == ""


def test_a_clock_ten_years_ahead(floor: Path, call: Call) -> None:
    """In a workspace whose time is not made up; it is for the sweep alone that the clock is wrong here."""
    assert call("sweep", now="2036-11-22 10:00").exit_code == 0, "made up, so believed"
    connection = sqlite3.connect(floor / "sop.db")
    connection.execute("UPDATE setting SET value = '1000000000000' WHERE key = 'swept'")
    connection.execute("DELETE FROM setting WHERE key = 'simulated'")
    connection.commit()
    connection.close()
    for words in (("sweep",), ("sweep", "--dry-run")):
        ended = call(*words)
        assert ended.exit_code == 1
        assert "Nothing was done: this computer's clock says " in ended.output
        assert "more than a year after the last sweep, at 2001-09-09 09:46:40." in ended.output
        assert "Hint: set the clock; or, where it is right: sop sweep --clock-is-right" in ended.output
    assert "什么也没有做：本机时钟为" in call("sweep", SOP_LANG="zh").output
    assert call("sweep", "--clock-is-right").exit_code == 0
    assert call("sweep").exit_code == 0


def test_work_by_a_clock_that_was_set_back_says_so(
    floor: Path, call: Call, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli.main import run

    monkeypatch.setenv("SOP_NOW", "2026-11-20 09:00")
    assert run(["advance", "A0"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("T-1 A0: think is done: done.\n")
    assert err == (
        "This computer's clock is 1h behind the record. What is done now is written down as right after what "
        "it follows, and what is due waits until the clock has come there. Set it where it is wrong.\n"
    )
    assert run(["--lang", "zh", "comment", "A1", "你好"]) == 0
    assert "本机时钟比记录慢 1 小时。" in capsys.readouterr().err
