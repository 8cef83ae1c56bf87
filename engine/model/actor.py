"""Who acts: apart from the commands, because lists are for somebody too and need none of those."""

from __future__ import annotations

from engine.model.record import Record


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
