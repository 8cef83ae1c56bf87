"""Plans: when a clock's due and limit are as things stand, reckoned anew from the anchor and the pauses."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from engine.kernel.draft import latest
from engine.kernel.stopping import Stop, calendar_gap, evaluation_failed
from engine.kernel.walk import Walk
from engine.model.definition import Cases
from engine.model.task import UNDONE
from engine.model.timing import Anchor, Instant
from engine.rules.calendars import CalendarGap
from engine.rules.deadlines import AnchorOf, compute, spanned
from engine.rules.expressions import EvaluationProblem, Missing

REMAINING, ABSOLUTE, RESTART = "remaining", "absolute", "restart"


class Rest(NamedTuple):
    """How a clock stood still: its pauses that are over as (from, to), in order and apart (ms UTC), what its
    instants are after one (``Deadline.resume``), and before when nothing of a pause counts for an instant
    that is not reckoned from something that happened."""

    pauses: tuple[tuple[int, int], ...]
    resume: str
    floor: int


class Plan:
    """One clock's plan: ``due`` and ``limit`` in ms UTC (None: none), and what they rest on. ``since`` is the
    first instant from which one of them counts forwards, None where none does."""

    __slots__ = ("calendar", "due", "limit", "provisional", "since")

    def __init__(self) -> None:
        self.due: int | None = None
        self.limit: int | None = None
        self.calendar = 0
        self.provisional = False
        self.since: int | None = None


def anchor_instant(walk: Walk, anchor: Anchor | None, opened: int | None, plan: Plan) -> int | str | None:
    """When an anchor is, or None when it has not happened or is not set (a date stays a date)."""
    if anchor is None:
        return opened
    kind, draft = anchor.kind, walk.draft
    if kind == "field":
        value = draft.data.get(anchor.name)
        return value if isinstance(value, int | str) else None
    if kind == "start":
        return draft.base.started
    if kind == "due":
        return plan.due
    if kind == "limit":
        return plan.limit
    seen = walk.visits()
    if kind == "opened":
        mine = (visit for visit in reversed(seen) if visit.step == anchor.name and visit.outcome != UNDONE)
        return next((visit.opened for visit in mine), None)
    closed = latest(seen, anchor.name, anchor.outcome or None)
    return closed.closed if closed else None


def plan_clock(
    walk: Walk, due: Cases | None, limit: Cases | None, opened: int | None, rest: Rest | None = None
) -> Plan:
    """Work out both instants as things stand. A condition that needs a value not yet given means: no
    date yet. Raises Stop with ``calendar-gap`` where the calendar refuses a year without data."""
    plan = Plan()
    plan.due = _instant(walk, due, opened, plan, rest)
    plan.limit = _instant(walk, limit, opened, plan, rest)
    if plan.due is None:
        plan.due = plan.limit  # with a limit alone, that is also when it is due
    return plan


def _instant(
    walk: Walk, cases: Cases | None, opened: int | None, plan: Plan, rest: Rest | None
) -> int | None:
    if cases is None:
        return None
    instant, env = None, walk.env()
    guesses: list[int] = []
    if any(case.when is not None or (case.value is not None and case.value.span) for case in cases):
        env = env._replace(guesses=guesses)
    for case in cases:
        try:
            if case.when is None or walk.program.value(case.when, env):
                instant = case.value
                if instant is not None and instant.span is not None:
                    instant = spanned(instant, walk.program.value(instant.span, env))
                break
        except Missing:
            return None
        except EvaluationProblem as problem:
            source = case.when.source if case.when else case.value.source
            raise Stop(evaluation_failed(source, problem)) from None
    if guesses:  # which case holds, or how long, was counted over a year without data
        plan.calendar, plan.provisional = walk.context.calendar_number, True
    return None if instant is None else reckon(walk, instant, opened, plan, rest)


def reckon(
    walk: Walk, instant: Instant, opened: int | None, plan: Plan, rest: Rest | None = None
) -> int | None:
    """One instant in ms UTC, None while its anchor is not known. What it rests on is noted in ``plan``, whose
    due and limit are anchors too. Raises Stop ``calendar-gap``."""
    anchor = anchor_instant(walk, instant.anchor, opened, plan)
    try:
        found = compute(instant, lambda _: anchor, walk.context.calendar, walk.draft.data)
        if found is None:
            return None
        at, calendar_used, guessed = found.at, found.calendar_used, found.provisional
        if rest is not None and rest.pauses and rest.resume != ABSOLUTE:
            at = _after_pauses(walk, instant, anchor, at, not calendar_used, rest)
            if calendar_used and at != found.at and walk.context.calendar is not None:
                guessed = guessed or walk.context.calendar.reaches_unknown(found.at, at)
    except CalendarGap as gap:
        raise Stop(calendar_gap(gap, walk.program.definition.calendar)) from None
    if calendar_used:
        plan.calendar = walk.context.calendar_number
        plan.provisional = plan.provisional or guessed
    if instant.sign > 0 and isinstance(anchor, int) and (plan.since is None or anchor < plan.since):
        plan.since = anchor
    return at


def _after_pauses(
    walk: Walk, instant: Instant, anchor: int | str | None, at: int, exact: bool, rest: Rest
) -> int:
    """Where an instant lies after pauses (ADR 0022): what was left when one began is left when it ends. One
    that was past already stays, and none comes earlier by a pause."""
    calendar = walk.context.calendar
    if instant.sign < 0 and instant.anchor is not None and instant.anchor.kind in ("due", "limit"):
        return at  # what it is reckoned from has moved already
    since = rest.floor if instant.sign < 0 else _counted_from(walk, instant, anchor)
    for began, over in rest.pauses:
        begin = max(began, since)
        if over <= begin:
            continue
        if at <= begin:
            break
        if rest.resume == RESTART and instant.sign > 0:
            again = compute(instant, _always(over), calendar, walk.draft.data)
            at, since = max(at, again.at if again is not None else at), over
            continue
        left = at - begin
        if exact or calendar is None:
            at = over + left
            continue
        work = calendar.work_between(begin, at)
        at = max(at, calendar.add_work(over, work) if work else over + left)
    return at


def _always(at: int) -> AnchorOf:
    """An anchor that is at an instant, whatever is asked for."""
    return lambda _: at


def _counted_from(walk: Walk, instant: Instant, anchor: int | str | None) -> int:
    """The instant from which an instant counts."""
    if isinstance(anchor, str):
        calendar = walk.context.calendar
        assert calendar is not None  # compute would have said so
        return calendar.to_utc(date.fromisoformat(anchor), instant.by or 0)
    assert anchor is not None
    return anchor
