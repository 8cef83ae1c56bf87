"""A task while facts are applied to it: the one place where a task's state changes.

``decide`` adds facts one by one and looks at the result as it goes; ``evolve`` applies recorded facts.
Both go through ``Draft.apply``, so that what was decided and what a replay finds cannot differ.
No rule and no calendar is evaluated here: every result stands in the fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.kernel.facts import APPLY, Fact
from engine.model.commands import ITSELF
from engine.model.task import (
    UNDONE,
    WITHDRAWN,
    Caller,
    Hold,
    Lane,
    Note,
    Span,
    Task,
    Timer,
    Visit,
    Vote,
    lanes_around,
)

_DUE = Visit._fields.index("due")


class Meta:
    """What an event says besides its facts: who, when it happened, when it was written down (ms UTC)."""

    __slots__ = ("actor", "happened", "recorded")

    def __init__(self, actor: str, happened: int, recorded: int) -> None:
        self.actor = actor
        self.happened = happened
        self.recorded = recorded


def latest(visits: Sequence[Visit], step: str, outcome: str | None = None) -> Visit | None:
    """The latest of these visits of a step that is closed, with that outcome where one is named."""
    for visit in reversed(visits):
        if (
            visit.step == step
            and visit.closed is not None
            and (visit.outcome == outcome if outcome else visit.outcome not in WITHDRAWN)
        ):
            return visit
    return None


def closer(visit: Visit | None) -> str | None:
    """The person who closed a visit; nobody where there is none, or where it closed by itself."""
    return None if visit is None or visit.actor == ITSELF else visit.actor


class Draft:
    """A task being changed. Visits and clocks keep their identity unless a fact touches them."""

    __slots__ = (
        "arrived",
        "base",
        "callers",
        "clocks",
        "data",
        "end",
        "ended",
        "facts",
        "gathers",
        "holds",
        "lanes",
        "meta",
        "notes",
        "origin",
        "timers",
        "visits",
        "votes",
    )

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
        self.lanes: list[Lane] = list(base.lanes)
        self.timers: list[Timer] = list(base.timers)
        self.callers: list[Caller] = list(base.callers)
        self.holds: list[Hold] = list(base.holds)
        self.votes: list[Vote] = list(base.votes)
        self.notes: list[Note] = list(base.notes)
        self.gathers = base.gathers
        self.arrived = base.arrived

    def apply(self, fact: Fact) -> None:
        """Carry out one fact and keep it."""
        APPLY[fact["fact"]](self, fact)
        self.facts.append(fact)

    def open_lanes(self) -> list[Lane]:
        """The lanes that are open now; the main one is not among them."""
        return [lane for lane in self.lanes if lane.closed is None]

    def open_visits(self) -> list[Visit]:
        """The visits that are open now."""
        return [visit for visit in self.visits if visit.closed is None]

    def running(self) -> list[Span]:
        """The clocks that run now."""
        return [span for span in self.clocks if span.ended is None]

    def count(self, step: str) -> int:
        """How often the task has been in a step, an open visit included; what was undone never was."""
        return sum(1 for visit in self.visits if visit.step == step and visit.outcome != UNDONE)

    def latest(self, step: str, outcome: str | None = None) -> Visit | None:
        """The latest closed visit of a step (with that outcome, where one is named); one that was cancelled
        was left, not closed."""
        return latest(self.visits, step, outcome)

    def who(self, step: str) -> str | None:
        """Who closed a step last: its latest closed visit."""
        return closer(latest(self.visits, step))

    def was_closed(self, step: str) -> bool:
        """Whether a step was ever closed in this task."""
        return self.latest(step) is not None

    def task(self, seq: int | None = None, head: bytes | None = None) -> Task:
        """The task as it is now; each open visit's ``due`` is the earliest that runs while it is open: its
        own, that of a block around it, or that of a promise."""
        earliest: dict[int, int] = {}
        for span in self.clocks:
            if span.ended is None and span.due is not None:
                earliest[span.visit] = min(span.due, earliest.get(span.visit, span.due))
        for visit in self.visits:
            if visit.closed is None:
                around = [lane.block for lane in lanes_around(self, visit.lane)] if visit.lane else ()
                dues = [earliest[no] for no in (0, visit.no, *around) if no in earliest]
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
            base.ended_recorded if self.ended == base.ended else self.ended and self.meta.recorded,
            self.end,
            tuple(self.lanes),
            tuple(self.timers),
            tuple(self.callers),
            base.depth,
            self.gathers,
            self.arrived,
            tuple(self.holds),
            tuple(self.votes),
            tuple(self.notes),
        )


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
        depth=fact.get("depth", 0),
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
