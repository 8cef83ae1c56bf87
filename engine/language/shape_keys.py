"""A map beside its schema: keys it can have, must have, and cannot have together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.nodes import LIST, SCALAR, Node
from engine.language.schemas import JSchema, flow

if TYPE_CHECKING:
    from engine.language.shape import Walk


def check_keys(walk: Walk, node: Node, part: JSchema, key: Node | None, listed: Node | None) -> None:
    """A map against a part of type object.

    ``key`` is the key the map stands under; ``listed`` the list it is an item of, where a text could
    stand in its place.
    """
    known: dict[str, JSchema] = part.get("properties", {})
    names = part.get("propertyNames")
    other = part.get("additionalProperties", True)
    if len(node.entries) < part.get("minProperties", 0):
        walk.say("S213", node.place, what=part["title"], example=flow(part["examples"][0]))
    taken: set[str] = set()
    for text, (name, value) in node.entries.items():
        if text in known:
            _known(walk, node, name, value, known[text])
        elif isinstance(other, dict):
            if names is not None:
                walk.check(name, names, None)
            walk.check(value, other, name)
        elif not name.unknown:
            taken.update(_unknown(walk, node, part, name, listed))
    _together(walk, node, part, key, taken)


def _known(walk: Walk, node: Node, name: Node, value: Node, part: JSchema) -> None:
    part = walk.schema.resolve(part)
    if "x-not-yet" not in part:
        walk.check(value, part, name)
    elif not any(leader in node.entries for leader in part.get("x-part-of", ())):
        walk.say(part["x-not-yet"], name.place, key=name.text)


def _unknown(walk: Walk, node: Node, part: JSchema, name: Node, listed: Node | None) -> tuple[str, ...]:
    """Says what a key may have been meant as; returns the keys that are meant by it, most likely."""
    known: dict[str, JSchema] = part["properties"]
    said_as = walk.schema.said_as(part, name.text.strip().lower())
    elsewhere = walk.schema.owners.get(name.text)
    one_or_many = tuple(key for key in known if name.text in (key + "s", key.removesuffix("s")))
    suggestions = said_as or one_or_many or walk.near(name.text, known)
    if not said_as and not one_or_many and elsewhere is not None:
        walk.say("S202", name.place, key=name.text, what=part["title"], where=elsewhere)
        return ()
    if not suggestions and listed is not None and listed.kind == LIST and len(node.entries) == 1:
        value = node.entries[name.text][1]
        if name.plain and not node.style and value.kind == SCALAR:
            walk.say("S218", name.place)
            return ()
    data = {"key": name.text, "what": part["title"], "keys": walk.schema.built(part)}
    walk.say("S201", name.place, suggestions, **data)
    return suggestions


def _together(walk: Walk, node: Node, part: JSchema, key: Node | None, taken: set[str]) -> None:
    """Keys that must be there, and keys that exclude one another; ``taken`` were misspelt, most likely."""
    at = key or node.first or node
    missing = [name for name in part.get("required", ()) if name not in node.entries and name not in taken]
    if missing:
        first = walk.schema.resolve(part["properties"][missing[0]])["examples"][0]
        names = ", ".join(f"'{name}'" for name in missing)
        walk.say("S203", at.place, what=part["title"], keys=names, example=f"{missing[0]}: {flow(first)}")
    for several, code in (("oneOf", "S215"), ("anyOf", "S221")):
        keys = [each["required"][0] for each in part.get(several, ()) if "required" in each]
        here = [name for name in node.entries if name in keys]
        if keys and not here and not taken.intersection(keys):
            data = {"what": part["title"], "keys": ", ".join(keys), "example": flow(part["examples"][0])}
            walk.say(code, at.place, **data)
        elif several == "oneOf" and len(here) > 1:
            _both(walk, node, part, here[0], here[1])
    for each in (part, *part.get("allOf", ())):
        pair = each.get("not", {}).get("required", ())
        if pair and all(name in node.entries for name in pair):
            here = [name for name in node.entries if name in pair]
            _both(walk, node, part, here[0], here[1])


def _both(walk: Walk, node: Node, part: JSchema, first: str, second: str) -> None:
    walk.say("S216", node.entries[second][0].place, first=first, second=second, what=part["title"])
