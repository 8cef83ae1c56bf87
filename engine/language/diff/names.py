"""Names that changed between two definitions, where it is obvious which became which.

A thing is renamed when what people call it (its title) stayed and no other has that title, or when
nearly all else that is its own stayed. When in doubt it is one thing removed and another added. All of
this is the same in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.language.diff.changes import label
from engine.model.definition import Assignment, Expression, Item
from engine.model.timing import Instant, Rung

TOKEN = re.compile(r""""[^"]*"|'[^']*'|\w+|[^\w"']+|["']""")
REFERENCES = frozenset(
    {"to", "first", "ref", "unique", "required", "field", "step", "set", "after", "close", "pause"}
    | {"not_by", "covers"}
)
"""The attributes whose texts are names of steps and fields."""
SHARED = frozenset({"name", "no", "title", "role", "type", "to", "outcomes", "pause", "bulk", "set"})
"""What says little about which thing it is, because many have the same."""
ALIKE, LEAST = 0.7, 2
MOST_PAIRS = 40_000


def plain(value: Any, names: Mapping[str, str], reference: bool = False) -> Any:
    """A value of the model as something to compare: texts, numbers and tuples. Expressions and instants
    count as they are written; ``names`` (old -> new) are put into them, and into references."""
    if isinstance(value, Expression):
        return ("=", reworded(value.source, names))
    if isinstance(value, Instant):
        return ("at", reworded(value.source, names))
    if isinstance(value, Rung):
        parts = value._asdict().items()
        return ("rung", *(plain(part, names, part_of in REFERENCES) for part_of, part in parts))
    if isinstance(value, Item):
        return ("line", *(plain(part, names, reference) for part in value[1:]))
    if isinstance(value, Assignment):
        whole, dot, output = value.name.partition(".")
        called = names.get(whole, whole) + dot + output
        return ("given", value.how, called, names.get(value.skill, value.skill))
    if isinstance(value, tuple | list):
        return tuple(plain(part, names, reference) for part in value)
    if isinstance(value, dict):
        return tuple((key, plain(part, names, reference)) for key, part in value.items())
    if isinstance(value, str):
        return names.get(value, value) if reference else value
    return (type(value).__name__, value)


def reworded(source: str, names: Mapping[str, str]) -> str:
    """An expression or an instant with names put in the place of others; quoted texts stay."""
    if not names:
        return source
    return "".join(names.get(token, token) for token in TOKEN.findall(source))


def renamed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Old name -> new name, for what one collection had and the other has under another name."""
    gone = {name: body for name, body in before.items() if name not in after}
    come = {name: body for name, body in after.items() if name not in before}
    if not gone or not come:
        return {}
    found = _by_title(gone, come)
    rest = [name for name in gone if name not in found]
    new = [name for name in come if name not in found.values()]
    if len(rest) * len(new) <= MOST_PAIRS:
        found.update(_by_likeness(gone, come, rest, new))
    return found


def _by_title(gone: Mapping[str, Any], come: Mapping[str, Any]) -> dict[str, str]:
    ours, theirs = _titled(gone), _titled(come)
    return {ours[title]: theirs[title] for title in ours if title in theirs}


def _titled(bodies: Mapping[str, Any]) -> dict[str, str]:
    """Title -> name, for the titles that somebody wrote and that one thing alone has."""
    found: dict[str, list[str]] = {}
    for name, body in bodies.items():
        title = getattr(body, "title", name)
        if title != name:
            found.setdefault(title, []).append(name)
    return {title: names[0] for title, names in found.items() if len(names) == 1}


def _by_likeness(
    gone: Mapping[str, Any], come: Mapping[str, Any], rest: list[str], new: list[str]
) -> dict[str, str]:
    ours = {name: _features(gone[name]) for name in rest}
    theirs = {name: _features(come[name]) for name in new}

    scores = {(one, other): _alike(ours[one], theirs[other]) for one in rest for other in new}
    forth = {one: _best({other: scores[one, other] for other in new}) for one in rest}
    back = {other: _best({one: scores[one, other] for one in rest}) for other in new}
    return {one: other for one, other in forth.items() if other and back[other] == one}


def _alike(one: frozenset[Any], other: frozenset[Any]) -> float:
    shared = len(one & other)
    return shared / len(one | other) if shared >= LEAST else 0.0


def _best(scores: Mapping[str, float]) -> str:
    """The one name with the highest score that is high enough; "" when several have it."""
    most = max(scores.values(), default=0.0)
    best = [name for name, score in scores.items() if score == most]
    return best[0] if most >= ALIKE and len(best) == 1 else ""


def _features(body: Any) -> frozenset[Any]:
    """What is a thing's own: its attributes that are not the default, lists and lines one by one."""
    found: set[tuple[Any, ...]] = set()
    for attribute, value in body._asdict().items() if hasattr(body, "_asdict") else ():
        if attribute in SHARED or value == body._field_defaults.get(attribute):
            continue
        if attribute == "items":
            found.update(("line", item.kind, label(item)) for item in value if isinstance(item, Item))
        elif isinstance(value, tuple):
            found.update((attribute, plain(part, {})) for part in value)
        else:
            found.add((attribute, plain(value, {})))
    return frozenset(found)
