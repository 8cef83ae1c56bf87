"""The closed list of functions: how many arguments each takes, of which types, and what it gives.

Besides these there are ``has(field)``, ``visits(step)`` and ``closed(step)``, which take names.
How they run: ``calls``.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.model.record import Record
from engine.rules.expressions.kinds import ORDERED, is_number, is_text, joined
from engine.rules.values.inner import item_type


class Unfit(Exception):
    """An argument of a wrong type: its number from 0, and what is asked for (words of ``EXPECTED``)."""

    def __init__(self, position: int, expected: str) -> None:
        super().__init__(expected)
        self.position = position
        self.expected = expected


class Signature(Record):
    """``least`` and ``most`` arguments; ``usage`` as people write it; ``result`` gives the type of the
    value for the arguments' types or raises Unfit."""

    least: int
    most: int
    usage: str
    result: Callable[[list[str]], str]


def _fixed(result: str, *expected: str) -> Callable[[list[str]], str]:
    """A function whose arguments each have one of the types that are named with ``|`` between them."""

    def check(types: list[str]) -> str:
        for position, (type, one) in enumerate(zip(types, expected, strict=False)):
            if type not in one.split("|"):
                raise Unfit(position, one)
        return result

    return check


def _length(types: list[str]) -> str:
    if is_text(types[0]) or item_type(types[0]) is not None:
        return "integer"
    raise Unfit(0, "text|list")


def _extreme(types: list[str]) -> str:
    if len(types) == 1:
        item = item_type(types[0])
        if item in ORDERED:
            return item
        raise Unfit(0, "list of numbers, dates or durations")
    found = types[0]
    for position, type in enumerate(types):
        both = joined(found, type) if type in ORDERED else None
        if both is None:
            raise Unfit(position, found if found in ORDERED and position else "number|date|datetime|duration")
        found = both
    return found


def _sum(types: list[str]) -> str:
    item = item_type(types[0])
    if item is not None and is_number(item):
        return item
    raise Unfit(0, "list of numbers")


def _count(types: list[str]) -> str:
    item = item_type(types[0])
    if item is None:
        raise Unfit(0, "list")
    if joined(item, types[1]) is None:
        raise Unfit(1, item)
    return "integer"


def _round(types: list[str]) -> str:
    if not is_number(types[0]):
        raise Unfit(0, "number")
    if len(types) == 1:
        return "integer"
    if types[1] != "integer":
        raise Unfit(1, "integer")
    return types[0] if types[0] == "integer" else "number"


def _abs(types: list[str]) -> str:
    if is_number(types[0]):
        return types[0]
    raise Unfit(0, "number")


_NUMBER = "integer|number|money"
_DAY = "date|datetime"

SIGNATURES: dict[str, Signature] = {
    "len": Signature(1, 1, "len(text or list)", _length),
    "min": Signature(1, 50, "min(a, b, ...) or min(list)", _extreme),
    "max": Signature(1, 50, "max(a, b, ...) or max(list)", _extreme),
    "sum": Signature(1, 1, "sum(list)", _sum),
    "count": Signature(2, 2, "count(list, value)", _count),
    "round": Signature(1, 2, "round(number) or round(number, decimals)", _round),
    "abs": Signature(1, 1, "abs(number)", _abs),
    "now": Signature(0, 0, "now", _fixed("datetime")),
    "start": Signature(0, 0, "start", _fixed("datetime")),
    "today": Signature(0, 0, "today", _fixed("date")),
    "date": Signature(1, 1, 'date(datetime) or date("2026-11-21")', _fixed("date", _DAY)),
    "days": Signature(1, 1, "days(3)", _fixed("duration", "integer")),
    "hours": Signature(1, 1, "hours(24)", _fixed("duration", _NUMBER)),
    "minutes": Signature(1, 1, "minutes(30)", _fixed("duration", _NUMBER)),
    "days_between": Signature(2, 2, "days_between(earlier, later)", _fixed("integer", _DAY, _DAY)),
    "workdays_between": Signature(2, 2, "workdays_between(earlier, later)", _fixed("integer", _DAY, _DAY)),
}

BARE = frozenset({"now", "start", "today"})
"""Functions without arguments, which are written without parentheses too."""

NAMING = {"has": "has(field)", "visits": "visits(step)", "closed": "closed(step)"}
"""What takes a name and not a value, with its usage."""

NOT_YET = frozenset({"sample"})
"""Functions whose names are kept for what is not built yet."""
