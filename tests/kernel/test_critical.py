"""Whether promises can still be kept: the longest way and the quickest, by what steps may take."""

from __future__ import annotations

from kernel_story import Story, at, local

from engine.kernel.critical import Outlook, Took, outlook
from engine.model.commands import Hold

LINE = """
sop: line
calendar: office
role: warehouse
required: [paid_at]
data:
  paid_at: {type: datetime}
  heavy: boolean
  stop_at: {type: datetime, columns: [stop]}
deadlines:
  dispatch: {step: hand_over, due: 24h after paid_at, limit: 48h after paid_at, pause: []}
steps:
  pick: {due: 4 work hours, outcomes: {done: pack, lost: {to: search, reason: required}}}
  pack: {due: 2 work hours, next: {heavy: freight, else: hand_over}}
  freight: {due: 1 workday, next: hand_over}
  search: {due: 3 workdays, next: pick}
  hand_over: {}
"""


def looked(story: Story, took: Took | None = None, name: str = "") -> Outlook:
    assert story.task is not None
    spans = [one for one in story.task.clocks if one.ended is None and one.deadline and not one.visit]
    (span,) = [one for one in spans if name in ("", one.deadline)]
    return outlook(story.program, story.task, span, story.context("小王"), took or {})


def way(found: Outlook) -> list[str]:
    return [f"{leg.step} {local(leg.closes)} {leg.basis}" for leg in found.legs]


def test_the_longest_way_in_the_calendar_and_the_quickest() -> None:
    story = Story(LINE, now="2026-11-20 10:00")
    story.start(paid_at=at("2026-11-20 09:30"))
    found = looked(story)
    assert way(found) == [
        "pick 2026-11-20 14:00 due",
        "pack 2026-11-20 16:00 due",
        "freight 2026-11-23 16:00 due",
        "hand_over 2026-11-23 16:00 unknown",
    ]
    assert (local(found.finish), local(found.earliest)) == ("2026-11-23 16:00", "2026-11-20 16:00")
    assert (found.state, found.slack) == ("tight", -7 * 3_600_000)


def test_a_step_without_a_due_takes_what_such_steps_took_in_working_time() -> None:
    story = Story(LINE, now="2026-11-20 15:00")
    story.start(paid_at=at("2026-11-20 09:30"), heavy=False)
    found = looked(story, {"hand_over": (6 * 3_600_000, 12), "pack": (1, 1)})
    assert way(found)[-1] == "hand_over 2026-11-23 18:00 median"
    assert [leg.step for leg in found.legs] == ["pick", "pack", "hand_over"]  # it is not heavy
    assert (found.legs[-1].ms, found.legs[-1].visits) == (6 * 3_600_000, 12)


def test_what_the_data_say_is_taken_at_their_word() -> None:
    story = Story(LINE.replace("freight: {due: 1 workday,", "freight: {when: heavy, due: 1 workday,"))
    story.start(paid_at=at("2026-11-16 09:00"), heavy=False)
    found = looked(story)
    assert [leg.step for leg in found.legs] == ["pick", "pack", "hand_over"]
    assert (found.state, local(found.finish)) == ("in-time", "2026-11-16 15:00")


def test_too_late_for_its_due_and_then_for_its_limit() -> None:
    story = Story(LINE, now="2026-11-20 10:00")
    story.start(paid_at=at("2026-11-19 15:00"))
    assert looked(story).state == "late"
    story.now = at("2026-11-21 15:01")
    assert looked(story).state == "breach"
    assert local(looked(story).earliest) == "2026-11-23 11:00"


def test_what_is_on_hold_goes_on_when_that_is_expected_with_what_was_left() -> None:
    story = Story(LINE, now="2026-11-20 10:00")
    story.start(paid_at=at("2026-11-20 09:30"), heavy=False)
    story.now = at("2026-11-20 11:00")
    assert isinstance(story.do(Hold(b"", 7, 0, "no boxes", at("2026-11-24 09:00"))), list)
    story.now = at("2026-11-20 16:00")
    found = looked(story)
    assert way(found) == [
        "pick 2026-11-24 12:00 due",
        "pack 2026-11-24 14:00 due",
        "hand_over 2026-11-24 14:00 unknown",
    ]
    assert found.state == "breach"
    story.now = at("2026-11-24 10:00")
    assert way(looked(story))[0] == "pick 2026-11-24 13:00 due", "it was to go on at nine, and did not"


def test_an_open_step_that_is_late_is_taken_to_be_done_now() -> None:
    story = Story(LINE, now="2026-11-16 10:00")
    story.start(paid_at=at("2026-11-16 09:30"))
    story.now = at("2026-11-17 11:00")
    assert way(looked(story))[:2] == ["pick 2026-11-17 11:00 due", "pack 2026-11-17 13:00 due"]


def test_what_went_wrong_is_on_no_way_until_it_has() -> None:
    story = Story(LINE, now="2026-11-16 10:00")
    story.start(paid_at=at("2026-11-16 09:30"))
    story.advance("lost", reason="gone")
    found = looked(story)
    assert [leg.step for leg in found.legs] == ["search", "pick", "pack", "freight", "hand_over"]


LANES = """
sop: lanes
calendar: office
role: warehouse
data:
  skus: {type: list, of: text, columns: [skus]}
  stop_at: {type: datetime, columns: [stop]}
deadlines:
  ready: {step: last, due: 2 workdays after start}
steps:
  both:
    parallel:
      short: {steps: {a: {due: 1 work hours}}}
      long: {steps: {b: {due: 5 work hours}, c: {due: 2 work hours}}}
    join: JOIN
    next: wait
  wait: {wait: {for: has(skus), until: stop_at}, outcomes: {done: last, timeout: last}}
  last: {due: 1 work hours}
"""


def test_lanes_that_are_all_needed_take_as_long_as_the_longest() -> None:
    story = Story(LANES.replace("JOIN", "all"), now="2026-11-16 09:00")
    story.start()
    found = looked(story)
    assert way(found) == [
        "b 2026-11-16 14:00 due",
        "c 2026-11-16 16:00 due",
        "wait 2026-11-16 16:00 unknown",
        "last 2026-11-16 17:00 due",
    ]
    assert found.earliest == found.finish
    story.advance(visit="b", now="2026-11-16 09:30")
    story.advance(visit="c")
    assert [leg.step for leg in looked(story).legs] == ["a", "wait", "last"]


def test_one_lane_is_enough_for_the_quickest_way() -> None:
    story = Story(LANES.replace("JOIN", "any"), now="2026-11-16 09:00")
    story.start()
    found = looked(story)
    assert (local(found.earliest), local(found.finish)) == ("2026-11-16 11:00", "2026-11-16 17:00")


def test_a_wait_takes_until_its_own_end() -> None:
    story = Story(LANES.replace("JOIN", "all"), now="2026-11-16 09:00")
    story.start(stop_at=at("2026-11-18 12:00"))
    found = looked(story)
    assert way(found)[2:] == ["wait 2026-11-18 12:00 until", "last 2026-11-18 13:00 due"]
    assert found.state == "late"


ROUND = """
sop: round
calendar: office
role: warehouse
deadlines:
  ready: {step: last, due: 2 workdays after start}
steps:
  draw: {due: 2 work hours}
  judge: {due: 1 work hours, outcomes: {good: last, again: {to: draw, WHEN}}}
  last: {}
"""


def test_work_that_may_go_round_for_ever_has_no_longest_way() -> None:
    story = Story(ROUND.replace(", WHEN", ""), now="2026-11-16 09:00")
    story.start()
    found = looked(story)
    assert (found.finish, found.legs, found.state) == (None, (), "unclear")
    assert local(found.earliest) == "2026-11-16 12:00"
    story.now = at("2026-11-18 17:00")
    assert looked(story).state == "late"


def test_rounds_that_are_counted_are_not_walked_again() -> None:
    story = Story(ROUND.replace("WHEN", "when: visits(draw) < 3"), now="2026-11-16 09:00")
    story.start()
    assert [leg.step for leg in looked(story).legs] == ["draw", "judge", "last"]


def test_the_step_itself_open() -> None:
    story = Story(LINE, now="2026-11-16 10:00")
    story.start(paid_at=at("2026-11-16 09:30"), heavy=False)
    story.advance()
    story.advance()
    assert way(looked(story)) == ["hand_over 2026-11-16 10:00 unknown"]
    assert way(looked(story, {"hand_over": (3_600_000, 3)})) == ["hand_over 2026-11-16 11:00 median"]
