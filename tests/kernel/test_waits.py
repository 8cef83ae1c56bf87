"""Waits: what closes by itself when a value comes or the time is over."""

from __future__ import annotations

from tests.kernel.kernel_story import Story, codes, local

TRANSIT = """
sop: transit
data: {signed_at: datetime, kind: [a, b], sale_at: {type: datetime, columns: [sale]}}
outcomes: {recall: {to: end.recalled, reason: required}}
steps:
  hand over: {}
  in_transit:
    wait: {for: has(signed_at), until: 10 days}
    outcomes: {done: end, timeout: trace}
  trace: {outcomes: {found: in_transit, lost: end.lost}}
"""


def begun() -> Story:
    story = Story(TRANSIT)
    story.start()
    story.advance()
    return story


def test_a_wait_is_over_when_what_it_waits_for_is_so() -> None:
    story = begun()
    assert story.places == "[in_transit]"
    story.set(kind="a")
    assert story.places == "[in_transit]"
    facts = story.set(signed_at=1, now="2026-11-18 10:00")
    assert facts == ["set", "closed", "timer_ended", "ended"]
    assert story.places == "end"
    assert story.task is not None
    assert local(story.task.ended) == "2026-11-18 10:00"


def test_its_timer_says_when_the_time_is_over() -> None:
    story = begun()
    assert story.task is not None
    assert [(timer.kind, timer.name, local(timer.at)) for timer in story.task.timers] == [
        ("wait", "in_transit", "2026-11-26 09:00")
    ]


def test_what_is_there_already_is_not_waited_for() -> None:
    story = Story(TRANSIT)
    story.start(signed_at=1)
    story.advance()
    assert story.places == "end"


def test_nobody_closes_a_wait_by_hand_but_other_outcomes_are_for_people() -> None:
    story = begun()
    assert codes(story.advance("timeout")) == ["closes-itself"]
    assert codes(story.advance("done")) == ["closes-itself"]
    story.advance("recall", reason="wrong address")
    assert story.places == "end.recalled"
    assert story.task is not None
    assert story.task.timers[0].why == "dropped"


def test_a_wait_that_ended_before_its_opening_was_written_down_is_over_at_once() -> None:
    story = Story(TRANSIT.replace("until: 10 days", "until: sale_at"))
    story.start(sale_at=1)
    story.advance()
    assert story.places == "trace"


def test_the_time_moves_with_its_anchor() -> None:
    story = Story(TRANSIT.replace("until: 10 days", "until: sale_at"))
    story.start()
    story.advance()
    assert story.task is not None
    assert story.task.timers == ()
    hour = 3_600_000
    story.set(sale_at=story.now + hour)
    story.set(sale_at=story.now + 2 * hour)
    assert [(local(timer.at), timer.why) for timer in story.task.timers] == [
        ("2026-11-16 10:00", "dropped"),
        ("2026-11-16 11:00", None),
    ]


def test_waits_that_go_round_by_themselves_are_refused() -> None:
    story = Story(
        """
sop: round
data: {go: boolean}
steps:
  a: {wait: {for: has(go)}, next: b}
  b: {wait: {for: has(go)}, next: {go: a, else: end}}
"""
    )
    story.start()
    assert codes(story.set(go=True)) == ["endless-moves"]
    assert story.set(go=False) == ["set", "closed", "opened", "closed", "ended"]
