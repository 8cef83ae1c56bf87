"""Timers that rules ask for: the due of clocks that a rule listens to, and what recurs. And the end of
gathering. What follows from facts, whichever command left them."""

from __future__ import annotations

from engine.kernel import timers
from engine.kernel.recurring import comes_again
from engine.kernel.walk import Walk
from engine.model.definition import Rule


def keep_up(walk: Walk) -> None:
    """Set and drop timers as clocks and rules now stand, and say when a task gathers no more."""
    draft = walk.draft
    if draft.gathers is not None and (
        draft.ended is not None or any(visit.closed is not None for visit in draft.visits)
    ):
        draft.apply({"fact": "gathered"})
    if not walk.program.definition.rules or draft.ended is not None:
        return
    _overdue(walk)
    for rule in walk.program.definition.rules.values():
        if rule.every is not None and not any(
            timer.kind == "every" and timer.name == rule.name for timer in timers.running(walk)
        ):
            timers.start(walk, "every", rule.name, 0, 0, _next(walk, rule))


def _overdue(walk: Walk) -> None:
    """One timer for each running clock that a rule listens to, a millisecond after its due: overdue is
    strictly after (DESIGN 4a)."""
    draft = walk.draft
    listened = {
        rule.after[1] for rule in walk.program.definition.rules.values() if rule.after[:1] == ("overdue",)
    }
    running = {span.no: span for span in draft.running()}
    for timer in timers.running(walk):
        if timer.kind == "overdue" and timer.clock not in running:
            timers.drop(walk, timer)
    timed = {timer.clock for timer in draft.timers if timer.kind == "overdue"}
    told = {
        (timer.name, timer.visit, timer.at)
        for timer in draft.timers
        if timer.kind == "overdue" and timer.why == "fired"
    }
    for span in running.values():
        name = span.deadline or span.step
        if name in listened and span.due is not None and span.no not in timed:
            if (name, span.visit, span.due + 1) in told:
                continue  # it stood still and went on, late as it was
            timers.start(walk, "overdue", name, span.visit, span.no, span.due + 1)


def _next(walk: Walk, rule: Rule) -> int:
    """When a rule acts next: after its last time, or after now where that is past too."""
    assert rule.every is not None
    draft = walk.draft
    last = next(
        (timer.at for timer in reversed(draft.timers) if timer.kind == "every" and timer.name == rule.name),
        draft.meta.happened,
    )
    return comes_again(walk, rule.every, last)
