"""What two definitions of an SOP say differently, as values; ``engine.render.changes`` has the words.

Pure. What people wrote is compared, not positions or trees: an expression or an instant counts as its
source. Attributes that are new to the model are compared without a line here, since everything walks
over the fields of its named tuples.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from engine.language.diff.changes import (
    ADDED,
    CHANGED,
    COMPILED,
    MOVED,
    OUTCOMES,
    REMOVED,
    RENAMED,
    ROWS,
    STEPS,
    Change,
    Line,
    Path,
    label,
)
from engine.language.diff.lines import lines
from engine.language.diff.names import REFERENCES, plain, renamed
from engine.language.diff.order import before_it, moved
from engine.language.diff.rows import rows
from engine.model.codec import dump
from engine.model.definition import Call, Definition, Each, Step, Votes, Wait

__all__ = [
    "ADDED", "CHANGED", "COMPILED", "EVERYWHERE", "MOVED", "OUTCOMES", "REMOVED", "RENAMED", "STEPS",
    "Change", "Line", "diff", "label", "same_content",
]  # fmt: skip

ORDERED = frozenset({STEPS, OUTCOMES})
"""The collections whose order people see; that of other keys says nothing."""
NAMED = ("data", "deadlines", "tables", STEPS)
"""The collections that share one namespace."""
FOLLOWING = ("name", "otherwise")
"""Attributes that follow from what is told anyway: the key; a table's last row and its hit policy."""
PARTS: dict[str, Any] = {"each": Each, "call": Call, "wait": Wait, "votes": Votes}
"""What a step may close itself by, and what is agreed on in it, told part by part."""
EVERYWHERE = 3
"""In so many steps at least an outcome stands that is told once; outcomes from any step are in all."""


def diff(before: Definition, after: Definition) -> list[Change]:
    """Everything that ``after`` says differently, in its order; what is gone comes before what is new.

    Empty exactly where ``same_content`` holds. ``diff(b, a)`` has the same changes the other way round.
    """
    walk = _Walk(before, after)
    found = _from_any_step(list(walk.record((), before, after)), before, after)
    if not found and not same_content(before, after):
        found.append(Change((), COMPILED, CHANGED, None, None))
    return found


def same_content(before: Definition, after: Definition) -> bool:
    """Whether two definitions are the same but for the order of keys that says nothing."""
    orders = [[(step.name, list(step.outcomes)) for step in one.steps.values()] for one in (before, after)]
    texts = [json.dumps(json.loads(dump(one)), sort_keys=True) for one in (before, after)]
    return texts[0] == texts[1] and orders[0] == orders[1]


class _Walk:
    """One comparison; ``names`` are the old names of steps, fields and deadlines and what became of them."""

    def __init__(self, before: Definition, after: Definition) -> None:
        self.renamed = {name: renamed(getattr(before, name), getattr(after, name)) for name in NAMED}
        self.names = {old: new for pairs in self.renamed.values() for old, new in pairs.items()}

    def record(
        self, path: Path, before: Any, after: Any, outcomes: Mapping[str, str] | None = None
    ) -> Iterator[Change]:
        """The differences of two named tuples of one kind."""
        step = isinstance(after, Step)
        for attribute in after._fields:
            old, new = getattr(before, attribute), getattr(after, attribute)
            if attribute in FOLLOWING or (attribute == "items" and not step):
                continue  # which lines an outcome asks for is told of the lines
            if step and attribute in PARTS:
                yield from self.part(path, attribute, old, new)
                continue
            if attribute == ROWS:
                yield from rows(path, before, after, self.names)
                continue
            if step and attribute == "items":
                yield from lines(path, before, after, self.names, renamed(before.outcomes, after.outcomes))
            elif isinstance(old, dict) and isinstance(new, dict):
                yield from self.collection(path, attribute, old, new)
            elif self._differ(attribute, old, new) and not _derived(attribute, before, after):
                yield Change(path, attribute, CHANGED, old, new)

    def part(self, path: Path, called: str, before: Any, after: Any) -> Iterator[Change]:
        """The differences of what is told part by part; ``what`` is such as ``wait.until``."""
        for name in PARTS[called]._fields if before != after else ():
            nothing = PARTS[called]._field_defaults.get(name)
            old, new = getattr(before, name, nothing), getattr(after, name, nothing)
            put = tuple((self.names.get(here, here), there) for here, there in old) if name == "get" else old
            reference = name in REFERENCES
            if plain(put, self.names, reference) != plain(new, {}, reference):
                yield Change(path, f"{called}.{name}", CHANGED, old, new)

    def collection(
        self, path: Path, called: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[Change]:
        """The differences of two maps from names."""
        pairs = self.renamed[called] if not path and called in NAMED else renamed(before, after)
        back = {new: old for old, new in pairs.items()}
        for name, body in before.items():
            if name not in after and name not in pairs:
                yield Change((*path, (called, name)), "", REMOVED, body, None)
        shared = [back.get(name, name) for name in after if back.get(name, name) in before]
        stood = [name for name in before if pairs.get(name, name) in after]
        shifted: list[str] = []
        if called in ORDERED:
            shifted = moved(stood, shared, lambda name: min(name, pairs.get(name, name)))
        for name, body in after.items():
            here, old = (*path, (called, name)), back.get(name, name)
            if old not in before:
                yield Change(here, "", ADDED, None, body)
                continue
            if old != name:
                yield Change(here, "", RENAMED, old, name)
            if old in shifted:
                places = (before_it(stood, old), before_it(shared, old))
                yield Change(here, "", MOVED, *(pairs.get(place, place) for place in places))
            yield from self.entry(here, before[old], body)

    def entry(self, here: Path, before: Any, after: Any) -> Iterator[Change]:
        """The differences of what two maps have under one name."""
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.collection(here, "", before, after)
        elif hasattr(after, "_fields") and type(before) is type(after):
            yield from self.record(here, before, after)
        elif self._differ("", before, after):
            yield Change(here, "", CHANGED, before, after)

    def _differ(self, attribute: str, before: Any, after: Any) -> bool:
        reference = attribute in REFERENCES
        return bool(plain(before, self.names, reference) != plain(after, {}, reference))


def _derived(attribute: str, before: Any, after: Any) -> bool:
    """Whether a title is different only because it is the name, where none was written."""
    if attribute != "title" or isinstance(after, Definition):
        return False
    return bool(before.title == before.name and after.title == after.name)


def _from_any_step(changes: list[Change], before: Definition, after: Definition) -> list[Change]:
    """The same change of an outcome in all the steps that have it becomes one change of that outcome."""
    where: dict[Any, set[str]] = {}
    for change in changes:
        if _of_outcome(change):
            where.setdefault(_but_step(change), set()).add(change.path[0][1])
    found: dict[Any, Change] = {}
    for number, change in enumerate(changes):
        key = _but_step(change) if _of_outcome(change) else None
        steps = where.get(key, set())
        if len(steps) >= EVERYWHERE and steps >= _having(change.path[1][1], before, after):
            found.setdefault(key, change._replace(path=change.path[1:]))
        else:
            found[number] = change
    return list(found.values())


def _of_outcome(change: Change) -> bool:
    return len(change.path) > 1 and change.path[0][0] == STEPS and change.path[1][0] == OUTCOMES


def _but_step(change: Change) -> str:
    whole = change.kind in (ADDED, REMOVED)
    values = [value._replace(items=()) if whole and value else value for value in change[3:]]
    return repr((change.path[1:], change.what, change.kind, [plain(value, {}) for value in values]))


def _having(outcome: str, before: Definition, after: Definition) -> set[str]:
    """The steps of both definitions that have an outcome, before or after."""
    return {
        name
        for name in before.steps.keys() & after.steps.keys()
        if outcome in before.steps[name].outcomes or outcome in after.steps[name].outcomes
    }
