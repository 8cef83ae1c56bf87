"""Waiting: steps that close themselves when a condition holds, a signal comes, or the time is over."""

from __future__ import annotations

from engine.kernel import timers
from engine.kernel.plans import plan_clock
from engine.kernel.visits import close_itself
from engine.kernel.walk import Walk
from engine.model.definition import Step
from engine.model.task import Visit

DONE = "done"
TIMEOUT = "timeout"


def begin(walk: Walk, step: Step, visit: Visit) -> None:
    """Set the timer of a wait that just opened, where its end is known."""
    assert step.wait is not None
    if step.wait.until is not None:
        _set_timer(walk, step, visit)


def look(walk: Walk, changed: set[str]) -> bool:
    """Close every open wait whose condition now holds or whose time was over when the command happened;
    whether there was one. A condition that cannot be told yet (a value is missing) does not hold."""
    draft, found = walk.draft, False
    for visit in draft.open_visits():
        if visit.kind != "wait" or draft.visits[visit.no - 1].closed is not None:
            continue
        step = walk.program.definition.steps[visit.step]
        assert step.wait is not None
        at = max(draft.meta.happened, visit.opened)
        if _holds(walk, step, visit):
            close_itself(walk, visit, DONE, at, changed)
            found = True
            continue
        if step.wait.until is None:
            continue
        if not walk.program.timing_inputs("until:" + step.name, step.wait.until).isdisjoint(changed):
            _set_timer(walk, step, visit)
        timer = timers.of_visit(walk, visit.no)
        if timer is not None and timer.at <= draft.meta.happened:
            timers.end(walk, timer, "fired")
            expire(walk, visit, timer.at, changed)
            found = True
    return found


def signalled(walk: Walk, name: str, changed: set[str]) -> int:
    """Close the open waits for a signal; how many there were."""
    draft, found = walk.draft, 0
    for visit in draft.open_visits():
        wait = walk.program.definition.steps[visit.step].wait
        if visit.kind == "wait" and wait is not None and wait.signal == name:
            found += 1
            close_itself(walk, visit, DONE, max(draft.meta.happened, visit.opened), changed)
    return found


def expire(walk: Walk, visit: Visit, at: int, changed: set[str]) -> None:
    """The time of a wait is over at ``at``: ``timeout``, or ``done`` where the time is all it waits for."""
    step = walk.program.definition.steps[visit.step]
    assert step.wait is not None
    alone = step.wait.condition is None and not step.wait.signal
    outcome = DONE if alone and TIMEOUT not in step.outcomes else TIMEOUT
    close_itself(walk, visit, outcome, max(at, visit.opened), changed)


def _holds(walk: Walk, step: Step, visit: Visit) -> bool:
    assert step.wait is not None
    if step.wait.condition is None:
        return False
    walk.lane = visit.lane
    return walk.tells(step.wait.condition, missing=False, failing=False)


def _set_timer(walk: Walk, step: Step, visit: Visit) -> None:
    assert step.wait is not None
    walk.lane = visit.lane
    at = plan_clock(walk, step.wait.until, None, visit.opened).due
    timer = timers.of_visit(walk, visit.no)
    if timer is not None and timer.at != at:
        timers.end(walk, timer, "dropped")
    if at is not None and (timer is None or timer.at != at):
        timers.start(walk, "wait", step.name, visit.no, 0, at)
