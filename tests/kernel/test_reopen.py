"""Going back to a step that was closed: a new visit, what it replaces, an ended task that goes on."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import at, codes
from mistaken import Mistaken
from test_undo import CALLING, LANES, PARCEL, refused

from engine.model.commands import Advance, Hold


@pytest.fixture
def parcel() -> Mistaken:
    """Handed over on Monday evening: all is done."""
    story = Mistaken(PARCEL)
    story.start()
    story.advance(ticks=(1, 2), now="2026-11-16 10:00")
    story.advance("ok", "小李", now="2026-11-16 11:00", values={"weight": 3})
    return story


def test_the_step_is_opened_once_more_with_a_due_of_its_own(parcel: Mistaken) -> None:
    facts = parcel.reopen(2, now="2026-11-16 15:00", reason="称错了")
    assert facts == ["reopened", "closed", "stopped", "opened", "clock"]
    assert parcel.rounds == ["pick#1 done", "check#1 ok", "pack#1 superseded", "check#2 open"]
    assert parcel.clocks("check")[-1] == "check due 2026-11-17 15:00 limit None"
    assert parcel.clocks("pack") == ["pack due 2026-11-16 13:00 limit None cancelled 2026-11-16 15:00"]
    answer = parcel.advance("ok", "小李")
    assert codes(answer) == ["cannot-close", "value-unconfirmed"], "what was given before is confirmed"


def test_who_may_and_why(parcel: Mistaken) -> None:
    assert refused(parcel.reopen(2, "小王"))["code"] == "may-not"
    assert refused(parcel.reopen(2, reason=""))["code"] == "reason-required"
    assert refused(parcel.reopen(2, reason="  "))["code"] == "reason-empty"
    assert refused(parcel.reopen(9))["code"] == "unknown-visit"
    assert refused(parcel.reopen(3)) == {
        "code": "reopen-open", "visit": "T-7/pack#1", "at": at("2026-11-16 11:00"),
    }  # fmt: skip


def test_an_ended_task_goes_on_and_so_does_what_it_promised(parcel: Mistaken) -> None:
    parcel.cancel("客户取消", "赵总", now="2026-11-16 12:00")
    assert parcel.clocks("sent") == ["sent due 2026-11-18 09:00 limit None cancelled 2026-11-16 12:00"]
    parcel.reopen(3, now="2026-11-16 14:00")
    assert parcel.where == "pack#2"
    assert parcel.clocks("sent") == [
        "sent due 2026-11-18 09:00 limit None resumed 2026-11-16 12:00",
        "sent due 2026-11-18 09:00 limit None",
    ]
    assert parcel.clocks("told")[-1] == "told due 2026-11-16 15:00 limit None"
    parcel.advance()
    parcel.advance(now="2026-11-16 14:30")
    assert parcel.where == "end"
    assert parcel.clocks("sent")[-1] == "sent due 2026-11-18 09:00 limit None closed 2026-11-16 14:30"


def test_what_was_kept_stays_kept(parcel: Mistaken) -> None:
    parcel.advance()
    parcel.advance(now="2026-11-16 11:30")
    parcel.reopen(4, now="2026-11-17 11:30")
    assert parcel.where == "hand_over#2"
    assert parcel.clocks("sent") == ["sent due 2026-11-18 09:00 limit None closed 2026-11-16 11:30"]


def lanes() -> Mistaken:
    story = Mistaken(LANES)
    story.start()
    story.advance()
    return story


def test_inside_a_lane_the_others_go_on() -> None:
    story = lanes()
    story.advance(visit="a")
    story.reopen(3)
    assert story.places == "[both] c a"
    assert story.rounds == [
        "begin#1 done",
        "both#1 open",
        "a#1 done",
        "c#1 open",
        "b#1 superseded",
        "a#2 open",
    ]


def test_a_lane_that_ended_is_open_again_while_its_block_is() -> None:
    story = lanes()
    story.advance(visit="a")
    story.advance(visit="b")
    story.reopen(5)
    assert story.places == "[both] c b"
    for step in ("b", "c", "d"):
        story.do(Advance(b"", 7, story.visit(step), "done"))
    assert story.places == "finish"


def test_not_into_lanes_that_have_joined_but_all_of_them() -> None:
    story = lanes()
    for step in ("a", "b", "c", "d"):
        story.do(Advance(b"", 7, story.visit(step), "done"), now="2026-11-16 11:00")
    assert refused(story.reopen(3)) == {
        "code": "reopen-joined", "visit": "T-7/a#1", "block": "both", "other": "T-7/both#1",
        "at": at("2026-11-16 11:00"),
    }  # fmt: skip
    story.reopen(2)
    assert story.places == "[both] a c"
    story.reopen(1)
    assert story.places == "begin", "what is left by it, with its lanes, is put aside"
    assert [one for one in story.rounds if "superseded" in one] == [
        "finish#1 superseded", "both#2 superseded", "a#2 superseded", "c#2 superseded",
    ]  # fmt: skip
    assert refused(story.reopen(9))["code"] == "reopen-left"


def test_a_call_that_is_reopened_calls_again() -> None:
    story = Mistaken(CALLING, roles={"小王": "warehouse", "赵总": "warehouse"})
    story.start()
    story.advance()
    story.reopen(1, "小王")
    assert story.where == "ask#2"
    answer: Any = story.advance()
    assert answer[-1] == "called"


def test_what_was_undone_never_was_and_is_not_reopened(parcel: Mistaken) -> None:
    parcel.undo("小李")
    assert parcel.rounds[-1] == "pack#1 undone"
    assert refused(parcel.reopen(3)) == {"code": "never-open", "task": 7, "step": "pack"}


def test_a_promise_that_stood_still_with_what_is_put_aside_goes_on(parcel: Mistaken) -> None:
    parcel.do(Hold(b"", 7, 3, "等"), now="2026-11-16 11:30")
    assert parcel.clocks("told") == ["told due 2026-11-16 15:00 limit None paused 2026-11-16 11:30"]
    parcel.reopen(2, now="2026-11-16 12:00")
    assert parcel.clocks("told")[-1] == "told due 2026-11-16 15:30 limit None"
