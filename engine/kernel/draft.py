"""A task while facts are applied to it: the one place where a task's state changes.

``decide`` adds facts one by one and looks at the result as it goes; ``evolve`` applies recorded facts.
Both go through ``Draft.apply``, so that what was decided and what a replay finds cannot differ.
No rule and no calendar is evaluated here: every result stands in the fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine.model.task import Span, Task, Visit

Fact = dict[str, Any]

# Where fields stand in their tuples: cutting and joining tuples costs a fifth of ``_replace``.
_DUE = Visit._fields.index("due")
_TICKS = Visit._fields.index("ticks")
_CLOSED = Visit._fields.index("closed")
_ENDED = Span._fields.index("ended")


class Meta:
    """What an event says besides its facts: who, when it happened, when it was written down (ms UTC)."""

    __slots__ = ("actor", "happened", "recorded")

    def __init__(self, actor: str, happened: int, recorded: int) -> None:
        self.actor = actor
        self.happened = happened
        self.recorded = recorded


class Draft:
    """A task being changed. Visits and clocks keep their identity unless a fact touches them."""

    __slots__ = ("base", "clocks", "data", "end", "ended", "facts", "meta", "origin", "visits")

    def __init__(self, base: Task, meta: Meta) -> None:
        self.base = base
        self.meta = meta
        self.facts: list[Fact] = []
        self.visits: list[Visit] = list(base.visits)
        self.clocks: list[Span] = list(base.clocks)
        self.data = base.data
        self.origin = base.origin
        self.ended = base.ended
        self.end = base.end

    def apply(self, fact: Fact) -> None:
        """Carry out one fact and keep it."""
        APPLY[fact["fact"]](self, fact)
        self.facts.append(fact)

    def open_visits(self) -> list[Visit]:
        """The visits that are open now."""
        return [visit for visit in self.visits if visit.closed is None]

    def running(self) -> list[Span]:
        """The clocks that run now."""
        return [span for span in self.clocks if span.ended is None]

    def count(self, step: str) -> int:
        """How often the task has been in a step, an open visit included."""
        return sum(1 for visit in self.visits if visit.step == step)

    def latest(self, step: str, outcome: str | None = None) -> Visit | None:
        """The latest closed visit of a step (with that outcome, where one is named)."""
        for visit in reversed(self.visits):
            if visit.step == step and visit.closed is not None and outcome in (None, visit.outcome):
                return visit
        return None

    def was_closed(self, step: str) -> bool:
        """Whether a step was ever closed in this task."""
        return self.latest(step) is not None

    def task(self, seq: int | None = None, head: bytes | None = None) -> Task:
        """The task as it is now; each open visit's ``due`` is the earliest that runs while it is open."""
        for visit in self.visits:
            if visit.closed is None:
                dues = [
                    span.due
                    for span in self.clocks
                    if span.ended is None and span.due is not None and span.visit in (0, visit.no)
                ]
                due = min(dues) if dues else None
                if due != visit.due:
                    self.visits[visit.no - 1] = Visit._make((*visit[:_DUE], due, *visit[_DUE + 1 :]))
        base = self.base
        return Task(
            base.id,
            base.shop,
            base.sop,
            base.version,
            base.ref,
            base.unique,
            base.starter,
            base.started,
            base.started_recorded,
            self.data,
            self.origin,
            tuple(self.visits),
            tuple(self.clocks),
            base.seq if seq is None else seq,
            base.head if head is None else head,
            self.ended,
            base.ended_recorded if self.ended == base.ended else self.meta.recorded,
            self.end,
        )


def _started(draft: Draft, fact: Fact) -> None:
    """The task's own columns were set by ``blank``; here are the values it began with."""
    draft.data = fact["data"]
    draft.origin = dict.fromkeys(fact["data"], 0)


def _set(draft: Draft, fact: Fact) -> None:
    data, origin = dict(draft.data), dict(draft.origin)
    for name, value in fact["data"].items():
        if value is None:
            data.pop(name, None)
            origin.pop(name, None)
        else:
            data[name] = value
            origin[name] = fact["visit"]
    draft.data, draft.origin = data, origin


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
            meta.happened,
            meta.recorded,
            fact["outcome"],
            meta.actor,
            fact.get("reason"),
            fact.get("late_reason"),
        )
    )


def _opened(draft: Draft, fact: Fact) -> None:
    meta = draft.meta
    draft.visits.append(
        Visit(fact["visit"], fact["step"], fact["n"], tuple(fact["roles"]), meta.happened, meta.recorded)
    )


def _roles(draft: Draft, fact: Fact) -> None:
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(roles=tuple(fact["roles"]))


def _clock(draft: Draft, fact: Fact) -> None:
    meta = draft.meta
    draft.clocks.append(
        Span(
            fact["clock"],
            fact["deadline"],
            fact["visit"],
            fact["step"],
            tuple(fact["roles"]),
            meta.happened,
            meta.recorded,
            fact["due"],
            fact["limit"],
            fact["calendar"],
            fact["provisional"],
            fact["born_late"],
        )
    )


def _stopped(draft: Draft, fact: Fact) -> None:
    span, meta = draft.clocks[fact["clock"] - 1], draft.meta
    draft.clocks[span.no - 1] = Span._make(
        (*span[:_ENDED], meta.happened, meta.recorded, fact["why"], meta.actor)
    )


def _ended(draft: Draft, fact: Fact) -> None:
    draft.ended = draft.meta.happened
    draft.end = fact["end"]


def _said(draft: Draft, fact: Fact) -> None:
    """Comments, skipped steps and warnings are on record and change no state."""


APPLY: dict[str, Callable[[Draft, Fact], None]] = {
    "started": _started,
    "set": _set,
    "ticked": _ticked,
    "unticked": _unticked,
    "closed": _closed,
    "opened": _opened,
    "roles": _roles,
    "clock": _clock,
    "stopped": _stopped,
    "ended": _ended,
    "skipped": _said,
    "warned": _said,
    "commented": _said,
}


def blank(task_id: int, shop: str, fact: Fact, meta: Meta) -> Task:
    """The task that a ``started`` fact begins, before the fact's values are applied."""
    return Task(
        task_id,
        shop,
        fact["sop"],
        fact["version"],
        fact["ref"],
        fact["unique"],
        meta.actor,
        meta.happened,
        meta.recorded,
        {},
        {},
    )


def evolve(
    task: Task | None,
    facts: Iterable[Fact],
    meta: Meta,
    seq: int,
    head: bytes,
    task_id: int = 0,
    shop: str = "",
) -> Task:
    """The task after one event. ``task`` is None for the first, whose first fact is ``started``."""
    facts = list(facts)
    if task is None:
        task = blank(task_id, shop, facts[0], meta)
    draft = Draft(task, meta)
    for fact in facts:
        draft.apply(fact)
    return draft.task(seq, head)
