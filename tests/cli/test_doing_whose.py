"""``sop do``: whose a step is, who else is at it, and which of several it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call
from tests.cli.doing_shop import ALL, Do


def states(call: Call) -> list[str]:
    """How the lines of T-1's open step stand."""
    found: dict[str, Any] = json.loads(call("show", "T-1", "--json").stdout)
    return [line["state"] for line in found["open"][0]["checklist"]]


def test_somebody_else_closes_it_meanwhile(do: Do, call: Call) -> None:
    def other() -> None:
        call("advance", "T-1", "spoiled", "--reason", "dirty", "--as", "li")

    done = do("T-1", answers=["", other, "", "3"])
    assert done.exit_code == 1
    assert "T-1/shoot#1 was closed already: spoiled, by li, at 2026-11-20 10:00.\n" in done.output
    assert done.stdout.endswith("What you answered before is kept.\n")


def test_whose_step_it_is_not_is_told_before_anything_is_asked(do: Do, call: Call) -> None:
    done = do("T-1", "--as", "wu", answers=["1"])
    assert (done.exit_code, "1. [ ] Clean it" in done.output) == (0, True), "wu may say that it is lost"
    assert "The checklist is for others; you can take an outcome." in done.output
    assert "3. lost: asks for a reason" in done.output
    do("T-1", answers=["n", "n", "3", "SF", "n", "", "lost"])
    assert do("T-9").exit_code == 1
    do("T-1", "--as", "wu", answers=["lost", "stolen"])
    assert do("T-1").stderr.startswith("T-1 ended at 2026-11-20 10:00: end.lost.\n")


def test_without_a_task_the_steps_that_wait_are_offered(do: Do, call: Call) -> None:
    assert "1. Clean it\n" in do(answers=["q"]).output, "the only one"
    call("start", "photos", "item=chair", now="2026-11-20 09:00")
    done = do(answers=["?", "3", "2", "q"])
    offered = "the most urgent first:\n  1. T-2  shoot (Shoot it) chair (nobody has it)  2026-11-20 11:00\n"
    assert offered in done.output
    assert "3 was not understood." in done.output
    assert "T-1/shoot  Shoot it\n" in done.output
    assert do("--as", "wu").output.startswith("Nothing is waiting for wu.")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "'sop do' asks questions: it needs a terminal, and there is none here.\n"
            "Hint: in scripts: sop check, sop set and sop advance T-1\n",
        ),
        (
            "zh",
            "sop do 要一问一答，需要在终端里用，而这里不是终端。\n"
            "提示：脚本里请用 sop check、sop set 和 sop advance T-1\n",
        ),
    ],
)
def test_without_a_terminal_it_is_refused(do: Do, call: Call, lang: str, said: str) -> None:
    done = call("do", "T-1", SOP_LANG=lang)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "T-2/paid goes on by itself; there is nothing to answer. Waits for the signal paid.\n"
            "Try: sop show T-2\n",
        ),
        ("zh", "T-2/paid 会自己往下走，没有要填的。在等 信号 paid。\n可以试试：sop show T-2\n"),
    ],
)
def test_what_goes_on_by_itself_asks_for_nothing(
    do: Do, call: Call, tmp_path: Path, lang: str, said: str
) -> None:
    (tmp_path / "sops" / "w.sop.yaml").write_text(
        "sop: w\nrole: design\nsteps:\n  paid: {wait: {signal: paid}}\n  send: {}\n"
    )
    assert call("publish").exit_code == 0
    call("start", "w")
    done = do("T-2", SOP_LANG=lang)
    assert (done.exit_code, done.stderr) == (1, said)


def test_whose_a_step_is_others_are_told_before_anything_is_asked(do: Do, call: Call) -> None:
    assert call("claim", "T-1", "--as", "li").exit_code == 0
    done = do("T-1", answers=[""])
    assert (done.exit_code, "Clean it" in done.output) == (1, False)
    assert "li" in done.stderr.splitlines()[0]
    done = do("T-1", "--as", "li", answers=["", "q"])
    assert "    [x]\n" in done.output


def test_roles_that_come_and_go_meanwhile_count_at_the_next_answer(
    do: Do, call: Call, tmp_path: Path
) -> None:
    def leave() -> None:
        team = tmp_path / "team.yaml"
        team.write_text(team.read_text().replace("ma: {roles: [design]", "ma: {roles: [director]"))
        assert call("publish", "--as", "li").exit_code == 0

    done = do("T-1", answers=["", leave, "", "3"])
    assert done.exit_code == 1
    assert done.stderr.startswith("shoot (Shoot it) is for design. ma holds: director.")
    assert states(call)[:2] == ["done", "open"]


def test_whoever_it_was_delegated_to_fills_it_in_whatever_their_role(do: Do, call: Call) -> None:
    assert call("delegate", "T-1", "wu").exit_code == 0
    done = do("T-1", "--as", "wu", answers=[*ALL, "1"])
    assert done.exit_code == 0, done.output
    assert "shoot (Shoot it) is done: done. For ma.\n" in done.output


def test_those_who_vote_are_walked_the_same_way(
    do: Do, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sops" / "v.sop.yaml").write_text(
        "sop: v\nrole: design\nsteps:\n  agree:\n    role: [design, director]\n    votes: 2\n"
        "    checklist: [Read it]\n    outcomes: {yes: end, no: {to: end.no, reason: required}}\n"
    )
    assert call("publish").exit_code == 0
    call("start", "v", "--as", "wu")
    done = do("T-2", answers=["", "1"])
    assert done.exit_code == 0
    assert "1 of 2" in done.output
    again = do("T-2", answers=["1", "q"])
    assert "Votes for yes: 1 of 2\n  [x] ma (design), 2026-11-20 10:00\n" in again.output
    assert "1. yes: ma voted for T-2/agree#1 already: yes" in again.output
    monkeypatch.setattr("cli.console.login", lambda: "li")
    done = do("T-2", answers=["yes"])
    assert done.output.endswith("T-2 has ended: end.\n")


def test_of_several_open_steps_one_is_chosen(do: Do, call: Call, tmp_path: Path) -> None:
    (tmp_path / "sops" / "e.sop.yaml").write_text(
        "sop: e\nrole: design\nrequired: [parcels]\ndata: {parcels: {type: list, of: text}, kg: number}\n"
        "steps:\n  all:\n    each: p in parcels\n    steps:\n      weigh: {checklist: [{must: has(kg)}]}\n"
    )
    assert call("publish").exit_code == 0
    call("start", "e", "parcels=A1, B2")
    done = do("T-2", answers=["3", "2", "q"])
    assert done.output.startswith(
        "Several steps are open:\n  1. T-2/weigh/A1\n  2. T-2/weigh/B2\nWhich one? [1] 3\n"
    )
    assert "T-2/weigh/B2  weigh\ne · B2\n" in done.output
    assert "1. [!] has(kg) (does not hold)\n" in done.output
