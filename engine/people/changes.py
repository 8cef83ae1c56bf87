"""What a new version of the team changed, as facts for the record: who joined and left, who was given or lost
which role and for when, and what else is different of whom. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.model.team import FIRST_DAY, LAST_DAY, Held, Person, Team

Fact = dict[str, Any]

UNSAID = frozenset({"handles", "logins"})
"""What is different is said, what it is is not: the record is read by more people than the team file is."""
OTHERS = ("name", "until", "deputies", "off", "capacity", "shops", "skills", "lang", "logins", "handles")
"""The keys of a person beside the roles, in the order in which changes are told."""


def changes(before: Team | None, after: Team) -> list[Fact]:
    """The facts by which one team differs from another, whatever order the files have; none where nothing
    that counts is different. ``before`` is None for the first team."""
    old = before.people if before is not None else {}
    facts: list[Fact] = []
    if before is not None and before.name != after.name:
        facts.append({"fact": "renamed", "before": before.name, "after": after.name})
    facts += _roles(before.roles if before is not None else {}, after.roles)
    facts += [{"fact": "left", "person": key} for key in sorted(old.keys() - after.people.keys())]
    for key, person in sorted(after.people.items()):
        if key not in old:
            facts.append({"fact": "joined", "person": key})
        facts += _person(old.get(key, Person(key, key, frozenset())), person, key not in old)
    facts += _permissions(before.may if before is not None else {}, after.may)
    return facts


def _roles(before: dict[str, str], after: dict[str, str]) -> Iterator[Fact]:
    for role in sorted(before.keys() - after.keys()):
        yield {"fact": "role-removed", "role": role}
    for role in sorted(after.keys() - before.keys()):
        yield {"fact": "role-added", "role": role}


def _person(before: Person, after: Person, is_new: bool) -> Iterator[Fact]:
    had, has = _held(before), _held(after)
    for held in sorted(had - has):
        yield _held_fact("role-taken", after.key, held)
    for held in sorted(has - had):
        yield _held_fact("role-given", after.key, held)
    for key in OTHERS:
        old, new = getattr(before, key), getattr(after, key)
        if old == new or (is_new and key in ("name", "lang", *UNSAID)):
            continue
        said = {} if key in UNSAID else {"before": _plain(old), "after": _plain(new)}
        yield {"fact": "changed", "person": after.key, "what": key, **said}


def _held(person: Person) -> frozenset[Held]:
    return frozenset((*map(Held, person.roles), *person.dated))


def _held_fact(kind: str, person: str, held: Held) -> Fact:
    fact: Fact = {"fact": kind, "person": person, "role": held.role}
    if held.since != FIRST_DAY:
        fact["from"] = held.since
    if held.until != LAST_DAY:
        fact["until"] = held.until
    return fact


def _permissions(before: dict[str, tuple[str, ...]], after: dict[str, tuple[str, ...]]) -> Iterator[Fact]:
    for action in sorted(before.keys() | after.keys()):
        old, new = before.get(action), after.get(action)
        if old is None or new is None or sorted(old) != sorted(new):
            yield {"fact": "may", "what": action, "before": _roles_of(old), "after": _roles_of(new)}


def _roles_of(roles: tuple[str, ...] | None) -> list[str] | None:
    return None if roles is None else sorted(roles)


def _plain(value: object) -> Any:
    """A value as canonical JSON takes it; None for nothing."""
    if isinstance(value, frozenset):
        return sorted(value) or None
    if isinstance(value, tuple):
        return [_plain(one) for one in value] or None
    return value or None
