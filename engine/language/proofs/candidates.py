"""Simple values to try: what a condition compares with, the values beside, bounds, choices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

from engine.language.proofs.worlds import NOW, World
from engine.model.definition import Field
from engine.model.record import Record
from engine.rules.expressions.naming import type_of
from engine.rules.values import ValueProblem, check

MOST_VALUES, MOST_WORLDS = 12, 400
TEXTS = ("text", "person", "file", "link", "choice")
DAY = 86_400_000


class Vocabulary(Record):
    """What trees name, in the order of naming: fields with their types, steps asked about with ``visits`` and
    ``closed``, the functions they call, whether they ask if a field has a value (``has``). ``literals`` are
    those that stand in one comparison with a name (``visits(step)`` for a count)."""

    fields: dict[str, str]
    visits: dict[str, None]
    closed: dict[str, None]
    calls: set[str]
    has: set[str]
    literals: dict[str, list[Any]]


def vocabulary(trees: Iterable[Any]) -> Vocabulary:
    """What trees name. Anything may stand in them that a checked expression can be."""
    found = Vocabulary({}, {}, {}, set(), set(), {})
    for tree in trees:
        _note(found, tree)
    return found


def _note(found: Vocabulary, tree: Any) -> tuple[set[str], list[Any]]:
    """Note a piece; gives back the names and the literals in it."""
    names: set[str] = set()
    literals: list[Any] = []
    if not isinstance(tree, list | tuple):
        return names, literals
    kind = tree[0] if tree and isinstance(tree[0], str) else ""
    if kind in ("text", "number", "date") and len(tree) == 2:
        return names, [tree[1]]
    if kind == "field":
        found.fields[tree[1]] = tree[2]
        return {tree[1]}, literals
    if kind == "visits":
        found.visits.setdefault(tree[1])
        return {f"visits({tree[1]})"}, literals
    if kind == "closed":
        found.closed.setdefault(tree[1])
    if kind == "call":
        found.calls.add(tree[1])
    if kind == "has" and tree[1][0] == "field":
        found.has.add(tree[1][1])
        found.fields.setdefault(tree[1][1], "")
        return names, literals
    for part in tree[1:] if kind else tree:
        more, others = _note(found, part)
        names |= more
        literals += others
    if kind == "compare":
        for name in names:
            found.literals.setdefault(name, []).extend(literals)
    return names, literals


def candidates(field: Field, literals: Iterable[Any]) -> list[Any]:
    """Values of a field to try, in stored form and all of them valid, the simplest first."""
    found: list[Any] = []
    for value in _tried(field, list(dict.fromkeys(literals))):
        try:
            kept = check(field, value)
        except (ValueProblem, ValueError, ArithmeticError):
            continue
        if kept not in found:
            found.append(kept)
    return found[:MOST_VALUES]


def _tried(field: Field, literals: list[Any]) -> Iterator[Any]:
    kind = field.type
    bounds = [each for each in (field.min, field.max) if each is not None]
    if kind == "boolean":
        yield from (False, True)
    elif kind == "choice":
        yield from field.choices
    elif kind in ("integer", "number", "money"):
        yield from _numbers(kind, [each for each in (*literals, *bounds) if _is_number(each)])
    elif kind == "date":
        for day in (each for each in (*literals, *bounds, "2026-06-01") if isinstance(each, str)):
            yield from _days(day)
    elif kind == "datetime":
        for moment in (*bounds, NOW):
            yield from (moment, moment - DAY, moment + DAY)
    elif kind == "duration":
        yield from (*bounds, "1h", "1 days", "3 days", "30 days")
    elif kind in TEXTS:
        yield from (each for each in literals if isinstance(each, str))
        yield from ("x", "https://example.com")
    elif kind == "list":
        yield from _lists(field, literals)


def _lists(field: Field, literals: list[Any]) -> Iterator[list[Any]]:
    inner = Field(field.name, field.name, field.of or "text", field.choices)
    several = candidates(inner, literals)
    yield from ([each] for each in several)
    yield several
    yield several[:2]


def _numbers(kind: str, literals: list[Any]) -> Iterator[Any]:
    known = [Decimal(str(each)) for each in literals]
    steps = [Decimal(1)] if kind == "integer" else [Decimal(1), Decimal("0.01")]
    tried = [*known, *(each + step for step in steps for each in known)]
    tried += [each - step for step in steps for each in known]
    tried += [(one + other) / 2 for one, other in pairwise(known)]
    for value in (*tried, Decimal(0), Decimal(1)):
        whole = value == value.to_integral_value()
        yield int(value) if whole else format(value.normalize(), "f")


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite() and not isinstance(value, bool)
    except ArithmeticError:
        return False


def _days(day: str) -> Iterator[str]:
    try:
        middle = date.fromisoformat(day)
    except ValueError:
        return
    yield from (each.isoformat() for each in (middle, middle - timedelta(1), middle + timedelta(1)))


def worlds(words: Vocabulary, fields: Mapping[str, Field], open: str) -> Iterator[World]:
    """Worlds of simple values, the simplest first, ``MOST_WORLDS`` at most. ``open`` is the step whose visit
    is open, so that it has one."""
    tried: list[tuple[str, str, list[Any]]] = []
    for name, type in words.fields.items():
        field = fields.get(name)
        known = field is not None and type in ("", type_of(field))
        values = candidates(field, words.literals.get(name, ())) if field is not None and known else []
        tried.append(("data", name, [*values, *([None] if name in words.has or not values else [])]))
    for step in words.visits:
        least = 1 if step == open else 0
        said = [each for each in words.literals.get(f"visits({step})", ()) if _is_number(each)]
        counts = [each for each in _numbers("integer", said) if isinstance(each, int)]
        tried.append(("visits", step, sorted({each for each in counts if each >= least} | {least})))
    tried += [("closed", step, [False, True]) for step in words.closed]
    _few(tried)
    for combined in _spread([values for _, _, values in tried]):
        found: dict[str, dict[str, Any]] = {"data": {}, "visits": {}, "closed": {}}
        for (part, name, _), value in zip(tried, combined, strict=True):
            found[part][name] = value
        world = World(**found)
        if not world.closed or possible(world):
            yield world


def _spread(tried: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """All combinations; first some in which everything changes at once, since these settle most questions."""
    longest = max(map(len, tried), default=1)
    for number in range(longest if len(tried) > 1 else 0):
        yield tuple(values[number % len(values)] for values in tried)
    yield from product(*tried)


def possible(world: World) -> bool:
    """Whether a step that was closed was visited."""
    return all(world.visits.get(step, 1) >= 1 for step, value in world.closed.items() if value)


def _few(tried: list[tuple[str, str, list[Any]]]) -> None:
    """Leave out values, of what has the most, until there are few enough worlds."""
    while tried:
        count = 1
        for _, _, values in tried:
            count *= len(values)
        longest = max((values for _, _, values in tried), key=len)
        if count <= MOST_WORLDS or len(longest) <= 1:
            return
        longest.pop()
