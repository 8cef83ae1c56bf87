"""``handover``: everything of a person who leaves, in one go; and ``comment`` with ``@``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.mentions import mentioned
from engine.model.team import Person, Team
from tests.cli.conftest import Call
from tests.cli.sharing_shop import TEAM, open_shop


@pytest.fixture
def shop(workspace: Path, call: Call) -> Path:
    open_shop(workspace, call, 4)
    call("assign", "T-1", "T-2", "T-3", "何亮")
    call("delegate", "T-3", "周强", "--as", "何亮")
    call("delegate", "T-4", "何亮", "--as", "苏芮")
    return workspace


TRIAL = """\
T-1/collect lamp1 → wang (Wang Fang)
T-2/collect lamp2 → 苏芮
T-3/collect lamp3 → wang (Wang Fang)
T-4/collect lamp4 → 苏芮
4 steps would go, 0 stay.
Nothing was written: this was a trial.
"""


def test_in_turn_to_those_who_may_tried_first(call: Call, shop: Path) -> None:
    words = ("handover", "何亮", "--to", "wang", "--to", "周强", "--to", "苏芮", "--reason", "left")
    before = call("list", "--json").output
    assert call(*words, "--dry-run").output == TRIAL
    assert call("list", "--json").output == before
    ended = call(*words)
    assert ended.exit_code == 0
    assert ended.output == TRIAL.rpartition("4 steps")[0] + "4 steps handed over, 0 stay.\n"
    assert (
        "  collect (Collect) is handed over to wang (Wang Fang). Reason: left.\n" in call("log", "T-3").output
    )
    assert call(*words).output == "何亮 has no open step.\n"
    assert call("verify").exit_code == 0


def test_without_anybody_it_is_free_and_what_was_delegated_goes_back(call: Call, shop: Path) -> None:
    assert call("handover", "何亮").output == (
        "T-1/collect lamp1: free for whoever may do it\n"
        "T-2/collect lamp2: free for whoever may do it\n"
        "T-3/collect lamp3: free for whoever may do it\n"
        "T-4/collect lamp4 → 苏芮\n"
        "4 steps handed over, 0 stay.\n"
    )


def test_what_nobody_may_have_stays_and_is_listed_with_why(call: Call, shop: Path) -> None:
    call("check", "T-1", "1", "--na", "2", "--reason", "none", "--as", "何亮")
    call("advance", "T-1", "--as", "何亮")
    call("check", "T-1", "1", "2", "--evidence", "https://example.com/a", "--as", "wang")
    call("advance", "T-1", "--as", "wang")
    call("assign", "T-1", "苏芮")
    ended = call("handover", "苏芮", "--to", "何亮", "--to", "周强")
    assert ended.exit_code == 1
    assert ended.stdout == "T-4/collect lamp4 → 何亮\n1 step handed over, 1 stay.\n"
    assert ended.stderr == (
        "T-1/approve lamp1: stays as it is. None of those who are named can get it. "
        "approve (Approve) has to be done by somebody else than 何亮, who did collect (Collect).; "
        "周强 cannot get approve (Approve), which is for operations (Operations). "
        "They hold: warehouse (Warehouse).\n"
    )


def test_who_may_and_that_refusals_are_on_record(call: Call, shop: Path) -> None:
    ended = call("handover", "何亮", "--to", "苏芮", "--as", "wang")
    assert ended.exit_code == 1
    assert ended.stdout == "0 steps handed over, 4 stay.\n"
    assert ended.stderr.count("wang (Wang Fang) may not give steps to people.") == 4
    assert "refused: handover (may-not)" in call("log", "T-1", "--refused").output
    assert call("handover", "何亮", "--to", "苏芮", "--as", "何亮").exit_code == 0


def test_not_to_themselves(call: Call, shop: Path) -> None:
    ended = call("handover", "何亮", "--to", "苏芮", "--to", "何亮")
    assert (ended.exit_code, ended.output) == (1, "何亮 cannot hand over to themselves.\n")


def test_somebody_who_is_not_in_the_team_any_more(call: Call, shop: Path) -> None:
    (shop / "team.yaml").write_text(
        TEAM.replace("  何亮: {roles: [operations, design], lang: zh}\n", ""), "utf-8"
    )
    assert call("publish").exit_code == 0
    assert call("handover", "何亮", "--to", "苏芮").exit_code == 0
    assert "Nobody in the team is called 何亮." in call("handover", "何亮").output


def test_as_json_and_in_chinese(call: Call, shop: Path) -> None:
    words = ("handover", "何亮", "--to", "苏芮", "--to", "周强", "--dry-run")
    rows = json.loads(call(*words, "--json").stdout)
    assert [(row["visit"], row["to"], row["refused"]) for row in rows] == [
        (f"T-{no}/collect#1", "苏芮", None) for no in (1, 2, 3, 4)
    ]
    said = call(*words, "--lang", "zh").output
    assert said.endswith("会交接 4 个步骤，0 个留在原处。\n没有写入任何内容：这是试算。\n")


# -- comments that point at people


def person(key: str, name: str = "") -> Person:
    return Person(key, name or key, frozenset())


CREW = Team(
    "shop",
    {"design": "设计", "all-round": ""},
    {
        one.key: one
        for one in (person("何亮"), person("何"), person("li"), person("lisa", "Lisa M"), person("x"))
    },
    {},
)


@pytest.mark.parametrize(
    ("text", "people", "unknown"),
    [
        ("@何亮看一下", ["person:何亮"], []),
        ("@何 看", ["person:何"], []),
        ("请＠何亮@li看", ["person:何亮", "person:li"], []),
        ("@lisa and @li, @LI", ["person:lisa", "person:li"], []),
        ("@Lisa M!", ["person:lisa"], []),
        ("@lis @liu", [], ["lis", "liu"]),
        ("mail x@li.com or a.b@li", [], []),
        ("@design @设计 @all @所有人 @all-round", ["role:design", "everybody", "role:all-round"], []),
        ("@ @@ @, @@li", ["person:li"], []),
        ("@张三 @张三", [], ["张三"]),
        ("nothing", [], []),
    ],
)
def test_whom_a_text_points_at(text: str, people: list[str], unknown: list[str]) -> None:
    assert mentioned(text, CREW) == (tuple(people), tuple(unknown))


def test_without_a_team_everything_is_text() -> None:
    assert mentioned("@li @all", None) == (("everybody",), ("li",))


def test_long_texts_do_not_take_long() -> None:
    assert mentioned("@" * 10_000, CREW) == ((), ())
    assert len(mentioned("@" + "何" * 10_000, CREW).people) == 1


def test_who_is_mentioned_finds_it_among_the_notices(call: Call, shop: Path) -> None:
    ended = call("comment", "T-1", "@wang", "please look,", "@Warehouse", "@nobody", "--as", "苏芮")
    assert ended.exit_code == 0
    assert ended.stderr == "Nobody in the team is called nobody, so nobody is told of that.\n"
    (row,) = json.loads(call("notices", "--json").stdout)
    assert (row["about"], row["for"]) == ("mention", ["person:wang", "role:warehouse"])
    assert row["text"] == "苏芮: @wang please look, @Warehouse @nobody"
    assert "  tells wang (Wang Fang), warehouse (Warehouse) of it.\n" in call("log", "T-1").output
    call("comment", "T-1", "@所有人 完成", "--as", "苏芮")
    assert json.loads(call("notices", "--json").stdout)[0]["for"] == ["person:何亮"]
