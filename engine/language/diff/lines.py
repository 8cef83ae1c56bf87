"""What is different in a step's checklist lines, which have no names: a line is known by what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine.language.diff.changes import ADDED, CHANGED, LINES, MOVED, REMOVED, Change, Line, Path, label
from engine.language.diff.names import plain, reworded
from engine.language.diff.order import before_it, moved
from engine.model.definition import Item, Step

Key = tuple[str, str, int]


WHICH = ("no", "kind", "field", "must")
"""What says which line it is; it is no difference."""


class _Known(NamedTuple):
    """A line, the outcomes that ask for it, and those to tell: none where these are all without a reason."""

    item: Item
    asked: frozenset[str]
    told: tuple[str, ...]


def lines(
    path: Path, before: Step, after: Step, names: Mapping[str, str], outcomes: Mapping[str, str]
) -> Iterator[Change]:
    """Lines that came and went, what they ask for differently, their order, and which outcomes they are for.

    ``names`` and ``outcomes``: old name -> new name, of steps and fields and of this step's outcomes.
    """
    old, new = _keyed(before, names, outcomes), _keyed(after, {}, {})
    for key, line in old.items():
        if key not in new:
            yield Change((*path, (LINES, key[1])), "", REMOVED, Line(line.item, line.told), None)
    common = {outcomes.get(name, name) for name in before.outcomes} & after.outcomes.keys()
    for key, line in new.items():
        here = (*path, (LINES, key[1]))
        if key not in old:
            yield Change(here, "", ADDED, None, Line(line.item, line.told))
            continue
        yield from _of_line(here, old[key].item, line.item, names)
        # What outcomes that came or went ask for is told with them, and so is a reason that is asked for.
        if old[key].told != line.told and old[key].asked & common != line.asked & common:
            yield Change(here, "outcomes", CHANGED, old[key].told, line.told)
    yield from _order(path, old, new)


def _keyed(step: Step, names: Mapping[str, str], outcomes: Mapping[str, str]) -> dict[Key, _Known]:
    plainly = frozenset(outcomes.get(name, name) for name, one in step.outcomes.items() if not one.reason)
    found: dict[Key, _Known] = {}
    for item in step.items:
        called = label(item)
        if item.kind == "fill":
            called = names.get(called, called)
        elif item.kind == "must":
            called = reworded(called, names)
        asked = [outcomes.get(name, name) for name, one in step.outcomes.items() if item.no in one.items]
        number = 0
        while (item.kind, called, number) in found:
            number += 1
        told = () if frozenset(asked) == plainly else tuple(asked)
        found[item.kind, called, number] = _Known(item, frozenset(asked), told)
    return found


def _of_line(path: Path, before: Item, after: Item, names: Mapping[str, str]) -> Iterator[Change]:
    for attribute in Item._fields:
        if attribute in WHICH or (attribute == "title" and after.kind == "tick"):
            continue
        old, new = getattr(before, attribute), getattr(after, attribute)
        if plain(old, names) != plain(new, {}):
            yield Change(path, attribute, CHANGED, old, new)


def _order(path: Path, old: dict[Key, _Known], new: dict[Key, _Known]) -> Iterator[Change]:
    """Moves among the lines that are for the same outcomes."""
    groups: dict[frozenset[str], tuple[list[str], list[str]]] = {}
    called: dict[str, str] = {}
    for side, found in enumerate((old, new)):
        for key in found:
            if key in old and key in new and old[key].told == new[key].told:
                text = "\0".join(map(str, key))
                called[text] = key[1]
                groups.setdefault(frozenset(new[key].told), ([], []))[side].append(text)
    for before, after in groups.values():
        for text in moved(before, after):
            ends = (before_it(before, text), before_it(after, text))
            places = [called[end] if end else "" for end in ends]
            yield Change((*path, (LINES, called[text])), "", MOVED, *places)
