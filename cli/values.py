"""The ``field=value`` words of a command, read by the fields' types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.output import inert
from cli.refused import RefusedAbout, refuse
from engine.app import Refused
from engine.model.definition import Definition, Field
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.model.team import Team
    from engine.rules.values import ValueProblem


def pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """Split each word at its first ``=`` (a full-width one too). Raises a usage error without one."""
    found = []
    for word in words:
        name, separator, text = word.partition("=")
        if not separator:
            name, separator, text = word.partition("＝")
        if not separator or not name.strip():
            raise click.UsageError(_(N_("%(word)s is not of the form FIELD=VALUE.")) % {"word": inert(word)})
        found.append((name.strip(), text.strip()))
    return found


def looks_like_pair(word: str) -> bool:
    """Whether a word of a command is a ``field=value`` rather than a name."""
    return "=" in word or "＝" in word


def values(
    definition: Definition, words: Iterable[str], zone: str, now: int, team: Team | None = None
) -> dict[str, Any]:
    """Stored values by field name; an empty text is None (takes the value away). Fields may be called
    by name or title; days and times may be said as people say them (``typed``); with ``team`` a field for a
    person takes its people alone, by key or full name. Raises Refused with everything that is wrong at once
    (``unknown-field``, ``bad-value``, ``unknown-person``)."""
    from engine.rules.values import ValueProblem

    found: dict[str, Any] = {}
    wrong: list[Refusal] = []
    for name, text in pairs(words):
        field = field_called(definition, name)
        if field is None:
            wrong.append(unknown_field(definition, name))
            continue
        try:
            found[field.name] = typed(field, text, zone, now) if text else None
            if text and field.type == "person" and team is not None:
                found[field.name] = person_called(team, text)
        except Refused as refused:
            wrong.append(refused.refusal)
        except ValueProblem as problem:
            wrong.append(bad_value(field, problem))
    if wrong:
        every = wrong[0] if len(wrong) == 1 else Refusal("bad-values", {}, tuple(wrong))
        raise RefusedAbout(every, definition)
    return found


def typed(field: Field, text: str, zone: str, now: int) -> Any:
    """The stored value of what somebody types for a field. A date or datetime may be said as well: ``tomorrow
    18:00``, ``明天18点``; but not so that it could be one to come or one gone by (``friday``). Raises
    ValueProblem."""
    from engine.rules.values import ValueProblem, from_text

    try:
        return from_text(field, text, zone)
    except ValueProblem:
        said = _said(field, text, zone, now)
        if said is None:
            raise
        return from_text(field, said, zone)


def _said(field: Field, text: str, zone: str, now: int) -> str | None:
    """What is said of a day or a time, written out; None where nothing is, or not clearly."""
    if field.type not in ("date", "datetime"):
        return None
    from cli.when import iso
    from engine.rules.spoken import FUTURE, PAST, spoken

    local = iso(now, zone) or ""
    today = date.fromisoformat(local[:10])
    said = spoken(text, today, PAST)
    if said is None or said != spoken(text, today, FUTURE):
        return None
    if field.type == "date":
        return said.day.isoformat() if said.day is not None and said.minutes is None else None
    if said.shift is not None:
        return iso(now + said.shift, zone)
    return said.written(said.minutes) if said.minutes is not None else None


def field_called(definition: Definition, name: str) -> Field | None:
    """The field with this name, or the only one with this title."""
    if name in definition.data:
        return definition.data[name]
    titled = [field for field in definition.data.values() if field.title == name]
    return titled[0] if len(titled) == 1 else None


def person_called(team: Team, text: str) -> str:
    """The key of the person whom a text names, by key or full name. Raises Refused ``unknown-person``."""
    called = [key for key, person in team.people.items() if person.name == text]
    if text in team.people or len(called) != 1:
        called = [text]
    if called[0] not in team.people:
        refuse("unknown-person", name=text, people=list(team.people))
    return called[0]


def unknown_field(definition: Definition, name: str) -> Refusal:
    """The refusal of a field that the SOP does not have."""
    return Refusal("unknown-field", {"field": name, "fields": list(definition.data)})


def bad_value(field: Field, problem: ValueProblem) -> Refusal:
    """The refusal of a text that is no value of the field's type."""
    data = {"field": field.name, "title": field.title, "problem": problem.code, "data": problem.data}
    return Refusal("bad-value", data)
