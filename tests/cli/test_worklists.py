"""``todo``, ``next``, ``snooze``, ``rank``, ``todo --team``: a clerk's list, and the director's look."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from engine.render.width import width
from tests.cli.conftest import Call

TEAM = """\
team: shop
roles: [design, lead, director]
people:
  ma: {roles: [director], logins: [ma]}
  li: {roles: [design], capacity: 2, logins: [li]}
  何亮: {roles: [design, lead], deputies: [li], logins: [何亮]}
  wu: {roles: [lead], logins: [wu]}
may: {publish: [director], act_as: [director]}
"""
PHOTOS = """\
sop: photos
role: design
owner: director
ref: item
required: [item]
data: {item: text, weight: number, fragile: boolean}
steps:
  shoot:
    due: 4h
    checklist: [Clean it, {fill: weight}, {fill: fragile}, {tick: Wrap it, when: fragile}, {must: weight < 9}]
  check:
    role: [design, lead]
    not_by: [shoot]
    outcomes: {fine: agree, again: {to: shoot, reason: required}}
  agree: {role: lead, votes: 2}
"""
START = "2026-11-20 10:00"


@pytest.fixture
def shop(workspace: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Three lamps to be photographed, due at 14:00; ``shop("li todo")`` is typed by li."""
    (workspace / "team.yaml").write_text(TEAM, "utf-8")
    (workspace / "sops" / "photos.sop.yaml").write_text(PHOTOS, "utf-8")

    def run(line: str, now: str = START, **more: str) -> Any:
        who, *words = shlex.split(line)
        monkeypatch.setattr("cli.console.login", lambda: who)
        return call(*words, now=now, **more)

    assert call("publish").exit_code == 0
    for item in ("red", "green", "blue"):
        assert run(f"ma start photos item={item}").exit_code == 0
    return run  # type: ignore[return-value]


def rows(ended: Any) -> list[tuple[str, str]]:
    return [(row["task"], row["section"]) for row in json.loads(ended.stdout)]


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


TAKEN = """\
T-1 red: shoot is taken by li.

T-1 red  photos

T-1/shoot#1  shoot
For: design · Assignee: li, since 2026-11-20 10:00 · Due: 2026-11-20 14:00
"""
THEN = """\

Go on with it: sop do T-1/shoot, or sop advance T-1/shoot
Give it back: sop release T-1/shoot
"""


def test_next_takes_the_most_urgent_and_shows_it(shop: Call) -> None:
    said = shop("li next").output
    assert said.startswith(TAKEN)
    assert said.endswith(THEN)
    assert json.loads(shop("何亮 next --json").stdout)["taken"] == "T-2/shoot#1"
    shop("ma hold T-3 --reason rain")
    assert shop("何亮 next").output == (
        "There is nothing to take for 何亮.\nYours already: 1; see them: sop todo\n"
    )
    assert shop("wu next --json").output == "null\n"


def test_next_leaves_what_several_vote_on_and_what_four_eyes_bar(shop: Call) -> None:
    shop("li advance T-1 --tick 1 weight=3 fragile=no", now="2026-11-20 10:01")
    for task in ("T-2", "T-3"):
        shop(f"ma assign {task} 何亮")
    assert shop("li next").stdout == "There is nothing to take for li.\n"
    shop("何亮 advance T-1 fine")
    assert rows(shop("wu todo --json")) == [("T-1", "take")]
    assert shop("wu next").stdout == "There is nothing to take for wu.\n"


def test_who_comes_second_gets_the_next_one(shop: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli import taking
    from engine.worklist import to_take

    def late(*given: Any) -> Any:
        found = to_take(*given)
        if len(found) == 3:
            assert shop("何亮 claim T-1").exit_code == 0
            assert shop("何亮 claim T-3").exit_code == 0
        return found

    monkeypatch.setattr(taking, "to_take", late)
    assert json.loads(shop("li next --json").stdout)["taken"] == "T-2/shoot#1"


AT_CAPACITY = """\
li has 2 open steps and does 2 at a time.
Hint: finish or give back one of them (sop todo), or take one more nevertheless: sop next --more
"""
AT_CAPACITY_ZH = """\
li 手上有 2 个未完成的步骤，同时最多做 2 个。
提示：先完成或放回其中一个（sop todo），或仍再领取一个：sop next --more
"""


def test_who_has_enough_takes_no_more_by_mistake(shop: Call) -> None:
    shop("li claim T-1 T-2")
    refused = shop("li next")
    assert (refused.exit_code, refused.output) == (1, AT_CAPACITY)
    assert shop("li next", SOP_LANG="zh").output == AT_CAPACITY_ZH
    assert shop("li next --more").stdout.startswith("T-3 blue: shoot is taken by li.\n")


def test_what_is_put_off_is_counted_and_comes_back(shop: Call) -> None:
    shop("li claim T-1 T-2")
    said = shop("li snooze T-1 --until 2h").output
    assert said.startswith("T-1 red: shoot is put off until 2026-11-20 12:00; no deadline moves.\n")
    ended = shop("li todo")
    assert [line.split()[0] for line in ended.stdout.splitlines() if line.startswith("T-")] == ["T-2", "T-3"]
    assert ended.stderr == "Put off until later: 1; to see them: sop todo --snoozed\n"
    assert "14:00, put off until 2026-11-20 12:00" in shop("li todo --snoozed").stdout
    assert "Put off until 2026-11-20 12:00" in shop("ma show T-1").stdout
    assert rows(shop("li todo --json", now="2026-11-20 12:00"))[0] == ("T-1", "mine")
    assert shop("li snooze T-1 --off").exit_code == 0
    assert rows(shop("li todo --json"))[0] == ("T-1", "mine")


@pytest.mark.parametrize(
    ("until", "at"),
    [
        ("friday", "2026-11-27 00:00"),
        ('"friday 9:00"', "2026-11-27 09:00"),
        ('"friday 11:00"', "2026-11-20 11:00"),
        ("周一", "2026-11-23 00:00"),
        ("30min", "2026-11-20 10:30"),
        ("2小时", "2026-11-20 12:00"),
        ("2026-11-25", "2026-11-25 00:00"),
        ("明天", "2026-11-21 00:00"),
    ],
)
def test_until_as_people_say_it(shop: Call, until: str, at: str) -> None:
    """On a Friday at ten: a weekday that is over today is next week's. The SOP has no calendar."""
    shop("li claim T-1")
    assert f"is put off until {at}; " in shop(f"li snooze T-1 --until {until}").stdout


def test_a_due_beats_what_was_put_off(shop: Call) -> None:
    shop("li claim T-1")
    said = shop("li snooze T-1 --until 2026-11-25").stderr
    assert (
        said == "T-1/shoot is due before that, at 2026-11-20 14:00, and is on your list again from then on.\n"
    )
    assert rows(shop("li todo --json", now="2026-11-20 14:00"))[0][1] == "take"
    assert rows(shop("li todo --json", now="2026-11-20 14:01"))[0] == ("T-1", "mine")
    said = shop("li snooze T-1 --until 2026-11-26", now="2026-11-20 15:00").stderr
    assert said == "T-1/shoot is overdue, so it stays on your list.\n"


REFUSED = {
    "li snooze T-1 --until 2h": (
        "Nobody has taken T-1/shoot#1: put off, it would be gone from everybody's list.\n"
        "Hint: take it first: sop claim T-1/shoot#1\n",
        "T-1/shoot#1 没有人领取：稍后再看的话，它会从大家的清单里消失。\n"
        "提示：先领取：sop claim T-1/shoot#1\n",
    ),
    "li snooze T-2 --until 2h": ("T-2/shoot#1 is for 何亮 alone, not for li.\n", "T-2/shoot#1"),
    "何亮 snooze T-2 --until 2026-11-01": ("2026-11-01 00:00 is past: ", "2026-11-01 00:00"),
    "何亮 snooze T-2 --off": ("T-2/shoot#1 is not put off.\n", "T-2/shoot#1"),
    "li rank T-1 high": (
        "li may not give steps to people. Who may: director.\n",
        "li 不能指派步骤。可以的角色：director。\n",
    ),
    "ma rank T-1 normal": ("", ""),
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused(shop: Call, line: str) -> None:
    shop("ma assign T-2 何亮")
    ended = shop(line)
    english, chinese = REFUSED[line]
    assert ended.exit_code == 1
    assert ended.output.startswith(english)
    assert shop(line, SOP_LANG="zh").output.startswith(chinese)


def test_what_is_not_understood(shop: Call) -> None:
    assert "Give either --until TIME or --off." in shop("li snooze T-1").output
    assert "Give either --until TIME or --off." in shop("li snooze T-1 --off --until 2h").output
    said = " ".join(shop("ma rank T-1 soon").output.split())
    assert said.endswith("soon is no priority. Write the tasks and then one of: urgent, high, normal, low.")
    assert "soon is no instant" in shop("li snooze T-1 --until soon").output
    assert "--team goes with neither" in shop("ma todo --team --long").output


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
li 不可以查看每个人手上的工作。可以的是：director。
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
