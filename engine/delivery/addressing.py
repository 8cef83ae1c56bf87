"""Whom a notice is for, by the team as it is now, and through which channels it gets there.

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
from engine.model.team import Person, Team
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


def meant(name: str, team: Team | None) -> list[Person]:
    """The people whom one name of a notice means; none for a role that nobody holds."""
    people = team.people if team is not None else {}
    if name == EVERYBODY:
        return list(people.values())
    if name.startswith(PERSON):
        found = people.get(name.removeprefix(PERSON))
        return [found] if found is not None else []
    role = name.removeprefix(ROLE)
    holders = [person for person in people.values() if role in person.roles]
    if holders or name.startswith(ROLE) or role not in people:
        return holders
    return [people[role]]


def recipients(row: NoticeRow, team: Team | None, ways: Ways, lang: str) -> list[RecipientRow]:
    """Where a notice goes: a row for each channel and address, in the order of their names. ``lang`` is the
    workspace's language, for groups and for people without one of their own."""
    body = body_of(row)
    sop = str(body.get("sop", ""))
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name in _names(body):
        people = meant(name, team)
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
    ways: Ways, sop: str, kind: str, name: str, people: list[Person]
) -> list[tuple[Way, Person | None]]:
    """The channels for a name, with each person it means; once with nobody where it means none, since a group
    should still hear of it. A notice to a role goes by that role alone, one to a person by all of theirs."""
    role = "" if name == EVERYBODY or name.startswith(PERSON) else name.removeprefix(ROLE)
    if not people:
        return [(way, None) for way in ways.to({role} if role else (), "", sop, kind)]
    return [
        (way, person)
        for person in people
        for way in ways.to({role} & person.roles or person.roles, person.key, sop, kind)
    ]


def handle(person: Person | None, way: Way) -> str:
    """How a channel knows a person; "" where it does not."""
    handles: Mapping[str, str] = getattr(person, "handles", None) or {}
    found = handles.get(way.handle, "") if way.handle else ""
    return found or (handles.get("phone", "") if way.handle in BY_PHONE else "")


def language(settings: Mapping[str, str]) -> str:
    """The workspace's language."""
    return language_of(settings.get("lang")) or DEFAULT
