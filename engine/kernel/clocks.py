"""Clocks: which run, against which plan. Every result (due, limit, calendar version) goes into a fact.

A step's own due and limit count while a visit of it is open. A deadline block is live from the moment
its anchor is known, whether its step is open or not; it stops at the first close of its step after that,
and is void when the task ends without it. When what a plan depends on changes, the running span ends as
``replanned`` and another starts, so that past plans survive (DESIGN 4a, Clocks). While a clock stands still
no span of it runs; when it goes on another starts, planned with its pauses (ADR 0022).
"""

from __future__ import annotations

from typing import NamedTuple

from engine.kernel import ladders
from engine.kernel.pauses import may_pause, pauses, still_since
from engine.kernel.plans import Plan, Rest, plan_clock
from engine.kernel.walk import Stop, Walk
from engine.model.definition import Cases, Deadline, Definition, Step
from engine.model.task import Span, Visit
from engine.model.timing import Rung

RESUMABLE = ("replanned", "paused", "resumed")
"""How a span may have ended whose clock can run again."""
FELL_AWAY = ("void", "cancelled")
"""How a promise's span ended with the task."""


class Subject(NamedTuple):
    """What a clock is of: a visit's step (``name`` is "" then), or a promise (``visit`` is None)."""

    name: str
    visit: Visit | None
    step: Step
    due: Cases | None
    limit: Cases | None
    pause: tuple[str, ...]
    resume: str
    ladder: tuple[Rung, ...]


def own(walk: Walk, step: Step, visit: Visit) -> Subject:
    """The clock of a visit, by its step's own due and limit."""
    ladder = ladders.of_step(walk.program.definition, step)
    return Subject("", visit, step, step.due, step.limit, step.pause, step.resume, ladder)


def promise(walk: Walk, deadline: Deadline) -> Subject:
    """The clock of a deadline block."""
    step = walk.program.definition.steps[deadline.step]
    ladder = ladders.of_deadline(walk.program.definition, deadline)
    return Subject(
        deadline.name, None, step, deadline.due, deadline.limit, deadline.pause, deadline.resume, ladder
    )


def start_own(walk: Walk, step: Step, visit: Visit) -> None:
    """Start the clock of a visit that just opened, if its step has a due or limit that is known and it does
    not stand still."""
    _bring_up(walk, own(walk, step, visit), None)


def stop(walk: Walk, span: Span, why: str) -> None:
    """End a running clock."""
    walk.stamp({"fact": "stopped", "clock": span.no, "why": why})


def stop_for(walk: Walk, visit: Visit, outcome: str) -> None:
    """Stop what the closing of a visit stops: its own clock, and the blocks that are kept by it."""
    deadlines = walk.program.definition.deadlines
    for span in walk.draft.running():
        if span.visit == visit.no:
            stop(walk, span, "closed")
            continue
        kept_by = span.visit == 0 and span.step == visit.step
        if kept_by and deadlines[span.deadline].outcome in (None, outcome):
            stop(walk, span, "closed")


def replan(walk: Walk, changed: set[str]) -> None:
    """Start blocks whose anchor became known, and plan again what depends on something in ``changed``
    (field names, and ``step:NAME`` for a step that opened or closed; ``start`` at the beginning)."""
    definition = walk.program.definition
    for deadline, inputs in walk.program.blocks():
        if "start" in changed or not inputs.isdisjoint(changed):
            _replan_block(walk, deadline)
    for visit in walk.draft.open_visits():
        step = definition.steps[visit.step]
        if step.due is None and step.limit is None:
            continue
        inputs = walk.program.timing_inputs("own:" + step.name, step.due, step.limit, pause=step.pause)
        if not inputs.isdisjoint(changed):
            _replan_own(walk, step, visit)


def revive(walk: Walk) -> None:
    """Start the promises again that fell away when the task ended, which goes on now: by their plan, as it is
    now. One that stood still then goes on too, where it stands still no longer."""
    for deadline in walk.program.definition.deadlines.values():
        last = _last(walk, deadline.name, 0)
        if last is not None and last.ended == walk.draft.base.ended and last.why in FELL_AWAY:
            _bring_up(walk, promise(walk, deadline), last)
        else:
            _replan_block(walk, deadline)


def replan_every(walk: Walk) -> None:
    """Look at every clock again: the calendar is another one, or something was put on hold or goes on. The
    rungs of a clock whose plan stays are left alone."""
    for deadline in walk.program.definition.deadlines.values():
        _replan_block(walk, deadline)
    for visit in walk.draft.open_visits():
        step = walk.program.definition.steps[visit.step]
        if step.due is not None or step.limit is not None:
            _replan_own(walk, step, visit)


def renew(walk: Walk, before: Definition) -> None:
    """Reckon the rungs to come of running clocks again: the calendar is another one, or the ladder, which was
    that of ``before``. What was due by now and has not happened yet stays due where it is the same rung."""
    for span in walk.draft.running():
        ladder = ladders.of_span(walk.program.definition, span)
        if ladder or span.rungs:
            visit = walk.draft.visits[span.visit - 1] if span.visit else None
            walk.lane = visit.lane if visit is not None else 0
            same = ladder == ladders.of_span(before, span)
            rungs = ladders.renewed(walk, ladder, span, visit.opened if visit is not None else None, same)
            if rungs != [list(rung) for rung in span.rungs]:
                walk.stamp({"fact": "rungs", "clock": span.no, "rungs": rungs})
    walk.lane = 0


def replan_all(walk: Walk, before: Definition) -> None:
    """Plan every clock anew, after the task came under another definition than ``before``: blocks that it
    does not have end as ``void``, those that it adds start where their anchor is known and their step is not
    closed yet.

    A visit inside a lane keeps its clock: its block is the same in both definitions.
    """
    draft, deadlines = walk.draft, walk.program.definition.deadlines
    for span in draft.running():
        if span.visit:
            continue
        if span.deadline not in deadlines or _kept(walk, deadlines[span.deadline], span):
            stop(walk, span, "void")
    for deadline in deadlines.values():
        last = _last(walk, deadline.name, 0)
        if last is None or last.ended is not None:
            kept = last is not None and last.why not in ("void", *RESUMABLE)
            if kept or draft.latest(deadline.step, deadline.outcome):
                continue
        _bring_up(walk, promise(walk, deadline), last)
    for visit in draft.open_visits():
        if visit.lane == 0:
            _replan_own(walk, walk.program.definition.steps[visit.step], visit)
    renew(walk, before)


def _last(walk: Walk, deadline: str, visit: int) -> Span | None:
    """The latest span of a promise, or of a visit's clock (``deadline`` "")."""
    spans = reversed(walk.draft.clocks)
    return next((span for span in spans if (span.deadline, span.visit) == (deadline, visit)), None)


def _kept(walk: Walk, deadline: Deadline, span: Span) -> bool:
    """Whether what a block asks for now was done while its clock ran and asked for something else."""
    closed = walk.draft.latest(deadline.step, deadline.outcome)
    return closed is not None and closed.closed is not None and closed.closed > span.started


def _replan_block(walk: Walk, deadline: Deadline) -> None:
    """Plan a block anew. One that was kept or is void stays so; one whose case took the promise away comes
    back when the data turn back, unless what it asks for was done meanwhile."""
    last = _last(walk, deadline.name, 0)
    over = last is not None and last.ended is not None
    if over and last is not None and (last.why not in RESUMABLE or _kept(walk, deadline, last)):
        return
    _bring_up(walk, promise(walk, deadline), last)


def _replan_own(walk: Walk, step: Step, visit: Visit) -> None:
    before, walk.lane = walk.lane, visit.lane
    _bring_up(walk, own(walk, step, visit), _last(walk, "", visit.no))
    walk.lane = before


def _bring_up(walk: Walk, subject: Subject, last: Span | None) -> None:
    """Let a clock stand still, go on, or run by a new plan, as things are. ``last`` is its latest span."""
    running = last if last is not None and last.ended is None else None
    before, opened = walk.happened, subject.visit.opened if subject.visit is not None else None
    rest = None
    if may_pause(walk, subject.pause):
        asked = (walk, subject.pause, subject.visit, subject.step.name)
        since = still_since(*asked)
        if since is not None:
            if running is not None:
                walk.happened = max(since, before)
                stop(walk, running, "paused")
                walk.happened = before
            return
        spells = pauses(*asked)
        rest = Rest(spells, subject.resume, _floor(walk, subject, opened))
        if spells and last is not None and last.why == "paused":
            walk.happened = max(spells[-1][1], before)
    plan = plan_clock(walk, subject.due, subject.limit, opened, rest)
    if running is not None and (running.due, running.limit) == (plan.due, plan.limit):
        if (running.calendar, running.provisional) != (plan.calendar, plan.provisional):
            fact = {"fact": "reckoned", "clock": running.no, "calendar": plan.calendar}
            walk.stamp({**fact, "provisional": plan.provisional})
        return
    if running is not None:
        stop(walk, running, "replanned")
    if plan.due is not None:
        _start(walk, subject, plan, last)
    walk.happened = before


def _floor(walk: Walk, subject: Subject, opened: int | None) -> int:
    if opened is not None:
        return opened
    first = (span.started for span in walk.draft.clocks if span.deadline == subject.name and not span.visit)
    return next(first, walk.happened)


def _roles(walk: Walk, subject: Subject) -> tuple[str, ...]:
    if subject.visit is not None:
        return subject.visit.roles
    try:
        return walk.roles(subject.step)
    except Stop:  # whose it is depends on a value to come
        return tuple(sorted({role for case in subject.step.role for role in case.value if role}))


def _start(walk: Walk, subject: Subject, plan: Plan, last: Span | None) -> None:
    again = FELL_AWAY if walk.draft.base.ended is not None else ()
    stood = last is not None and (last.why == "paused" or last.why in again)
    goes_on = stood and last is not None and last.due == plan.due
    fact = {
        "fact": "clock",
        "clock": len(walk.draft.clocks) + 1,
        "deadline": subject.name,
        "visit": subject.visit.no if subject.visit is not None else 0,
        "step": subject.step.name,
        "roles": list(_roles(walk, subject)),
        "due": plan.due,
        "limit": plan.limit,
        "calendar": plan.calendar,
        "provisional": plan.provisional,
        "born_late": plan.due is not None
        and plan.due < walk.happened
        and (not goes_on or (last is not None and last.born_late)),
    }
    if last is not None and stood and (goes_on or not _late(last)):
        fact["follows"] = last.no
    if subject.ladder:
        opened = subject.visit.opened if subject.visit is not None else None
        rungs = ladders.ahead(walk, subject.ladder, plan, opened, last)
        if rungs:
            fact["rungs"] = rungs
    walk.stamp(fact)


def _late(span: Span) -> bool:
    return span.due is not None and span.ended is not None and span.ended > span.due
