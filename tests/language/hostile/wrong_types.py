"""Each key of every schema with values that it does not take."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine.language.schemas import JSchema, Schema, schema

WRONG: tuple[Any, ...] = (
    "", None, [], {}, [[]], [{}], {"a": {}}, [None], "x", "工" * 300, ["x", "x"], [["x"], {"y": "z"}],
    {"else": "x"}, {"x": ["y"]}, {"": ""}, "0", "-1", "1e999", "true", "是", "2026-02-30", "25:61", "= x",
    "{{x}}", "end", "../x", "x y", {"to": {"to": {"to": "x"}}}, ["x"] * 400,
    {f"k{no}": "v" for no in range(200)}, 0, 1.5, True, "a" * 9_000,
)  # fmt: skip
SOUND: dict[str, dict[str, Any]] = {
    "sop": {"sop": "x", "steps": {"one": {}}},
    "team": {"team": "x", "roles": ["lead"], "people": {"li": "lead"}},
    "calendar": {"calendar": "x", "zone": "Asia/Shanghai", "hours": {"mon-fri": "09:00-18:00"}},
    "workspace": {"workspace": "x", "zone": "Asia/Shanghai"},
    "channels": {"channels": {"one": {"kind": "dingtalk", "url": {"env": "A"}}}, "default": "one"},
}


@lru_cache(maxsize=1)
def paths() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every place of every schema: (kind of document, keys that lead there); ``0`` is a list's item."""
    found = [
        (kind, path) for kind in SOUND for path in _below(schema(kind), schema(kind).root, (), frozenset())
    ]
    return tuple(dict.fromkeys(found))


def _below(
    along: Schema, part: JSchema, path: tuple[str, ...], seen: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    if len(path) > 9:
        return
    ref = part.get("$ref", "")
    if ref and ref in seen and "properties" in along.resolve(part):
        return
    seen = seen | {ref} if ref else seen
    part = along.resolve(part)
    if path:
        yield path
    for each in part.get("anyOf", ()):
        if "required" not in each:
            yield from _below(along, each, path, seen)
    for key, body in part.get("properties", {}).items():
        yield from _below(along, body, (*path, key), seen)
    if isinstance(part.get("additionalProperties"), dict):
        yield from _below(along, part["additionalProperties"], (*path, "one"), seen)
    if isinstance(part.get("items"), dict):
        yield from _below(along, part["items"], (*path, "0"), seen)


def wrong_type(chance: random.Random, number: int) -> bytes:
    """The next place of the schemas, with a value that chance chose."""
    places = paths()
    kind, path = places[(number * 37) % len(places)]
    root: dict[str, Any] = json.loads(json.dumps(SOUND[kind]))
    at: Any = root
    for key, after in zip(path, (*path[1:], None), strict=True):
        value = chance.choice(WRONG) if after is None else ([] if after == "0" else {})
        if isinstance(at, list):
            at.append(value)
            at = at[-1]
        elif after is not None and isinstance(at.get(key), dict) and after != "0":
            at = at[key]
        else:
            at[key] = value
            at = at[key]
    return json.dumps(root, ensure_ascii=False, indent=1 if number % 2 else None).encode()
