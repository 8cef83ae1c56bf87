"""A timer or a rung is due: what was to happen at that instant happens, decided as things stand."""

from __future__ import annotations

from engine.kernel import timers, waits
from engine.kernel.climbing import climb
from engine.kernel.context import Context
from engine.kernel.moves import settle
from engine.kernel.notices import notice
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Wake
from engine.model.task import Span, Task, Timer


def decide_wake(program: Program, task: Task, command: Wake, context: Context) -> Walk:
    """Decide the first of what is due by now, as of its own instant; the next one is another command, so that
    each finds what the one before it did. Where nothing is due there is nothing to do."""
    now = context.recorded
    due = [(timer.at, 0, timer.no) for timer in task.timers if timer.ended is None and timer.at <= now]
    due += [
        (span.rungs[0][0], 1, span.no)
        for span in task.clocks
        if span.ended is None and span.rungs and span.rungs[0][0] <= now
    ]
    if not due or task.ended is not None:
        return Walk(program, task, context, now)
    _, is_rung, no = min(due)
    if is_rung:
        return _rung(program, task, task.clocks[no - 1], context)
    return _timer(program, task, task.timers[no - 1], context)


def _timer(program: Program, task: Task, timer: Timer, context: Context) -> Walk:
    visit = task.visits[timer.visit - 1] if timer.visit else None
    walk = Walk(program, task, context, max(timer.at, visit.opened if visit else task.started))
    if timer.kind == "wait" and (visit is None or visit.closed is not None):
        timers.end(walk, timer, "dropped")
        return walk
    timers.end(walk, timer, "fired")
    if timer.kind == "wait" and visit is not None:
        changed: set[str] = set()
        waits.expire(walk, visit, walk.happened, changed)
        settle(walk, changed)
    elif timer.kind == "hold":
        _remind(walk, timer)
    return walk


def _remind(walk: Walk, timer: Timer) -> None:
    """A hold was expected to be over: whoever said so is told, and whose work it keeps."""
    hold = walk.draft.holds[timer.clock - 1]
    held = [visit for visit in walk.draft.open_visits() if hold.visit in (0, visit.no)]
    visit = held[0] if held else None
    roles = tuple(dict.fromkeys(role for one in held if one.kind == "work" for role in one.roles))
    about = {"kind": "hold", "hold": hold.no, "until": hold.until}
    notice(walk, ("assignee",), "", (*roles, hold.actor), visit, about)


def _rung(program: Program, task: Task, span: Span, context: Context) -> Walk:
    """Carry out a rung; where one of its verbs cannot be, it still happens, and tells (ADR 0021)."""
    at, no = span.rungs[0]
    visit = task.visits[span.visit - 1] if span.visit else None
    happened = max(at, span.started, visit.opened if visit is not None else task.started)

    def tried(failed: Stop | None) -> Walk:
        walk, changed = Walk(program, task, context, happened), set[str]()
        climb(walk, span, at, no, changed, failed)
        settle(walk, changed)
        return walk

    try:
        return tried(None)
    except Stop as stop:
        return tried(stop)
