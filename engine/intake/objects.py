"""JSON objects that start tasks: jsonschema judges them against the SOP's data schema, one compiled validator
for a file; what is wrong is said in our own words, by the fields' own types, with JSON pointers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from engine.intake.identity import Identity
from engine.intake.json_file import JsonFile, Record
from engine.intake.json_text import NOTES, pointer
from engine.intake.mapping import START_NAMES, must_be_fields
from engine.intake.row import Row
from engine.intake.starting import Seen, given_values
from engine.model.commands import Start
from engine.model.definition import Definition, Field
from engine.model.refusals import Refusal
from engine.rules.near import near
from engine.rules.values import ValueProblem
from engine.rules.values.incoming import AT, data_schema, required, take
from engine.rules.values.problems import brief

MOST_ERRORS = 100
MOST_UNKNOWN = 10
_NOTHING: dict[str, str] = {}


def starts_of_objects(
    file: JsonFile,
    definition: Definition,
    mapping: Mapping[str, str],
    zone: str,
    defaults: Mapping[str, str] = _NOTHING,
    shop: str = "",
) -> Iterator[Row]:
    """The objects of ``file`` as starts of ``definition``, in the file's order, read as they are asked for.

    Keys are the fields' names and ``at``; ``mapping`` is name -> key for those that are called otherwise,
    ``zone`` that of times without an offset, ``defaults`` texts of fields for objects without them. null is
    no value. A row's ``cells`` are its text alone.

    A row is rejected for everything that is wrong with it: its JSON, each key that is no field, each value,
    each required field without one, no instant where ``at`` is mapped, an order that an earlier row has.

    Raises IntakeError at once: ``field-unknown``, ``field-computed``, a default that is no value.
    """
    reader = _Reader(file, definition, mapping, zone, defaults, shop)
    return map(reader.row, file.rows)


class _Reader:
    """What is worked out once for all rows of a file."""

    def __init__(
        self,
        file: JsonFile,
        definition: Definition,
        mapping: Mapping[str, str],
        zone: str,
        defaults: Mapping[str, str],
        shop: str,
    ) -> None:
        mapped = {name: key for name, key in mapping.items() if name not in START_NAMES}
        must_be_fields(definition, mapped)
        self.definition, self.zone, self.shop = definition, zone, shop
        self.fields = {name: field for name, field in definition.data.items() if field.value is None}
        self.keys = {name: mapped.get(name, name) for name in self.fields}
        self.names = {key: name for name, key in self.keys.items()}
        own = self.fields.get(AT.name)
        self.at_is_field = own is not None
        self.at_must = AT.name in mapping
        self.at_key = mapping.get(
            AT.name, "" if own and own.type != AT.type else self.keys.get(AT.name, AT.name)
        )
        self.given = given_values(definition, defaults, zone)
        self.required = required(definition, self.given)
        self.validator = Draft202012Validator(data_schema(definition, self.given))
        self.seen = Seen()
        context = (definition.sop, shop, zone, *(f"{name}={key}" for name, key in sorted(mapping.items())))
        self.identity = Identity("start-json", file.digest, context, defaults)

    def row(self, record: Record) -> Row:
        """One object as a command or a rejection."""
        number, cells, found = record.number, [record.text], record.value
        if isinstance(found, Refusal):
            return Row(number, cells, None, (found,))
        found = {key: value for key, value in found.items() if key not in NOTES}
        judge = _Judge(self, record)
        judge.object(found)
        values = {**self.given, **judge.values}
        content = json.dumps([judge.happened, values], ensure_ascii=False, sort_keys=True)
        if self.definition.unique:
            again = self.seen.before(values.get(self.definition.unique), number, content)
            if again is not None:
                judge.problems.append(again)
        if judge.problems:
            return Row(number, cells, None, tuple(judge.problems))
        timed = judge.happened is not None
        id = self.identity.of_content([content]) if timed else self.identity.of_place(number)
        return Row(number, cells, Start(id, self.definition.sop, values, judge.happened, self.shop))


class _Judge:
    """One object: the ``values`` that are right, when it ``happened``, and every one of its ``problems``."""

    def __init__(self, reader: _Reader, record: Record) -> None:
        self.reader = reader
        self.base = record.base
        self.values: dict[str, Any] = {}
        self.happened: int | None = None
        self.problems: list[Refusal] = []
        self.wrong: set[str] = set()

    def object(self, found: dict[str, Any]) -> None:
        """Judge an object as it stands in the file."""
        reader = self.reader
        named = {reader.names[key]: value for key, value in found.items() if key in reader.names}
        unknown = [key for key in found if key not in reader.names and key != reader.at_key]
        at = found.get(reader.at_key)
        errors = self._errors(named, unknown, at)
        for name, value in named.items():
            if value is not None:
                stored = self._value(reader.fields[name], reader.keys[name], value, errors.get(name))
                if stored is not None:
                    self.values[name] = stored
        if at is not None and reader.at_key not in self.wrong:
            self.happened = self._value(
                AT, reader.at_key, at, None if reader.at_is_field else errors.get(AT.name)
            )
        elif at is None and reader.at_must and reader.names.get(reader.at_key) not in reader.required:
            self.problems.append(Refusal("json-no-instant", {"pointer": pointer(*self.base, reader.at_key)}))
        self.problems += [self._unknown(key) for key in unknown[:MOST_UNKNOWN]]
        for name in reader.required:
            if named.get(name) is None:
                title = reader.fields[name].title
                self.problems.append(Refusal("required-value", {"field": name, "title": title}))

    def _errors(self, named: dict[str, Any], unknown: list[str], at: Any) -> dict[str, ValidationError]:
        """What jsonschema says, by field; keys that are missing or unknown are known without it."""
        judged = {**named, **{f" {key}": None for key in unknown}}  # no field begins with a space
        if at is not None and not self.reader.at_is_field:
            judged[AT.name] = at
        errors: dict[str, ValidationError] = {}
        for error in islice(self.reader.validator.iter_errors(judged), MOST_ERRORS):
            if error.path:
                errors.setdefault(str(error.path[0]), error)
        return errors

    def _value(self, field: Field, key: str, value: Any, error: ValidationError | None) -> Any:
        """The stored value; None where it is refused. What the schema refuses is told by the field's type,
        which says more; where the type would take it (2026/11/21, or a fraction just short of a bound), by
        the schema's keyword."""
        path: tuple[str | int, ...] = ()
        try:
            stored = take(field, value, self.reader.zone)
            if error is None:
                return stored
            deepest = best_match([error]) or error
            path = tuple(error.absolute_path)[1:]
            code = "not-iso-8601" if AT.type in (field.type, field.of) else "json-keyword"
            bound = json.dumps(deepest.validator_value, ensure_ascii=False)
            why = Refusal(code, {"keyword": str(deepest.validator), "bound": brief(bound)})
        except ValueProblem as problem:
            path = (problem.data["item"] - 1,) if "item" in problem.data else ()
            why = Refusal(problem.code, dict(problem.data))
        for part in path:
            value = value[part]
        self.wrong.add(key)
        where, text = pointer(*self.base, key, *path), json.dumps(value, ensure_ascii=False)
        self.problems.append(
            Refusal("json-value", {"pointer": where, "field": field.name, "text": brief(text)}, (why,))
        )
        return None

    def _unknown(self, key: str) -> Refusal:
        field = self.reader.definition.data.get(key)
        if field is not None and field.value is not None:
            return Refusal("computed-field", {"field": key})
        data = {"pointer": pointer(*self.base, key), "sop": self.reader.definition.sop}
        return Refusal("json-unknown-key", {**data, "suggestions": near(key, self.reader.names)})
