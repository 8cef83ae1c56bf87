"""list: several values of one type, at least one (none at all is a value that is not set)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.model.definition import Field
from engine.rules.values.kind import Kind
from engine.rules.values.problems import ValueProblem, brief

MOST = 1_000
_SEPARATORS = frozenset(",，、;；\n")


def items(field: Field) -> Field:
    """The field that each item of a list is a value of."""
    return Field(field.name, field.title, field.of or "text", field.choices)


def list_kind(kind_of: Callable[[str], Kind]) -> Kind:
    """The kind of lists; ``kind_of`` gives that of their items."""

    def read(field: Field, text: str, zone: str) -> list[Any]:
        one = items(field)
        kind = kind_of(one.type)
        found = []
        for number, part in enumerate(_split(text), 1):
            try:
                found.append(kind.read(one, part, zone))
            except ValueProblem as problem:
                raise _at(problem, number) from None
        return found

    def check(field: Field, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise ValueProblem("not-a-list", value=brief(value))
        least, most = max(1, field.min or 0), MOST if field.max is None else min(field.max, MOST)
        if not value:
            raise ValueProblem("empty")
        if len(value) < least:
            raise ValueProblem("too-few-items", length=len(value), least=least)
        if len(value) > most:
            raise ValueProblem("too-many-items", length=len(value), most=most)
        one = items(field)
        kind = kind_of(one.type)
        found = []
        for number, item in enumerate(value, 1):
            try:
                found.append(kind.check(one, item))
            except ValueProblem as problem:
                raise _at(problem, number) from None
        return found

    def show(field: Field, value: Any, zone: str) -> str:
        one = items(field)
        kind = kind_of(one.type)
        return ", ".join(_quoted(kind.show(one, item, zone)) for item in value)

    def schema(field: Field) -> dict[str, Any]:
        one = items(field)
        return {
            "type": "array",
            "items": kind_of(one.type).schema(one),
            "minItems": max(1, field.min or 0),
            "maxItems": MOST if field.max is None else min(field.max, MOST),
        }

    return Kind(read, check, show, schema)


def _at(problem: ValueProblem, number: int) -> ValueProblem:
    """The problem of an item, with its number."""
    return ValueProblem(problem.code, **{**problem.data, "item": number})


def _quoted(text: str) -> str:
    """An item as ``_split`` reads it back: in quotes where it has a separator or begins with a quote."""
    if text.startswith('"') or not _SEPARATORS.isdisjoint(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _split(text: str) -> Iterator[str]:
    """The items of a text: between commas (``,`` ``，`` ``、`` ``;`` ``；`` or lines), quotes as in CSV,
    empty ones left out."""
    position, length = 0, len(text)
    while position < length:
        while position < length and (text[position].isspace() or text[position] in _SEPARATORS):
            position += 1
        start = position
        if position < length and text[position] == '"':
            quoted, position = _quote(text, position + 1)
            if quoted is not None:
                yield quoted
                continue
            position = start
        while position < length and text[position] not in _SEPARATORS:
            position += 1
        if start < position:
            yield text[start:position].strip()


def _quote(text: str, position: int) -> tuple[str | None, int]:
    """A quoted item and where it ends; None where its quote does not close before a separator or the end."""
    found = []
    while position < len(text):
        if text[position] != '"':
            found.append(text[position])
        elif text[position + 1 : position + 2] == '"':
            found.append('"')
            position += 1
        else:
            rest = text[position + 1 :].lstrip(" \t")
            ended = not rest or rest[0] in _SEPARATORS
            return ("".join(found) if ended else None), position + 1
        position += 1
    return None, position
