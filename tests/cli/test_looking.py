"""``todo``, ``list``, ``show``, ``log``, ``why``, ``checklist``, ``audit``, ``verify``: what they print."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Call

MONDAY = "2026-11-23 15:00"


@pytest.fixture
def tasks(workspace: Path, call: Call) -> Path:
    """Three tasks: a lamp to be approved, a chair in preparation, a table that was cancelled."""
    for line in (
        "start request item=lamp",
        "advance lamp --tick 1 cost=1200 channel=tmall",
        "start request item=椅子",
        "start request item=table",
        "cancel table --reason duplicate",
    ):
        assert call(*line.split()).exit_code == 0
    return workspace


TODO = """\
task  name  SOP      step               due                               needs
T-2   椅子  request  prepare (Prepare)  2026-11-20 14:00 (late by 3d 1h)  1 to tick, 2 to fill in
T-1   lamp  request  approve (Approve)  2026-11-23 10:00 (late by 5h)
"""

LIST = """\
task  name  SOP      started           where              due
T-2   椅子  request  2026-11-20 10:00  prepare (Prepare)  2026-11-20 14:00
T-1   lamp  request  2026-11-20 10:00  approve (Approve)  2026-11-23 10:00
"""


def test_todo_has_the_most_urgent_first(call: Call, tasks: Path) -> None:
    assert call("todo", now=MONDAY).stdout == TODO
    first = json.loads(call("todo", "--json", "--limit", "1").stdout)
    assert first == [
        {
            "task": "T-2",
            "ref": "椅子",
            "sop": "request",
            "visit": "T-2/prepare#1",
            "step": "prepare",
            "items": [],
            "section": "take",
            "assignee": None,
            "for": None,
            "roles": ["operations"],
            "opened": "2026-11-20T10:00:00+08:00",
            "due": "2026-11-20T14:00:00+08:00",
            "provisional": False,
            "priority": "normal",
            "on_hold": False,
            "snoozed": None,
            "needs": {
                "ticks": [1],
                "values": ["cost", "channel"],
                "maybe": [],
                "evidence": [],
                "vote": False,
            },
        }
    ]


def test_a_list_that_was_cut_says_how_to_go_on(call: Call, tasks: Path) -> None:
    ended = call("todo", "--limit", "1")
    assert ended.stdout.splitlines()[1].startswith("T-2")
    assert ended.stderr == "There are more: --limit 2, or --offset 1\n"
    assert call("todo", "--limit", "1", "--offset", "1").stdout.splitlines()[1].startswith("T-1")


def test_list_has_open_tasks_ended_ones_or_all(call: Call, tasks: Path) -> None:
    assert call("list").stdout == LIST
    ended = call("list", "--state", "ended", "request").stdout.splitlines()
    assert ended[1:] == ["T-3   table  request  2026-11-20 10:00  end.cancelled"]
    everything = json.loads(call("list", "--state", "all", "--json").stdout)
    assert [(one["task"], one["end"], one["steps"]) for one in everything] == [
        ("T-3", "end.cancelled", []), ("T-2", None, ["prepare"]), ("T-1", None, ["approve"]),
    ]  # fmt: skip
    assert call("list", "--step", "approve", "--json").stdout.count('"task"') == 1
    assert call("list", "--step", "do_it").stdout == "No tasks.\n"
    assert json.loads(call("list", "--step", "Approve", "--json").stdout)[0]["task"] == "T-1"
    slip = call("list", "--step", "aprove")
    assert (slip.exit_code, slip.stderr) == (1, "There is no step aprove. Did you mean: approve?\n")
    wrong = call("list", "reqest").stderr
    assert wrong.startswith("No SOP called reqest is published. Did you mean: request?")


SHOW = """\
T-2 椅子  Request

T-2/prepare#1  Prepare
For: operations (Operations) · Due: 2026-11-20 14:00
    1 [ ] Everything is at hand
    2 [ ] Cost
    3 [ ] channel
Outcomes
  done: not yet
    - line 1, Everything is at hand: not ticked
    - line 2, Cost: no value yet (cost)
    - line 3, channel: no value yet (channel)
"""

REST = """\

started 2026-11-20 10:00 by ma
  item (Item)  椅子

Deadlines
  prepare (Prepare)  due 2026-11-20 14:00
"""


def test_show_tells_where_a_task_stands_and_what_is_missing(call: Call, tasks: Path) -> None:
    assert call("checklist", "椅子").stdout == SHOW
    assert call("show", "椅子").stdout == SHOW + REST
    data = json.loads(call("show", "2", "--json").stdout)
    assert data["data"] == {"item": "椅子"}
    assert [line["state"] for line in data["open"][0]["checklist"]] == ["open", "open", "open"]
    assert data["open"][0]["outcomes"]["done"]["code"] == "cannot-close"


def test_a_checklist_in_markdown(call: Call, tasks: Path) -> None:
    text = call("checklist", "2", "--markdown").stdout
    assert text.startswith("# T-2 椅子 Request\n")
    assert "\n- [ ] 1 Everything is at hand\n" in text


LOG = """\
2026-11-20 10:00  ma
  started with item (Item) = table.
  prepare (Prepare) is open, for operations (Operations).
  prepare (Prepare): due 2026-11-20 14:00.
2026-11-20 10:00  ma
  prepare (Prepare) is done: cancelled, because: duplicate.
  prepare (Prepare): the clock stops, the step was cancelled.
  the task has ended: end.cancelled.
"""


def test_log_tells_everything_that_happened(call: Call, tasks: Path) -> None:
    assert call("log", "table").stdout == LOG
    events = json.loads(call("log", "table", "--json").stdout)
    assert [(one["seq"], one["kind"], one["happened"]) for one in events] == [
        (1, "start", "2026-11-20T10:00:00+08:00"), (2, "cancel", "2026-11-20T10:00:00+08:00"),
    ]  # fmt: skip
    assert len(events[0]["hash"]) == 64


def test_log_shows_what_was_refused_when_asked(call: Call, tasks: Path) -> None:
    assert call("advance", "2").exit_code == 1
    assert call("log", "2", "--refused").stdout.splitlines()[-1] == (
        "2026-11-20 10:00  ma: refused: advance (cannot-close)"
    )


def test_why_explains_a_deadline_with_the_days_that_were_skipped(call: Call, tasks: Path) -> None:
    lines = call("why", "lamp").stdout.splitlines()
    assert lines[4] == "  who can: director (Operations director): ma"
    assert lines[5] == "prepare (Prepare): due 2026-11-20 14:00, the step was closed 2026-11-20 10:00"
    assert lines[6] == "approve (Approve): due 2026-11-23 10:00"
    assert lines[7] == "  due: 1 workday"
    assert "    2026-11-21 to 2026-11-22: weekend" in lines
    assert lines[-1] == "    that is 2026-11-23 10:00"


def test_why_says_what_keeps_each_outcome_from_being_taken(call: Call, tasks: Path) -> None:
    lines = call("why", "lamp").stdout.splitlines()
    assert lines[:4] == [
        "T-1/approve (Approve)",
        "  approve: possible now",
        "  reject: not yet",
        "    - reject needs a reason.",
    ]
    data = json.loads(call("why", "lamp", "--json").stdout)
    assert data["open"][0]["visit"] == "T-1/approve#1"
    assert data["open"][0]["outcomes"]["approve"] is None
    assert data["open"][0]["outcomes"]["reject"]["reasons"][0]["code"] == "reason-required"
    assert [span["step"] for span in data["deadlines"]] == ["prepare", "approve"]


def test_the_audit_of_a_week(call: Call, tasks: Path) -> None:
    text = call("audit", "--week", "last", now=MONDAY).stdout
    assert text.startswith("2026-W47  Overdue from 2026-11-16 00:00 to 2026-11-23 00:00 (Asia/Shanghai)")
    assert "\n1 overdue: 1 new, 0 carried over; 0 past the limit; 1 open at the end.\n" in text
    data = json.loads(call("audit", "--week", "2026-W48", "--json", now=MONDAY).stdout)
    assert data["week"] == "2026-W48"
    assert [(row["task"], row["step"], row["new"]) for row in data["overdue"]] == [
        ("T-2", "prepare", False), ("T-1", "approve", True),
    ]  # fmt: skip
    before = call("audit", "--as-of", "2026-11-20 13:00", now=MONDAY).stdout
    assert before.startswith("2026-W47")
    assert "Nothing was overdue." in before


def test_an_audit_of_what_is_not_there_or_not_yet(call: Call, tasks: Path) -> None:
    for words, code in (
        (("--week", "47"), 2), (("--week", "2026-W60"), 2), (("--as-of", "2026-11-25 10:00"), 2),
        (("--sop", "nothing"), 1), (("--role", "nobody"), 1), (("--person", "nobody"), 1),
    ):  # fmt: skip
        ended = call("audit", *words)
        assert (ended.exit_code, ended.stdout) == (code, ""), words


def test_verify_finds_a_changed_byte(call: Call, tasks: Path) -> None:
    clean = "3 tasks, 5 events: everything is as it was written.\n"
    assert call("verify", "--export", "heads.txt").stdout == clean
    assert call("verify", "--against", "heads.txt").stdout == clean
    with sqlite3.connect(tasks / "sop.db") as database:
        database.execute("UPDATE event SET body = replace(body, 'duplicate', 'duplicatf') WHERE task_id = 3")
    ended = call("verify")
    assert ended.exit_code == 1
    assert ended.stdout.splitlines()[0] == "T-3, event 2: its hash does not fit what it says"
    with sqlite3.connect(tasks / "sop.db") as database:
        database.execute("UPDATE event SET body = replace(body, 'duplicatf', 'duplicate') WHERE task_id = 3")
        database.execute("DELETE FROM event WHERE task_id = 1 AND seq = 2")
    assert call("verify", "--against", "heads.txt").exit_code == 1
    assert call("verify", "--against", "team.yaml").exit_code == 2


def test_values_that_would_move_the_cursor_are_shown_inert(call: Call, workspace: Path) -> None:
    assert call("start", "request", "item=\u202elamp\u200b").exit_code == 0
    for words in (("list",), ("todo",), ("show", "1"), ("log", "1"), ("checklist", "1")):
        text = call(*words).stdout
        assert "\u202e" not in text
        assert "\\u202elamp\\u200b" in text
