"""The team: people, the roles they hold, and who may do what to the workspace itself."""

from __future__ import annotations

from engine.model.record import Record


class Person(Record):
    """One person. ``key`` is how commands name them (may be Chinese); ``logins`` their OS accounts;
    ``handles`` how apps know them (``engine.model.channels.HANDLES``)."""

    key: str
    name: str
    roles: frozenset[str]
    logins: tuple[str, ...] = ()
    lang: str = ""
    handles: dict[str, str] = {}


class Team(Record):
    """``roles`` maps role name to title; ``may`` maps ``publish`` and ``act_as`` to role names."""

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


def to_json(team: Team) -> str:
    """A team as canonical JSON text (sorted keys, no spaces): what a published team file compiles to."""
    import json

    people = {
        person.key: {
            "name": person.name,
            "roles": sorted(person.roles),
            "logins": list(person.logins),
            "lang": person.lang,
            **({"handles": person.handles} if person.handles else {}),
        }
        for person in team.people.values()
    }
    document = {"name": team.name, "roles": team.roles, "people": people, "may": team.may}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Team:
    """The team that ``to_json`` wrote; people and roles come in the order of their names."""
    import json

    document = json.loads(text)
    people = {
        key: Person(
            key,
            body["name"],
            frozenset(body["roles"]),
            tuple(body["logins"]),
            body["lang"],
            body.get("handles", {}),
        )
        for key, body in document["people"].items()
    }
    may = {what: tuple(roles) for what, roles in document["may"].items()}
    return Team(document["name"], document["roles"], people, may)
