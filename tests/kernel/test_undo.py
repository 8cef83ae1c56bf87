"""Taking back one's own last outcome: what goes back, what stays, and what keeps somebody from it."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import at
from mistaken import Mistaken

from engine.kernel import Decision, decide
from engine.model.commands import ITSELF, Act, Advance, Hold, Undo
from engine.model.refusals import Refusal

PARCEL = """
sop: parcel
calendar: office
role: warehouse
owner: director
data: {weight: number, state: text, order: text}
deadlines: {sent: {step: hand_over, due: 2 workdays after start}, told: {step: pack, due: 4h after check}}
steps:
  pick: {due: 4h, checklist: [Compare, Pad]}
  check:
    role: service
    due: 1 workday
    checklist: [{fill: weight}]
    outcomes:
      ok: {to: pack, set: {state: checked}}
      back: {to: pick, reason: required}
      lost: {to: end.lost, reason: required}
  pack: {due: 2h}
  hand_over: {}
"""
LANES = """
sop: lanes
role: warehouse
owner: director
steps:
  begin: {}
  both:
    parallel:
      left: {steps: [a, b]}
      right: {steps: [c, d]}
  finish: {}
"""


@pytest.fixture
def parcel() -> Mistaken:
    story = Mistaken(PARCEL)
    story.start()
    story.advance(ticks=(1, 2), now="2026-11-16 10:00")
    return story


def refused(answer: Any) -> dict[str, Any]:
    """A refusal's code and data."""
    assert isinstance(answer, Refusal), answer
    return {"code": answer.code, **answer.data}


def test_the_step_is_open_again_with_its_old_due_and_what_it_opened_is_gone(parcel: Mistaken) -> None:
    assert parcel.undo(now="2026-11-16 15:00", reason="拿错了") == [
        "undid", "closed", "stopped", "undone", "clock",
    ]  # fmt: skip
    assert parcel.rounds == ["pick#1 open", "check#1 undone"]
    assert parcel.clocks("pick") == [
        "pick due 2026-11-16 13:00 limit None resumed 2026-11-16 10:00",
        "pick due 2026-11-16 13:00 limit None",
    ]
    assert parcel.task is not None
    assert parcel.task.visits[0].ticks == (1, 2), "what was ticked was done"
    assert parcel.task.visits[0].due == at("2026-11-16 13:00")
    parcel.advance()
    assert parcel.rounds[-1] == "check#2 open"


def test_what_an_outcome_sets_goes_back_and_what_was_given_with_it_stays(parcel: Mistaken) -> None:
    parcel.advance("ok", "小李", values={"weight": 3})
    assert parcel.task is not None
    assert parcel.task.data == {"weight": 3, "state": "checked"}
    parcel.undo("小李")
    assert parcel.task.data == {"weight": 3}
    assert parcel.task.origin == {"weight": 2}
    assert parcel.clocks("told") == ["told due 2026-11-16 14:00 limit None replanned 2026-11-16 10:00"]
    parcel.advance("ok", "小李", now="2026-11-16 11:00")
    assert parcel.clocks("told")[-1] == "told due 2026-11-16 15:00 limit None"


def test_it_can_be_done_again_and_again_back_to_what_others_did(parcel: Mistaken) -> None:
    parcel.advance("ok", "小李", values={"weight": 3})
    parcel.advance()
    parcel.advance()
    assert parcel.where == "end"
    assert parcel.undo()[:3] == ["undid", "goes_on", "undone"]
    parcel.undo()
    assert parcel.rounds == ["pick#1 done", "check#1 ok", "pack#1 open", "hand_over#1 undone"]
    assert parcel.clocks("sent")[-1] == "sent due 2026-11-18 09:00 limit None"
    assert refused(parcel.undo()) == {
        "code": "undo-touched", "visit": "T-7/pick#1", "outcome": "done", "other": "T-7/check#1",
        "actor": "小李", "at": at("2026-11-16 10:00"),
    }  # fmt: skip


@pytest.mark.parametrize("touch", ["tick", "value", "hold", "moved"])
def test_whoever_went_on_from_there_keeps_it_from_being_undone(parcel: Mistaken, touch: str) -> None:
    parcel.now = at("2026-11-16 11:00")
    if touch == "value":
        parcel.set("小李", visit="check", weight=3)
    elif touch == "hold":
        parcel.do(Hold(b"", 7, parcel.visit("check"), "等"), "小李")
    elif touch == "tick":
        parcel.advance("ok", "小李", values={"weight": 3})
    else:
        parcel.cancel("重复", "赵总")
    answer = refused(parcel.undo())
    assert (answer["code"], answer["at"]) == ("undo-touched", at("2026-11-16 11:00"))
    assert answer["actor"] == ("赵总" if touch == "moved" else "小李")


def test_what_others_say_or_time_brings_does_not(parcel: Mistaken) -> None:
    parcel.comment("快点", "小李")
    parcel.set("小李", visit="check", weight=3)
    parcel.set("小李", visit="check", weight=None)
    assert parcel.undo(now="2026-12-24 09:00")[0] == "undid"


def test_only_who_did_it_or_typed_it_may(parcel: Mistaken) -> None:
    assert refused(parcel.undo("小李")) == {
        "code": "undo-not-yours", "task": 7, "person": "小李", "visit": "T-7/pick#1", "outcome": "done",
        "actor": "小王", "at": at("2026-11-16 10:00"),
    }  # fmt: skip
    parcel.typist = "小王"
    parcel.advance("ok", "小李", values={"weight": 3})
    parcel.typist = None
    assert parcel.undo("小王")[0] == "undid"
    assert parcel.rounds[:2] == ["pick#1 done", "check#1 open"]
    assert refused(started().undo()) == {"code": "undo-nothing", "task": 7, "person": "小王"}


def started() -> Mistaken:
    story = Mistaken(PARCEL)
    story.start()
    return story


def test_it_happens_after_what_it_takes_back(parcel: Mistaken) -> None:
    parcel.now = at("2026-11-16 12:00")
    early = parcel.do(Undo(b"", 7, happened=at("2026-11-16 09:30")))
    assert refused(early)["code"] == "before-closed"
    late = parcel.do(Undo(b"", 7, happened=at("2026-11-16 10:30")))
    assert late[0] == "undid"


def test_in_lanes_one_is_taken_back_while_the_other_goes_on() -> None:
    story = Mistaken(LANES)
    story.start()
    story.advance()
    story.advance(visit="a")
    story.advance(visit="c", who="小王")
    story.do(Advance(b"", 7, story.visit("b"), "done"))
    assert story.places == "[both] d"
    assert story.undo() == ["undid", "lane_back", "undone"]
    assert story.places == "[both] b d"
    story.do(Advance(b"", 7, story.visit("b"), "done"))
    story.do(Advance(b"", 7, story.visit("d"), "done"))
    assert story.places == "finish"
    assert refused(story.undo()) == {
        "code": "undo-joined", "visit": "T-7/d#1", "outcome": "done", "block": "both",
    }  # fmt: skip


def test_a_block_that_was_left_comes_back_with_its_lanes() -> None:
    story = Mistaken(LANES + "outcomes: {stop: {to: end.stopped, reason: required}}\n")
    story.start()
    story.advance()
    story.advance(visit="a")
    story.do(Advance(b"", 7, story.visit("c"), "stop", reason="x"))
    assert story.places == "end.stopped"
    story.undo()
    assert story.places == "[both] c b"


CALLING = """
sop: calling
role: warehouse
steps: {ask: {}, other: {call: parcel}}
"""


def test_another_task_that_was_called_is_out_of_reach() -> None:
    story = Mistaken(CALLING)
    story.start()
    story.advance()
    assert refused(story.undo()) == {
        "code": "undo-reached", "visit": "T-7/ask#1", "outcome": "done", "step": "other",
    }  # fmt: skip


def test_what_is_on_hold_is_let_go_on_first(parcel: Mistaken) -> None:
    parcel.do(Hold(b"", 7, 0, "等"))
    assert refused(parcel.undo())["code"] == "on-hold"


VOTING = """
sop: price
role: buyer
owner: director
data: {price: number}
steps:
  propose: {checklist: [{fill: price}]}
  agree:
    role: [finance, legal]
    votes: 2
    outcomes: {approve: publish, reject: {to: propose, reason: required}}
  publish: {}
"""
VOTERS = {"小王": "buyer", "小李": "finance", "老张": "legal", "赵总": "director"}


def voted() -> Mistaken:
    story = Mistaken(VOTING, roles=VOTERS)
    story.start()
    story.advance(values={"price": 3})
    story.advance("approve", "小李")
    return story


def test_a_vote_that_closed_nothing_is_taken_back() -> None:
    story = voted()
    assert story.undo("小李") == ["undid", "voided"]
    story.advance("approve", "老张")
    assert story.where == "agree#1", "one vote is not enough"
    story.advance("approve", "小李")
    assert story.where == "publish#1"


def test_the_vote_that_closed_the_step_goes_and_the_others_stay() -> None:
    story = voted()
    story.advance("approve", "老张")
    assert story.where == "publish#1"
    assert story.undo("老张")[:2] == ["undid", "voided"]
    assert story.where == "agree#1"
    assert refused(story.undo("小王"))["code"] == "undo-touched", "somebody has voted"
    story.advance("approve", "老张")
    assert story.where == "publish#2"
    assert refused(story.undo("小李")) == {
        "code": "undo-touched", "outcome": "approve", "visit": "T-7/agree#1", "other": "T-7/agree#1",
        "actor": "老张", "at": at("2026-11-16 09:00"),
    }  # fmt: skip


RULED = """
sop: ruled
role: warehouse
data: {state: text, seen: integer}
rules:
  tell: {after: pick.done, notify: warehouse, text: done}
  note: {after: state.set, set: {seen: 1}}
  mark: {after: pack.done, set: {seen: 2}}
steps:
  pick: {outcomes: {done: {to: pack, set: {state: picked}}, plain: pack}}
  pack: {}
  send: {}
"""


def effects(story: Mistaken, command: Any) -> list[str]:
    """The rules that a command sets off."""
    answer = decide(story.program, story.task, command, story.context("小王"))
    assert isinstance(answer, Decision), answer
    return [getattr(one, "rule", "") for one in answer.effects]


def test_rules_hear_nothing_of_the_way_back() -> None:
    story = Mistaken(RULED)
    story.start(state="new")
    assert effects(story, Advance(b"", 7, 1, "done")) == ["note", "tell"]
    story.advance()
    assert effects(story, Undo(b"", 7)) == []
    story.undo()
    assert story.task is not None
    assert story.task.data == {"state": "new"}


def test_what_a_rule_did_because_of_it_keeps_it_from_being_undone_but_not_what_it_told() -> None:
    story = Mistaken(RULED)
    story.start()
    story.advance("plain")
    story.do(Act(b"", 7, "tell", 1, 1), ITSELF)
    assert story.undo()[0] == "undid"
    story.advance("plain")
    story.advance(now="2026-11-16 10:00")
    story.do(Act(b"", 7, "mark", 3, 1), ITSELF)
    assert refused(story.undo()) == {
        "code": "undo-touched", "visit": "T-7/pack#2", "outcome": "done", "rule": "mark",
        "at": at("2026-11-16 10:00"),
    }  # fmt: skip


def test_what_was_undone_counts_for_nothing() -> None:
    story = Mistaken(
        "sop: a\nrole: warehouse\nsteps:\n  one: {}\n"
        "  two: {next: {visits(two) > 1: again, else: end}}\n  again: {}\n"
    )
    story.start()
    story.advance()
    story.undo()
    story.advance()
    assert story.where == "two#2"
    story.advance()
    assert story.where == "end"
