"""``next``, ``snooze``, ``rank``: taking a step, putting it off, letting it go first."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Call
from tests.cli.worklist_shop import rows
from tests.cli.worklist_shop import shop as shop

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
    assert (
        shop("wu next").stdout
        == "There is nothing to take for wu.\n1 step waits for your vote, which is not taken: sop todo\n"
    )


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
