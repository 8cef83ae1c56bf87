"""The team: people, the roles they hold, and who may do what to the workspace itself."""

from __future__ import annotations

from typing import NamedTuple


class Person(NamedTuple):
    """One person. ``key`` is how commands name them (may be Chinese); ``logins`` their OS accounts."""

    key: str
    name: str
    roles: frozenset[str]
    logins: tuple[str, ...] = ()
    lang: str = ""


class Team(NamedTuple):
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
