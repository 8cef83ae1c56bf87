"""Facts: what each does to a draft, and nothing else. Every result a fact needs stands in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.kernel import fact_times
from engine.model.task import Caller, Lane, Visit

if TYPE_CHECKING:
    from engine.kernel.draft import Draft

Fact = dict[str, Any]

# Where fields stand in their tuples: cutting and joining tuples costs a fifth of ``_replace``.
_TICKS = Visit._fields.index("ticks")
_CLOSED = Visit._fields.index("closed")
_PEOPLE = Visit._fields.index("assignee")
_LANE_CLOSED = Lane._fields.index("closed")


def _started(draft: Draft, fact: Fact) -> None:
    """The task's own columns were set by ``blank``; here are the values it began with."""
    draft.data = fact["data"]
    draft.origin = dict.fromkeys(fact["data"], 0)
    draft.gathers = fact.get("gathers")
    if "caller" in fact:
        draft.callers.append(Caller(1, *fact["caller"]))


def _set(draft: Draft, fact: Fact) -> None:
    lane = draft.lanes[fact["lane"] - 1] if "lane" in fact else None
    data, origin = (
        (dict(draft.data), dict(draft.origin)) if lane is None else (dict(lane.data), dict(lane.origin))
    )
    for name, value in fact["data"].items():
        if value is None:
            data.pop(name, None)
            origin.pop(name, None)
        else:
            data[name] = value
            origin[name] = fact["visit"]
    if lane is None:
        draft.data, draft.origin = data, origin
    else:
        draft.lanes[lane.no - 1] = lane._replace(data=data, origin=origin)


def _ticked(draft: Draft, fact: Fact) -> None:
    visit = draft.visits[fact["visit"] - 1]
    if not visit.ticks and not visit.na and not fact["na"]:
        marks = (tuple(fact["items"]), ())
        draft.visits[visit.no - 1] = Visit._make((*visit[:_TICKS], *marks, *visit[_CLOSED:]))
        return
    _mark(
        draft,
        visit,
        set(visit.ticks).difference(fact["na"]).union(fact["items"]),
        set(visit.na).difference(fact["items"]).union(fact["na"]),
    )


def _unticked(draft: Draft, fact: Fact) -> None:
    visit = draft.visits[fact["visit"] - 1]
    gone = set(fact["items"])
    _mark(draft, visit, set(visit.ticks).difference(gone), set(visit.na).difference(gone))


def _mark(draft: Draft, visit: Visit, ticks: set[int], na: set[int]) -> None:
    marks = (tuple(sorted(ticks)), tuple(sorted(na)))
    draft.visits[visit.no - 1] = Visit._make((*visit[:_TICKS], *marks, *visit[_CLOSED:]))


def _closed(draft: Draft, fact: Fact) -> None:
    visit, meta = draft.visits[fact["visit"] - 1], draft.meta
    draft.visits[visit.no - 1] = Visit._make(
        (
            *visit[:_CLOSED],
            fact.get("at", meta.happened),
            meta.recorded,
            fact["outcome"],
            meta.actor,
            fact.get("reason"),
            fact.get("late_reason"),
            *visit[_PEOPLE:],
        )
    )
    if "for" in fact or "hands" in fact or "override" in fact or visit.behalf is not None:
        from engine.kernel import fact_people

        fact_people.closed(draft, fact)


def _opened(draft: Draft, fact: Fact) -> None:
    meta = draft.meta
    draft.visits.append(
        Visit(
            fact["visit"],
            fact["step"],
            fact["n"],
            tuple(fact["roles"]),
            fact.get("at", meta.happened),
            meta.recorded,
            fact.get("lane", 0),
            fact.get("kind", "work"),
            priority=fact.get("priority", 0),
        )
    )


def _roles(draft: Draft, fact: Fact) -> None:
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(roles=tuple(fact["roles"]))


def _ended(draft: Draft, fact: Fact) -> None:
    draft.ended = fact.get("at", draft.meta.happened)
    draft.end = fact["end"]


def _lane(draft: Draft, fact: Fact) -> None:
    meta = draft.meta
    draft.lanes.append(
        Lane(
            fact["lane"],
            fact["block"],
            fact["name"],
            fact.get("at", meta.happened),
            meta.recorded,
            fact.get("item"),
            fact.get("place", 0),
        )
    )


def _lane_closed(draft: Draft, fact: Fact) -> None:
    lane, meta = draft.lanes[fact["lane"] - 1], draft.meta
    closing = (fact.get("at", meta.happened), meta.recorded, fact["why"])
    draft.lanes[lane.no - 1] = Lane._make((*lane[:_LANE_CLOSED], *closing))


def _caller(draft: Draft, fact: Fact) -> None:
    draft.callers.append(Caller(fact["caller"], fact["task"], fact["visit"]))


def _caller_gone(draft: Draft, fact: Fact) -> None:
    caller = draft.callers[fact["caller"] - 1]
    draft.callers[caller.no - 1] = caller._replace(gone=True)


def _gathered(draft: Draft, fact: Fact) -> None:
    draft.gathers = None


def _arrived(draft: Draft, fact: Fact) -> None:
    draft.arrived = fact["end"]


def _migrated(draft: Draft, fact: Fact) -> None:
    """Another version from here on: visits and clocks under the names they have there, lines under their
    numbers, values that are there."""
    draft.base = draft.base._replace(version=fact["to"])
    for one in fact["visits"]:
        visit = draft.visits[one["visit"] - 1]
        draft.visits[visit.no - 1] = visit._replace(
            step=one["step"], n=one["n"], ticks=tuple(one["ticks"]), na=tuple(one["na"])
        )
    for one in fact.get("notes", ()):
        draft.notes[one["note"] - 1] = draft.notes[one["note"] - 1]._replace(item=one["item"])
    for one in fact["clocks"]:
        span = draft.clocks[one["clock"] - 1]
        draft.clocks[span.no - 1] = span._replace(deadline=one["deadline"], step=one["step"])
    if fact["data"]:
        data, origin = dict(draft.data), dict(draft.origin)
        for name, value in fact["data"].items():
            if value is None:
                data.pop(name, None)
                origin.pop(name, None)
            else:
                data[name] = value
                origin.setdefault(name, 0)
        draft.data, draft.origin = data, origin


def _said(draft: Draft, fact: Fact) -> None:
    """What is on record and changes no state: comments, skipped steps, warnings, calls, signals,
    rules."""


ELSEWHERE = {
    **dict.fromkeys(["assigned", "priority", "snoozed", "voted", "voided", "noted"], "fact_people"),
    **dict.fromkeys(["undone", "lane_back", "goes_on"], "fact_back"),
}
"""What facts do that few tasks have: the modules are imported when the first such fact comes."""


class _Apply(dict[str, Callable[["Draft", Fact], None]]):
    def __missing__(self, kind: str) -> Callable[[Draft, Fact], None]:
        module = import_module(f"engine.kernel.{ELSEWHERE[kind]}")
        found: Callable[[Draft, Fact], None] = getattr(module, kind)
        self[kind] = found
        return found


APPLY = _Apply(
    {
        "started": _started,
        "set": _set,
        "ticked": _ticked,
        "unticked": _unticked,
        "closed": _closed,
        "opened": _opened,
        "roles": _roles,
        "clock": fact_times.clock,
        "stopped": fact_times.stopped,
        "ended": _ended,
        "migrated": _migrated,
        "skipped": _said,
        "warned": _said,
        "commented": _said,
        "lane": _lane,
        "lane_closed": _lane_closed,
        "timer": fact_times.timer,
        "timer_ended": fact_times.timer_ended,
        "held": fact_times.held,
        "resumed": fact_times.resumed,
        "caller": _caller,
        "caller_gone": _caller_gone,
        "gathered": _gathered,
        "arrived": _arrived,
        "called": _said,
        "returned": _said,
        "signalled": _said,
        "ruled": _said,
        "noticed": _said,
        "escalated": fact_times.escalated,
        "rungs": fact_times.rungs,
        "reckoned": fact_times.reckoned,
        "behalf": _said,
        "unassigned": _said,
        "undid": _said,
        "reopened": _said,
        "overrode": _said,
    }
)
