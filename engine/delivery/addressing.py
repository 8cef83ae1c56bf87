"""Whom a notice is for, by the team as it is now and who is away, and through which channels it gets there.

A person who is meant three times (by a role, by another role, by name) gets it once; a group gets it once,
and points at everybody concerned.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.delivery.ways import Way, Ways
from engine.kernel.notices import EVERYBODY, PERSON, ROLE
from engine.kernel.record import canonical
from engine.model.team import Person
from engine.people.presence import Presence
from engine.store.outbox import NoticeRow, RecipientRow
from engine.words import DEFAULT, language_of

BY_PHONE = frozenset({"dingtalk", "wecom"})
"""Handles in whose place a phone number does."""


def body_of(row: NoticeRow) -> dict[str, Any]:
    """A notice's body; an empty one for what nothing here wrote."""
    try:
        found = json.loads(row.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def meant(name: str, presence: Presence | None) -> list[tuple[Person, frozenset[str]]]:
    """The people whom one name of a notice means, each with the roles by which they get it; none for a role
    that nobody holds. Who stands in for somebody away gets what they get, and as they get it."""
    if presence is None:
        return []
    people = presence.team.people
    if name == EVERYBODY:
        return [(person, person.roles) for person in presence.team.here()]
    if name.startswith(PERSON):
        return _with_deputies([name.removeprefix(PERSON)], "", presence)
    role = name.removeprefix(ROLE)
    holders = [key for key, person in people.items() if role in person.roles]
    if not holders and not name.startswith(ROLE):
        holders = [role]
    return _with_deputies(holders, role, presence)


def _with_deputies(keys: list[str], role: str, presence: Presence) -> list[tuple[Person, frozenset[str]]]:
    """These people, as far as they are in the team, and who stands in for those of them who are away."""
    people = presence.team.people
    found = []
    for key in keys:
        if key in presence.here:
            roles = people[key].roles & {role} or people[key].roles
            found += [(people[one], roles) for one in (key, *presence.standing_in(key))]
    return found


def recipients(row: NoticeRow, presence: Presence | None, ways: Ways, lang: str) -> list[RecipientRow]:
    """Where a notice goes: a row for each channel and address, in the order of their names. ``lang`` is the
    workspace's language, for groups and for people without one of their own."""
    body = body_of(row)
    sop = str(body.get("sop", ""))
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name in _names(body):
        people = meant(name, presence)
        for way, person in _through(ways, sop, row.kind, name, people):
            address = handle(person, way) if way.personal and person is not None else ""
            if way.personal and not address:
                continue
            spoken = language_of(person.lang) if way.personal and person is not None else None
            one = found.setdefault((way.name, address), {"lang": spoken or lang, "people": {}, "all": 0})
            if person is not None:
                one["people"][person.key] = None
            if name == EVERYBODY and not way.personal:
                one["all"] = 1
    return [
        RecipientRow(
            row.id or 0, way, address, one["lang"], canonical(list(one["people"])), one["all"], row.created
        )
        for (way, address), one in sorted(found.items())
    ]


def _names(body: Mapping[str, Any]) -> list[str]:
    named = body.get("for")
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else []


def _through(
    ways: Ways, sop: str, kind: str, name: str, people: list[tuple[Person, frozenset[str]]]
) -> list[tuple[Way, Person | None]]:
    """The channels for a name, with each person it means; once with nobody where it means none, since a group
    should still hear of it. A notice to a role goes by that role alone, one to a person by all of theirs."""
    role = "" if name == EVERYBODY or name.startswith(PERSON) else name.removeprefix(ROLE)
    if not people:
        return [(way, None) for way in ways.to({role} if role else (), "", sop, kind)]
    return [(way, person) for person, roles in people for way in ways.to(roles, person.key, sop, kind)]


def handle(person: Person | None, way: Way) -> str:
    """How a channel knows a person; "" where it does not."""
    handles: Mapping[str, str] = getattr(person, "handles", None) or {}
    found = handles.get(way.handle, "") if way.handle else ""
    return found or (handles.get("phone", "") if way.handle in BY_PHONE else "")


def language(settings: Mapping[str, str]) -> str:
    """The workspace's language."""
    return language_of(settings.get("lang")) or DEFAULT
