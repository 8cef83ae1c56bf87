"""The team: people, the roles they hold (some only for a time), who stands in for whom, and who may do what
to the workspace itself.

A team as it was published holds for all days; ``Team.on`` gives it as of one day, in which everybody's
``roles`` are those held then. Whoever asks who holds a role asks the team of a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.record import Record

if TYPE_CHECKING:
    from typing import Any

PLAIN = ("name", "roles", "logins", "lang")
"""The keys that every person has in a team as it is stored."""
FIRST_DAY, LAST_DAY = "", "9999-12-31"
"""Before and after every day that a file can name."""

Days = tuple[str, str]
"""From one day to another, both included: ISO dates in the workspace's zone."""


class Held(Record):
    """A role that is held from one day to another, both included: ISO dates in the workspace's zone."""

    role: str
    since: str = FIRST_DAY
    until: str = LAST_DAY

    def on(self, day: str) -> bool:
        """Whether it is held on a day (ISO date)."""
        return self.since <= day <= self.until


class Person(Record):
    """One person. ``key`` is how commands name them (may be Chinese); ``logins`` their OS accounts;
    ``handles`` how apps know them (``engine.model.channels.HANDLES``).

    ``roles`` are those held without dates and, in the team of a day, all that are held on it; ``dated`` those
    that the file gives with dates. ``until`` is their last day in the team ("" where none is named).
    ``deputies`` stand in for them while they are away, in this order; ``off`` are days away that are planned.
    ``capacity`` is how many steps they do at a time (None: any number), ``shops`` what they work for (none:
    all), ``skills`` what they can. ``here`` is false in the team of a day on which they have left.
    """

    key: str
    name: str
    roles: frozenset[str]
    logins: tuple[str, ...] = ()
    lang: str = ""
    handles: dict[str, str] = {}
    dated: tuple[Held, ...] = ()
    until: str = ""
    deputies: tuple[str, ...] = ()
    off: tuple[Days, ...] = ()
    capacity: int | None = None
    shops: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    here: bool = True

    def on(self, day: str) -> Person:
        """The same person as of a day (ISO date): who has left holds no role."""
        if self.until and self.until < day:
            return self._replace(roles=frozenset(), here=False)
        held = [one.role for one in self.dated if one.on(day)]
        return self._replace(roles=self.roles.union(held)) if held else self

    def ever(self) -> frozenset[str]:
        """The roles that they hold at one time or another."""
        return self.roles.union(one.role for one in self.dated)

    def serves(self) -> frozenset[str]:
        """The shops whose tasks they may see and do; none: all. What belongs to no shop is everybody's."""
        return self.shops | {""} if self.shops else self.shops

    def off_on(self, day: str) -> Days | None:
        """The planned days off that a day (ISO date) is one of; None where it is none. Stretches that touch
        are still apart."""
        return next((days for days in self.off if days[0] <= day <= days[1]), None)


class Team(Record):
    """``roles`` maps role name to title; ``may`` maps what is done to the workspace and to all SOPs
    (``publish``, ``act_as``, ``assign``, ``override``, ``see``, ``administer``) to role names."""

    name: str
    roles: dict[str, str]
    people: dict[str, Person]
    may: dict[str, tuple[str, ...]]

    def by_login(self, login: str) -> Person | None:
        """The person whom an operating system account belongs to."""
        for person in self.people.values():
            if login in person.logins:
                return person
        return None

    def changes(self) -> bool:
        """Whether it is not the same team on every day."""
        return any(person.dated or person.until for person in self.people.values())

    def on(self, day: str) -> Team:
        """The team as of a day (ISO date in the workspace's zone)."""
        if not self.changes():
            return self
        return self._replace(people={key: person.on(day) for key, person in self.people.items()})

    def always(self) -> Team:
        """The team with everybody holding at once what they hold at one time or another: for checks that
        know no day."""
        people = {key: one._replace(roles=one.ever()) for key, one in self.people.items()}
        return self._replace(people=people)

    def here(self) -> list[Person]:
        """Those who have not left, in the team of a day."""
        return [person for person in self.people.values() if person.here]

    def granted(self, person: Person) -> frozenset[str]:
        """What the team's ``may`` lets somebody do, in the team of a day."""
        return frozenset(what for what, roles in self.may.items() if not person.roles.isdisjoint(roles))


def to_json(team: Team) -> str:
    """A team as canonical JSON text (sorted keys, no spaces): what a published team file compiles to. What a
    person does not say is left out, so that a file that says no more than before gives what it gave
    before."""
    import json

    people = {person.key: _written(person) for person in team.people.values()}
    document = {"name": team.name, "roles": team.roles, "people": people, "may": team.may}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Team:
    """The team that ``to_json`` wrote, by this version or an older one; people and roles come in the order of
    their names."""
    import json

    document = json.loads(text)
    people = {key: _read(key, body) for key, body in document["people"].items()}
    may = {what: tuple(roles) for what, roles in document["may"].items()}
    return Team(document["name"], document["roles"], people, may)


def _written(person: Person) -> dict[str, object]:
    dated = [
        {
            "role": one.role,
            **({"since": one.since} if one.since != FIRST_DAY else {}),
            **({"until": one.until} if one.until != LAST_DAY else {}),
        }
        for one in person.dated
    ]
    more = {
        "handles": person.handles,
        "dated": dated,
        "until": person.until,
        "deputies": list(person.deputies),
        "off": [list(days) for days in person.off],
        "capacity": person.capacity,
        "shops": sorted(person.shops),
        "skills": sorted(person.skills),
    }
    return {
        "name": person.name,
        "roles": sorted(person.roles),
        "logins": list(person.logins),
        "lang": person.lang,
        **{key: value for key, value in more.items() if value},
    }


def _read(key: str, body: dict[str, Any]) -> Person:
    if len(body) == len(PLAIN):  # most people of most teams; lists wait for this
        return Person(key, body["name"], frozenset(body["roles"]), tuple(body["logins"]), body["lang"])
    get = body.get
    return Person(
        key,
        body["name"],
        frozenset(body["roles"]),
        tuple(body["logins"]),
        body["lang"],
        get("handles", {}),
        tuple(
            Held(one["role"], one.get("since", ""), one.get("until", LAST_DAY)) for one in get("dated", ())
        ),
        get("until", ""),
        tuple(get("deputies", ())),
        tuple((first, last) for first, last in get("off", ())),
        get("capacity"),
        frozenset(get("shops", ())),
        frozenset(get("skills", ())),
    )
