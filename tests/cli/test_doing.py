"""``sop do``: a person is walked through an open step, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call
from tests.cli.doing_shop import ALL, Do

WALKED = """\
T-1/shoot  Shoot it
Photos · lamp
For: design · Due: 2026-11-20 12:00
Photograph every side, on white.
Enter: yes, or what stands in [ ] · n, s: not yet · b: back · q: stop · ?: help

1. Clean it
    done? [Enter/n]\x20
    [x]
2. Put it in the box
    done? [Enter/n/na]\x20
    [x]
3. [?] Wrap it twice (applies if: fragile)
4. Weight
    a number, such as 31.5; at least 0.01
    > 3.5
    [x] 3.5
5. courier
    one of these, by its number or its name
    1 SF   2 ZTO   3 YTO
    > 2
    [x] ZTO
6. fragile
    yes or no
    > n
    [x] no
7. copies
    a whole number
    given by the SOP: Enter confirms it
    [2] >\x20
    [x] 2
8. [x] It can be carried

Outcomes
  1. done: possible now
  2. spoiled: asks for a reason
  3. lost: lost in shoot (Shoot it) is for director. ma holds: design.
Which one? 1

T-1 lamp: shoot (Shoot it) is done: done.
Now: T-1/store, store (Store it), for design.
"""
CHINESE = """\
由谁做：design · 应完成：2026-11-20 12:00
Photograph every side, on white.
回车：是，或取 [ ] 里的值 · n、s：先不做 · b：上一项 · q：停下 · ?：帮助

1. Clean it
    做了吗？[回车/n] 是
    [x]
2. Put it in the box
    做了吗？[回车/n/na] 不适用
    为什么不适用？坏了
    [-]
"""


def shown(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call("show", "T-1", "--json").stdout)
    return found


def states(call: Call) -> list[str]:
    return [line["state"] for line in shown(call)["open"][0]["checklist"]]


def test_a_step_is_walked_through_up_to_its_outcome(do: Do, call: Call) -> None:
    done = do("T-1", answers=[*ALL, "1"])
    assert (done.exit_code, done.output) == (0, WALKED)
    assert shown(call)["data"] == {
        "item": "lamp", "weight_kg": "3.5", "courier": "ZTO", "fragile": False, "copies": 2,
    }  # fmt: skip


def test_it_speaks_chinese_and_understands_what_a_chinese_keyboard_types(do: Do, call: Call) -> None:
    done = do(
        "T-1",
        answers=["是", "不适用", "坏了", "３．５", "ＺＴＯ", "2", "否", "ｂ", "", "", "ｑ"],
        SOP_LANG="zh",
    )
    assert CHINESE in done.output
    assert "courier：ＺＴＯ" in done.output
    assert "[x] 否\n" in done.output
    assert done.output.endswith("已停下，答过的都存好了。接着做：sop do T-1/shoot\n")
    assert states(call) == ["done", "na", "off", "done", "done", "done", "done", "done"]


def test_each_answer_is_an_event_of_its_own_and_the_same_command_goes_on(do: Do, call: Call) -> None:
    done = do("T-1", answers=["", "n", "3.5", b""])
    assert done.output.endswith("Stopped; everything answered is kept. To go on: sop do T-1/shoot\n")
    assert done.exit_code == 0
    log = json.loads(call("log", "T-1", "--json").stdout)
    assert [event["facts"][0]["fact"] for event in log[1:]] == ["ticked", "set"]
    again = do("T-1", answers=["", "2", "n", "", "1"])
    assert "1. [x] Clean it\n2. Put it in the box\n" in again.output
    assert "4. [x] Weight: 3.5\n5. courier\n" in again.output
    assert again.output.endswith("Now: T-1/store, store (Store it), for design.\n")


def test_a_line_that_was_not_sent_off_with_enter_was_not_said(do: Do, call: Call) -> None:
    do("T-1", answers=["", "", b"3.5"])
    assert states(call)[3] == "open"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["maybe"], "maybe was not understood."),
        (["na"], "This line always applies: it is done, or it stays open."),
        (["", "", "heavy"], "weight_kg (Weight): heavy is not a number\n"),
        (["", "", "0"], "weight_kg (Weight): 0 is less than 0.01\n"),
        (["", "", "3", "4"], "courier: 4 is none of: SF, ZTO, YTO\n"),
        (["", "", "3", "sf", "perhaps"], "fragile: perhaps is neither yes nor no\n"),
        (["", "", "3", "ZT"], "courier: ZT is none of: SF, ZTO, YTO; did you mean ZTO?\n"),
        (["", "", "3", "SF", "n", "2.5"], "copies: 2.5 is not a whole number\n"),
        ([b"\xff\xfe\n"], "That is no text in the encoding of this terminal (utf-8); type it again."),
        (["\x1b[A"], "\\x1b[A was not understood."),
        (["?"], "Enter or y: it is done. n: not yet, it stays open."),
        (["", "", "?"], "A value that is one of these words itself: put = before it"),
        (["b"], "This is the first line."),
        ([*ALL, ""], "Type the number or the name of an outcome, b, q or ?.\nWhich one?"),
        ([*ALL, "4"], "4 was not understood."),
        ([*ALL, "lost"], "lost: lost in shoot (Shoot it) is for director. ma holds: design.\nWhich one?"),
        ([*ALL, "2", "3"], "Type one of these, or its number; b goes back."),
    ],
)
def test_what_was_mistyped_is_said_and_asked_again(do: Do, answers: list[str | bytes], said: str) -> None:
    done = do("T-1", answers=answers)
    assert any(said in text for text in (done.output, " ".join(done.output.split("\n    "))))
    assert "everything answered is kept" in done.output
    assert "Traceback" not in done.output


def test_a_line_comes_when_a_value_asks_for_it_and_goes_with_it(do: Do, call: Call) -> None:
    done = do("T-1", answers=["", "", "3.5", "SF", "y", "b", "n", "q"])
    assert "    [x] yes\n3. Wrap it twice\n    done? [Enter/n] b\n2. Put it in the box\n" in done.output
    assert states(call)[1:3] == ["open", "open"]
    done = do("T-1", answers=["", "", "b", "n", "q"])
    assert "6. fragile\n    yes or no\n    [yes] > n\n    [x] no\n7. copies\n" in done.output
    assert states(call)[2] == "off"


def test_a_condition_is_shown_as_it_stands_when_a_value_changes_it(do: Do) -> None:
    done = do("T-1", answers=["", "", "60", "SF", "n", "", "1", "b", "b", "b", "b", "4", "q"])
    fails = "8. [!] It can be carried (does not hold: weight_kg < 50)\n"
    assert (
        fails + "\nOutcomes\n  1. done: not yet\n     - line 8, It can be carried: does not hold"
        in done.output
    )
    assert done.output.count(fails) == 1
    assert "[60] > 4\n    [x] 4\n8. [x] It can be carried\n\nOutcomes\n" in done.output


def test_back_changes_an_answer_and_takes_back_a_tick_and_a_value(do: Do, call: Call) -> None:
    done = do("T-1", answers=["", "b", "n", "", "3", "b", "-", "q"])
    assert "1. Clean it\n    it is done already; still so? [Enter/n] n\n    [ ] left open\n" in done.output
    assert "[3] > -\n    [ ] left open\n" in done.output
    assert states(call)[:4] == ["open", "done", "undecided", "open"]


def test_a_value_that_looks_like_a_word_of_the_dialogue(do: Do, call: Call) -> None:
    do("T-1", answers=[*ALL, "1"])
    done = do("T-1", answers=["=q", "", "1"])
    assert done.exit_code == 0
    assert shown(call)["data"]["shelf"] == "q"


def test_an_outcome_that_lacks_lines_leads_to_them(do: Do, call: Call) -> None:
    done = do("T-1", answers=["", "n", "3", "SF", "n", "", "done", "n", "1", "", "q"])
    lacks = "  1. done: not yet\n     - line 2, Put it in the box: not ticked\n"
    assert done.output.count(lacks) == 2
    assert done.output.count("2. Put it in the box\n    done? [Enter/n/na] ") == 3
    assert shown(call)["open"][0]["step"] == "store"


def test_a_reason_is_chosen_or_written_and_b_goes_back(do: Do, call: Call) -> None:
    done = do("T-1", answers=[*ALL, "2", "b", "spoiled", "2"])
    assert "     1 broken\n     2 dirty\n  Why? b\n\nOutcomes\n" in done.output
    assert done.output.endswith("T-1 lamp has ended: end.spoiled.\n")
    call("start", "photos", "item=chair")
    assert do("T-2", answers=[*ALL, "1"]).exit_code == 0
    done = do("T-2", answers=["n", "n", "2", "", "the box is wet"])
    assert "Why? \n  A reason is needed here; b goes back.\n  Why? the box is wet\n" in done.output
    done = do("T-2", answers=["q"])
    assert "4. Weight\n" not in done.output


def test_what_an_earlier_visit_gave_is_confirmed_with_enter(do: Do, call: Call) -> None:
    do("T-1", answers=[*ALL, "1"])
    do("T-1", answers=["n", "n", "2", "wet"])
    done = do("T-1", answers=["", "", "", "3", "", "", "q"])
    assert "[3.5] > \n    [x] 3.5\n" in done.output
    assert "from an earlier visit: Enter confirms it\n    [ZTO] > 3\n    [x] YTO\n" in done.output
    assert states(call)[3:7] == ["done"] * 4


def test_a_step_that_is_late_asks_why(do: Do, call: Call) -> None:
    done = do("T-1", answers=[*ALL, "1", "x", "2"], now="2026-11-20 13:00")
    assert "(late by 1h)" in done.output
    assert "     1 many orders\n     2 ill\n  Why is it late? (Enter: no answer) x\n" in done.output
    assert '"ill"' in call("log", "T-1", "--json").stdout


def test_the_only_outcome_is_not_taken_by_pressing_enter(do: Do, call: Call, tmp_path: Path) -> None:
    (tmp_path / "sops" / "small.sop.yaml").write_text("sop: small\nrole: design\nsteps: [one, two]\n")
    call("publish")
    call("start", "small")
    done = do("T-2", answers=["", "", "n"])
    assert done.output.count("Close the step with it? [y/b/q] ") == 3
    assert "1. done: possible now" in done.output
    assert do("T-2", answers=["y"]).output.endswith("Now: T-2/two, two, for design.\n")


def test_nothing_that_is_typed_moves_the_cursor(do: Do, call: Call) -> None:
    done = do("T-1", answers=[b"\x1b[2J\n", *ALL, b"\x1b]0;x\x07\n", "1"])
    assert "\\x1b[2J was not understood." in done.output
    assert "\\x1b]0;x\\x07 was not understood." in done.output
    done = do("T-1", answers=[b"\x1b[A\n", "abc", "", "2", b"a\xe2\x80\xaeb\n"])
    assert "shelf: the text contains the character U+001B, which nobody can see" in done.output
    assert "because: a\\u202eb" in done.output
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


def test_a_line_that_wants_evidence_asks_for_it(do: Do, call: Call, tmp_path: Path) -> None:
    (tmp_path / "sops" / "e.sop.yaml").write_text(
        "sop: e\nrole: design\nsteps:\n  one: {checklist: [{tick: Hang the light, evidence: yes}]}\n"
    )
    assert call("publish").exit_code == 0
    call("start", "e")
    (tmp_path / "light.jpg").write_bytes(b"light")
    done = do("T-2", answers=["", "", "dark.jpg", "ftp://x/y", "b", "y", "light.jpg", "y"])
    assert "    needs something that shows it: a path or a link\n    what shows it? \n" in done.output
    assert "dark.jpg does not exist.\n" in done.output
    assert done.exit_code == 0
    left = json.loads(call("show", "T-2", "--json").stdout)["attachments"]
    assert [(one["kind"], one["line"], one["text"], one["size"]) for one in left] == [
        ("evidence", 1, "light.jpg", 5)
    ]


def test_every_type_of_value_says_what_it_takes() -> None:
    from cli.do_fields import TYPES
    from engine.rules.values import KINDS

    assert set(TYPES) == set(KINDS)
