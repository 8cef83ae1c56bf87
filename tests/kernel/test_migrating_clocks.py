"""Clocks of a task that goes over to another version: they keep their anchors."""

from __future__ import annotations

from kernel_story import at
from migrating import OLD, WITHOUT, changed, started

PAID = {"paid_at": at("2026-11-16 08:00")}


def test_clocks_keep_their_anchors_and_the_old_plan_stays_on_record() -> None:
    story = started(**PAID)
    assert story.migrate(
        changed(("24h after", "20h after"), ("due: 4 work hours", "due: 2 work hours")),
        now="2026-11-16 10:00",
    ) == ["migrated", "stopped", "clock", "stopped", "clock"]
    assert story.clocks() == [
        "pick due 2026-11-16 13:00 limit None replanned 2026-11-16 10:00",
        "dispatch due 2026-11-17 08:00 limit 2026-11-18 08:00 replanned 2026-11-16 10:00",
        "dispatch due 2026-11-17 04:00 limit 2026-11-18 08:00",
        "pick due 2026-11-16 11:00 limit None",
    ]


def test_a_clock_whose_plan_is_the_same_goes_on_under_the_new_name_late_as_it_is() -> None:
    story = started(**PAID)
    sop = changed(
        ("  dispatch:", "  promise:"), ("step: hand_over,", "step: give,"), ("hand_over: {}", "give: {}")
    )
    assert story.migrate(sop, now="2026-11-18 12:00", dispatch="promise", hand_over="give") == ["migrated"]
    assert story.clocks()[1] == "promise due 2026-11-17 08:00 limit 2026-11-18 08:00"
    assert story.task
    assert story.task.clocks[1].step == "give"
    for ticks in ((1, 2), (1, 2), ()):
        story.advance(ticks=ticks, values={"weight": 3} if story.where == "pick#1" else {})
    assert story.clocks()[1] == "promise due 2026-11-17 08:00 limit 2026-11-18 08:00 closed 2026-11-18 12:00"


def test_a_due_that_has_passed_under_the_new_version_is_born_late() -> None:
    story = started(**PAID)
    story.migrate(changed(("24h after", "2h after")), now="2026-11-16 12:00")
    assert story.clocks()[2] == "dispatch due 2026-11-16 10:00 limit 2026-11-18 08:00 born late"


def test_a_deadline_that_is_gone_is_void_and_comes_back_with_a_version_that_has_it() -> None:
    story = started(**PAID)
    story.migrate(WITHOUT, now="2026-11-16 10:00")
    assert story.clocks()[1].endswith("void 2026-11-16 10:00")
    story.migrate(OLD, now="2026-11-16 11:00")
    assert story.clocks()[2] == "dispatch due 2026-11-17 08:00 limit 2026-11-18 08:00"


def test_a_new_deadline_starts_where_its_anchor_is_known_and_its_step_is_not_done() -> None:
    story = started(sop=WITHOUT, **PAID)
    assert story.migrate(OLD) == ["migrated", "clock"]
    unpaid = started(sop=WITHOUT)
    assert unpaid.migrate(OLD) == ["migrated"]
    done = started(sop=WITHOUT, weight=3, **PAID)
    done.advance(ticks=(1, 2))
    picked = changed(("step: hand_over,", "step: pick,"))
    assert done.migrate(picked) == ["migrated"], "nobody promises what is done already"


def test_a_promise_that_was_kept_is_not_made_again() -> None:
    sop = changed(("step: hand_over,", "step: pick,"))
    story = started(sop=sop, weight=3, **PAID)
    story.advance(ticks=(1, 2))
    story.migrate(changed(("24h after", "20h after"), sop=sop))
    assert story.clocks()[1].endswith("closed 2026-11-16 09:00")
    assert len(story.clocks()) == 2


def test_a_promise_that_asks_now_for_what_is_done_ends() -> None:
    story = started(weight=3, **PAID)
    story.advance(ticks=(1, 2), now="2026-11-16 10:00")
    story.migrate(changed(("step: hand_over,", "step: pick,")), now="2026-11-16 11:00")
    assert story.clocks()[1].endswith("void 2026-11-16 11:00")


def test_an_own_due_that_is_gone_or_new() -> None:
    story = started()
    story.migrate(changed(("    due: 4 work hours\n", "")), now="2026-11-16 10:00")
    assert story.clocks() == ["pick due 2026-11-16 13:00 limit None replanned 2026-11-16 10:00"]
    assert story.task
    assert story.task.visits[0].due is None
    story.migrate(OLD, now="2026-11-16 11:00")
    assert story.clocks()[1] == "pick due 2026-11-16 13:00 limit None"
