"""The shipped JSON Schemas, loaded once, with what a reader of them needs at hand.

A schema is followed, never copied: titles, examples and the marks ``x-not-yet`` (a code), ``x-part-of``
(keys that already say it) and ``x-also`` (words people try instead) stand in the files themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine.language.nodes import LIST, MAP, SCALAR
from engine.locate import find

NAMES = ("sop", "parts", "team", "calendar", "workspace", "channels", "story")
JSchema = dict[str, Any]
KINDS = {
    "string": SCALAR,
    "number": SCALAR,
    "integer": SCALAR,
    "boolean": SCALAR,
    "array": LIST,
    "object": MAP,
}


class Schema:
    """One schema file. References lead into its own ``$defs`` alone."""

    def __init__(self, root: JSchema) -> None:
        self.root = root
        self._resolved: dict[int, JSchema] = {}
        self._kinds: dict[int, frozenset[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._owners: dict[str, str] | None = None
        self._built: dict[int, str] = {}
        self._said_as: dict[int, dict[str, tuple[str, ...]]] = {}

    def resolve(self, part: JSchema) -> JSchema:
        """The part with what it refers to laid under it: its own title and marks come first."""
        if "$ref" not in part:
            return part
        found = self._resolved.get(id(part))
        if found is None:
            target = self.resolve(self.root["$defs"][part["$ref"].removeprefix("#/$defs/")])
            found = {**target, **{key: value for key, value in part.items() if key != "$ref"}}
            self._resolved[id(part)] = found
        return found

    def kinds(self, part: JSchema) -> frozenset[str]:
        """Which kinds of nodes can be right: scalar, list, map."""
        part = self.resolve(part)
        found = self._kinds.get(id(part))
        if found is None:
            if "type" in part:
                types = part["type"] if isinstance(part["type"], list) else [part["type"]]
                found = frozenset(KINDS[each] for each in types)
            else:
                found = frozenset(kind for each in part["anyOf"] for kind in self.kinds(each))
            self._kinds[id(part)] = found
        return found

    def branches(self, part: JSchema, kind: str) -> list[JSchema]:
        """The alternatives of a part that a node of this kind can be, each with its references resolved."""
        part = self.resolve(part)
        if "type" in part:
            return [part] if kind in self.kinds(part) else []
        return [branch for each in part["anyOf"] for branch in self.branches(each, kind)]

    def built(self, part: JSchema) -> str:
        """The keys of a part of type object that are built, as a message lists them."""
        known: JSchema = part["properties"]
        found = self._built.get(id(known))
        if found is None:
            found = ", ".join(key for key, body in known.items() if "x-not-yet" not in self.resolve(body))
            self._built[id(known)] = found
        return found

    def said_as(self, part: JSchema, word: str) -> tuple[str, ...]:
        """The keys of a part of type object for which people also say ``word``."""
        known: JSchema = part["properties"]
        found = self._said_as.get(id(known))
        if found is None:
            found = self._said_as[id(known)] = {}
            for key, body in known.items():
                for other in body.get("x-also", ()):
                    found[other] = (*found.get(other, ()), key)
        return found.get(word, ())

    def matches(self, pattern: str, text: str) -> bool:
        """Whether the text is as the pattern says (searched for, as JSON Schema does)."""
        compiled = self._patterns.get(pattern)
        if compiled is None:
            compiled = self._patterns[pattern] = re.compile(pattern.removesuffix("$") + r"\Z")
        return compiled.search(text) is not None

    @property
    def owners(self) -> dict[str, str]:
        """Key -> the title of the first part of the language that has it; only keys that are built."""
        if self._owners is None:
            self._owners = {}
            for part in self.objects():
                for key, body in part["properties"].items():
                    if "x-not-yet" not in self.resolve(body):
                        self._owners.setdefault(key, str(part["title"]))
        return self._owners

    def objects(self) -> Iterator[JSchema]:
        """Every part that lists its keys, the outermost first."""
        stack: list[Any] = [self.root]
        while stack:
            part = stack.pop(0)
            if isinstance(part, dict):
                if isinstance(part.get("properties"), dict) and part.get("additionalProperties") is False:
                    yield part
                stack += part.values()
            elif isinstance(part, list):
                stack += part

    def at(self, *keys: str) -> JSchema:
        """The schema of a key inside keys: ``at("steps", "pack", "due")``, for help and completion.

        Raises KeyError where the language has no such key.
        """
        part = self.root
        for key in keys:
            for branch in self.branches(part, MAP):
                if key in branch.get("properties", {}):
                    part = branch["properties"][key]
                    break
                if isinstance(branch.get("additionalProperties"), dict):
                    part = branch["additionalProperties"]
                    break
            else:
                raise KeyError(key)
        return self.resolve(part)


@lru_cache(maxsize=len(NAMES))
def schema(name: str) -> Schema:
    """The shipped schema of one of ``NAMES``. Raises KeyError for any other name."""
    if name not in NAMES:
        raise KeyError(name)
    root = json.loads(find("schemas", f"{name}.schema.json").read_bytes())
    return Schema(_whole(root) if name == "parts" else root)


_OF_SOP = "sop.schema.json#"


def _whole(root: JSchema) -> JSchema:
    """A schema that refers to parts of the SOP's, with those among its own: the very same parts, and
    nothing is said of them twice."""
    sop = schema("sop").root
    definitions = {f"sop_{key}": part for key, part in sop["properties"].items()}
    whole: JSchema = _inward(root)
    whole["$defs"] = {**sop["$defs"], **definitions, **whole["$defs"]}
    return whole


def _inward(part: Any) -> Any:
    if isinstance(part, list):
        return [_inward(each) for each in part]
    if not isinstance(part, dict):
        return part
    part = {key: _inward(value) for key, value in part.items()}
    target = part.get("$ref")
    if isinstance(target, str) and target.startswith(_OF_SOP):
        section, name = target.removeprefix(_OF_SOP + "/").split("/")
        part["$ref"] = f"#/$defs/sop_{name}" if section == "properties" else f"#/$defs/{name}"
    return part


def flow(value: Any) -> str:
    """An example of a schema as a person writes it: YAML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    text = str(value)
    quoted = (
        not text
        or text != text.strip()
        or text[0] in "&*!|>'\"%@`#{}[],"
        or re.search(r",|[{}\[\]]|: | #|\n", text)
    )
    return json.dumps(text, ensure_ascii=False) if quoted else text
