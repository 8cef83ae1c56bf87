"""The ``field=value`` words of a command, read by the fields' types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from cli.output import inert
from cli.refused import RefusedAbout
from engine.model.definition import Definition, Field
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
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


def values(definition: Definition, words: Iterable[str], zone: str) -> dict[str, Any]:
    """Stored values by field name; an empty text is None (takes the value away). Fields may be called
    by name or title. Raises Refused with everything that is wrong at once (``unknown-field``,
    ``bad-value``)."""
    from engine.rules.values import ValueProblem, from_text

    found: dict[str, Any] = {}
    wrong: list[Refusal] = []
    for name, text in pairs(words):
        field = field_called(definition, name)
        if field is None:
            wrong.append(unknown_field(definition, name))
            continue
        try:
            found[field.name] = from_text(field, text, zone) if text else None
        except ValueProblem as problem:
            wrong.append(bad_value(field, problem))
    if wrong:
        every = wrong[0] if len(wrong) == 1 else Refusal("bad-values", {}, tuple(wrong))
        raise RefusedAbout(every, definition)
    return found


def field_called(definition: Definition, name: str) -> Field | None:
    """The field with this name, or the only one with this title."""
    if name in definition.data:
        return definition.data[name]
    titled = [field for field in definition.data.values() if field.title == name]
    return titled[0] if len(titled) == 1 else None


def unknown_field(definition: Definition, name: str) -> Refusal:
    """The refusal of a field that the SOP does not have."""
    return Refusal("unknown-field", {"field": name, "fields": list(definition.data)})


def bad_value(field: Field, problem: ValueProblem) -> Refusal:
    """The refusal of a text that is no value of the field's type."""
    data = {"field": field.name, "title": field.title, "problem": problem.code, "data": problem.data}
    return Refusal("bad-value", data)
