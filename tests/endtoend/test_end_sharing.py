"""Whose a step is and what is left at it, in processes of their own: a file that changes, hostile texts, and
a record that is whole."""

from __future__ import annotations

import json

import pytest

from tests.endtoend.hostile import hostile
from tests.endtoend.processes import Workspace

CHECKED = """\
sop: checked
lang: en
role: warehouse
steps:
  look: {checklist: [{tick: Shelf, evidence: yes}, {tick: Floor, na: yes}]}
"""


@pytest.fixture
def order(shop: Workspace) -> Workspace:
    shop.write("checked.sop.yaml", CHECKED)
    shop.done("publish", "checked.sop.yaml")
    shop.done("start", "checked", "--as", "wang")
    return shop


def test_a_step_goes_from_hand_to_hand_and_is_closed_for_somebody(order: Workspace) -> None:
    order.write("shelf.jpg", b"empty")
    order.done("claim", "T-1", "--as", "wang")
    taken = order.sop("claim", "T-1")
    assert (taken.code, taken.out) == (1, "")
    assert taken.err.startswith("T-1/look#1 is for wang alone, not for boss.\n")
    order.done("delegate", "T-1", "du", "--as", "wang", "--reason", "at the fair")
    order.done("check", "T-1", "1", "--evidence", "shelf.jpg", "--as", "du")
    order.done("check", "T-1", "--na", "2", "--reason", "carpet", "--as", "du")
    said = order.done("advance", "T-1", "--as", "du", SOP_LANG="zh")
    assert "替 wang。" in said
    assert order.sop("attach", "T-1", "--verify").code == 0
    order.write("shelf.jpg", b"fuller")
    verified = order.sop("attach", "T-1", "--verify", SOP_LANG="zh")
    assert (verified.code, "变了" in verified.out) == (1, True)
    events = json.loads(order.done("log", "T-1", "--json"))
    facts = [fact for event in events for fact in event["facts"]]
    assert [fact["for"] for fact in facts if fact["fact"] == "closed"] == ["wang"]
    assert order.clean().endswith("everything is as it was written.\n")


def test_everything_goes_to_others_in_one_go(order: Workspace) -> None:
    calls = [["start", "checked", "--as", "wang"] for _ in range(20)]
    assert {one.code for one in order.many(calls)} == {0}
    order.done("assign", *(f"T-{no}" for no in range(1, 22)), "wang")
    trial = order.sop("handover", "wang", "--to", "li", "--to", "boss", "--dry-run", "--json")
    assert [row["to"] for row in json.loads(trial.out)] == ["boss"] * 21
    moved = order.sop("handover", "wang", "--to", "li", "--to", "boss", "--reason", "left")
    assert (moved.code, moved.out.splitlines()[-1]) == (0, "21 steps handed over, 0 stay.")
    assert order.clean().endswith("everything is as it was written.\n")


def test_hostile_texts_are_kept_and_shown_without_harm(order: Workspace) -> None:
    texts = hostile()[::16]
    calls = [["comment", "T-1", "@wang " + text, "--as", "li"] for text in texts]
    calls += [["check", "T-1", "--na", "2", "--reason", text, "--as", "wang"] for text in texts]
    calls += [["assign", "T-1", ("wang", "boss")[no % 2], "--reason", text] for no, text in enumerate(texts)]
    calls += [["attach", "T-1", "https://example.com/" + text, "--as", "wang"] for text in texts]
    for call, ended in zip(calls, order.many(calls), strict=True):
        assert ended.code in (0, 1, 2), (call, ended)
        assert "Internal error" not in ended.err
    for words in (
        ["show", "T-1"],
        ["log", "T-1"],
        ["notices"],
        ["checklist", "T-1", "--markdown"],
        ["why", "T-1"],
    ):
        said = order.done(*words)
        assert not any(ord(sign) < 32 and sign != "\n" for sign in said), words
        assert not any(0x202A <= ord(sign) <= 0x202E or 0x2066 <= ord(sign) <= 0x2069 for sign in said), words
    assert order.clean().endswith("everything is as it was written.\n")
