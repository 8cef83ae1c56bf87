"""Holds: what stands still, what is left when it goes on, what does not wait."""

from __future__ import annotations

import pytest
from kernel_story import Story, at, codes

from engine.model.commands import Hold, Replan, Resume, Wake

WORK = """
sop: photos
calendar: office
role: warehouse
data: {sale_at: {type: datetime, columns: [sale]}, paid_at: {type: datetime, columns: [paid]}, ref_no: text}
reasons: {hold: [等样品, 等客户]}
deadlines:
  promised: {step: deliver, due: 48h after paid_at, pause: []}
  planned: {step: deliver, due: 2 workdays before sale_at}
steps:
  shoot: {due: 4 work hours, limit: 2 workdays by 18:00}
  deliver: {}
"""


def held(
    story: Story, reason: str = "等样品", visit: int = 0, until: str | None = None, **when: str
) -> object:
    happened = at(when["happened"]) if "happened" in when else None
    command = Hold(b"", 7, visit, reason, until and at(until), happened)
    return story.do(command, when.get("who", "小王"), when.get("now"))


def go_on(story: Story, visit: int = 0, **when: str) -> object:
    return story.do(Resume(b"", 7, visit), when.get("who", "小王"), when.get("now"))


def begun(sop: str = WORK, now: str = "2026-11-20 16:00", **values: int) -> Story:
    """A Friday afternoon."""
    story = Story(sop, now=now)
    story.start(**values)
    return story


def test_what_was_left_of_the_working_time_is_left_when_it_goes_on() -> None:
    """Of four working hours one was used on Friday; held over the weekend, three are left from Tuesday on."""
    story = begun()
    assert story.clocks() == ["shoot due 2026-11-23 11:00 limit 2026-11-24 18:00"]
    assert held(story, now="2026-11-20 17:00") == ["held", "stopped"]
    assert story.clocks() == ["shoot due 2026-11-23 11:00 limit 2026-11-24 18:00 paused 2026-11-20 17:00"]
    assert go_on(story, now="2026-11-24 10:00") == ["resumed", "clock"]
    assert story.clocks() == [
        "shoot due 2026-11-23 11:00 limit 2026-11-24 18:00 resumed 2026-11-20 17:00",
        "shoot due 2026-11-24 13:00 limit 2026-11-26 11:00",
    ]


def test_a_platform_s_clock_stands_still_for_nobody() -> None:
    story = begun(paid_at=at("2026-11-20 12:00"))
    held(story, now="2026-11-20 17:00")
    assert story.clocks("promised") == ["promised due 2026-11-22 12:00 limit None"]


def test_two_holds_one_after_the_other() -> None:
    story = begun(now="2026-11-16 09:00")
    assert story.clocks() == ["shoot due 2026-11-16 13:00 limit 2026-11-18 18:00"]
    held(story, now="2026-11-16 10:00")
    go_on(story, now="2026-11-16 11:00")
    held(story, "等客户", now="2026-11-16 13:00")
    go_on(story, now="2026-11-16 17:00")
    assert story.clocks()[-1].startswith("shoot due 2026-11-16 18:00 ")


def test_what_is_late_stays_late() -> None:
    """A hold never cures lateness: the due that has passed stays, the limit that has not moves."""
    story = begun(now="2026-11-16 09:00")
    held(story, now="2026-11-16 14:00")
    go_on(story, now="2026-11-17 14:00")
    assert story.clocks() == [
        "shoot due 2026-11-16 13:00 limit 2026-11-18 18:00 resumed 2026-11-16 14:00",
        "shoot due 2026-11-16 13:00 limit 2026-11-19 18:00",
    ]


def test_a_hold_recorded_after_the_due_cannot_have_begun_before_it() -> None:
    story = begun(now="2026-11-16 09:00")
    refused = held(story, now="2026-11-16 14:00", happened="2026-11-16 12:00")
    assert codes(refused) == ["hold-cures"]
    assert story.clocks() == ["shoot due 2026-11-16 13:00 limit 2026-11-18 18:00"]


def test_a_date_that_changes_while_it_stands_still_is_reckoned_with_the_pause() -> None:
    story = begun(now="2026-11-16 09:00", sale_at=at("2026-11-27 12:00"))
    assert story.clocks("planned") == ["planned due 2026-11-25 12:00 limit None"]
    held(story, now="2026-11-17 09:00")
    story.set(now="2026-11-17 10:00", sale_at=at("2026-12-01 12:00"))
    go_on(story, now="2026-11-18 09:00")
    assert story.clocks("planned")[-1] == "planned due 2026-11-30 12:00 limit None"
    story.set(now="2026-11-18 10:00", sale_at=at("2026-11-27 12:00"))
    assert story.clocks("planned")[-1] == "planned due 2026-11-26 12:00 limit None"


ABSOLUTE = WORK.replace("before sale_at}", "before sale_at, resume: absolute}")
RESTART = WORK.replace("{due: 4 work hours", "{resume: restart, due: 4 work hours")


def test_absolute_the_due_stays_where_it_was() -> None:
    story = begun(ABSOLUTE, now="2026-11-16 09:00", sale_at=at("2026-11-27 12:00"))
    held(story, now="2026-11-17 09:00")
    assert story.clocks("planned") == ["planned due 2026-11-25 12:00 limit None paused 2026-11-17 09:00"]
    go_on(story, now="2026-11-18 09:00")
    assert story.clocks("planned")[-1] == "planned due 2026-11-25 12:00 limit None"


def test_restart_all_of_the_time_again() -> None:
    story = begun(RESTART, now="2026-11-16 09:00")
    held(story, now="2026-11-16 12:00")
    go_on(story, now="2026-11-17 09:00")
    assert story.clocks()[-1] == "shoot due 2026-11-17 13:00 limit 2026-11-19 18:00"


LANES = """
sop: launch
calendar: office
role: warehouse
steps:
  prepare:
    due: 3 workdays
    parallel:
      pictures: {steps: {shoot: {due: 1 workday}}}
      texts: {steps: {write: {due: 1 workday}, check: {due: 1 workday}}}
    next: end
"""


def test_one_step_is_held_and_the_lane_beside_it_is_not() -> None:
    story = begun(LANES, now="2026-11-16 09:00")
    held(story, visit=story.visit("shoot"), now="2026-11-16 10:00")
    assert [clock for clock in story.clocks() if "paused" in clock] == [
        "shoot due 2026-11-17 09:00 limit None paused 2026-11-16 10:00"
    ]
    assert codes(story.advance(visit="shoot")) == ["on-hold"]
    assert story.advance(visit="write") != ["on-hold"]
    assert story.places == "[prepare] shoot check"


def test_a_block_on_hold_holds_what_is_in_its_lanes() -> None:
    story = begun(LANES, now="2026-11-16 09:00")
    held(story, visit=1, now="2026-11-16 10:00")
    assert len([clock for clock in story.clocks() if "paused" in clock]) == 3
    assert codes(story.advance(visit="write")) == ["on-hold"]


def test_a_step_that_opens_while_the_task_is_on_hold_begins_when_it_goes_on() -> None:
    sop = WORK.replace("steps:\n", "steps:\n  samples: {wait: {for: has(ref_no)}}\n")
    story = begun(sop, now="2026-11-16 09:00")
    held(story, now="2026-11-16 10:00")
    story.set(now="2026-11-16 15:00", ref_no="S-1")
    assert story.places == "shoot"
    assert story.clocks() == []
    go_on(story, now="2026-11-17 09:00")
    assert story.clocks() == ["shoot due 2026-11-17 13:00 limit 2026-11-19 12:00"]


PAUSED = """
sop: complaint
calendar: office
role: warehouse
data: {asked_at: {type: datetime, columns: [asked]}}
deadlines:
  conclude: {step: close, due: 8 work hours after asked_at, pause: [goods_back]}
steps:
  look: {outcomes: {done: close, ask: goods_back}}
  goods_back: {next: look}
  close: {}
"""


def test_a_clock_stands_still_while_the_task_is_in_a_step_of_its_list() -> None:
    story = begun(PAUSED, now="2026-11-16 09:00", asked_at=at("2026-11-16 09:00"))
    story.advance("ask", now="2026-11-16 12:00")
    assert story.clocks("conclude") == ["conclude due 2026-11-16 17:00 limit None paused 2026-11-16 12:00"]
    held(story, "x", now="2026-11-16 13:00")  # not in its list
    go_on(story, now="2026-11-17 09:00")
    story.advance(now="2026-11-18 15:00")
    assert story.clocks("conclude")[-1] == "conclude due 2026-11-19 11:00 limit None"
    story.advance(now="2026-11-19 11:00")
    story.advance(now="2026-11-19 11:00")
    assert story.clocks("conclude")[-1] == "conclude due 2026-11-19 11:00 limit None closed 2026-11-19 11:00"


def test_what_is_cancelled_on_hold_is_not_on_hold_any_more() -> None:
    story = begun(now="2026-11-16 09:00")
    held(story, until="2026-11-20 09:00", now="2026-11-16 10:00")
    story.cancel("no", now="2026-11-16 11:00")
    assert story.task is not None
    assert story.task.end == "end.cancelled"
    assert [hold.ended for hold in story.task.holds] == [at("2026-11-16 11:00")]
    assert [timer.why for timer in story.task.timers] == ["dropped"]
    assert "paused" in story.clocks()[0]


def test_when_it_was_expected_to_be_over_people_are_told_once() -> None:
    story = begun(now="2026-11-16 09:00")
    held(story, until="2026-11-18 09:00", now="2026-11-16 10:00")
    assert story.do(Wake(b"", 7), now="2026-11-18 08:59") == []
    assert story.do(Wake(b"", 7), now="2026-11-18 09:05") == ["timer_ended", "noticed"]
    told = story.facts[-1][-1]
    assert (told["kind"], told["for"], told["step"]) == ("hold", ["warehouse", "小王"], "shoot")
    assert story.do(Wake(b"", 7), now="2026-11-19 09:05") == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Hold(b"", 7, 0, None), "reason-required"),
        (Hold(b"", 7, 0, "天气"), "reason-not-listed"),
        (Hold(b"", 7, 0, "等样品", at("2026-11-16 08:00")), "hold-until-past"),
        (Hold(b"", 7, 0, "等样品", None, at("2026-11-16 08:00")), "before-opened"),
        (Hold(b"", 7, 9, "等样品"), "unknown-visit"),
        (Resume(b"", 7), "not-held"),
    ],
)
def test_what_cannot_be_held(command: Hold | Resume, code: str) -> None:
    story = begun(now="2026-11-16 09:00")
    assert codes(story.do(command)) == [code]


def test_what_is_on_hold_is_not_held_again_nor_by_a_stranger() -> None:
    story = begun(now="2026-11-16 09:00")
    assert codes(held(story, who="赵总")) == ["may-not"]
    held(story)
    assert codes(held(story)) == ["already-held"]
    assert codes(story.advance()) == ["on-hold"]
    assert story.comment("还在等") == ["commented"]


def test_planning_anew_without_anything_new_is_nothing() -> None:
    story = begun(now="2026-11-16 09:00")
    assert story.do(Replan(b"", 7)) == []


def test_planning_anew_is_for_the_owner() -> None:
    story = begun(now="2026-11-16 09:00")
    assert codes(story.do(Replan(b"", 7), "小李")) == ["may-not"]
