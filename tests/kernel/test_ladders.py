"""Ladders: each rung at its instant, once, decided as things stand then."""

from __future__ import annotations

from typing import Any

from kernel_story import Story, at, codes, local

from engine.kernel import decide
from engine.model.commands import Hold, Migrate, Resume, Wake
from engine.model.refusals import Refusal

SHIP = """
sop: ship
calendar: office
role: warehouse
data:
  paid_at: {type: datetime, columns: [paid]}
  rush: {type: boolean, default: false}
  helper: {type: person, columns: [helper]}
  left: {type: integer, columns: [left]}
deadlines:
  dispatch: {step: hand, due: 24h after paid_at, limit: 48h after paid_at, pause: []}
escalate:
  - {at: 2h before due, notify: assignee, text: "{paid_at}"}
  - {at: due, notify: [assignee, director], assign: service}
  - {at: limit, every: 2h, notify: director}
steps:
  hand: {}
"""


def wake(story: Story, now: str) -> list[Any]:
    """Let the sweep come by: what happened, as (rung, at) and whom it told."""
    found = []
    story.now = at(now)
    while facts := story.do(Wake(b"", 7)):
        assert isinstance(facts, list), facts
        for fact in story.facts[-1]:
            if fact["fact"] == "escalated":
                said = "".join(f" {key}" for key in ("skipped", "failed") if key in fact)
                found.append(f"{fact['rung']} at {local(fact['at'])}{said}")
            if fact["fact"] == "noticed":
                found.append(", ".join(fact["for"]))
    return found


def begun(sop: str = SHIP, now: str = "2026-11-16 09:00", **values: Any) -> Story:
    story = Story(sop, now=now)
    values.setdefault("paid_at", at("2026-11-16 08:00"))
    assert isinstance(story.start(**values), list)
    return story


def test_every_rung_at_its_instant_and_once() -> None:
    story = begun()
    assert wake(story, "2026-11-17 05:59") == []
    assert wake(story, "2026-11-17 06:00") == ["1 at 2026-11-17 06:00", "warehouse"]
    assert wake(story, "2026-11-17 06:00") == []
    assert wake(story, "2026-11-17 08:00") == ["2 at 2026-11-17 08:00", "warehouse, service, role:director"]
    assert wake(story, "2026-11-18 08:01") == ["3 at 2026-11-18 08:00", "role:director"]


def test_a_sweep_that_comes_late_finds_each_in_its_order() -> None:
    story = begun()
    assert wake(story, "2026-11-18 07:00") == [
        "1 at 2026-11-17 06:00",
        "warehouse",
        "2 at 2026-11-17 08:00",
        "warehouse, service, role:director",
    ]


def test_a_rung_is_repeated_while_its_clock_runs_and_what_was_missed_is_not_made_up_for() -> None:
    story = begun()
    wake(story, "2026-11-18 08:00")
    assert wake(story, "2026-11-18 10:00") == ["3 at 2026-11-18 10:00", "role:director"]
    assert wake(story, "2026-11-18 15:30") == ["3 at 2026-11-18 12:00", "role:director"]
    assert wake(story, "2026-11-18 17:30") == ["3 at 2026-11-18 17:30", "role:director"]
    story.advance(who="小李", now="2026-11-18 18:00")
    assert wake(story, "2026-11-19 18:00") == []


def test_what_was_done_in_time_is_nobody_s_business() -> None:
    story = begun()
    story.advance(now="2026-11-16 10:00")
    assert wake(story, "2026-11-19 08:00") == []


def test_of_rungs_that_were_past_when_the_clock_started_only_the_last_happens() -> None:
    story = begun(now="2026-11-17 09:00")
    assert wake(story, "2026-11-17 09:00") == ["2 at 2026-11-17 08:00", "warehouse, service, role:director"]


def test_a_date_that_moves_has_its_rungs_again_but_none_that_is_past_twice() -> None:
    story = begun()
    wake(story, "2026-11-17 08:00")
    story.set(who="小李", now="2026-11-17 08:10", paid_at=at("2026-11-16 07:00"))
    assert wake(story, "2026-11-17 08:10") == []
    story.set(who="小李", now="2026-11-17 08:20", paid_at=at("2026-11-17 07:00"))
    assert wake(story, "2026-11-18 05:00") == ["1 at 2026-11-18 05:00", "service"]


def test_on_hold_nobody_is_told_and_afterwards_the_ladder_goes_on() -> None:
    story = begun(SHIP.replace(", pause: []", ""))
    story.do(Hold(b"", 7, 0, "等"), now="2026-11-16 10:00")
    assert wake(story, "2026-11-19 10:00") == []
    story.do(Resume(b"", 7), now="2026-11-19 10:00")
    assert story.clocks("dispatch")[-1] == "dispatch due 2026-11-20 08:00 limit 2026-11-21 08:00"
    assert wake(story, "2026-11-20 06:00") == ["1 at 2026-11-20 06:00", "warehouse"]


def test_whose_it_is_then_and_that_person_alone_may_do_it() -> None:
    sop = SHIP.replace("assign: service", "assign: helper")
    story = begun(sop, helper="小李")
    wake(story, "2026-11-17 08:00")
    assert codes(story.advance(who="小王")) == ["not-your-role"]
    assert story.advance(who="小李") == ["closed", "stopped", "ended"]


def test_a_field_without_a_person_gives_it_to_nobody() -> None:
    story = begun(SHIP.replace("assign: service", "assign: helper"))
    wake(story, "2026-11-17 08:00")
    assert story.advance(who="小王") == ["closed", "stopped", "ended"]


def test_a_rung_with_a_condition_that_does_not_hold_is_passed_over_for_good() -> None:
    story = begun(SHIP.replace("{at: 2h before due, ", "{at: 2h before due, when: rush, "))
    assert wake(story, "2026-11-17 06:00") == ["1 at 2026-11-17 06:00 skipped"]
    story.set(rush=True)
    assert wake(story, "2026-11-17 06:05") == []


def test_a_rung_closes_a_step_that_can_be_closed() -> None:
    story = begun(SHIP.replace("at: limit, every: 2h", "at: limit, close: hand.done"))
    wake(story, "2026-11-18 08:00")
    assert story.where == "end"


def test_what_cannot_be_carried_out_does_not_keep_people_from_being_told() -> None:
    """The value is missing: nothing is set, the director is told all the same, and the record says why."""
    sop = SHIP.replace("at: limit, every: 2h", 'at: limit, set: {left: "= left - 1"}')
    story = begun(sop)
    wake(story, "2026-11-17 08:00")
    assert wake(story, "2026-11-18 08:00") == ["3 at 2026-11-18 08:00 failed", "role:director"]
    assert story.facts[-2][0]["failed"] == "missing-value"
    assert wake(story, "2026-11-18 09:00") == []


def test_the_ladder_of_a_step_takes_the_place_of_the_sop_s() -> None:
    sop = SHIP.replace("hand: {}", "hand: {due: 1 workday, escalate: [{at: 1h after due, notify: starter}]}")
    story = begun(sop)
    assert wake(story, "2026-11-17 11:00") == [
        "1 at 2026-11-17 06:00",
        "warehouse",
        "2 at 2026-11-17 08:00",
        "warehouse, service, role:director",
        "1 at 2026-11-17 10:00",
        "person:小王",
    ]
    quiet = begun(sop.replace("[{at: 1h after due, notify: starter}]", "[]"))
    assert "1 at 2026-11-17 10:00" not in wake(quiet, "2026-11-17 11:00")


def test_a_task_that_moves_to_another_version_has_that_one_s_ladder() -> None:
    story = begun()
    before, story.now = story.program, at("2026-11-16 10:00")
    target = Story(SHIP.replace("at: 2h before due", "at: 5h before due").replace("every: 2h, ", "")).program
    decided = decide(before, story.task, Migrate(b"", 7, 2), story.context("小王")._replace(target=target))
    assert not isinstance(decided, Refusal), decided
    assert [fact["fact"] for fact in decided.facts] == ["migrated", "rungs"]
    (span,) = decided.draft.clocks
    assert [(local(moment), no) for moment, no in span.rungs] == [
        ("2026-11-17 03:00", 1),
        ("2026-11-17 08:00", 2),
        ("2026-11-18 08:00", 3),
    ]


def test_what_a_rung_gave_to_one_of_those_a_step_could_be_stays_theirs() -> None:
    """Whose the step is depends on data; as long as these do not change, it stays where the rung put it."""
    story = Story(
        """
sop: pay
role: warehouse
data: {amount: {type: integer, default: 5}, note: text}
steps:
  approve: {due: 2h, role: {amount > 9: director, else: service}, escalate: [{at: due, assign: director}]}
""",
        now="2026-11-16 09:00",
    )
    story.start()
    assert story.do(Wake(b"", 7), now="2026-11-16 11:00") == ["escalated", "roles"]
    assert story.task is not None
    assert story.task.visits[0].roles == ("director",)
    story.set(now="2026-11-16 11:30", note="called")
    assert story.task.visits[0].roles == ("director",)


def test_a_warning_before_the_step_was_even_open_is_none() -> None:
    """One ladder for all clocks: a day before is for those that have more than a day."""
    sop = SHIP.replace("2h before due", "1 day before due").replace("hand: {}", "hand: {due: 4h}")
    story = begun(sop)
    assert story.task is not None
    assert [one for span in story.task.clocks for one in span.rungs if span.visit] == [
        (at("2026-11-16 13:00"), 2)
    ]
