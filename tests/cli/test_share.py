"""``claim``, ``release``, ``assign``, ``delegate``: what they say, several at once, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.sharing_shop import open_shop


@pytest.fixture(autouse=True)
def shop(workspace: Path, call: Call) -> Path:
    open_shop(workspace, call)
    return workspace


TAKEN = """\
T-1 lamp1: collect (Collect) is taken by 何亮.
Now: T-1/collect, collect (Collect), for 何亮.
"""


def test_taking_and_giving_back(call: Call) -> None:
    assert call("claim", "T-1", "--as", "何亮", "--lang", "en").output == TAKEN
    assert call("claim", "T-1", "--as", "苏芮").output == (
        "T-1/collect#1 is for 何亮 alone, not for 苏芮.\n"
        "Hint: 何亮 can give it back: sop release T-1/collect#1\n"
    )
    assert call("release", "T-1", "--as", "苏芮").output == (
        "T-1/collect#1 is for 何亮, so 苏芮 cannot give it back.\n"
        "Hint: 何亮 can, or whoever may assign steps\n"
    )
    assert call("release", "T-1", "--as", "何亮", "--reason", "ill", "--lang", "en").output == (
        "T-1 lamp1: collect (Collect) is given back: whoever may can take it. Reason: ill.\n"
        "Now: T-1/collect, collect (Collect), for operations (Operations).\n"
    )


def test_giving_and_passing_on_and_both_names_are_on_record(call: Call) -> None:
    assert call("assign", "T-1", "何亮").output == (
        "T-1 lamp1: collect (Collect) is given to 何亮.\nNow: T-1/collect, collect (Collect), for 何亮.\n"
    )
    assert call(
        "delegate", "T-1", "周强", "--as", "何亮", "--reason", "at the fair", "--lang", "en"
    ).output == (
        "T-1 lamp1: collect (Collect) is to be done by 周强 on behalf of 何亮. Reason: at the fair.\n"
        "Now: T-1/collect, collect (Collect), for 周强 on behalf of 何亮.\n"
    )
    assert call("delegate", "T-1", "苏芮", "--as", "周强").output == (
        "T-1/collect#1 is done for 何亮 already, and is not passed on further.\n"
        "Hint: give it back: sop release T-1/collect#1\n"
    )
    assert call("check", "T-1", "1", "--na", "2", "--reason", "none", "--as", "周强").exit_code == 0
    assert call("advance", "T-1", "--as", "周强").exit_code == 0
    log = call("log", "T-1").output
    assert "  collect (Collect) is done: done. For 何亮.\n" in log
    assert "  done for 何亮.\n" in log


def test_who_cannot_get_it_is_said_with_what_helps(call: Call) -> None:
    assert call("assign", "T-1", "周强").output == (
        "周强 cannot get collect (Collect), which is for operations (Operations). "
        "They hold: warehouse (Warehouse).\n"
        "Hint: whoever has it can let them do it nevertheless: sop delegate T-1/collect#1 PERSON\n"
    )
    assert "Nobody in the team is called Wong. Did you mean: wang?" in call("assign", "T-1", "Wong").output
    assert call("assign", "T-1", "Wang Fang").exit_code == 0, "by the full name too"
    ended = call("assign", "T-1", "苏芮", "--as", "苏芮")
    assert ended.output == "苏芮 may not give steps to people. Who may: director (Director).\n"


def test_several_at_once_each_on_its_line(call: Call) -> None:
    call("claim", "T-2", "--as", "何亮")
    ended = call("claim", "T-1", "T-2", "lamp3", "T-9", "--as", "苏芮")
    assert ended.exit_code == 1
    assert ended.stdout == (
        "T-1 lamp1: collect (Collect) is taken by 苏芮.\nT-3 lamp3: collect (Collect) is taken by 苏芮.\n"
    )
    assert ended.stderr == (
        "T-2: T-2/collect#1 is for 何亮 alone, not for 苏芮.\nT-9: There is no task T-9.\n"
    )
    assert call("assign", "T-1", "T-2", "T-3", "wang").output == (
        "T-1 lamp1: collect (Collect) is given to wang (Wang Fang).\n"
        "T-2 lamp2: collect (Collect) is given to wang (Wang Fang).\n"
        "T-3 lamp3: collect (Collect) is given to wang (Wang Fang).\n"
    )


def test_as_json_one_object_for_each_task(call: Call) -> None:
    call("claim", "T-2", "--as", "何亮")
    rows = json.loads(call("claim", "T-1", "T-2", "--as", "苏芮", "--json").stdout)
    assert [row["task"] for row in rows] == ["T-1", "T-2"]
    assert rows[0]["open"][0]["assignee"] == "苏芮"
    assert rows[1]["refused"]["code"] == "assigned-to-other"
    (only,) = json.loads(call("release", "T-1", "--as", "苏芮", "--json").stdout)
    assert only["open"][0]["assignee"] is None


def test_the_same_name_for_a_command_changes_nothing_the_second_time(call: Call) -> None:
    words = ("assign", "T-1", "T-2", "何亮", "--id", "monday")
    assert call(*words).exit_code == 0
    again = call(*words)
    assert again.exit_code == 0
    assert again.output.count("this was done before; nothing was changed.") == 2


def test_tasks_first_then_the_person(call: Call) -> None:
    for words in (("assign", "何亮"), ("delegate", "T-1")):
        ended = call(*words)
        assert ended.exit_code == 2
        assert "Name the tasks and then the person, such as: T-12 T-13 PERSON" in ended.output


SHOWN = "For: operations (Operations) · Assignee: 何亮, since 2026-11-20 10:30, given by ma\n"


def test_show_checklist_why_and_json_say_whose_it_is_since_when_and_by_whom(call: Call) -> None:
    call("assign", "T-1", "何亮", now="2026-11-20 10:30")
    assert SHOWN in call("show", "T-1").output
    assert SHOWN in call("checklist", "T-1").output
    assert "  whose it is: 何亮\n" in call("why", "T-1").output
    call("delegate", "T-1", "周强", "--as", "何亮", now="2026-11-20 11:00")
    assert (
        "Assignee: 周强 on behalf of 何亮, since 2026-11-20 11:00, given by 何亮\n"
        in call("show", "T-1").output
    )
    (visit,) = json.loads(call("show", "T-1", "--json").stdout)["open"]
    assert {key: visit[key] for key in ("assignee", "for", "since", "how", "by")} == {
        "assignee": "周强",
        "for": "何亮",
        "since": "2026-11-20T11:00:00+08:00",
        "how": "delegate",
        "by": "何亮",
    }
    (row,) = json.loads(call("why", "T-1", "--json").stdout)["open"]
    assert row["who"] == {"roles": ["operations"], "people": ["周强"], "assignee": "周强", "for": "何亮"}


def test_who_could_take_a_step_leaves_out_who_did_the_other_one(call: Call) -> None:
    call("check", "T-1", "1", "--na", "2", "--reason", "none", "--as", "苏芮")
    call("advance", "T-1", "--as", "苏芮")
    call("check", "T-1", "1", "2", "--evidence", "https://example.com/a", "--as", "wang")
    call("advance", "T-1", "--as", "wang")
    assert "  who can: operations (Operations): wang (Wang Fang), 何亮\n" in call("why", "T-1").output


def test_in_chinese(call: Call) -> None:
    assert call("claim", "T-1", "--as", "何亮").output == (
        "T-1 lamp1：collect (Collect) 由 何亮 领取。\n现在：T-1/collect，collect (Collect)，由 何亮 做。\n"
    )
    assert call("delegate", "T-1", "周强", "--as", "何亮").output.startswith(
        "T-1 lamp1：collect (Collect) 委托给 周强（替 何亮）。\n"
    )
    shown = call("show", "T-1", "--lang", "zh").output
    assert "负责人：周强（替 何亮），自 2026-11-20 10:00，由 何亮 交给\n" in shown
    assert "  负责人：周强（替 何亮）\n" in call("why", "T-1", "--lang", "zh").output


def test_lists_of_tasks_name_who_has_a_step(call: Call) -> None:
    assert "assignee" not in call("list").output
    call("assign", "T-1", "T-3", "何亮")
    rows = json.loads(call("list", "--json").stdout)
    assert [row["assignees"] for row in rows] == [["何亮"], [], ["何亮"]]
    head, *lines = call("list").output.splitlines()
    assert head.split()[-2:] == ["assignee", "due"]
    assert [line.split()[-1] for line in lines] == ["何亮", "(Collect)", "何亮"]
