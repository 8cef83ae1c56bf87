"""``approve`` and what shows how votes stand: ``show``, ``why``, ``checklist``, ``log``, ``todo``, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

TEAM = """
team: shop
roles: [lead, buyer, finance, legal, design]
people:
  Ma: {roles: [lead], logins: [ma]}
  Wang: {roles: [buyer], logins: [wang]}
  Li: {name: Li Na, roles: [finance, legal], logins: [li]}
  Zhao: {roles: [finance], logins: [zhao]}
  Qian: {roles: [legal], logins: [qian]}
  Zhou: {roles: [design], logins: [zhou]}
may: {publish: lead, act_as: lead}
"""
SOP = """
sop: price
title: Price change
lang: en
role: buyer
required: [price]
data: {price: money, cost: {type: money, private: yes, columns: [cost]}}
steps:
  propose: {}
  agree:
    title: Agree
    role: [finance, legal]
    votes: all
    advise: design
    outcomes:
      approve: {title: agreed, to: publish}
      reject: {to: propose, reason: required}
  publish: {}
"""


@pytest.fixture
def shop(tmp_path: Path, call: Call) -> Path:
    """A price of 10 was proposed by Wang and waits for votes."""
    assert call("init", "--simulated").exit_code == 0
    (tmp_path / "team.yaml").write_text(TEAM, "utf-8")
    (tmp_path / "sops" / "price.sop.yaml").write_text(SOP, "utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "price", "price=10", SOP_LOGIN="wang").exit_code == 0
    assert call("advance", "T-1", SOP_LOGIN="wang").exit_code == 0
    return tmp_path


def test_a_vote_says_how_many_there_are_and_who_is_wanted(shop: Path, call: Call) -> None:
    assert call("approve", "T-1", "--reason", "fine", SOP_LOGIN="zhao").output == (
        "T-1: agree (Agree): a vote for approve (agreed). Reason: fine.\n"
        "Now: T-1/agree, agree (Agree), for finance, legal.\n"
        "Votes for approve (agreed): 1 of 2\n"
        "  [x] Zhao (finance), 2026-11-20 10:00, because: fine\n"
        "  [ ] still wanted: legal. Who can vote: Li (Li Na), Qian\n"
        "  [ ] may advise: Zhou\n"
    )
    assert call("approve", "T-1", SOP_LOGIN="li").output.startswith(
        "T-1: agree (Agree): a vote for approve (agreed).\nT-1: agree (Agree) is done: approve (agreed)."
    )
    assert call("verify").output == "1 task, 4 events: everything is as it was written.\n"


def test_by_the_outcome_s_name_or_title(shop: Path, call: Call) -> None:
    assert call("approve", "T-1", "agreed", SOP_LOGIN="zhao").exit_code == 0
    assert call("advance", "T-1/agree", "approve", SOP_LOGIN="qian").exit_code == 0
    assert call("approve", "T-1", SOP_LOGIN="wang").exit_code == 0, "publish has one outcome: done"


def test_in_chinese(shop: Path, call: Call) -> None:
    said = call("approve", "T-1", SOP_LOGIN="zhou", SOP_LANG="zh").output
    assert said == (
        "T-1：agree (Agree)：投了一票 approve (agreed)。只是建议，不计票。\n"
        "现在：T-1/agree，agree (Agree)，由 finance、legal 做。\n"
        "approve (agreed) 的表决：2 票中已有 0 票\n"
        "  [i] 建议，不计票：Zhou（design），2026-11-20 10:00\n"
        "  [ ] 还要：finance、legal。可以投票的人：Li (Li Na)、Qian、Zhao\n"
    )


def test_what_does_not_count_any_more_is_struck(shop: Path, call: Call) -> None:
    call("approve", "T-1", SOP_LOGIN="zhao")
    said = call("set", "T-1", "price=12", SOP_LOGIN="wang", now="2026-11-20 11:00").output
    assert said.splitlines()[1] == (
        "T-1: agree (Agree): what Zhao voted for is not so any more, and does not count: "
        "price from 10.00 to 12.00."
    )
    void = "does not count any more: Zhao (finance), 2026-11-20 10:00. price from 10.00 to 12.00 (Wang, {at})"
    void = void.format(at="2026-11-20 11:00")
    assert f"\n  [-] {void}\n" in call("show", "T-1", SOP_LOGIN="li").output
    assert f"\n    [-] {void}\n" in call("why", "T-1", SOP_LOGIN="li").output
    assert f"\n- ~~{void}~~\n" in call("checklist", "T-1", "--markdown", SOP_LOGIN="li").output
    assert "  agree (Agree): what Zhao voted for" in call("log", "T-1", SOP_LOGIN="li").output


def test_an_approval_that_does_not_hold(shop: Path, call: Call) -> None:
    call("approve", "T-1", SOP_LOGIN="zhao")
    call("approve", "T-1", SOP_LOGIN="qian")
    call("set", "T-1", "price=12", SOP_LOGIN="wang", now="2026-11-20 11:00")
    refused = call("advance", "T-1", SOP_LOGIN="wang", now="2026-11-20 12:00")
    assert refused.exit_code == 1
    told = (
        "What was agreed to in T-1/agree#1 (approve (agreed)) is not so any more: "
        "price from 10.00 to 12.00 (Wang, 2026-11-20 11:00). The task goes on once it is agreed to again."
    )
    assert refused.output == told + "\nTry: sop reopen T-1/agree --reason WHY\n"
    assert told in call("why", "T-1", SOP_LOGIN="wang").output
    assert told in call("show", "T-1", SOP_LOGIN="wang").output
    assert call("reopen", "T-1/agree", "--reason", "12 now", SOP_LOGIN="wang").exit_code == 0
    for who in ("zhao", "qian"):
        assert call("approve", "T-1", SOP_LOGIN=who).exit_code == 0
    assert call("advance", "T-1", SOP_LOGIN="wang").exit_code == 0
    assert call("verify").exit_code == 0


def test_who_types_for_two_gives_one_vote(shop: Path, call: Call) -> None:
    assert call("--as", "Zhao", "approve", "T-1").exit_code == 0
    refused = call("--as", "Qian", "approve", "T-1")
    assert refused.output == (
        "Ma has a hand in Zhao's vote for T-1/agree#1 already (approve (agreed), 2026-11-20 10:00), and "
        "nobody counts twice.\nHint: who else may vote: sop why T-1\n"
    ), refused.output


def test_as_data(shop: Path, call: Call) -> None:
    call("approve", "T-1", SOP_LOGIN="zhou")
    answer = json.loads(call("approve", "T-1", "--json", SOP_LOGIN="zhao").output)
    shown = json.loads(call("show", "T-1", "--json", SOP_LOGIN="zhao").output)
    why = json.loads(call("why", "T-1", "--json", SOP_LOGIN="zhao").output)
    found = answer["open"][0]["votes"]["approve"]
    assert found == shown["open"][0]["votes"]["approve"] == why["open"][0]["votes"]["approve"]
    votes = found.pop("votes")
    assert found == {
        "needed": "all",
        "given": 1,
        "left": 1,
        "roles": ["finance", "legal"],
        "wanted": ["legal"],
        "can": ["Li", "Qian"],
        "can_advise": [],
    }
    assert [(one["person"], one["binding"], one["void"], one["covers"]) for one in votes] == [
        ("Zhao", True, False, ["price"]),
        ("Zhou", False, False, ["price"]),
    ]
    assert len(votes[0]["hash"]) == 64
    assert shown["votes"][1] == {"visit": "T-1/agree#1", "outcome": "approve", **votes[0]}
    assert shown["void"] == []


def test_a_step_that_i_voted_on_waits_for_others(shop: Path, call: Call) -> None:
    assert "your vote" in call("todo", SOP_LOGIN="zhao").output
    call("approve", "T-1", SOP_LOGIN="zhao")
    assert "T-1" not in call("todo", SOP_LOGIN="zhao").output
    assert "T-1" in call("todo", SOP_LOGIN="qian").output


def test_private_values_stay_private(shop: Path, call: Call) -> None:
    call("set", "T-1", "cost=5", SOP_LOGIN="wang")
    call("approve", "T-1", SOP_LOGIN="zhao")
    call("set", "T-1", "cost=6", SOP_LOGIN="wang")
    for words in (("show", "T-1"), ("log", "T-1"), ("log", "T-1", "--json"), ("why", "T-1")):
        said = call(*words, SOP_LOGIN="ma").output
        assert "5.00" not in said, words
        assert "6.00" not in said, words
    assert "cost from 5.00 to 6.00" in call("log", "T-1", SOP_LOGIN="zhao").output


def test_hostile_reasons_and_titles_stay_text(shop: Path, call: Call) -> None:
    call("approve", "T-1", "--reason", "\x1b[31mred %(person)s {{ x }}", SOP_LOGIN="zhao")
    for words in (("show", "T-1"), ("why", "T-1"), ("log", "T-1"), ("checklist", "T-1", "--markdown")):
        said = call(*words, SOP_LOGIN="zhao").output
        assert "\x1b" not in said, words
        assert "%(person)s" in said or "%\\(person\\)s" in said, words


LANES = """
sop: two
role: buyer
steps:
  both:
    parallel:
      one: {steps: {write: {role: finance}}}
      other:
        steps:
          agree: {role: finance, votes: 1, outcomes: {approve: end, reject: {to: end, reason: required}}}
"""


def test_of_several_open_steps_the_one_that_is_voted_on_is_meant(shop: Path, call: Call) -> None:
    (shop / "sops" / "two.sop.yaml").write_text(LANES, "utf-8")
    call("publish")
    assert call("start", "two", SOP_LOGIN="wang").exit_code == 0
    said = call("approve", "T-2", SOP_LOGIN="zhao")
    assert "agree is done: approve." in said.output


def test_a_file_is_a_vote_of_whoever_reads_it(shop: Path, call: Call) -> None:
    (shop / "agreed.csv").write_text("task,outcome\nT-1,approve\n", "utf-8")
    words = ("advance", "--from", "agreed.csv", "--sop", "price", "--step", "agree")
    assert call(*words, SOP_LOGIN="zhao").output.startswith("1 row carried out, ")
    assert call(*words, SOP_LOGIN="zhao").output.startswith("0 rows carried out, 1 was done already, ")
    assert call(*words, SOP_LOGIN="qian").output.startswith("1 row carried out, ")
    assert json.loads(call("show", "T-1", "--json").output)["open"][0]["step"] == "publish"


def test_a_trial_says_which_votes_a_change_would_take_away(shop: Path, call: Call) -> None:
    call("approve", "T-1", SOP_LOGIN="zhao")
    words = ("set", "T-1", "price=12", "--dry-run")
    assert call(*words, SOP_LOGIN="wang").output == (
        "T-1: no deadline changes\n"
        "T-1: agree (Agree): what Zhao voted for is not so any more, and does not count: "
        "price from 10.00 to 12.00.\n"
        "Nothing was written: this was a trial.\n"
    )
    data = json.loads(call(*words, "--json", SOP_LOGIN="wang").output)
    assert data["voided"] == [{"visit": 2, "votes": [1], "fields": ["price"]}]
    assert "1 of 2" in call("show", "T-1").output
