"""A task goes over to another version of its SOP: its visits, its lines, who may, what refuses."""

from __future__ import annotations

from kernel_story import codes
from migrating import OLD, RENAMED, changed, started

from engine.model.refusals import Refusal


def test_the_visit_stays_the_visit_that_it_is_and_the_task_goes_on_under_the_new_version() -> None:
    story = started(weight=3)
    story.check(1, 2)
    assert story.task
    visit = story.task.visits[0]
    assert story.migrate(
        changed(("hand_over: {}", "check: {}\n  hand_over: {}")), now="2026-11-16 10:00"
    ) == ["migrated"]
    assert story.task.visits == (visit,)
    story.advance()
    story.advance(ticks=(1, 2))
    assert story.where == "check#1"


def test_one_fact_says_all_that_a_replay_needs() -> None:
    story = started(weight=3)
    story.check(1, 2)
    sop = changed(("  pick:", "  picking:"), ("to: pick,", "to: picking,"), ("Count, ", ""))
    story.migrate(sop, pick="picking", reason=" new line ")
    assert story.facts[-1] == [
        {
            "fact": "migrated",
            "from": 1,
            "to": 2,
            "visits": [{"visit": 1, "was": "pick", "step": "picking", "n": 1, "ticks": [1], "na": []}],
            "clocks": [{"clock": 1, "was": ["", "pick"], "deadline": "", "step": "picking"}],
            "data": {},
            "lost": [{"visit": 1, "lines": ["Count"]}],
            "reason": "new line",
        }
    ]


def test_lines_keep_their_ticks_by_what_they_say_wherever_they_stand() -> None:
    story = started(weight=3)
    story.check(1)
    story.check(na=(2,), reason="not needed")
    story.migrate(
        changed(("[Count, {tick: Look, na: true}, ", "[New, {tick: Look, na: true}, {fill: size}, Count, "))
    )
    assert story.task
    assert (story.task.visits[0].ticks, story.task.visits[0].na) == ((4,), (2,))


def test_lines_that_are_gone_lose_their_ticks_and_marks_that_may_not_be_any_more() -> None:
    story = started(weight=3)
    story.check(1)
    story.check(na=(2,), reason="not needed")
    story.migrate(changed(("Count, {tick: Look, na: true}", "Count twice, Look")))
    assert story.task
    assert (story.task.visits[0].ticks, story.task.visits[0].na) == ((), ())
    assert story.facts[-1][0]["lost"] == [{"visit": 1, "lines": ["Count"]}]


def test_two_lines_that_say_the_same_are_known_by_their_order() -> None:
    sop = changed(("[Wrap, Label]", "[Wrap, Wrap, Label]"))
    story = started(sop=sop, weight=3)
    story.advance(ticks=(1, 2))
    story.check(2)
    story.migrate(changed(("[Wrap, Label]", "[Label, Wrap, Wrap]")))
    assert story.task
    assert story.task.visits[1].ticks == (3,)


def test_a_step_that_is_gone_refuses_and_says_what_may_have_been_meant() -> None:
    story = started()
    refusal = story.migrate(RENAMED)
    assert codes(refusal) == ["step-gone"]
    assert isinstance(refusal, Refusal)
    assert "picking" in refusal.data["suggestions"]
    titled = changed(("due: 4 work hours", "title: Get it\n    due: 4 work hours"))
    story = started(sop=titled)
    refusal = story.migrate(changed(("  pick:", "  fetch:"), ("to: pick,", "to: fetch,"), sop=titled))
    assert isinstance(refusal, Refusal)
    assert refusal.data["suggestions"] == ["fetch"]


def test_a_step_that_is_gone_is_no_matter_where_the_task_is_past_it() -> None:
    story = started(weight=3)
    story.advance(ticks=(1, 2))
    assert story.migrate(RENAMED) == ["migrated"]
    assert story.where == "pack#1"


def test_a_renamed_step_is_renamed_in_closed_visits_too_so_that_four_eyes_still_hold() -> None:
    story = started(weight=3)
    story.advance(ticks=(1, 2))
    sop = changed(("pack: {role", "pack: {not_by: picking, role"), sop=RENAMED)
    story.migrate(sop, pick="picking")
    assert story.task
    assert [visit.step for visit in story.task.visits] == ["picking", "pack"]
    assert codes(story.advance(ticks=(1, 2))) == ["not-by"]


def test_two_steps_that_became_one_are_counted_together() -> None:
    story = started(weight=3)
    story.advance("back", reason="torn")
    story.advance(ticks=(1, 2))
    edits = (("  pick:", "  pack_all:"), ("to: pick,", "to: pack_all,"), ("done: pack,", "done: hand_over,"))
    merged = changed(*edits)
    merged = merged.replace("  pack: {role: warehouse, checklist: [Wrap, Label]}\n", "")
    assert not isinstance(story.migrate(merged, pick="pack_all", pack="pack_all"), Refusal)
    assert story.task
    assert [(visit.step, visit.n) for visit in story.task.visits] == [
        ("pack_all", 1),
        ("pack_all", 2),
        ("pack_all", 3),
    ]


def test_a_map_says_nothing_of_a_step_that_is_still_there() -> None:
    story = started()
    story.migrate(changed(("hand_over: {}", "hand_over: {}\n  check: {}")), pick="pack")
    assert story.where == "pick#1"


def test_roles_are_worked_out_anew() -> None:
    story = started(size="large")
    sop = changed(
        (
            "    due: 4 work hours",
            '    role: {size == "large": director, else: warehouse}\n    due: 4 work hours',
        )
    )
    assert story.migrate(sop)[1:] == ["roles"]  # type: ignore[index]
    assert codes(story.advance(ticks=(1, 2), values={"weight": 3})) == ["not-your-role"]


def test_roles_that_cannot_be_told_refuse() -> None:
    sop = changed(
        (
            "    due: 4 work hours",
            '    role: {size == "large": director, else: warehouse}\n    due: 4 work hours',
        )
    )
    assert codes(started().migrate(sop)) == ["missing-value"]


def test_what_tells_tasks_apart_may_not_become_another_field() -> None:
    sop = changed(("unique: order_no", "unique: phone"))
    assert codes(started(phone="1").migrate(sop)) == ["unique-changed"]
    assert started().migrate(changed(("unique: order_no\n", ""))) == ["migrated"]


def test_who_may_not_when_it_may_not() -> None:
    story = started()
    assert codes(story.migrate(RENAMED, who="小王", pick="picking")) == ["may-not"]
    allowed = started(sop=changed(("owner: director", "may: {migrate: [warehouse]}")))
    assert allowed.migrate(RENAMED, who="小王", pick="picking")[0] == "migrated"  # type: ignore[index]
    story.version = 0
    assert codes(story.migrate(OLD)) == ["already-there"]
    story.version = 1
    assert codes(story.migrate(OLD.replace("sop: shipping", "sop: other"))) == ["other-sop"]
    assert codes(story.migrate(OLD, reason="  ")) == ["reason-empty"]
    story.cancel("x", who="赵总")
    assert codes(story.migrate(OLD)) == ["task-ended"]


def test_everything_that_is_in_the_way_is_said_at_once() -> None:
    story = started(weight=40)
    sop = changed(("max: 50", "max: 30"), ("required: [order_no]", "required: [order_no, size]"), sop=RENAMED)
    assert codes(story.migrate(sop)) == ["cannot-migrate", "step-gone", "bad-value", "newly-required"]
