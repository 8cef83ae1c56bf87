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
        running = self.running()
        shared = [span.due for span in running if span.due is not None and span.visit == 0]
        for index, visit in enumerate(self.visits):
            if visit.closed is None:
                own = [span.due for span in running if span.visit == visit.no and span.due is not None]
                due = min(shared + own, default=None)
                if due != visit.due:
                    self.visits[index] = visit._replace(due=due)
        base = self.base
        return base._replace(
            data=self.data,
            origin=self.origin,
            visits=tuple(self.visits),
            clocks=tuple(self.clocks),
            ended=self.ended,
            ended_recorded=base.ended_recorded if self.ended == base.ended else self.meta.recorded,
            end=self.end,
            seq=base.seq if seq is None else seq,
            head=base.head if head is None else head,
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
    na = set(visit.na).difference(fact["items"]).union(fact["na"])
    ticks = set(visit.ticks).difference(fact["na"]).union(fact["items"])
    draft.visits[visit.no - 1] = visit._replace(ticks=tuple(sorted(ticks)), na=tuple(sorted(na)))


def _unticked(draft: Draft, fact: Fact) -> None:
    visit = draft.visits[fact["visit"] - 1]
    gone = set(fact["items"])
    draft.visits[visit.no - 1] = visit._replace(
        ticks=tuple(no for no in visit.ticks if no not in gone),
        na=tuple(no for no in visit.na if no not in gone),
    )


def _closed(draft: Draft, fact: Fact) -> None:
    visit, meta = draft.visits[fact["visit"] - 1], draft.meta
    draft.visits[visit.no - 1] = visit._replace(
        closed=meta.happened,
        closed_recorded=meta.recorded,
        outcome=fact["outcome"],
        actor=meta.actor,
        reason=fact.get("reason"),
        late_reason=fact.get("late_reason"),
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
    draft.clocks[span.no - 1] = span._replace(
        ended=meta.happened, ended_recorded=meta.recorded, why=fact["why"], actor=meta.actor
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
