"""What a command leads to elsewhere, told by the kernel alone."""

from __future__ import annotations

from typing import Any

from kernel_story import Story, at, local

from engine.kernel import Decision, decide
from engine.model.commands import (
    Act,
    Advance,
    Call,
    Cancel,
    Command,
    Gather,
    Return,
    Signal,
    Start,
    Wake,
    Withdraw,
)
from engine.model.refusals import Refusal

ORDER = """
sop: order
role: warehouse
ref: no
data: {no: text, area: {type: text, default: A}, weight: integer, rounds: {type: integer, default: 0}}
steps:
  picked:
    call: wave
    with: {area: = area}
    gather: orders
    get: {weight: weight}
    outcomes: {done: pack, lost: end.lost}
  pack: {due: 2h}
rules:
  heavy: {after: weight.set, when: weight > 10, notify: service, text: "{weight} kg, {no}"}
  late: {after: pack.overdue, set: {rounds: = rounds + 1}}
"""


def effects(story: Story, command: Command, who: str = "小王") -> tuple[Any, ...]:
    """Carry out a command; what it leads to."""
    decision = decide(story.program, story.task, command, story.context(who))
    assert isinstance(decision, Decision), decision
    story.do(command, who)
    return decision.effects


def ordered() -> Story:
    story = Story(ORDER)
    story.start(no="A1")
    return story


def test_a_call_says_what_it_gives_and_with_whom_it_is_shared() -> None:
    story = Story(ORDER)
    (call,) = effects(story, Start(b"", "order", {"no": "A1"}))
    assert call == Call(
        b"", "wave", {"area": "A"}, 7, 1, 1, "orders", "A1", 'picked:{"area":"A"}', at("2026-11-16 09:00")
    )


def test_coming_back_sets_values_closes_the_call_and_sets_off_rules() -> None:
    story = ordered()
    (act,) = effects(story, Return(b"", 7, 1, 9, "end", {"weight": 12}))
    assert (act.kind, act.rule, act.depth) == ("act", "heavy", 1)
    assert story.places == "pack"
    assert story.do(act) == ["ruled", "noticed"]
    assert story.facts[-1][-1]["text"] == "12 kg, A1"


def test_the_end_is_the_outcome_and_an_unknown_one_is_done() -> None:
    story = ordered()
    effects(story, Return(b"", 7, 1, 9, "end.lost", {}))
    assert story.places == "end.lost"
    other = ordered()
    effects(other, Return(b"", 7, 1, 9, "end.odd", {}))
    assert other.places == "pack"


def test_coming_back_to_what_is_closed_does_nothing() -> None:
    story = ordered()
    effects(story, Return(b"", 7, 1, 9, "end", {}))
    decision = decide(story.program, story.task, Return(b"", 7, 1, 9, "end", {}), story.context("小王"))
    assert isinstance(decision, Decision)
    assert (decision.facts, decision.effects) == ([], ())


def test_a_missing_value_in_a_rules_condition_means_no() -> None:
    story = ordered()
    assert effects(story, Return(b"", 7, 1, 9, "end", {})) == ()


def test_cancelling_withdraws_the_call() -> None:
    story = ordered()
    (withdraw,) = effects(story, Cancel(b"", 7, "no more"))
    assert withdraw == Withdraw(b"", 0, 7, 1, story.now, "orders", "A1")


def test_overdue_wakes_a_millisecond_after_the_due_as_of_then() -> None:
    story = ordered()
    effects(story, Return(b"", 7, 1, 9, "end", {}))
    assert story.task is not None
    (timer,) = story.task.timers
    assert (timer.kind, timer.at) == ("overdue", at("2026-11-16 11:00") + 1)
    story.now = at("2026-11-16 11:00")
    early = decide(story.program, story.task, Wake(b"", 7), story.context("小王"))
    assert isinstance(early, Decision)
    assert early.facts == []
    story.now = at("2026-11-16 15:00")
    (act,) = effects(story, Wake(b"", 7))
    assert (act.rule, local(act.happened)) == ("late", "2026-11-16 11:00")


def packing() -> Story:
    story = ordered()
    effects(story, Return(b"", 7, 1, 9, "end", {}))
    story.now = at("2026-11-16 15:00")
    return story


def test_what_is_closed_late_was_overdue_though_no_sweep_came_by() -> None:
    story = packing()
    (act,) = effects(story, Advance(b"", 7, 2, "done"))
    assert (act.kind, act.rule) == ("act", "late")
    story = packing()
    assert [effect.kind for effect in effects(story, Cancel(b"", 7, "no more"))] == ["act"]


def test_what_was_closed_in_time_and_written_down_late_was_not_overdue() -> None:
    story = packing()
    assert effects(story, Advance(b"", 7, 2, "done", happened=at("2026-11-16 11:00"))) == ()


WAVE = """
sop: wave
role: warehouse
data: {orders: list, area: text}
steps: [collect, sort]
"""


def called() -> Story:
    story = Story(WAVE)
    story.do(Call(b"", "wave", {"area": "A"}, 1, 1, 1, "orders", "A1", "k", story.now))
    return story


def test_a_called_task_takes_callers_until_its_first_step_is_closed() -> None:
    story = called()
    assert story.task is not None
    assert (story.task.gathers, story.task.depth, story.task.data["orders"]) == ("k", 1, ["A1"])
    assert story.do(Gather(b"", 7, 2, 1, "orders", "A2")) == ["set", "caller"]
    assert story.task.data["orders"] == ["A1", "A2"]
    assert story.advance()[-1] == "gathered"
    refusal = story.do(Gather(b"", 7, 3, 1, "orders", "A3"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "gathers-no-more"


def test_its_end_is_told_to_everybody_who_still_waits() -> None:
    story = called()
    story.do(Gather(b"", 7, 2, 1, "orders", "A2"))
    story.do(Withdraw(b"", 7, 1, 1))
    story.advance()
    assert story.task is not None
    visit = story.open_visit
    (back,) = effects(story, Advance(b"", 7, visit, "done"))
    assert (back.task, back.visit, back.child, back.end) == (2, 1, 7, "end")
    assert back.values == {"area": "A", "orders": ["A1", "A2"]}


def test_a_caller_that_leaves_while_others_gather_leaves_the_list() -> None:
    story = called()
    story.do(Gather(b"", 7, 2, 1, "orders", "A2"))
    story.do(Gather(b"", 7, 3, 1, "orders", "A2"))
    leave = Withdraw(b"", 7, 1, 1, None, "orders", "A1")
    assert story.task is not None
    assert story.do(leave) == ["caller_gone"]  # two wait for the task, and there are two references
    story.set(orders=["A1", "A2", "A3"])
    assert story.do(Withdraw(b"", 7, 2, 1, None, "orders", "A2")) == ["caller_gone", "set"]
    assert story.task.data["orders"] == ["A1", "A3"]


def test_a_caller_that_leaves_when_work_has_begun_stays_on_the_list() -> None:
    story = called()
    story.do(Gather(b"", 7, 2, 1, "orders", "A2"))
    story.advance()
    assert story.do(Withdraw(b"", 7, 1, 1, None, "orders", "A1")) == ["caller_gone"]


def test_too_deep_a_call_and_too_long_a_chain_are_refused() -> None:
    deep = decide(Story(WAVE).program, None, Call(b"", "wave", {}, 1, 1, 33), Story(WAVE).context("小王"))
    assert isinstance(deep, Refusal)
    assert (deep.code, deep.data) == ("calls-too-deep", {"sop": "wave", "most": 32})
    story = ordered()
    long = story.do(Act(b"", 7, "late", 0, 33))
    assert isinstance(long, Refusal)
    assert long.code == "rules-too-deep"


def test_a_signal_needs_a_listener_somewhere_in_the_sop() -> None:
    refusal = ordered().do(Signal(b"", 7, "money"))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.data["signals"]) == ("unknown-signal", [])
