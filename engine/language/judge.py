"""The second judge of a document's shape: jsonschema, asked about what the reader's walk has taken.

A document that is right for the walk and wrong for the schema would mean that the schema is not the one
source of the shape, which editors may trust (docs/decisions/0006). That is a fault of ours, never of whoever
wrote the document, and it ends the command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.protocols import Validator
from jsonschema.validators import create

from engine.language.nodes import LIST, MAP, Node
from engine.language.scalars import INTEGER, NO, NUMBER, YES
from engine.language.schemas import NAMES, schema

TOLD = ("title", "description", "examples")
"""Keys of a schema that say something to people, as those with x- do to us, and nothing to a validator."""
NAMED = ("properties", "$defs")
"""Keys of a schema under which names stand, which may be any of those."""


class ShapeDisputed(Exception):
    """The walk took a document that its schema refuses; the text says where in both, and quotes nothing."""


def judge(node: Node, schema_name: str) -> None:
    """Hold a document, in which nothing is wrong, against its schema. Raises ShapeDisputed."""
    error = best_match(validator(schema_name).iter_errors(plain(node)))
    if error is not None:
        place = _reached(node, error.absolute_path).place
        keyword = "/".join(map(str, error.absolute_schema_path))
        raise ShapeDisputed(f"{schema_name}.schema.json#/{keyword} refuses {place.line}:{place.column}")


@lru_cache(maxsize=len(NAMES))
def validator(schema_name: str) -> Validator:
    """The validator of a shipped schema for documents whose every scalar is text, as its key reads it."""
    root = of_texts(schema(schema_name).root)
    return _OfTexts(_inlined(root, root["$defs"]) if "$defs" in root else root)


def of_texts(part: Any) -> Any:
    """A part of a schema for such documents; what is not built yet is no part of the language."""
    if isinstance(part, list):
        return [of_texts(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "x-not-yet" in part:
        return False
    part = {
        key: {name: of_texts(each) for name, each in value.items()} if key in NAMED else of_texts(value)
        for key, value in part.items()
        if key not in TOLD and not key.startswith("x-")
    }
    if isinstance(part.get("enum"), list) and True in part["enum"]:
        part["enum"] = sorted(YES | NO)
    return part


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    """A part of a schema with what it refers to in its place, save where that would never end: jsonschema
    looks a reference up anew each time it meets one, which is a third of its time."""
    if isinstance(part, list):
        return [_inlined(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    if name in definitions and not _recurs(name, definitions):
        meant = _inlined(definitions[name], definitions)
        beside = {key: _inlined(value, definitions) for key, value in part.items() if key != "$ref"}
        if isinstance(meant, dict) and not meant.keys() & beside.keys():
            return {**meant, **beside}
        return {**beside, "allOf": [meant, *beside.get("allOf", ())]}
    return {key: _inlined(value, definitions) for key, value in part.items()}


def _recurs(name: str, definitions: dict[str, Any]) -> bool:
    """Whether a definition refers, through others or not, to itself."""
    met: set[str] = set()
    waiting: list[Any] = [definitions[name]]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            other = str(part.get("$ref", "")).removeprefix("#/$defs/")
            if other == name:
                return True
            if other in definitions and other not in met:
                met.add(other)
                waiting.append(definitions[other])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return False


def plain(node: Node) -> Any:
    """A document as lists, dicts and texts."""
    if node.kind == LIST:
        return [plain(item) for item in node.items]
    if node.kind == MAP:
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    return node.text


def _reached(node: Node, path: Iterable[str | int]) -> Node:
    for part in path:
        node = node.items[part] if isinstance(part, int) else node.entries[part][1]
    return node


def _minimum(validator: Any, least: int, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """``minimum``, of a text that is a number."""
    if validator.is_type(instance, "number") and Decimal(instance) < least:
        yield ValidationError(f"{instance} is less than {least}")


_OfTexts = create(
    Draft202012Validator.META_SCHEMA,
    {**Draft202012Validator.VALIDATORS, "minimum": _minimum},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "string": lambda _, value: isinstance(value, str),
            "boolean": lambda _, value: isinstance(value, str) and value in YES | NO,
            "number": lambda _, value: isinstance(value, str) and NUMBER.fullmatch(value) is not None,
            "integer": lambda _, value: isinstance(value, str) and INTEGER.fullmatch(value) is not None,
        }
    ),
)
