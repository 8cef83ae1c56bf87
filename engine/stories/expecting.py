"""What a moment's ``then`` wants, beside the task as it is: one function for each key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from engine.model.definition import Definition
from engine.model.diagnostics import Diagnostic
from engine.model.task import Span, Task, Visit
from engine.render.escape import terminal
from engine.render.instants import local
from engine.rules.values import show
from engine.stories.plan import WHOLE_TASK, Wanted

NONE = "none"
BLOCKS = ("parallel", "each")
"""Kinds of steps that are open because something in them is."""


class Seen(NamedTuple):
    """What happened at a moment: who got a notice, which rungs were reached (``clock.number``)."""

    told: list[str]
    escalated: list[str]


def otherwise(
    wanted: Wanted, task: Task, definition: Definition, now: int, zone: str, seen: Seen
) -> Diagnostic | None:
    """What is otherwise than wanted; None when it is so. ``now`` is ms UTC; ``seen`` what happened at this
    moment."""
    if wanted.key in Seen._fields:
        found: Any = _as_wanted(wanted, getattr(seen, wanted.key))
    else:
        found = SEEN[wanted.key](task, wanted, now)
    if found == wanted.value:
        return None
    key = f"{wanted.key} {wanted.name}" if wanted.name else wanted.key
    say = _sayer(wanted, definition, zone)
    return Diagnostic("T043", wanted.place, {"key": key, "wanted": say(wanted.value), "seen": say(found)})


def _sayer(wanted: Wanted, definition: Definition, zone: str) -> Callable[[Any], str]:
    """How values of a key are shown: in the words of the story file."""
    if wanted.key in ("due", "limit"):
        return lambda at: NONE if at is None else local(at, zone)
    if wanted.key == "data":
        field = definition.data[wanted.name]
        return lambda value: "''" if value is None else terminal(show(field, value, zone))
    if wanted.key in ("assignee", "for"):
        return lambda person: person or "''"
    if wanted.key == "end":
        return lambda end: end or NONE
    return lambda names: ", ".join(names) or "[]"


def _open(task: Task, wanted: Wanted, now: int) -> Any:
    return _as_wanted(wanted, [visit.step for visit in task.open_visits() if visit.kind not in BLOCKS])


def _end(task: Task, wanted: Wanted, now: int) -> Any:
    return task.end


def _due(task: Task, wanted: Wanted, now: int) -> Any:
    span = _latest(task, wanted.name)
    return span.due if span is not None else None


def _limit(task: Task, wanted: Wanted, now: int) -> Any:
    span = _latest(task, wanted.name)
    return span.limit if span is not None else None


def _late(task: Task, wanted: Wanted, now: int) -> Any:
    return _as_wanted(wanted, [clock_of(span) for span in _plans(task) if _past(span.due, span, now)])


def _breached(task: Task, wanted: Wanted, now: int) -> Any:
    return _as_wanted(wanted, [clock_of(span) for span in _plans(task) if _past(span.limit, span, now)])


def _assigned(task: Task, wanted: Wanted, now: int) -> Any:
    visit = next((each for each in reversed(task.open_visits()) if each.step == wanted.name), None)
    return _as_wanted(wanted, visit.roles if visit is not None else ())


def _assignee(task: Task, wanted: Wanted, now: int) -> Any:
    visit = _latest_visit(task, wanted.name)
    return (visit.assignee if visit is not None else None) or ""


def _for(task: Task, wanted: Wanted, now: int) -> Any:
    visit = _latest_visit(task, wanted.name)
    return (visit.behalf if visit is not None else None) or ""


def _votes(task: Task, wanted: Wanted, now: int) -> Any:
    visit = _latest_visit(task, wanted.name)
    votes = [vote for vote in task.votes if visit is not None and vote.visit == visit.no]
    return _as_wanted(wanted, [vote.person for vote in votes if vote.binding and not vote.void])


def _latest_visit(task: Task, step: str) -> Visit | None:
    """The open visit of a step, else the latest one."""
    visits = [visit for visit in task.visits if visit.step == step]
    return next((visit for visit in reversed(visits) if visit.closed is None), visits[-1] if visits else None)


def _held(task: Task, wanted: Wanted, now: int) -> Any:
    holds = [hold for hold in task.holds if hold.ended is None]
    return _as_wanted(wanted, [task.visits[one.visit - 1].step if one.visit else WHOLE_TASK for one in holds])


def _paused(task: Task, wanted: Wanted, now: int) -> Any:
    last = {(span.deadline, span.visit): span for span in task.clocks}
    return _as_wanted(wanted, [clock_of(span) for span in last.values() if span.why == "paused"])


def _data(task: Task, wanted: Wanted, now: int) -> Any:
    return task.data.get(wanted.name)


SEEN: dict[str, Callable[[Task, Wanted, int], Any]] = {
    "open": _open,
    "end": _end,
    "due": _due,
    "limit": _limit,
    "late": _late,
    "breached": _breached,
    "assigned": _assigned,
    "assignee": _assignee,
    "for": _for,
    "votes": _votes,
    "held": _held,
    "paused": _paused,
    "data": _data,
}


def clock_of(span: Span) -> str:
    """How stories call a clock: the deadline's name, or the step's for its own."""
    return span.deadline or span.step


def _plans(task: Task) -> list[Span]:
    """Every clock's spans but those that a new plan replaced."""
    return [span for span in task.clocks if span.why != "replanned"]


def _latest(task: Task, clock: str) -> Span | None:
    return next((span for span in reversed(_plans(task)) if clock_of(span) == clock), None)


def _past(instant: int | None, span: Span, now: int) -> bool:
    return instant is not None and (now if span.ended is None else span.ended) > instant


def _as_wanted(wanted: Wanted, names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, those that are wanted first and in that order: order says nothing."""
    seen = dict.fromkeys(names)
    first = [name for name in wanted.value if name in seen]
    return (*first, *(name for name in seen if name not in first))
