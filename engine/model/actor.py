"""Who acts, and what they see: apart from the commands, because lists are for somebody too and need none of
those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.record import Record
from engine.model.refusals import Refusal

if TYPE_CHECKING:
    from engine.model.task import Task


class Absent(Record):
    """Somebody who is away and for whom the actor stands in, with the roles and shops that they have."""

    person: str
    roles: frozenset[str]
    shops: frozenset[str] = frozenset()


class Actor(Record):
    """Who acts: ``person`` as whom it counts, ``acting`` who really typed it when that is somebody
    else, ``login`` the name the operating system gave.

    ``roles`` are those held at this moment, ``shops`` those they work for (none: all). ``stands_in`` are the
    people away whose deputy the actor is at this moment, nearest first; ``may`` what the team lets them do to
    every SOP (``assign``, ``override``, ``see``, ``administer``).
    """

    person: str
    roles: frozenset[str]
    login: str
    acting: str | None = None
    shops: frozenset[str] = frozenset()
    stands_in: tuple[Absent, ...] = ()
    may: frozenset[str] = frozenset()

    def hands(self) -> tuple[str, ...]:
        """Everybody who has a hand in what the actor does: as whom it counts, and who typed it."""
        return (self.person,) if self.acting is None else (self.person, self.acting)


class Sight(Record):
    """What somebody sees: tasks of ``shops`` (none: of all), but of the SOPs ``hidden`` only those in which
    they, or somebody for whom they stand in (``people``), had a hand."""

    person: str = ""
    people: frozenset[str] = frozenset()
    shops: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether they see everything."""
        return not self.shops and not self.hidden

    def refusal(self, task: Task, text: str = "") -> Refusal | None:
        """None where they may see the task; else ``other-shop`` or ``may-not-see``, which say of it what was
        asked for (``text``) and nothing else."""
        if self.shops and task.shop not in self.shops:
            return Refusal(
                "other-shop", {"person": self.person, "shop": task.shop, "shops": sorted(self.shops)}
            )
        if task.sop not in self.hidden or not self.people.isdisjoint(involved(task)):
            return None
        return Refusal("may-not-see", {"person": self.person, "text": text or f"T-{task.id}"})


EVERYTHING = Sight()
"""The sight of what no person does, and of a workspace that has no team yet."""


def involved(task: Task) -> frozenset[str]:
    """Everybody who had a hand in a task, or has a step of it."""
    found = {task.starter}
    for visit in task.visits:
        found.update(name for name in (visit.assignee, visit.behalf, visit.actor, *visit.hands) if name)
    for vote in task.votes:
        found |= vote.people()
    return frozenset(found)
