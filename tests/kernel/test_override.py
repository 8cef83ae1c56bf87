"""Closing a step against a rule: what that goes against, what it never does, and that it is on record."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import codes
from mistaken import Mistaken
from test_undo import refused

from engine.model.commands import Hold
from engine.model.refusals import Refusal

PARCEL = """
sop: parcel
role: warehouse
owner: director
may: {override: [director]}
data: {weight: number, day: date, big: {type: boolean, default: no}}
required: [day]
steps:
  pick: {checklist: [Compare, {fill: weight}, {must: weight < 40}], not_before: day by 18:00}
  pack:
    outcomes:
      done: {to: {weight > 5: hand_over, else: hand_over}}
      freight: {to: hand_over, when: big}
      back: {to: pick, reason: [a, b]}
  hand_over: {not_by: [pack]}
"""


@pytest.fixture
def parcel() -> Mistaken:
    story = Mistaken(PARCEL)
    story.start(day="2026-11-16")
    return story


def closing(story: Mistaken) -> dict[str, Any]:
    """The fact by which the last command closed a visit."""
    return next(fact for fact in story.facts[-1] if fact["fact"] == "closed")


def test_it_goes_against_role_time_and_checklist_and_says_so(parcel: Mistaken) -> None:
    assert parcel.override(reason="客户在等") == ["overrode", "closed", "opened"]
    assert closing(parcel)["override"] == [
        "not-your-role", "not-before", "tick-missing", "value-missing", "must-unknown",
    ]  # fmt: skip
    assert closing(parcel)["reason"] == "客户在等"
    said = parcel.facts[-1][0]["against"]
    assert said[2] == {"code": "tick-missing", "data": {"no": 1, "title": "Compare"}}
    assert parcel.task is not None
    assert parcel.task.visits[0].override
    assert not parcel.task.visits[1].override


def test_what_is_not_missing_is_not_gone_against(parcel: Mistaken) -> None:
    parcel.override(weight=3, now="2026-11-16 19:00")
    assert closing(parcel)["override"] == ["not-your-role", "tick-missing"]


def test_nobody_may_but_who_is_named(parcel: Mistaken) -> None:
    assert refused(parcel.override(who="小王"))["code"] == "may-not"
    nobody = Mistaken(PARCEL.replace("may: {override: [director]}\n", ""))
    nobody.start(day="2026-11-16")
    assert refused(nobody.override()) == {
        "code": "may-not", "person": "赵总", "action": "override", "sop": "parcel", "roles_needed": [],
    }  # fmt: skip


def test_why_is_always_said(parcel: Mistaken) -> None:
    assert refused(parcel.override(reason=""))["code"] == "reason-required"
    assert refused(parcel.override(reason="   "))["code"] == "reason-empty"


def test_where_nothing_stands_against_it_an_advance_will_do() -> None:
    story = Mistaken(PARCEL, roles={"赵总": "director warehouse"})
    story.start(who="赵总", day="2026-11-16")
    story.override()
    answer = story.override("freight", big=True)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.help) == ("nothing-to-override", ("advance", "T-7/pack#1", "freight"))


def test_never_against_four_eyes_a_condition_of_the_way_or_a_way_that_is_missing(parcel: Mistaken) -> None:
    parcel.override()
    assert codes(parcel.override("freight")) == ["cannot-close", "outcome-not-possible"]
    assert codes(parcel.override()) == ["missing-value"]
    assert codes(parcel.override("gone")) == ["unknown-outcome"]
    assert codes(parcel.override(weight="heavy")) == ["bad-value"]
    parcel.override(weight=3)
    assert refused(parcel.override())["code"] == "not-by"
    parcel.do(Hold(b"", 7, 0, "等"))
    assert refused(parcel.override())["code"] == "on-hold"


def test_a_reason_that_the_outcome_does_not_list_is_gone_against(parcel: Mistaken) -> None:
    parcel.override()
    parcel.override("back", reason="别的")
    assert closing(parcel)["override"] == ["not-your-role", "reason-not-listed"]


def test_it_can_be_undone_and_is_no_override_any_more_but_stays_on_record(parcel: Mistaken) -> None:
    parcel.override()
    parcel.undo("赵总")
    assert parcel.task is not None
    assert not parcel.task.visits[0].override
    assert [one[0] for one in parcel.told] == ["start", "override", "undo"]


def test_never_against_votes_but_against_an_approval_that_does_not_hold_any_more() -> None:
    from test_undo import VOTERS, VOTING

    story = Mistaken(VOTING + "may: {override: [director]}\n", roles=VOTERS)
    story.start()
    story.advance(values={"price": 3})
    answer = refused(story.override("approve"))
    assert answer == {"code": "override-votes", "outcome": "approve", "task": 7, "step": "agree", "n": 1}
    story.advance("approve", "小李")
    story.advance("approve", "老张")
    story.set("小王", price=4)
    assert refused(story.advance())["code"] == "approval-void"
    story.override()
    assert closing(story)["override"] == ["not-your-role", "approval-void"]


def test_a_void_approval_is_mended_by_reopening_it() -> None:
    from test_undo import VOTERS, VOTING

    story = Mistaken(VOTING, roles=VOTERS)
    story.start()
    story.advance(values={"price": 3})
    story.advance("approve", "小李")
    story.advance("approve", "老张")
    story.set("小王", price=4)
    story.reopen(2)
    assert story.rounds[-2:] == ["publish#1 superseded", "agree#2 open"]
    story.advance("approve", "小李")
    story.advance("approve", "老张")
    assert isinstance(story.advance(), list)
    assert story.where == "end"
