"""``migrate``: what it prints, in both languages and as data, what it refuses, what the record says then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SOP = Path("sops") / "request.sop.yaml"


@pytest.fixture
def three(workspace: Path, call: Call) -> Path:
    """Three requests on version 1, one of them ticked and one a step further, and a version 2."""
    for line in (
        "start request item=lamp", "check T-1 1", "start request item=chair",
        "advance T-2 --tick 1 cost=20 channel=jd", "start request item=table",
    ):  # fmt: skip
        assert call(*line.split()).exit_code == 0, line
    text = (workspace / SOP).read_text("utf-8").replace("\r", "")
    for old, new in (
        ("  prepare:", "  collect:"),
        ("due: 4 work hours", "due: 2 work hours"),
        ("- Everything is at hand", "- All is there"),
        ("[tmall, jd, other]", "[tmall, other]"),
    ):
        assert old in text
        text = text.replace(old, new)
    (workspace / SOP).write_text(text, "utf-8")
    assert call("publish").exit_code == 0
    return workspace


MOVED = """\
request to version 2: 2 tasks move, 0 are there already, 1 cannot.

verdict  from  step               tasks  such as
cannot      1  do_it (Do it)          1  T-2
moves       1  prepare (Prepare)      2  T-1, T-3

Deadlines that change
  from  step               deadline           tasks  such as
     1  prepare (Prepare)  collect (Prepare)      2  T-1: due 2026-11-20 14:00 → 2026-11-20 12:00

Ticks that stay behind, because the line is gone
  tasks  step               line                   such as
      1  collect (Prepare)  Everything is at hand  T-1

Why not
  1 task in do_it (Do it) of version 1 (T-2)
    channel: jd is none of: tmall, other

T-1 lamp: moves; collect (Prepare): due 2026-11-20 14:00 → 2026-11-20 12:00; \
no longer ticked: Everything is at hand
T-2 chair: cannot; channel: jd is none of: tmall, other
T-3 table: moves; collect (Prepare): due 2026-11-20 14:00 → 2026-11-20 12:00
"""
MOVED_ZH = """\
request 迁移到版本 2：0 个任务迁移、2 个已在该版本、1 个无法迁移。没有写入任何内容。

结论      原版本  步骤               任务数  例如
无法迁移       1  do_it (Do it)           1  T-2
不变           2  collect (Prepare)       2  T-1、T-3

无法迁移的原因
  版本 1 中处于 do_it (Do it) 的 1 个任务 (T-2)
    channel：jd 不在选项之中：tmall、other

T-1 lamp：不变
T-2 chair：无法迁移；channel：jd 不在选项之中：tmall、other
T-3 table：不变
"""
WORDS = ("migrate", "request", "--to", "2", "--map", "prepare=collect")


def test_what_is_said_of_every_task(call: Call, three: Path) -> None:
    tried = call(*WORDS, "--dry-run")
    assert tried.exit_code == 1
    first, rest = MOVED.split("\n", 1)
    assert tried.stdout == f"{first} Nothing was written.\n{rest}"
    done = call(*WORDS, "--reason", "new desk")
    assert (done.exit_code, done.stdout, done.stderr) == (1, MOVED, "")
    assert call(*WORDS, "--dry-run", SOP_LANG="zh").stdout == MOVED_ZH


def test_the_same_as_data(call: Call, three: Path) -> None:
    done = call(*WORDS, "--json")
    assert done.exit_code == 1
    first, second, third = json.loads(done.stdout)
    assert first == {
        "task": "T-1",
        "ref": "lamp",
        "from": 1,
        "open": ["prepare"],
        "verdict": "moves",
        "why": None,
        "deadlines": [
            {
                "deadline": None,
                "step": "collect",
                "due": ["2026-11-20T14:00:00+08:00", "2026-11-20T12:00:00+08:00"],
                "limit": [None, None],
            }
        ],
        "unticked": [{"step": "collect", "line": "Everything is at hand"}],
        "dropped": [],
    }
    assert (second["verdict"], second["why"]["code"], second["why"]["data"]["field"]) == (
        "cannot",
        "bad-value",
        "channel",
    )
    assert third["verdict"] == "moves"


def test_the_record_says_each_thing_under_the_names_that_it_had_then(call: Call, three: Path) -> None:
    call(*WORDS, "--reason", "new desk")
    assert call("advance", "T-1", "--tick", "1", "cost=3", "channel=other").exit_code == 0
    said = call("log", "T-1").stdout
    assert "  ticked: 1 Everything is at hand.\n" in said
    assert "  prepare (Prepare) is open, for operations (Operations).\n" in said
    assert (
        "  moved from version 1 to version 2, because: new desk. No longer ticked: Everything is at hand.\n"
        "  collect (Prepare): the clock stops, it was planned anew.\n"
        "  collect (Prepare): due 2026-11-20 12:00.\n"
    ) in said
    assert "  ticked: 1 All is there.\n" in said
    assert (
        "从版本 1 迁移到版本 2，原因：new desk。不再勾选：Everything is at hand。"
        in call("log", "T-1", SOP_LANG="zh").stdout
    )
    events = json.loads(call("log", "T-1", "--json").stdout)
    assert [event["kind"] for event in events] == ["start", "check", "migrate", "advance"]
    assert call("verify").exit_code == 0
    refused = call("log", "T-2", "--refused").stdout
    assert "refused: migrate (bad-value)" in refused


def test_single_tasks_and_single_versions(call: Call, three: Path) -> None:
    one = call(*WORDS, "--task", "table", "--task", "T-3")
    assert one.exit_code == 0
    assert one.stdout.startswith("request to version 2: 1 task moves, 0 are there already, 0 cannot.\n")
    back = call("migrate", "request", "--to", "1", "--from", "2", "--map", "collect=prepare")
    assert back.exit_code == 0
    assert back.stdout.startswith("request to version 1: 1 task moves, 0 are there already, 0 cannot.\n")
    call("cancel", "T-3", "--reason", "duplicate")
    ended = call("migrate", "request", "--to", "2", "--task", "T-3")
    assert ended.exit_code == 1
    assert "T-3 table: cannot; T-3 ended at 2026-11-20 10:00: end.cancelled." in ended.stdout
    none = call("migrate", "request", "--to", "2", "--from", "2")
    assert (none.exit_code, none.stdout) == (
        0,
        "request to version 2: 0 tasks move, 0 are there already, 0 cannot.\n",
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("reqest --to 2", 1, "No SOP called reqest is published. Did you mean: request?"),
        ("request --to 7", 1, "request has no version 7; the latest is 2."),
        ("request --to 2 --from 9", 1, "request has no version 9; the latest is 2."),
        ("request --to 2 --task T-99", 1, "There is no task T-99."),
        ("request --to 2 --map prepar=collect", 1,
         "prepar is no step and no deadline of request@1. Did you mean: prepare?"),
        ("request --to 2 --map prepare=colect", 1,
         "colect is no step and no deadline of request@2. Did you mean: collect?"),
        ("request --to 2 --map do_it=collect", 1,
         "request@2 has do_it as well: what is there in both needs no --map."),
        ("request --to 2 --map prepare", 2, "prepare is not of the form OLD=NEW."),
        ("request --to 2 --map prepare=collect --map prepare=do_it", 2, "--map says two things of prepare."),
        ("request --to 2 --from 1 --task T-1", 2, "Give --from or --task, not both."),
        ("request --to 0", 2, "0 is not in the range"),
        ("request", 2, "Missing option '--to'."),
    ],
)  # fmt: skip
def test_what_is_refused_before_anything_is_done(
    call: Call, three: Path, words: str, code: int, said: str
) -> None:
    refused = call("migrate", *words.split())
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert call("verify").stdout.startswith("3 tasks, 5 events")


def test_every_task_is_told_of_where_there_are_many_only_when_asked(call: Call, three: Path) -> None:
    for number in range(25):
        assert call("start", "request", f"item=i{number}").exit_code == 0
    few = call("migrate", "request", "--to", "1", "--map", "collect=prepare", "--dry-run").stdout
    assert few.count("\n") < 20
    every = call("migrate", "request", "--to", "1", "--map", "collect=prepare", "--dry-run", "--all").stdout
    assert every.startswith(few)
    assert every.count(": moves") == 25
    assert every.count(": stays") == 3
