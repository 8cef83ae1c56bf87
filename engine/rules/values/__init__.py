"""Values of fields: from what a person typed, checked, shown, and as JSON Schema; one entry a type.

Stored forms (JSON): text, choice, person, file, link: string · integer: integer · number: integer if
whole, else a decimal string without needless zeros · money: string with two decimals · boolean ·
date: ``YYYY-MM-DD`` · datetime: integer, milliseconds UTC · duration: ``3 days`` · list: array of these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.model.definition import Field
from engine.rules.values.inner import reader, stored
from engine.rules.values.problems import ValueProblem

if TYPE_CHECKING:
    from engine.rules.values.kind import Kind

__all__ = [
    "KINDS",
    "ValueProblem",
    "check",
    "from_text",
    "json_schema",
    "kind_of",
    "reader",
    "show",
    "stored",
]


def _texts(name: str) -> Kind:
    from engine.rules.values.texts import KINDS

    return KINDS[name]


def _numbers(name: str) -> Kind:
    from engine.rules.values.numbers import KINDS

    return KINDS[name]


def _choices(name: str) -> Kind:
    from engine.rules.values.choices import KINDS

    return KINDS[name]


def _moments(name: str) -> Kind:
    from engine.rules.values.moments import KINDS

    return KINDS[name]


def _lengths(name: str) -> Kind:
    from engine.rules.values.lengths import DURATION

    return DURATION


def _lists(name: str) -> Kind:
    from engine.rules.values.lists import list_kind

    return list_kind(kind_of)


KINDS: dict[str, Callable[[str], Kind]] = {
    "text": _texts,
    "person": _texts,
    "file": _texts,
    "link": _texts,
    "integer": _numbers,
    "number": _numbers,
    "money": _numbers,
    "boolean": _choices,
    "choice": _choices,
    "date": _moments,
    "datetime": _moments,
    "duration": _lengths,
    "list": _lists,
}
"""Type of a field -> what brings its kind. A command imports only the types whose values it meets."""

_made: dict[str, Kind] = {}


def kind_of(type: str) -> Kind:
    """The four functions of a type. Raises KeyError for a type that there is not."""
    found = _made.get(type)
    if found is None:
        found = _made[type] = KINDS[type](type)
    return found


def from_text(field: Field, text: str, zone: str) -> Any:
    """The stored form of what a person typed or what stands in a cell. ``zone`` (an IANA name) is that of
    local dates and times: of a repeated local time the first is taken, in a gap the first instant after.

    Full-width digits and signs, ``1,234.50``, ``2026/11/21 18:00``, ISO with an offset, ``是`` and ``yes``
    are understood. Raises ValueProblem, for a bound, a pattern or an unknown choice too.
    """
    clean = text.strip()
    if not clean:
        raise ValueProblem("empty")
    of_type = kind_of(field.type)
    return of_type.check(field, of_type.read(field, clean, zone))


def check(field: Field, value: Any) -> Any:
    """The canonical stored form of a stored or JSON value. Raises ValueProblem. None is no value: it is
    for the caller to say what taking a value away means."""
    return kind_of(field.type).check(field, value)


def show(field: Field, value: Any, zone: str) -> str:
    """A stored value for people, in their language and zone; empty for None. ``from_text`` reads it back."""
    return "" if value is None else kind_of(field.type).show(field, value, zone)


def json_schema(field: Field) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the field's stored form: it takes what ``check`` takes, except
    that ``check`` also takes a float where a number or money is asked for, as it prints."""
    return kind_of(field.type).schema(field)
