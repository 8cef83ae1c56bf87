"""How a clock's due and limit came about: the reckoning line by line, then its pauses one by one.

Nothing is reckoned a second way: the lines come from the same track as the plan, and what a pause did is the
plan with it less the plan without it. ``task`` is the task as it was when the clock started (for one that
runs: as it is), and the context's calendar the version that planned it.
"""

from __future__ import annotations

from engine.kernel import clocks, ladders
from engine.kernel.context import Context
from engine.kernel.explain import reckoning
from engine.kernel.pauses import covers, may_pause, pauses, still_since
from engine.kernel.plans import ABSOLUTE, RESTART, Plan, Rest, reckon
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.record import Record
from engine.model.task import Hold, Span, Task, Visit
from engine.model.timing import Instant, Rung
from engine.rules.calendars import CalendarNeeded, OutOfRange
from engine.rules.deadlines.explain import Line, explain


class Stood(Record):
    """A time in which a clock stood still (ms UTC; ``over`` None: it still does), by which ``holds`` and open
    ``visits``. ``before`` and ``after``: the instant without it and with it. ``how`` it was given back:
    ``work`` (``left`` ms of working time were left), ``exact`` (``left`` ms of the clock on the wall),
    ``restart`` (all of it again), "" where nothing is moved by it, or it lasts."""

    began: int
    over: int | None
    holds: tuple[Hold, ...]
    visits: tuple[Visit, ...]
    before: int = 0
    after: int = 0
    how: str = ""
    left: int = 0


class Reason(Record):
    """Of one instant: as written, the lines of ``engine.rules.deadlines.lines``, the pauses, and where it
    lies at last (ms UTC; None where it is not known)."""

    instant: Instant
    lines: tuple[Line, ...]
    stood: tuple[Stood, ...]
    at: int | None


def reason(program: Program, task: Task, span: Span, which: str, context: Context) -> Reason | None:
    """How a clock's ``due`` or ``limit`` (``which``) came about; None where it has none, or the version has
    no such clock any more. Raises CalendarGap."""
    if not known(program, span):
        return None
    reckoned = reckoning(program, task, span, which, context)
    if reckoned is None:
        return None
    try:
        lines = explain(reckoned.instant, reckoned.anchor_of, context.calendar, task.data)
    except (CalendarNeeded, OutOfRange):
        return None
    walk, subject = _subject(program, task, span, context)
    opened = subject.visit.opened if subject.visit is not None else None
    plan = Plan()
    plan.due, plan.limit = span.due, span.limit
    try:
        at = reckon(walk, reckoned.instant, opened, plan)
        stood = []
        spells = _spells(walk, subject)
        for number, (began, over) in enumerate(spells, 1):
            rest = Rest(tuple(spells[:number]), subject.resume, _floor(task, span, opened))
            after = reckon(walk, reckoned.instant, opened, plan, rest)
            one = Stood(began, over, *_by(walk, subject, began, over))
            if at is not None and after is not None and after != at and subject.resume != ABSOLUTE:
                one = one._replace(before=at, after=after)
                one = _given_back(one, reckoned.instant, subject.resume, context, opened)
            stood.append(one)
            at = after
    except Stop:
        return None
    return Reason(reckoned.instant, tuple(lines), tuple(stood), at)


def still(program: Program, task: Task, span: Span, context: Context) -> Stood | None:
    """What keeps a clock standing still now; None where nothing does."""
    if not known(program, span):
        return None
    walk, subject = _subject(program, task, span, context)
    if subject.visit is not None and subject.visit.closed is not None:
        return None
    if not may_pause(walk, subject.pause):
        return None
    since = still_since(walk, subject.pause, subject.visit, subject.step.name)
    return None if since is None else Stood(since, None, *_by(walk, subject, since, None))


def next_rung(program: Program, span: Span) -> tuple[int, int, Rung] | None:
    """When the next rung of a clock's ladder is (ms UTC), its number and what it does; None where none is to
    come."""
    if not span.rungs or span.ended is not None or not known(program, span):
        return None
    at, no = span.rungs[0]
    ladder = ladders.of_span(program.definition, span)
    return (at, no, ladder[no - 1]) if no <= len(ladder) else None


def known(program: Program, span: Span) -> bool:
    """Whether a version has what a clock is of."""
    definition = program.definition
    return span.step in definition.steps and (not span.deadline or span.deadline in definition.deadlines)


def chains(task: Task) -> list[tuple[Span, ...]]:
    """The clocks of a task, each with all its plans, in the order in which they began."""
    found: dict[tuple[str, int], list[Span]] = {}
    for span in task.clocks:
        found.setdefault((span.deadline, span.visit), []).append(span)
    return [tuple(each) for each in found.values()]


def _given_back(one: Stood, instant: Instant, resume: str, context: Context, opened: int | None) -> Stood:
    """How what was left of a clock was given back after a pause that moved it."""
    if resume == RESTART and instant.sign > 0:
        return one._replace(how="restart")
    begin = max(one.began, opened or one.began)
    calendar = context.calendar
    work = calendar.work_between(begin, one.before) if calendar is not None else 0
    dates = instant.unit not in (None, "ms") or instant.by is not None or instant.roll is not None
    if dates and work:
        return one._replace(how="work", left=work)
    return one._replace(how="exact", left=one.before - begin)


def _subject(program: Program, task: Task, span: Span, context: Context) -> tuple[Walk, clocks.Subject]:
    walk = Walk(program, task, context, context.recorded)
    if span.visit:
        visit = task.visits[span.visit - 1]
        walk.lane = visit.lane
        return walk, clocks.own(walk, program.definition.steps[visit.step], visit)
    return walk, clocks.promise(walk, program.definition.deadlines[span.deadline])


def _spells(walk: Walk, subject: clocks.Subject) -> list[tuple[int, int]]:
    if not may_pause(walk, subject.pause):
        return []
    return list(pauses(walk, subject.pause, subject.visit, subject.step.name))


def _floor(task: Task, span: Span, opened: int | None) -> int:
    if opened is not None:
        return opened
    same = (one.started for one in task.clocks if one.deadline == span.deadline and not one.visit)
    return next(same, span.started)


def _by(
    walk: Walk, subject: clocks.Subject, began: int, over: int | None
) -> tuple[tuple[Hold, ...], tuple[Visit, ...]]:
    """The holds and the open steps that made a clock stand still in a time."""

    def within(start: int, end: int | None) -> bool:
        return (over is None or start < over or start == began) and (end is None or end > began)

    holds = [
        hold
        for hold in walk.draft.holds
        if "hold" in subject.pause
        and covers(walk, hold, subject.visit, subject.step.name)
        and within(hold.started, hold.ended)
    ]
    steps = set(subject.pause) - {"hold"}
    visits = [one for one in walk.visits() if one.step in steps and within(one.opened, one.closed)]
    return tuple(holds), tuple(visits)
