"""A scalar beside its schema: lengths, choices, numbers, names."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from engine.language.nodes import Node
from engine.language.scalars import boolean, integer, is_number
from engine.language.schemas import JSchema, flow

if TYPE_CHECKING:
    from engine.language.shape import Walk


def check_text(walk: Walk, node: Node, part: JSchema) -> None:
    """A scalar against a part whose type is a scalar's; says at most one thing."""
    types = part["type"] if isinstance(part["type"], list) else [part["type"]]
    what, text = part["title"], node.text
    if "enum" in part:
        _choice(walk, node, part)
    elif "string" in types:
        if len(text) < part.get("minLength", 0):
            walk.say("S213", node.place, what=what, example=flow(part["examples"][0]))
        elif len(text) > part.get("maxLength", len(text)):
            walk.say("S214", node.place, what=what, length=len(text), limit=part["maxLength"])
        elif "pattern" in part and not walk.schema.matches(part["pattern"], text):
            _pattern(walk, node, part)
    elif "boolean" in types:
        if boolean(text) is None:
            walk.say("S207", node.place, value=text)
    elif "number" in types:
        if not is_number(text):
            walk.say("S208", node.place, value=text)
    else:
        number = integer(text)
        if number is None:
            walk.say("S209", node.place, value=text)
        elif number < part.get("minimum", number):
            walk.say("S210", node.place, value=text, what=what, example=flow(part["examples"][0]))


def _choice(walk: Walk, node: Node, part: JSchema) -> None:
    """One of a closed list; yes and no in all the ways that YAML 1.2 and people write them."""
    if True in part["enum"]:
        if boolean(node.text) is None:
            walk.say("S207", node.place, value=node.text)
    elif node.text not in part["enum"]:
        choices = ", ".join(part["enum"])
        walk.say("S206", node.place, walk.near(node.text, part["enum"]), value=node.text, choices=choices)


def _pattern(walk: Walk, node: Node, part: JSchema) -> None:
    """Says which character a name cannot have, where that is what is wrong."""
    text, what, pattern = node.text, part["title"], part["pattern"]
    if walk.schema.matches(pattern, "a"):  # the pattern of names: whatever is not forbidden is allowed
        for offset, character in enumerate(text):
            first = offset == 0
            last = offset == len(text) - 1
            probe = character if first else f"a{character}" if last else f"a{character}a"
            if walk.schema.matches(pattern, probe):
                continue
            place, better = node.column_of(offset), unicodedata.normalize("NFKC", character)
            data: dict[str, Any] = {"value": text, "character": character}
            if better != character and better.isalnum():
                walk.say("S212", place, better=better, **data)
            else:
                walk.say("S220" if first and character.isalnum() else "S211", place, what=what, **data)
            return
        walk.say("S214", node.place, what=what, length=len(text), limit=60)
        return
    walk.say("S210", node.place, value=text, what=what, example=flow(part["examples"][0]))
