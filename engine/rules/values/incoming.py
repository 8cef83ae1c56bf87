"""Data from other programs: the JSON Schema that a start's data has to be valid against, and how a value
that is becomes a stored one.

It is wider than the schemas of stored forms where programs write otherwise than we store: instants may be
ISO 8601 texts, numbers and money JSON numbers, and null says that there is no value.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from engine.model.definition import Definition, Expression, Field
from engine.rules.values import check, from_text, json_schema
from engine.rules.values.lists import items
from engine.rules.values.problems import ValueProblem
from engine.rules.values.ranges import DATE, END
from engine.words import N_, _

DIALECT = "https://json-schema.org/draft/2020-12/schema"
AT = Field("at", N_("when it happened"), "datetime")
"""What a start can say besides the SOP's data; an SOP's own field of this name takes its place."""

INSTANT = (
    f"{DATE.removesuffix(END)}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{{1,9}})?)?"
    f"(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?{END}"
)
"""ISO 8601: a date, ``T`` or a space, a time of day, and an offset or none."""

NOTES = {
    "datetime": N_(
        "Milliseconds since 1970 in UTC, or a text as in ISO 8601; without an offset it is the local time "
        "of the workspace."
    ),
    "money": N_("At most two decimals, as a number or as a text."),
    "duration": N_("A length of time, such as 3 days, 24h or 4 work hours."),
}


def data_schema(definition: Definition, given: Collection[str] = ()) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the data that starts a task of the SOP: an object by the names of
    its fields, and ``at``. Computed fields are left out: nobody gives them.

    Required is what every start needs and nothing else brings: no default of the field's own, not one of
    ``given``. Titles are the SOP's; our own words are in the language of the reader.
    """
    needed = required(definition, given)
    fields = {name: field for name, field in definition.data.items() if field.value is None}
    properties = {name: _described(field, name in needed) for name, field in fields.items()}
    if AT.name not in properties:
        properties[AT.name] = _described(AT._replace(title=_(AT.title)), False)
    schema: dict[str, Any] = {"$schema": DIALECT, "title": definition.title}
    if definition.help:
        schema["description"] = definition.help
    schema |= {"type": "object", "properties": properties, "required": list(needed)}
    return {**schema, "additionalProperties": False}


def required(definition: Definition, given: Collection[str] = ()) -> tuple[str, ...]:
    """The fields whose values the data itself has to bring."""
    names = (name for name in definition.required if name not in given)
    return tuple(name for name in names if definition.data[name].default is None)


def take(field: Field, value: Any, zone: str) -> Any:
    """The stored form of a value that is valid against the field's part of the schema. ``zone`` (an IANA
    name) is that of instants without an offset.

    Raises ValueProblem, as ``check`` and ``from_text`` do: what the schema lets through may still be money
    with three decimals or an instant out of bounds. A list's problem names its ``item``.
    """
    if field.type == "datetime" and isinstance(value, str):
        return from_text(field, value, zone)
    if field.type == "list" and field.of == "datetime" and isinstance(value, list):
        value = [_item(field, number, item, zone) for number, item in enumerate(value, 1)]
    return check(field, value)


def _item(field: Field, number: int, item: Any, zone: str) -> Any:
    try:
        return take(items(field), item, zone)
    except ValueProblem as problem:
        raise ValueProblem(problem.code, **{**problem.data, "item": number}) from None


def _described(field: Field, needed: bool) -> dict[str, Any]:
    """A field's schema with its words; null is no value, which is no use where one is needed."""
    schema: dict[str, Any] = {"title": field.title}
    note = NOTES.get(field.of or "" if field.type == "list" else field.type)
    description = "\n".join(filter(None, (field.help, _(note) if note else "")))
    if description:
        schema["description"] = description
    schema |= _incoming(field)
    if not needed:
        _or_null(schema)
    if field.default is not None and not isinstance(field.default, Expression):
        schema["default"] = field.default
    return schema


def _incoming(field: Field) -> dict[str, Any]:
    """What may come in for a field, in one schema without ``anyOf`` and ``not``, as far as can be: bounds say
    nothing of texts and patterns nothing of numbers, and validators take half the time."""
    schema = json_schema(field)
    if field.type == "list":
        schema["items"] = _incoming(items(field))
    elif field.type == "datetime":
        schema |= {"type": ["integer", "string"], "pattern": INSTANT}
    elif field.type in ("number", "money"):
        whole, text = schema["anyOf"]
        least = whole["minimum"] if field.min is None else _number(field.min)
        most = whole["maximum"] if field.max is None else _number(field.max)
        schema = {**text, "type": ["number", "string"], "minimum": least, "maximum": most}
    if len(schema.get("allOf", ())) == 1:
        schema |= schema.pop("allOf")[0]
    if "not" in schema:
        never = f"^(?![\\s\\S]*(?:{schema.pop('not')['pattern']}))"
        schema["pattern"] = never + schema.get("pattern", "^").removeprefix("^")
    return schema


def _number(stored: int | str) -> int | float:
    """A stored bound as JSON has numbers."""
    return stored if isinstance(stored, int) else float(stored)


def _or_null(schema: dict[str, Any]) -> None:
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    else:
        types = schema["type"]
        schema["type"] = [*(types if isinstance(types, list) else [types]), "null"]
