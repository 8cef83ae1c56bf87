"""``todo`` and ``todo --team``: a clerk's list, and the director's look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.render.width import width
from tests.cli.conftest import Call
from tests.cli.worklist_shop import TEAM, rows
from tests.cli.worklist_shop import shop as shop

TODO = """\
Mine
task  name   SOP     step   due               needs
T-2   green  photos  shoot  2026-11-20 14:00  1 to tick, 2 to fill in, 1 that may apply

To take
task  name  SOP     step   priority  due               needs
T-3   blue  photos  shoot  high      2026-11-20 14:00  1 to tick, 2 to fill in, 1 that may apply
T-1   red   photos  shoot            2026-11-20 14:00  1 to tick, 2 to fill in, 1 that may apply
"""
TODO_ZH = """\
我的
任务  名称   SOP     步骤   应完成            还缺
T-2   green  photos  shoot  2026-11-20 14:00  勾选 1 项、填 2 项、视情况 1 项

可领取
任务  名称  SOP     步骤   优先级  应完成            还缺
T-3   blue  photos  shoot  高      2026-11-20 14:00  勾选 1 项、填 2 项、视情况 1 项
T-1   red   photos  shoot          2026-11-20 14:00  勾选 1 项、填 2 项、视情况 1 项
"""


def test_mine_first_then_what_i_may_take(shop: Call) -> None:
    assert shop("ma rank T-3 high").stdout.startswith("T-3 blue: shoot: priority high.\n")
    shop("li claim T-2")
    assert shop("li todo").output == TODO
    assert shop("li todo", SOP_LANG="zh").output == TODO_ZH
    assert [task for task, _ in rows(shop("何亮 todo --json"))] == ["T-3", "T-1"]
    assert shop("wu todo").output == "Nothing is waiting for wu.\n"
    assert "priority  due" in shop("ma list").stdout
    assert "Priority: high" in shop("ma show T-3").stdout
    assert json.loads(shop("ma show T-3 --json").stdout)["open"][0]["priority"] == "high"


def test_what_is_needed_by_number_and_by_name(shop: Call) -> None:
    shop("li check T-1 1")
    shop("li set T-1 fragile=yes weight=3")
    first = json.loads(shop("li todo --json").stdout)[0]
    assert first["needs"] == {"ticks": [], "values": [], "maybe": [4], "evidence": [], "vote": False}
    lines = shop("li todo --long").stdout.splitlines()
    assert lines[1].endswith("14:00  Wrap it (may apply)")
    assert lines[2].endswith("14:00  Clean it, weight, fragile, Wrap it (may apply)")


def test_overdue_is_first_and_what_is_on_hold_is_marked(shop: Call) -> None:
    shop("ma hold T-1 --reason rain")
    shop("ma start photos item=old", now="2026-11-20 09:59")
    lines = shop("li todo", now="2026-11-20 14:00").stdout.splitlines()
    assert lines[1].startswith("T-4")
    assert "2026-11-20 13:59 (late by" in lines[1]
    assert "on hold" in lines[-1]


LANES = """\
sop: drops
role: design
steps:
  prepare: {parallel: {photos: {steps: [shoot]}, words: {steps: [write]}}}
"""


def test_a_block_on_hold_holds_what_is_in_it(shop: Call, workspace: Path) -> None:
    (workspace / "sops" / "drops.sop.yaml").write_text(LANES, "utf-8")
    published = shop("ma publish")
    assert published.exit_code == 0, published.output
    shop("li start drops")
    assert [row["on_hold"] for row in json.loads(shop("li todo --json").stdout)][3:] == [False, False]
    assert shop("li hold T-4/prepare --reason rain").exit_code == 0
    assert [row["on_hold"] for row in json.loads(shop("li todo --json").stdout)][3:] == [True, True]
    shop("ma hold T-1 --reason rain")
    shop("li claim T-2 T-3")
    assert shop("何亮 next").stdout == "There is nothing to take for 何亮.\n"


def test_a_deputy_sees_what_they_do_for_whom(shop: Call) -> None:
    shop("何亮 claim T-1")
    shop("ma assign T-3 何亮")
    shop("何亮 delegate T-3 wu")
    assert rows(shop("li todo --json")) == [("T-2", "take")]
    away = shop("ma team off 何亮 --until 2026-11-27")
    assert away.exit_code == 0, away.output
    assert rows(shop("li todo --json")) == [("T-1", "mine"), ("T-2", "take")]
    shown = shop("li todo").stdout.splitlines()
    assert shown[1].split() == ["task", "name", "SOP", "step", "for", "due", "needs"]
    assert shown[2].split()[:5] == ["T-1", "red", "photos", "shoot", "何亮"]
    assert rows(shop("wu todo --json")) == [("T-3", "mine")], "what was delegated is not the deputy's"
    assert [row["for"] for row in json.loads(shop("wu todo --json").stdout)] == ["何亮"]


def test_four_eyes_and_votes_keep_steps_off_the_list(shop: Call) -> None:
    """Who shot it does not check it, and who voted has nothing more to do there."""
    assert shop("li advance T-1 --tick 1 weight=3 fragile=no").exit_code == 0
    assert rows(shop("li todo --json")) == [("T-2", "take"), ("T-3", "take")]
    assert ("T-1", "take") in rows(shop("何亮 todo --json"))
    assert rows(shop("wu todo --json")) == [("T-1", "take")]
    assert shop("何亮 advance T-1 fine").exit_code == 0
    (line,) = json.loads(shop("wu todo --json").stdout)
    assert (line["step"], line["needs"]["vote"]) == ("agree", True)
    assert shop("wu advance T-1").exit_code == 0
    assert shop("wu todo").output == "Nothing is waiting for wu.\n"


def test_what_became_somebody_elses_to_do_is_given_back(shop: Call, workspace: Path) -> None:
    shop("何亮 claim T-1")
    (workspace / "team.yaml").write_text(TEAM.replace("[design, lead]", "[lead]"), "utf-8")
    assert shop("ma publish").exit_code == 0
    shown = shop("何亮 todo").stdout
    assert shown.startswith("Mine, but not for me to do: give them back (sop release)\n")
    assert rows(shop("何亮 todo --json")) == [("T-1", "barred")]
    assert shop("何亮 release T-1").exit_code == 0
    assert shop("何亮 todo").output == "Nothing is waiting for 何亮.\n"


LOAD = """\
person  roles         open  overdue  snoozed  at a time  presence
何亮    design, lead     1        1        0             away until 2026-11-27; li
li      design           1        0        1          2
ma      director         0        0        0
wu      lead             0        0        0

To take
role    open  overdue
design     1        1
"""


def test_the_directors_look(shop: Call) -> None:
    shop("何亮 claim T-1")
    shop("ma start photos item=late", now="2026-11-21 10:00")
    shop("li claim T-4", now="2026-11-21 10:00")
    shop("li snooze T-4 --until 2h", now="2026-11-21 10:00")
    shop("ma cancel T-2 --reason x")
    assert shop("ma team off 何亮 --until 2026-11-27", now="2026-11-20 11:00").exit_code == 0
    assert shop("ma todo --team", now="2026-11-21 10:30").output == LOAD
    data = json.loads(shop("wu todo --team --json", now="2026-11-21 10:30").stdout)
    assert [(row["section"], row["name"], row["open"], row["more"]) for row in data] == [
        *(("person", name, n, False) for name, n in (("何亮", 1), ("li", 1), ("ma", 0), ("wu", 0))),
        ("to_take", "design", 1, False),
    ]
    assert data[0] == {
        "section": "person", "name": "何亮", "roles": ["design", "lead"], "open": 1, "overdue": 1,
        "on_hold": 0, "put_off": 0, "capacity": None, "away": True,
        "away_until": "2026-11-28T00:00:00+08:00", "deputies": ["li"], "left": False, "more": False,
    }  # fmt: skip
    assert {tuple(sorted(row)) for row in data} == {tuple(sorted(data[0]))}, (
        "one table, for a spreadsheet too"
    )


UNSEEN = """\
li may not see what everybody has to do. Who may: director.
Hint: `may: {see: [ROLE]}` in the team file says who may see everything
"""
UNSEEN_ZH = """\
li 不能查看每个人手上的工作。可以的角色：director。
提示：团队文件里的 `may: {see: [角色]}` 规定谁可以查看全部
"""


def test_where_the_team_says_who_may_see_others_may_not(shop: Call, workspace: Path) -> None:
    (workspace / "team.yaml").write_text(TEAM.replace("act_as:", "see: [director], act_as:"), "utf-8")
    assert shop("ma publish").exit_code == 0
    refused = shop("li todo --team")
    assert (refused.exit_code, refused.output) == (1, UNSEEN)
    assert shop("li todo --team", SOP_LANG="zh").output == UNSEEN_ZH
    assert shop("ma todo --team").exit_code == 0


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (60, [["task", "SOP", "name", "due"], ["T-1", "photos", "很长很长很长很长的名字", "2026-11-20"]]),
        (40, [["task", "SOP", "name", "due"], ["T-1", "photos", "很长很长很长…", "2026-11-20"]]),
        (34, [["task", "SOP", "name", "due"], ["T-1", "photos", "很长很…", "2026-11-20"]]),
        (33, [["task", "name", "due"], ["T-1", "很长很长很长很…", "2026-11-20"]]),
        (5, [["task", "due"], ["T-1", "2026-11-20"]]),
        (None, [["task", "SOP", "name", "due"], ["T-1", "photos", "很长很长很长很长的名字", "2026-11-20"]]),
    ],
)
def test_a_narrow_terminal_cuts_names_and_leaves_out_what_can_be_spared(
    room: int | None, said: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli import lists

    seen: list[Any] = []
    monkeypatch.setattr(lists, "_columns", lambda: room)
    monkeypatch.setattr(lists, "say_table", lambda head, rows, *_: seen.extend([head, *rows]))
    row = ("T-1", "photos", "很长很长很长很长的名字", "2026-11-20")
    lists.say_fitting(("task", "SOP", "name", "due"), [row], cut=("name",), spare=("SOP", "name"))
    assert seen == said
    assert room is None or room < 20 or sum(map(width, said[1])) + 2 * len(said[1]) - 2 <= room
