"""``start``, ``check``, ``set``, ``advance``, ``comment``, ``cancel``: what people type all day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.usefixtures("workspace")

DAY = """\
$ start request item=lamp
T-1 lamp: started with item (Item) = lamp.
Now: T-1/prepare, prepare (Prepare), for operations (Operations), due 2026-11-20 14:00.
$ check T-1 1
T-1 lamp: ticked: 1 Everything is at hand.
Now: T-1/prepare, prepare (Prepare), for operations (Operations), due 2026-11-20 14:00.
$ set lamp cost=1,200
T-1 lamp: given: cost (Cost) = 1,200.00.
Now: T-1/prepare, prepare (Prepare), for operations (Operations), due 2026-11-20 14:00.
$ advance 1 channel=tmall
T-1 lamp: given: channel = tmall.
T-1 lamp: prepare (Prepare) is done: done.
Now: T-1/approve, approve (Approve), for director (Operations director), due 2026-11-23 10:00.
$ comment T-1 called the supplier
T-1 lamp: comment: called the supplier
Now: T-1/approve, approve (Approve), for director (Operations director), due 2026-11-23 10:00.
$ advance T-1/approve reject --reason too dear
T-1 lamp: approve (Approve) is done: reject, because: too dear.
T-1 lamp has ended: end.rejected.
"""

TAG = """\
$ start request item=灯
T-1 灯：已开始：item (Item) = 灯。
现在：T-1/prepare，prepare (Prepare)，由 operations (Operations) 做，应完成 2026-11-20 14:00。
$ advance 灯 --tick all
"""


def test_a_task_from_start_to_end(call: Call) -> None:
    said = ""
    for line in DAY.splitlines():
        if line.startswith("$ "):
            words = line[2:].split()
            if "--reason" in words:
                cut = words.index("--reason")
                words = [*words[: cut + 1], " ".join(words[cut + 1 :])]
            ended = call(*words)
            assert (ended.exit_code, ended.stderr) == (0, "")
            said += line + "\n" + ended.stdout
    assert said == DAY


def test_a_refusal_lists_all_that_is_missing_and_the_command_that_helps(call: Call) -> None:
    call("start", "request", "item=lamp")
    ended = call("advance", "T-1")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr == (
        "T-1/prepare#1 cannot be closed with done yet. 3 things are missing:\n"
        "  - line 1, Everything is at hand: not ticked\n"
        "  - line 2, Cost: no value yet (cost)\n"
        "  - line 3, channel: no value yet (channel)\n"
        "Try: sop advance T-1/prepare#1 done --tick 1 cost=VALUE channel=VALUE\n"
    )


def test_the_same_in_chinese(call: Call) -> None:
    started = call("--lang", "zh", "start", "request", "item=灯")
    assert started.stdout == "".join(TAG.splitlines(keepends=True)[1:3])
    refused = call("--lang", "zh", "advance", "灯")
    assert refused.stderr.splitlines()[0] == "T-1/prepare#1 还不能以 done 完成。还缺 3 项："


def test_ticks_and_values_in_one_breath(call: Call) -> None:
    call("start", "request", "item=lamp")
    ended = call("advance", "lamp", "--tick", "1", "cost=12.5", "channel=jd", "--json")
    assert json.loads(ended.stdout) == {
        "task": "T-1",
        "ref": "lamp",
        "repeated": False,
        "event": 2,
        "open": [
            {
                "visit": "T-1/do_it#1",
                "step": "do_it",
                "roles": ["operations"],
                "assignee": None,
                "for": None,
                "opened": "2026-11-20T10:00:00+08:00",
                "due": "2026-11-24T10:00:00+08:00",
                "name": "T-1/do_it",
                "kind": "work",
                "lane": "",
                "items": [],
                "waits_for": None,
            }
        ],
        "ended": None,
        "end": None,
    }


def test_the_same_id_changes_nothing_the_second_time(call: Call) -> None:
    for repeated in (False, True):
        ended = call("start", "request", "item=lamp", "--id", "morning", "--json")
        assert json.loads(ended.stdout)["repeated"] is repeated
    assert call("start", "request", "item=other", "--id", "morning").exit_code == 1
    assert len(json.loads(call("list", "--json").stdout)) == 1


def test_work_is_recorded_when_it_happened(call: Call) -> None:
    call("start", "request", "item=lamp", "--at", "yesterday 15:00")
    ended = call("advance", "1", "--tick", "1", "cost=1", "channel=jd", "--at", "09:30", "--json")
    assert json.loads(ended.stdout)["open"][0]["opened"] == "2026-11-20T09:30:00+08:00"
    log = call("log", "1").stdout
    assert log.startswith("2026-11-19 15:00  ma (written down 2026-11-20 10:00)\n")


REFUSED = {
    "start nothing item=a": "No SOP called nothing is published.",
    "start request itm=a": "There is no data field itm. Did you mean: item?",
    "start request": "item (Item): a start needs it.",
    "start request item=a cost=cheap": "cost (Cost): cheap is not an amount of money, such as 12.50",
    "start request item=a cost=-1 channel=tmal": (
        "Some values cannot be taken.\n  - cost (Cost): -1.00 is less than 0.00\n  - channel: tmal is none"
    ),
    "start request item=a --at 2027-01-01T10:00Z": "2027-01-01 18:00 lies in the future.",
    "advance T-9": "There is no task T-9.",
    "advance nobody-knows": "There is no task nobody-knows.",
    "advance T-1/pack": "T-1 has no step pack.",
    "advance T-1/approve": "T-1 is not in approve (Approve) now; it is in prepare (Prepare).",
    "advance T-1 approved": "prepare (Prepare) has no outcome approved.",
    "check T-1 9": "There is no checklist line 9 here.",
    "check T-1 2": "Line 2, Cost, is not for ticking.",
    "set T-1 cost=1e99999": "cost (Cost):",
    "cancel T-1": "cancel needs a reason, one of: no longer needed, duplicate.",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_done_is_one_clear_message_and_exit_1(call: Call, line: str) -> None:
    call("start", "request", "item=lamp")
    ended = call(*line.split())
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith(REFUSED[line])


MISTYPED = {
    "start request item": "Error: item is not of the form FIELD=VALUE.",
    "check T-1 one": "Error: Invalid value for LINE: one is no number of a checklist line.",
    "advance T-1 --tick 1;2": "Error: Invalid value for --tick: 1;2 is no number of a checklist line.",
    "advance T-1 done reject": "Error: Only one outcome can be given, not done reject.",
    "advance": "Error: Name a task, or a file with --from.",
    "advance T-1 --at half-past": (
        "Error: Invalid value for --at: half-past is no instant. Write 2026-11-20 18:00, 18:00 (today), "
        "yesterday 18:00, monday 9:00, 2 hours ago, or ISO 8601 with an offset."
    ),
}


@pytest.mark.parametrize("line", MISTYPED)
def test_what_is_not_understood_exits_2(call: Call, line: str) -> None:
    call("start", "request", "item=lamp")
    ended = call(*line.split())
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[-1] == MISTYPED[line]


def test_who_is_not_in_the_team_is_told_so(
    call: Call, monkeypatch: pytest.MonkeyPatch, workspace: Path
) -> None:
    monkeypatch.setattr("cli.console.login", lambda: "stranger")
    ended = call("todo")
    assert ended.exit_code == 1
    assert ended.stderr.startswith("The login stranger belongs to nobody in the team.")
    assert call("list").exit_code == 1  # who is not of the team sees no task (docs/decisions/0036)


def test_acting_for_somebody_else_is_on_record(call: Call, workspace: Path) -> None:
    team = workspace / "team.yaml"
    team.write_text(team.read_text() + "\n", "utf-8")
    team.write_text(team.read_text().replace("may:\n", "  wang: {roles: [operations]}\nmay:\n"))
    assert call("publish").exit_code == 0
    assert call("--as", "wang", "start", "request", "item=lamp").exit_code == 0
    assert call("log", "1").stdout.startswith("2026-11-20 10:00  wang (typed by ma)\n")
    refused = call("--as", "nobody", "todo")
    assert refused.stderr.startswith("Nobody in the team is called nobody.")
