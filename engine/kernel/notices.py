"""Notices: whom a task tells what. How that reaches people is not the kernel's business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.kernel.walk import Walk
from engine.model.commands import ITSELF
from engine.model.task import Visit
from engine.rules.values import show

HOLE = re.compile(r"\{([^{}]+)\}")
EVERYBODY, ROLE, PERSON = "everybody", "role:", "person:"
"""How a notice's ``for`` names all people of the team, and how the names of a role and a person begin."""
ASSIGNEE, STARTER = "assignee", "starter"


def notice(
    walk: Walk,
    to: tuple[str, ...],
    text: str,
    roles: tuple[str, ...],
    visit: Visit | None,
    about: Mapping[str, Any],
) -> None:
    """Put a notice on record.

    ``to`` are the words of the SOP, ``roles`` those of whoever does what it is about, ``about`` what else the
    reader is told. Its ``for`` names everybody meant: ``role:NAME``, ``person:KEY``, ``everybody``, or a bare
    name that a visit's roles have (a role, or the person whom the step was given to).
    """
    number = 1 + sum(fact["fact"] == "noticed" for fact in walk.draft.facts)
    fact: dict[str, Any] = {"fact": "noticed", "notice": number, **about, "to": list(to)}
    if visit is not None:
        fact["visit"] = visit.no
        fact["step"] = visit.step
    fact["for"] = list(dict.fromkeys(name for word in to for name in _meant(walk, word, roles)))
    fact["text"] = filled(walk, text)
    walk.draft.apply(fact)


def _meant(walk: Walk, word: str, roles: tuple[str, ...]) -> list[str]:
    definition, base = walk.program.definition, walk.draft.base
    if word == ASSIGNEE:
        return list(roles) or [EVERYBODY]
    if word == STARTER:
        if base.starter != ITSELF:
            return [PERSON + base.starter]
        return [ROLE + role for role in (definition.owner or definition.role,) if role]
    field = definition.data.get(word)
    if field is not None and field.type == "person":
        person = walk.env().data.get(word)
        return [PERSON + person] if isinstance(person, str) else []
    return [ROLE + word]


def filled(walk: Walk, text: str) -> str:
    """A text with every ``{field}`` replaced by its value as people read it; one without a value stays as it
    is written. Nothing else of the text means anything."""
    fields, data, zone = walk.program.definition.data, walk.env().data, walk.context.zone

    def value(hole: re.Match[str]) -> str:
        field = fields.get(hole[1].strip())
        if field is None or data.get(field.name) is None:
            return hole[0]
        return show(field, data[field.name], zone)

    return HOLE.sub(value, text)
