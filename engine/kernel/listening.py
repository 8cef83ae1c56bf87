"""Timers that rules ask for: the due of clocks that a rule listens to, and what recurs. And the end of
gathering. What follows from facts, whichever command left them."""

from __future__ import annotations

from engine.kernel import timers
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Rule
from engine.model.refusals import Refusal
from engine.rules.calendars import Calendar, CalendarGap


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
            at = _next(walk, rule)
            if at is not None:
                timers.start(walk, "every", rule.name, 0, 0, at)


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


def _next(walk: Walk, rule: Rule) -> int | None:
    """When a rule acts next: after its last time, or after now where that is past too. None: never again."""
    from engine.rules.recurrence import following  # here and not above: most rules do not recur

    assert rule.every is not None
    draft, context = walk.draft, walk.context
    last = next(
        (timer.at for timer in reversed(draft.timers) if timer.kind == "every" and timer.name == rule.name),
        None,
    )
    calendar = context.calendar or Calendar.of_zone(context.zone)
    try:
        at = following(rule.every, draft.meta.happened if last is None else last, calendar)
        if at is not None and at <= context.recorded:
            at = following(rule.every, context.recorded, calendar)
    except CalendarGap as gap:
        data = {"year": gap.year, "calendar": walk.program.definition.calendar}
        raise Stop(Refusal("calendar-gap", data)) from None
    return at
