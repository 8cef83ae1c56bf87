"""Advancing: what opens, what is asked for, what is refused and why."""

from __future__ import annotations

from kernel_story import Story, codes

SHIPPING = """
sop: shipping
role: warehouse
data:
  weight_kg: {type: number, min: 0.01}
  fragile: {type: boolean, default: false}
  short_sku: text
steps:
  pick:
    bulk: true
    checklist: [check the slip, count the goods]
    outcomes:
      done: pack
      out_of_stock: {to: end.refused, reason: required, checklist: [{fill: short_sku}]}
  pack:
    checklist:
      - wrapped
      - {tick: padded, when: fragile}
      - fill: weight_kg
    next: {weight_kg > 30: freight, else: hand_over}
  freight: {next: hand_over}
  hand_over: {checklist: [signed]}
"""


def test_a_start_opens_the_first_step_and_fills_defaults() -> None:
    story = Story(SHIPPING)
    assert story.start() == ["started", "opened"]
    assert story.where == "pick#1"
    assert story.task
    assert story.task.data == {"fragile": False}


def test_a_refusal_names_everything_that_is_missing() -> None:
    story = Story(SHIPPING)
    story.start(fragile=True)
    story.advance(all_ticks=True)
    answer = story.advance()
    assert codes(answer) == ["cannot-close", "tick-missing", "tick-missing", "value-missing"]
    assert [reason.data["title"] for reason in answer.reasons] == ["wrapped", "padded", "weight_kg"]


def test_ticks_and_values_count_in_the_command_that_brings_them() -> None:
    story = Story(SHIPPING)
    story.start()
    story.advance(ticks=(1, 2))
    assert story.advance(ticks=(1,), values={"weight_kg": "31.5"}) == ["set", "ticked", "closed", "opened"]
    assert story.where == "freight#1"


def test_the_first_case_that_holds_decides_where_to_go() -> None:
    story = Story(SHIPPING)
    story.start()
    story.advance(ticks=(1, 2))
    story.advance(ticks=(1,), values={"weight_kg": 30})
    assert story.where == "hand_over#1"


def test_the_last_step_leads_to_the_end() -> None:
    story = Story(SHIPPING)
    story.start()
    story.advance(ticks=(1, 2))
    story.advance(ticks=(1,), values={"weight_kg": 1})
    assert story.advance(ticks=(1,)) == ["ticked", "closed", "ended"]
    assert story.where == "end"
    assert codes(story.advance(visit=3)) == ["visit-closed"]
    assert codes(story.set(weight_kg=2)) == ["task-ended"]


def test_an_outcome_with_a_reason_asks_only_for_its_own_lines() -> None:
    story = Story(SHIPPING)
    story.start()
    assert codes(story.advance("out_of_stock")) == ["cannot-close", "reason-required", "value-missing"]
    story.advance("out_of_stock", reason="sold out", values={"short_sku": "A-1"})
    assert story.where == "end.refused"
    assert story.task
    assert story.task.visits[0].reason == "sold out"


def test_a_wrong_role_is_told_who_may() -> None:
    story = Story(SHIPPING)
    story.start()
    answer = story.advance(who="小李", ticks=(1, 2))
    assert codes(answer) == ["not-your-role"]
    assert answer.data["roles_needed"] == ["warehouse"]
    assert answer.data["roles_held"] == ["service"]
    assert story.where == "pick#1"


def test_everything_may_be_ticked_at_once_only_where_the_step_says_bulk() -> None:
    story = Story(SHIPPING)
    story.start()
    story.advance(all_ticks=True)
    answer = story.advance(all_ticks=True, values={"weight_kg": 1})
    assert codes(answer) == ["not-bulk"]
    assert answer.help == ("check", "T-7/pack#1", "1")
    story.check(1)
    assert story.advance(all_ticks=True, values={"weight_kg": 1}) == ["set", "closed", "opened"]


def test_a_closed_visit_says_who_closed_it_and_when() -> None:
    story = Story(SHIPPING)
    story.start()
    story.advance(ticks=(1, 2))
    answer = story.advance(visit=1, ticks=(1, 2))
    assert answer.code == "visit-closed"
    assert (answer.data["actor"], answer.data["outcome"], answer.data["at"]) == ("小王", "done", story.now)


def test_an_unknown_outcome_lists_those_that_there_are() -> None:
    story = Story(SHIPPING)
    story.start()
    answer = story.advance("dnoe")
    assert answer.code == "unknown-outcome"
    assert answer.data["outcomes"] == ["done", "out_of_stock"]


def test_wrong_values_are_all_named_and_nothing_is_kept() -> None:
    story = Story(SHIPPING)
    story.start()
    answer = story.advance(ticks=(1, 2), values={"weight_kg": 0, "wieght": 3})
    assert codes(answer) == ["bad-values", "bad-value", "unknown-field"]
    assert story.task
    assert story.task.data == {"fragile": False}
    assert story.task.visits[0].ticks == ()


def test_work_done_earlier_keeps_both_instants() -> None:
    story = Story(SHIPPING)
    story.start(happened="2026-11-15 08:00")
    story.advance(ticks=(1, 2), happened="2026-11-15 10:00")
    assert story.task
    closed = story.task.visits[0]
    assert closed.closed is not None
    assert closed.closed < closed.closed_recorded == story.now


def test_a_step_cannot_be_closed_before_it_opened_or_after_now() -> None:
    story = Story(SHIPPING)
    story.start(happened="2026-11-15 08:00")
    assert codes(story.advance(ticks=(1, 2), happened="2026-11-15 07:59")) == ["before-opened"]
    assert codes(story.advance(ticks=(1, 2), happened="2026-11-16 09:01")) == ["in-the-future"]
    story.advance(ticks=(1, 2), happened="2026-11-15 08:00")
    assert story.where == "pack#1"


REWORK = """
sop: design
steps:
  draw: {role: designer, checklist: [saved, {fill: pages}]}
  review:
    role: lead
    not_by: [draw]
    outcomes:
      approve: print
      reject: {to: {visits(draw) < 3: draw, else: end.given_up}, reason: [colour, text]}
  print: {when: pages > 1, role: lead, not_before: 1 day}
  send: {role: lead, outcomes: {done: {to: end, set: {sent: "= pages * 2"}}}}
data:
  pages: integer
  sent: integer
"""
PEOPLE = {"designer": "designer", "both": "designer lead", "lead": "lead"}


def rework() -> Story:
    story = Story(REWORK, roles=PEOPLE)
    story.start("designer")
    return story


def test_ticks_are_empty_again_and_values_must_be_confirmed_at_the_next_visit() -> None:
    story = rework()
    story.advance(who="designer", ticks=(1,), values={"pages": 3})
    story.advance("reject", who="lead", reason="colour")
    assert story.where == "draw#2"
    answer = story.advance(who="designer")
    assert codes(answer) == ["cannot-close", "tick-missing", "value-unconfirmed"]
    assert answer.reasons[1].data["value"] == 3
    assert story.advance(who="designer", ticks=(1,), values={"pages": 3}) == [
        "set", "ticked", "closed", "opened",
    ]  # fmt: skip


def test_a_value_that_came_with_the_start_counts() -> None:
    story = Story(REWORK, roles=PEOPLE)
    story.start("designer", pages=2)
    story.advance(who="designer", ticks=(1,))
    assert story.where == "review#1"


def test_four_eyes_hold_whatever_roles_one_has() -> None:
    story = rework()
    story.advance(who="both", ticks=(1,), values={"pages": 1})
    assert codes(story.advance("approve", who="both")) == ["not-by"]
    story.advance("approve", who="lead")
    assert story.where == "send#1"


def test_a_reason_must_be_one_of_those_listed() -> None:
    story = rework()
    story.advance(who="designer", ticks=(1,), values={"pages": 1})
    assert codes(story.advance("reject", who="lead", reason="ugly")) == ["cannot-close", "reason-not-listed"]


def test_a_loop_is_left_when_its_count_says_so() -> None:
    story = rework()
    for _ in range(3):
        story.advance(who="designer", ticks=(1,), values={"pages": 1})
        story.advance("reject", who="lead", reason="text")
    assert story.where == "end.given_up"


def test_a_step_whose_when_is_false_is_passed_and_that_is_on_record() -> None:
    story = rework()
    story.advance(who="designer", ticks=(1,), values={"pages": 1})
    assert story.advance("approve", who="lead") == ["closed", "skipped", "opened"]
    assert story.where == "send#1"


def test_a_step_cannot_be_closed_before_its_not_before() -> None:
    story = rework()
    story.advance(who="designer", ticks=(1,), values={"pages": 2})
    story.advance("approve", who="lead")
    assert codes(story.advance(who="lead")) == ["not-before"]
    story.advance(who="lead", now="2026-11-17 09:00")
    assert story.where == "send#1"


def test_an_outcome_sets_what_it_says() -> None:
    story = rework()
    story.advance(who="designer", ticks=(1,), values={"pages": 1})
    story.advance("approve", who="lead")
    story.advance(who="lead")
    assert story.task
    assert story.task.data == {"pages": 1, "sent": 2}


def test_a_list_of_steps_is_an_sop_that_everybody_may_work_on() -> None:
    story = Story("sop: photo-request\nsteps: [Collect samples, Shoot]\n")
    story.start("小李")
    assert story.task
    assert story.task.visits[0].roles == ()
    story.advance(who="小王")
    story.advance(who="赵总")
    assert story.where == "end"


GUARDED = """
sop: guarded
role: warehouse
data: {weight: number, boxes: integer, note: text}
deadlines: {sent: {step: go, due: {weight / boxes > 5: 1h after start, else: 2h after start}}}
steps:
  go:
    checklist:
      - {tick: two people, when: weight > 30}
      - {must: weight / boxes < 50, title: no box is too heavy}
    outcomes:
      done: end
      express: {to: end, when: weight < 10}
"""


def test_a_condition_that_lacks_a_value_says_which_and_is_never_silently_false() -> None:
    story = Story(GUARDED)
    story.start()
    answer = story.advance("express")
    assert codes(answer) == ["cannot-close", "outcome-unknowable", "must-unknown", "must-unknown"]
    assert [reason.data.get("field") or reason.data["missing"] for reason in answer.reasons] == ["weight"] * 3


def test_arithmetic_without_a_result_refuses_by_name_wherever_it_stands() -> None:
    story = Story(GUARDED)
    story.start()
    answer = story.advance(values={"weight": 3, "boxes": 0})
    assert codes(answer) == ["cannot-close", "evaluation-failed"]
    assert answer.reasons[0].data["source"] == "weight / boxes < 50"
    answer = story.set(weight=3, boxes=0)
    assert codes(answer) == ["evaluation-failed"]
    assert answer.data["source"] == "weight / boxes > 5"
    assert story.task
    assert story.task.data == {}


def test_whose_the_next_step_is_cannot_be_told_without_its_value() -> None:
    story = Story("""
sop: refund
role: warehouse
data: {amount: money}
steps: {ask: {}, pay: {role: {amount > 500: director, else: service}}}
""")
    story.start()
    refusal = story.advance()
    assert (refusal.code, refusal.data["field"], refusal.data["step"]) == ("missing-value", "amount", "pay")
