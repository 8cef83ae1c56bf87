"""Values of fields: from what a person typed, checked, shown, and as JSON Schema; one entry a type.

Stored forms (JSON): text, choice, person, file, link: string · integer: integer · number: integer if
whole, else a decimal string without needless zeros · money: string with two decimals · boolean ·
date: ``YYYY-MM-DD`` · datetime: integer, milliseconds UTC · duration: ``3 days`` · list: array of these.
"""

from __future__ import annotations

from typing import Any

from engine.model.definition import Field
from engine.rules.values.choices import BOOLEAN, CHOICE
from engine.rules.values.inner import reader, stored
from engine.rules.values.kind import Kind
from engine.rules.values.lengths import DURATION
from engine.rules.values.lists import list_kind
from engine.rules.values.moments import DATE_KIND, DATETIME_KIND
from engine.rules.values.numbers import INTEGER, MONEY, NUMBER
from engine.rules.values.problems import ValueProblem
from engine.rules.values.texts import FILE, LINK, PERSON, TEXT

__all__ = ["KINDS", "ValueProblem", "check", "from_text", "json_schema", "reader", "show", "stored"]

_SINGLE: dict[str, Kind] = {
    "text": TEXT,
    "choice": CHOICE,
    "integer": INTEGER,
    "number": NUMBER,
    "money": MONEY,
    "boolean": BOOLEAN,
    "date": DATE_KIND,
    "datetime": DATETIME_KIND,
    "duration": DURATION,
    "person": PERSON,
    "file": FILE,
    "link": LINK,
}
KINDS: dict[str, Kind] = {**_SINGLE, "list": list_kind(_SINGLE)}
"""Type of a field -> its four functions."""


def from_text(field: Field, text: str, zone: str) -> Any:
    """The stored form of what a person typed or what stands in a cell. ``zone`` (an IANA name) is that of
    local dates and times: of a repeated local time the first is taken, in a gap the first instant after.

    Full-width digits and signs, ``1,234.50``, ``2026/11/21 18:00``, ISO with an offset, ``是`` and ``yes``
    are understood. Raises ValueProblem, for a bound, a pattern or an unknown choice too.
    """
    clean = text.strip()
    if not clean:
        raise ValueProblem("empty")
    kind = KINDS[field.type]
    return kind.check(field, kind.read(field, clean, zone))


def check(field: Field, value: Any) -> Any:
    """The canonical stored form of a stored or JSON value. Raises ValueProblem. None is no value: it is
    for the caller to say what taking a value away means."""
    return KINDS[field.type].check(field, value)


def show(field: Field, value: Any, zone: str) -> str:
    """A stored value for people, in their language and zone; empty for None. ``from_text`` reads it back."""
    return "" if value is None else KINDS[field.type].show(field, value, zone)


def json_schema(field: Field) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the field's stored form: it takes what ``check`` takes, except
    that ``check`` also takes a float where a number or money is asked for, as it prints."""
    return KINDS[field.type].schema(field)
