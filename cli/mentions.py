"""Whom a comment points at: ``@`` and the name of a person or a role of the team, or ``@all``.

The longest name that fits is meant, since Chinese names are followed by no space. A name that ends in a
letter or digit of Latin script is one only where no other follows it (``@li`` is not in ``@lisa``), and ``@``
right behind one belongs to an e-mail address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from engine.kernel.notices import EVERYBODY, PERSON, ROLE

if TYPE_CHECKING:
    from engine.model.team import Team

ALL = ("all", "所有人")
MOST = 50
"""So many people and roles are told of one comment; more are text."""
LONGEST = 200
"""So much of a text can be a name."""
_AT = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠]")
_WORD = re.compile(r"[\w-]{1,40}")
_LATIN = re.compile(r"[A-Za-z0-9_-]")


class Mentions(NamedTuple):
    """Who is meant, as ``Comment.mentions``; and the names behind an ``@`` that nobody in the team has."""

    people: tuple[str, ...]
    unknown: tuple[str, ...]


def mentioned(text: str, team: Team | None) -> Mentions:
    """Everybody whom a text points at, each once, in order."""
    names = _names(team)
    longest = sorted(names, key=len, reverse=True)
    people: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for found in _AT.finditer(text):
        rest = text[found.end() : found.end() + LONGEST].lower()
        name = next((one for one in longest if rest.startswith(one) and _ends(rest, one)), None)
        if name is not None:
            people[names[name]] = None
        elif word := _WORD.match(text, found.end()):
            unknown[word.group()] = None
    return Mentions(tuple(people)[:MOST], tuple(unknown))


def _names(team: Team | None) -> dict[str, str]:
    """Name in small letters -> whom it means; a person's key before other people's names, people before
    roles, and both before ``@all``."""
    found = dict.fromkeys(ALL, EVERYBODY)
    if team is not None:
        here = [person for person in team.people.values() if person.here]
        found |= {title.lower(): ROLE + role for role, title in team.roles.items() if title}
        found |= {role.lower(): ROLE + role for role in team.roles}
        found |= {person.name.lower(): PERSON + person.key for person in here if person.name}
        found |= {person.key.lower(): PERSON + person.key for person in here}
    return found


def _ends(rest: str, name: str) -> bool:
    after = rest[len(name) : len(name) + 1]
    return not (_LATIN.match(name[-1]) and after and _LATIN.match(after))
