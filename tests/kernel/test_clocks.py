"""Clocks: when they start, stop, are planned again; born late, void, cancelled."""

from __future__ import annotations

from kernel_story import Story, at, codes

PROMISE = """
sop: shipping
calendar: office
role: warehouse
data:
  paid_at: {type: datetime, columns: [paid]}
  big_sale: {type: boolean, default: false}
deadlines:
  dispatch:
    step: hand_over
    due: {big_sale: none, else: 24h after paid_at}
    limit: {big_sale: none, else: 48h after paid_at}
    pause: []
steps:
  pick: {due: 4 work hours, limit: 2 workdays by 18:00}
  hand_over: {outcomes: {done: deliver, back: pick}}
  deliver: {}
reasons: {cancel: [buyer, no stock]}
"""


def test_a_promise_runs_from_its_anchor_on_and_a_step_s_own_clock_while_it_is_open() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 12:00"))
    assert story.clocks() == [
        "pick due 2026-11-23 11:00 limit 2026-11-24 18:00",
        "dispatch due 2026-11-21 12:00 limit 2026-11-22 12:00",
    ]
    story.advance(now="2026-11-20 17:00")
    story.advance(now="2026-11-21 12:00")
    assert story.clocks() == [
        "pick due 2026-11-23 11:00 limit 2026-11-24 18:00 closed 2026-11-20 17:00",
        "dispatch due 2026-11-21 12:00 limit 2026-11-22 12:00 closed 2026-11-21 12:00",
    ]


def test_no_anchor_means_no_date_yet() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start()
    assert len(story.clocks()) == 1
    story.set(paid_at=at("2026-11-20 15:00"))
    assert story.clocks()[1] == "dispatch due 2026-11-21 15:00 limit 2026-11-22 15:00"


def test_a_due_that_has_passed_when_its_anchor_is_set_is_born_late() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-19 15:59"))
    assert story.clocks()[1] == "dispatch due 2026-11-20 15:59 limit 2026-11-21 15:59 born late"


def test_due_at_this_very_moment_is_not_born_late() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-19 16:00"))
    assert "born late" not in story.clocks()[1]


def test_when_the_anchor_changes_the_old_plan_stays_on_record() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    story.set(now="2026-11-20 17:00", paid_at=at("2026-11-20 14:00"))
    assert story.clocks()[1:] == [
        "dispatch due 2026-11-21 15:00 limit 2026-11-22 15:00 replanned 2026-11-20 17:00",
        "dispatch due 2026-11-21 14:00 limit 2026-11-22 14:00",
    ]


def test_a_value_that_changes_nothing_about_a_plan_leaves_it_alone() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    assert story.set(paid_at=at("2026-11-20 15:00")) == ["set"]


def test_a_case_can_take_a_deadline_away() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    story.set(big_sale=True)
    assert story.clocks()[1:] == [
        "dispatch due 2026-11-21 15:00 limit 2026-11-22 15:00 replanned 2026-11-20 16:00"
    ]


def test_a_promise_is_kept_once_and_does_not_start_again_when_its_step_is_visited_again() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    story.advance()
    story.advance("back")
    story.advance()
    story.advance()
    dispatch = [line for line in story.clocks() if line.startswith("dispatch")]
    assert dispatch == ["dispatch due 2026-11-21 15:00 limit 2026-11-22 15:00 closed 2026-11-20 16:00"]


def test_cancelling_closes_visits_and_stops_clocks_as_cancelled() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    assert codes(story.cancel()) == ["reason-required"]
    assert codes(story.cancel("bored")) == ["reason-not-listed"]
    story.cancel("buyer", now="2026-11-22 09:00")
    assert story.where == "end.cancelled"
    assert story.clocks() == [
        "pick due 2026-11-23 11:00 limit 2026-11-24 18:00 cancelled 2026-11-22 09:00",
        "dispatch due 2026-11-21 15:00 limit 2026-11-22 15:00 cancelled 2026-11-22 09:00",
    ]
    assert story.task
    assert story.task.visits[0].outcome == "cancelled"


def test_a_promise_is_void_when_the_task_ends_without_its_step() -> None:
    sop = PROMISE.replace("pick: {due", "pick: {outcomes: {done: hand_over, gone: end.gone}, due")
    story = Story(sop, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    story.advance("gone")
    assert story.clocks()[1] == ("dispatch due 2026-11-21 15:00 limit 2026-11-22 15:00 void 2026-11-20 16:00")


def test_the_earliest_due_that_runs_is_what_a_work_list_sorts_by() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    assert story.task
    assert story.task.visits[0].due == at("2026-11-21 15:00")
    story.set(big_sale=True)
    assert story.task.visits[0].due == at("2026-11-23 11:00")


def test_with_a_limit_alone_that_is_when_it_is_due() -> None:
    sop = PROMISE.replace("due: {big_sale: none, else: 24h after paid_at}\n    ", "")
    story = Story(sop, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 15:00"))
    assert story.clocks()[1] == "dispatch due 2026-11-22 15:00 limit 2026-11-22 15:00"


ANCHORED = """
sop: hand-over
calendar: office
role: warehouse
deadlines:
  ship: {step: hand_over, due: 9 work hours after approve, limit: 12 work hours after approve}
  tell: {step: hand_over.done, due: 30min after approve.opened}
steps: {approve: {}, hand_over: {outcomes: {done: end, later: hand_over}}}
"""


def test_a_deadline_may_be_anchored_on_another_step() -> None:
    story = Story(ANCHORED, now="2026-09-30 12:00")
    story.start()
    assert story.clocks() == ["tell due 2026-09-30 12:30 limit None"]
    story.advance(now="2026-09-30 15:00")
    # 3 working hours are left on 30 September, the holiday is off, Thursday 8 October is worked
    assert story.clocks()[1] == "ship due 2026-10-08 15:00 limit 2026-10-08 18:00"


def test_a_promise_kept_by_one_outcome_is_not_kept_by_another() -> None:
    story = Story(ANCHORED, now="2026-09-30 12:00")
    story.start()
    story.advance(now="2026-09-30 15:00")
    story.advance("later", now="2026-09-30 16:00")
    assert story.clocks() == [
        "tell due 2026-09-30 12:30 limit None",
        "ship due 2026-10-08 15:00 limit 2026-10-08 18:00 closed 2026-09-30 16:00",
    ]


def test_a_promise_that_a_case_took_away_comes_back_with_the_data() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 12:00"))
    story.set(big_sale=True)
    gone = "dispatch due 2026-11-21 12:00 limit 2026-11-22 12:00 replanned 2026-11-20 16:00"
    assert story.clocks()[1:] == [gone]
    story.set(now="2026-11-20 17:00", paid_at=at("2026-11-20 13:00"))
    assert story.clocks()[1:] == [gone]
    story.set(big_sale=False)
    assert story.clocks()[1:] == [gone, "dispatch due 2026-11-21 13:00 limit 2026-11-22 13:00"]


def test_a_promise_does_not_come_back_when_what_it_asks_for_was_done_meanwhile() -> None:
    story = Story(PROMISE, now="2026-11-20 16:00")
    story.start(paid_at=at("2026-11-20 12:00"))
    story.set(big_sale=True)
    story.advance(now="2026-11-20 17:00")
    story.advance(now="2026-11-20 18:00")
    story.set(big_sale=False)
    assert [clock for clock in story.clocks() if clock.startswith("dispatch")] == [
        "dispatch due 2026-11-21 12:00 limit 2026-11-22 12:00 replanned 2026-11-20 16:00"
    ]
