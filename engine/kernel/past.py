"""What a task's events did, one by one: for taking one back. Made of its events by ``evolve`` alone."""

from __future__ import annotations

from collections.abc import Iterable

from engine.kernel.draft import Meta, evolve
from engine.kernel.facts import Fact
from engine.model.record import Record
from engine.model.task import WITHDRAWN, Task


class Event(Record):
    """One event of a task: its number, who did it and who typed it, when it happened (ms UTC), its facts,
    and the task after it."""

    seq: int
    kind: str
    actor: str
    acting: str | None
    happened: int
    facts: list[Fact]
    after: Task

    def outcome(self) -> Fact | None:
        """The fact by which a person closed a visit in it; what closed itself after that is not meant."""
        if self.kind not in ("advance", "override"):
            return None
        return next(
            (fact for fact in self.facts if fact["fact"] == "closed" and fact["outcome"] not in WITHDRAWN),
            None,
        )

    def vote(self) -> Fact | None:
        """The fact of a vote that was given in it."""
        return next((fact for fact in self.facts if fact["fact"] == "voted"), None)

    def by(self, person: str) -> bool:
        """Whether a person did it or typed it."""
        return person in (self.actor, self.acting)


Recorded = tuple[str, str, str | None, int, int, list[Fact]]
"""What ``past`` needs of an event: kind, actor, acting, happened, recorded, facts."""


def past(task_id: int, shop: str, recorded: Iterable[Recorded]) -> tuple[Event, ...]:
    """The events of a task in order, from its first, each with the task after it."""
    found: list[Event] = []
    task: Task | None = None
    for seq, (kind, actor, acting, happened, written, facts) in enumerate(recorded, 1):
        task = evolve(task, facts, Meta(actor, happened, written), seq, b"", task_id, shop)
        found.append(Event(seq, kind, actor, acting, happened, facts, task))
    return tuple(found)


def taken_back(events: Iterable[Event]) -> frozenset[int]:
    """The numbers of events that were undone."""
    return frozenset(fact["event"] for event in events for fact in event.facts if fact["fact"] == "undid")
