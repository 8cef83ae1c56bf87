"""Lanes: work that goes on at the same time, joins, and what leaves or re-enters a block."""

from __future__ import annotations

from tests.kernel.kernel_story import Story, codes, local

PREPARE = """
sop: prepare
role: warehouse
data: {price: money, presale: {type: boolean, default: false}}
outcomes:
  call_off: {to: end.cancelled, role: director, reason: required}
steps:
  plan: {}
  prepare:
    parallel:
      goods:
        steps:
          order: {}
          receive: {outcomes: {done: end, late: {to: order, reason: required}}}
      design:
        role: service
        steps:
          shoot: {}
          retouch: {due: 2h}
      presale:
        when: presale
        steps: [open presale]
    join: %s
    next: check
  check:
    outcomes: {done: end, again: retouch, all_again: prepare}
"""
ALL = PREPARE % "all"


def begun(sop: str = ALL, **values: object) -> Story:
    story = Story(sop)
    story.start(**values)
    story.advance()
    return story


def test_the_lanes_of_a_block_go_on_at_the_same_time_and_all_of_them_join() -> None:
    story = begun()
    assert story.places == "[prepare] order shoot"
    story.advance(visit="order")
    story.advance(visit="shoot", who="小李")
    assert story.places == "[prepare] receive retouch"
    story.advance(visit="receive", now="2026-11-16 12:00")
    assert story.places == "[prepare] retouch"
    story.advance(visit="retouch", who="小李", now="2026-11-16 15:00")
    assert story.places == "check"
    story.advance()
    assert story.places == "end"


def test_a_lane_that_is_not_wanted_is_not_walked() -> None:
    assert begun(presale=True).places == "[prepare] order shoot open presale"


def test_a_lane_has_its_own_role() -> None:
    story = begun()
    assert codes(story.advance(visit="shoot")) == ["not-your-role"]


def test_nobody_closes_a_block_by_hand() -> None:
    story = begun()
    assert codes(story.advance(visit="prepare")) == ["closes-itself"]


def test_a_join_happens_when_the_last_lane_ended_however_late_that_is_written_down() -> None:
    story = begun()
    story.advance(visit="order")
    story.advance(visit="receive", now="2026-11-16 18:00")
    story.advance(visit="shoot", who="小李", happened="2026-11-16 10:00")
    story.advance(visit="retouch", who="小李", happened="2026-11-16 15:00", now="2026-11-17 09:00")
    assert story.task is not None
    block, check = story.task.visits[1], story.task.visits[-1]
    assert (local(block.closed), check.step, local(check.opened)) == (
        "2026-11-16 18:00",
        "check",
        "2026-11-16 18:00",
    )


def test_one_lane_is_enough_and_the_others_are_cancelled() -> None:
    story = begun(PREPARE % "any")
    story.advance(visit="order")
    story.advance(visit="shoot", who="小李", now="2026-11-16 10:00")
    story.advance(visit="receive", now="2026-11-16 13:00")
    assert story.places == "check"
    assert story.task is not None
    assert [(visit.step, visit.outcome) for visit in story.task.visits if visit.lane == 2] == [
        ("shoot", "done"),
        ("retouch", "cancelled"),
    ]
    assert [lane.why for lane in story.task.lanes] == ["end", "cancelled"]
    assert story.clocks() == [
        "retouch due 2026-11-16 12:00 limit None cancelled 2026-11-16 13:00"  # late, and stays so
    ]


def test_lanes_may_be_left_to_finish_and_the_task_waits_for_them() -> None:
    story = begun(PREPARE % "any" + "")
    story = begun((PREPARE % "any").replace("    join: any", "    join: any\n    rest: finish"))
    story.advance(visit="order")
    story.advance(visit="receive")
    assert story.places == "shoot check"
    story.advance(visit="check")
    assert story.places == "shoot"
    assert story.task is not None
    assert story.task.arrived == "end"
    assert story.task.ended is None
    story.advance(visit="shoot", who="小李")
    story.advance(visit="retouch", who="小李")
    assert story.places == "end"


def test_a_number_of_lanes_is_enough() -> None:
    story = begun(PREPARE % "2", presale=True)
    story.advance(visit="open presale")
    story.advance(visit="order")
    assert story.places == "[prepare] shoot receive"
    story.advance(visit="receive")
    assert story.places == "check"


def test_an_outcome_that_leads_outside_cancels_the_block() -> None:
    story = begun()
    assert codes(story.advance("call_off", visit="order", reason="no budget")) == ["not-your-role"]
    story.advance("call_off", visit="order", who="赵总", reason="no budget")
    assert story.places == "end.cancelled"
    assert story.task is not None
    assert {visit.outcome for visit in story.task.visits} == {"done", "call_off", "cancelled"}


def test_the_block_itself_has_the_outcomes_of_every_step() -> None:
    story = begun()
    story.advance("call_off", visit="prepare", who="赵总", reason="no budget")
    assert story.places == "end.cancelled"


def test_a_step_inside_a_block_is_entered_again_with_its_lane_alone() -> None:
    story = begun()
    for visit, who in (("order", "小王"), ("receive", "小王"), ("shoot", "小李"), ("retouch", "小李")):
        story.advance(visit=visit, who=who)
    story.advance("again", visit="check")
    assert story.places == "[prepare] retouch"
    story.advance(visit="retouch", who="小李")
    assert story.places == "check"
    story.advance("all_again", visit="check")
    assert story.places == "[prepare] order shoot"


NESTED = """
sop: nested
steps:
  outer:
    parallel:
      left:
        steps:
          inner:
            parallel: {x: {steps: [x1]}, y: {steps: {y1: {outcomes: {done: end, out: last, stop: end.lost}}}}}
          after inner: {}
      right: {steps: [r1]}
    next: last
  last: {}
"""


def test_blocks_stand_in_lanes_of_blocks() -> None:
    story = Story(NESTED)
    story.start()
    assert story.places == "[outer] [inner] r1 x1 y1"
    story.advance(visit="x1")
    story.advance(visit="y1")
    assert story.places == "[outer] r1 after inner"
    story.advance(visit="after inner")
    story.advance(visit="r1")
    assert story.places == "last"


def test_leaving_an_inner_block_leaves_those_around_it_too() -> None:
    story = Story(NESTED)
    story.start()
    story.advance("out", visit="y1")
    assert story.places == "last"
    story = Story(NESTED)
    story.start()
    story.advance("stop", visit="y1")
    assert story.places == "end.lost"


def test_a_milestone_of_another_lane_opens_the_way() -> None:
    story = Story(
        """
sop: campaign
steps:
  prepare:
    parallel:
      design: {steps: [draft, approve]}
      ads:
        steps:
          plan: {}
          wait_assets: {wait: {for: closed(approve)}}
          upload: {}
  sale: {}
"""
    )
    story.start()
    story.advance(visit="plan")
    assert story.places == "[prepare] draft [wait_assets]"
    story.advance(visit="draft")
    story.advance(visit="approve")
    assert story.places == "[prepare] upload"


def test_work_inside_a_block_is_due_when_the_block_is() -> None:
    story = Story("""
sop: nested
role: warehouse
steps:
  outer:
    due: 5h
    parallel:
      left:
        steps:
          inner:
            due: 3h
            parallel: {one: {steps: {early: {}, late: {due: 4h}}}, two: {steps: [other]}}
      right: {steps: {alone: {}, soon: {due: 1h}}}
deadlines: {whole: {step: outer, due: 9h after start}}
""")
    story.start()

    def dues() -> dict[str, str | None]:
        assert story.task is not None
        return {visit.step: (local(visit.due) or "")[11:] for visit in story.task.open_visits()}

    assert dues() == {
        "outer": "14:00",
        "inner": "12:00",
        "early": "12:00",
        "other": "12:00",
        "alone": "14:00",
    }
    story.advance(visit="early", now="2026-11-16 09:30")
    story.advance(visit="alone")
    assert (dues()["late"], dues()["soon"]) == ("12:00", "10:30")
