"""The staff: who there is at this moment, how much each has to do, whose turn it is. Pure: handed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from engine.model.record import Record
from engine.model.team import Team
from engine.rules.access import may_work


class Member(Record):
    """One person of the team now: the roles held now, shops worked for (none: all), skills, how many steps
    at a time (``capacity``, None: any number), whether they are away, who stands in for them then."""

    key: str
    roles: frozenset[str]
    shops: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    capacity: int | None = None
    away: bool = False
    deputies: tuple[str, ...] = ()

    def may_take(self, roles: tuple[str, ...], shop: str, skill: str = "") -> bool:
        """Whether they are a candidate for a visit of these roles in that shop, which asks for a skill."""
        if self.shops and shop not in self.shops:
            return False
        return may_work(roles, self.roles, self.key) and (not skill or skill in self.skills)


class Staff:
    """``members`` by key in the team's order; ``load``: person -> open visits that are theirs; ``turns``:
    step -> who got it last, of the SOP and shop that are being decided. The last two are brought up to date
    as a chunk of commands goes on."""

    __slots__ = ("load", "members", "turns")

    def __init__(
        self,
        members: Iterable[Member],
        load: dict[str, int] | None = None,
        turns: dict[str, str] | None = None,
    ) -> None:
        self.members = {one.key: one for one in members}
        self.load = {} if load is None else load
        self.turns = {} if turns is None else turns

    def candidates(
        self, roles: tuple[str, ...], shop: str, skill: str = "", without: Collection[str] = ()
    ) -> list[Member]:
        """Who may take such a visit and is there, in the team's order."""
        return [
            one
            for one in self.members.values()
            if not one.away and one.key not in without and one.may_take(roles, shop, skill)
        ]

    def has_room(self, member: Member) -> bool:
        """Whether a member has fewer open visits than they do at a time."""
        return member.capacity is None or self.load.get(member.key, 0) < member.capacity

    def least(self, candidates: list[Member]) -> Member | None:
        """Who has the least to do, measured by what they do at a time where everybody says that; of equals
        the first. None where nobody has room."""
        free = [one for one in candidates if self.has_room(one)]
        if not free:
            return None
        if any(one.capacity is None for one in free):
            return min(free, key=lambda one: self.load.get(one.key, 0))
        return min(free, key=lambda one: self.load.get(one.key, 0) / (one.capacity or 1))

    def next(self, step: str, candidates: list[Member]) -> Member | None:
        """Whose turn it is: the first with room after who got the step last, in the team's order."""
        order = list(self.members)
        last = self.turns.get(step, "")
        start = order.index(last) + 1 if last in self.members else 0
        places = {key: place for place, key in enumerate((*order[start:], *order[:start]))}
        free = [one for one in candidates if self.has_room(one)]
        return min(free, key=lambda one: places[one.key]) if free else None


def members(team: Team, stand_ins: Mapping[str, Sequence[str]] | None = None) -> list[Member]:
    """The people of a team as it is on a day, by their names, without those who have left: a team that was
    published keeps no other order, and turns go round in the same one in stories. ``stand_ins`` are those who
    are away, each with who stands in for them now."""
    stand_ins = stand_ins or {}
    return [
        Member(
            person.key,
            person.roles,
            person.serves(),
            person.skills,
            person.capacity,
            person.key in stand_ins,
            tuple(stand_ins.get(person.key, person.deputies)),
        )
        for person in sorted(team.here(), key=lambda person: person.key)
    ]
