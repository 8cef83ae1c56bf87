"""Who sees what, typed: tasks that somebody may not see are told of in no way; no side door tells either."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.seeing_shop import LEAVE, TEAM, opened, shop

__all__ = ["opened", "shop"]

READING = [
    ("show", "T-1"), ("show", "T-1", "--json"), ("show", "Du1"), ("show", "T-1/approve"), ("log", "T-1"),
    ("log", "T-1", "--json"), ("log", "T-1", "--refused"), ("why", "T-1"), ("checklist", "T-1"),
    ("diagram", "T-1"), ("forecast", "T-1"), ("notices", "--task", "T-1"),
]  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_somebody_may_not_see_is_told_in_no_way(shop: Call, words: tuple[str, ...]) -> None:
    refused = shop(*words, who="li")
    assert refused.exit_code == 1
    assert refused.stdout == ""
    named = words[-1].removesuffix("/approve") if words[1][:1] != "-" else words[2]
    assert f"Li may not see {named if named[:2] != '--' else 'T-1'}." in refused.stderr
    assert "approve" not in refused.stderr
    assert "hr" not in refused.stderr
    for who in ("zhao", "he", "wa", "du"):
        assert shop(*words, who=who).exit_code == 0, who


WRITING = [
    ("advance", "T-1"), ("set", "T-1", "why=x"), ("comment", "T-1", "x"), ("cancel", "T-1", "--reason", "x"),
    ("hold", "T-1", "--reason", "x"), ("claim", "T-1"), ("assign", "T-1", "He"), ("undo", "T-1"),
    ("override", "T-1", "--reason", "x"), ("attach", "T-1", "https://example.com/x"),
    ("reopen", "T-1/approve"),
    ("migrate", "leave", "--to", "1", "--task", "T-1"), ("replan", "T-1"), ("signal", "x", "T-1"),
]  # fmt: skip


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_nor_when_they_want_to_change_it(shop: Call, words: tuple[str, ...]) -> None:
    refused = shop(*words, who="li")
    assert refused.exit_code == 1, refused.stderr
    assert "Li may not see" in refused.stderr
    assert "approve" not in refused.stderr.replace("T-1/approve", "")


def test_lists_leave_it_out(shop: Call) -> None:
    for words in (
        ("list", "--json"), ("list", "leave", "--state", "all", "--json"),
        ("list", "--step", "approve", "--json"), ("export", "--team", "--json"), ("notices", "--json"),
    ):  # fmt: skip
        assert json.loads(shop(*words, who="li").stdout) == [], words
    assert len(json.loads(shop("list", "--json", who="he").stdout)) == 1
    assert len(json.loads(shop("export", "--team", "--json", who="wa").stdout)) == 1
    later = {"now": "2026-11-20 15:00"}
    assert json.loads(shop("audit", "--json", who="he", **later).stdout)["total"]["overdue"] == 1
    assert json.loads(shop("audit", "--json", who="li", **later).stdout)["total"]["overdue"] == 0
    assert "1" in shop("forecast", who="he").stdout
    assert "Nothing is due" in shop("forecast", who="li").stdout


def test_a_feed_for_somebody_holds_the_deadlines_of_their_shops_alone(shop: Call, tmp_path: Path) -> None:
    """And of what belongs to no shop, as the first task does."""
    (tmp_path / "workspace.yaml").write_text("workspace: x\nzone: Asia/Shanghai\nshop: A\n")
    assert shop("publish", "workspace.yaml").exit_code == 0
    assert shop("start", "leave", "who=Du2", who="du").exit_code == 0
    for shops, found in (("", 2), (", shops: [A]", 2), (", shops: [B]", 1)):
        team = TEAM.replace("He: {roles: [hr]", "He: {roles: [hr]" + shops)
        (tmp_path / "team.yaml").write_text(team)
        assert shop("publish", "team.yaml").exit_code == 0
        assert len(json.loads(shop("export", "--person", "He", "--json").stdout)) == found


def test_who_started_it_follows_it_though_lists_leave_it_out(shop: Call) -> None:
    assert "approve" in shop("show", "T-1", who="du").stdout
    assert json.loads(shop("list", "--json", who="du").stdout) == []


def test_somebody_who_is_not_of_the_team_sees_nothing(shop: Call) -> None:
    for words in (("show", "T-1"), ("list",), ("audit",), ("forecast",), ("export", "--team", "--json")):
        refused = shop(*words, who="stranger")
        assert refused.exit_code == 1, words
        assert refused.stdout == ""


def test_the_newest_version_says_who_sees_all_tasks(shop: Call, tmp_path: Path) -> None:
    (tmp_path / "leave.sop.yaml").write_text(LEAVE.replace("see: [lead], ", ""))
    shop("publish", "leave.sop.yaml")
    assert shop("show", "T-1", who="li").exit_code == 0
    (tmp_path / "leave.sop.yaml").write_text(LEAVE.replace("see: [lead]", "see: [design]"))
    shop("publish", "leave.sop.yaml")
    assert shop("show", "T-1", who="li").exit_code == 1


# -- side doors


def test_a_repeated_start_does_not_tell_where_the_task_is(shop: Call, tmp_path: Path) -> None:
    again = shop("start", "leave", "who=Du1", who="li")  # may start, may not see this one
    assert (again.exit_code, again.stdout) == (1, "")
    assert "Li may not see Du1." in again.stderr
    nobody = shop("start", "leave", "who=Du1", who="he")  # sees it, may not start
    assert "He may not start a task" in nobody.stderr
    (tmp_path / "again.csv").write_text("who\nDu1\nnew\n")
    brought = shop("import", "again.csv", "--sop", "leave", who="li")
    assert brought.exit_code == 1
    assert "may not see Du1" in (tmp_path / "again-rejects.csv").read_text(encoding="utf-8-sig")
    assert len(json.loads(shop("list", "leave", "--json", who="he").stdout)) == 2


def test_a_repeated_command_id_tells_only_who_may_see(shop: Call) -> None:
    assert shop("comment", "T-1", "hello", "--id", "x", who="he").exit_code == 0
    assert "done before" in shop("comment", "T-1", "hello", "--id", "x", who="zhao").stdout
    assert "may not see" in shop("comment", "T-1", "hello", "--id", "x", who="li").stderr


def test_rows_of_a_file_are_asked_too(shop: Call, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("task,ref,step,outcome\nT-1,wrong,nowhere,odd\n,Du1,,done\n")
    refused = shop("advance", "--from", "rows.csv", who="li")
    assert refused.exit_code == 1
    said = (tmp_path / "rows-rejects.csv").read_text(encoding="utf-8-sig")
    assert said.count("Li may not see T-1.") == 2
    assert "approve" not in said
    codes = [one["code"] for one in json.loads(shop("audit", "--refused", "--json").stdout)]
    assert codes == ["may-not-see", "may-not-see"]


def test_a_schedule_run_by_hand_again_does_not_tell(shop: Call) -> None:
    at = ("--at", "2026-11-20 09:00")
    assert "may not start" in shop("schedule", "run", "weekly", *at, who="he").stderr
    assert shop("schedule", "run", "weekly", *at, who="du").exit_code == 0
    assert "may not start" in shop("schedule", "run", "weekly", *at, who="he").stderr
    assert "may not see" in shop("schedule", "run", "weekly", *at, who="li").stderr


def test_what_is_said_of_many_tasks_leaves_out_what_somebody_may_not_see(shop: Call, tmp_path: Path) -> None:
    (tmp_path / "leave.sop.yaml").write_text(LEAVE + "help: Version 2\n")
    shop("publish", "leave.sop.yaml")
    for words in (
        ("migrate", "leave", "--to", "2", "--dry-run", "--json"), ("migrate", "leave", "--to", "2", "--json"),
        ("replan", "--dry-run", "--json"), ("replan", "--sop", "leave", "--json"),
    ):  # fmt: skip
        said = shop(*words, who="li")
        assert "T-1" not in said.output, words
        assert "Du1" not in said.output, words
    assert "T-1" in shop("migrate", "leave", "--to", "2", "--dry-run", "--json", who="he").stdout


def test_handing_over_says_no_more_than_that_something_is_left(shop: Call) -> None:
    assert shop("claim", "T-1", who="he").exit_code == 0
    for words in (("handover", "He", "--to", "Li"), ("handover", "He", "--to", "Li", "--json", "--dry-run")):
        said = shop(*words, who="li")
        assert said.exit_code == 1
        assert "T-1" in said.output
        assert "approve" not in said.output
        assert "Du1" not in said.output


def test_telling_all_tasks_with_a_value_does_not_tell_which_have_it(shop: Call) -> None:
    """Whoever may not give values could otherwise guess private ones: one refusal for each task that fits."""
    for value in ("secret-reason", "another"):
        refused = shop("signal", "paid", "--sop", "leave", "--where", f"why={value}", who="du")
        assert refused.exit_code == 1
        assert refused.stderr.startswith("Du may not give data or comment.")


def test_notices_about_it_are_left_out(shop: Call, tmp_path: Path) -> None:
    (tmp_path / "leave.sop.yaml").write_text(
        LEAVE + "rules:\n  tell: {after: start, notify: lead, text: new}\n"
    )
    shop("publish", "leave.sop.yaml")
    assert shop("start", "leave", "who=Du2", who="du").exit_code == 0
    assert len(json.loads(shop("notices", "--json", who="he").stdout)) == 1
    assert json.loads(shop("notices", "--json", who="li").stdout) == []
    refused = shop("notices", "show", "1", who="li")
    assert refused.exit_code == 1
    assert "Li may not see T-2." in refused.stderr


def test_a_task_that_calls_one_names_it_by_its_number_alone(shop: Call, tmp_path: Path) -> None:
    caller = "sop: caller\nrole: service\nsteps:\n  ask: {call: leave, with: {who: Wei}}\n"
    (tmp_path / "caller.sop.yaml").write_text(caller)
    assert shop("publish", "caller.sop.yaml").exit_code == 0
    assert shop("start", "caller", who="li").exit_code == 0
    for words in (("show", "T-2"), ("show", "T-2", "--json"), ("why", "T-2"), ("checklist", "T-2")):
        said = shop(*words, who="li").stdout
        assert "T-3" in said, words
        assert "Wei" not in said, words
        assert "approve" not in said, words
    assert "T-3 Wei" in shop("show", "T-2", who="he").stdout
