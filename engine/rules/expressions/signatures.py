"""The closed list of functions: how many arguments each takes, of which types, and what it gives.

Besides these there are ``has(field)``, ``visits(step)``, ``closed(step)`` and ``who(step)``, which take
names. How they run: ``calls``.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.model.record import Record
from engine.rules.expressions.kinds import ORDERED, is_number, is_text, joined
from engine.rules.values.inner import item_type
from engine.words import N_


class Unfit(Exception):
    """An argument of a wrong type: its number from 0, and what is asked for (words of ``EXPECTED``)."""

    def __init__(self, position: int, expected: str) -> None:
        super().__init__(expected)
        self.position = position
        self.expected = expected


class Signature(Record):
    """``least`` and ``most`` arguments; ``usage`` as people write it; ``result`` gives the type of the
    value for the arguments' types or raises Unfit; ``about`` is what the language reference says of it."""

    least: int
    most: int
    usage: str
    result: Callable[[list[str]], str]
    about: str


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
    raise Unfit(0, N_("text|list"))


def _extreme(types: list[str]) -> str:
    if len(types) == 1:
        item = item_type(types[0])
        if item in ORDERED:
            return item
        raise Unfit(0, N_("list of numbers, dates or durations"))
    found = types[0]
    for position, type in enumerate(types):
        both = joined(found, type) if type in ORDERED else None
        if both is None:
            raise Unfit(
                position, found if found in ORDERED and position else N_("number|date|datetime|duration")
            )
        found = both
    return found


def _sum(types: list[str]) -> str:
    item = item_type(types[0])
    if item is not None and is_number(item):
        return item
    raise Unfit(0, N_("list of numbers"))


def _count(types: list[str]) -> str:
    item = item_type(types[0])
    if item is None:
        raise Unfit(0, "list")
    if joined(item, types[1]) is None:
        raise Unfit(1, item)
    return "integer"


def _quantified(types: list[str]) -> str:
    if item_type(types[0]) == "boolean":
        return "boolean"
    raise Unfit(0, N_("list of booleans"))


def _sample(types: list[str]) -> str:
    """``share``, ``share, name``, ``list, share`` or ``list, share, name``."""
    at = 0 if item_type(types[0]) is None else 1
    if not at < len(types) <= at + 2:
        raise Unfit(0, "number" if len(types) == 1 else "list")
    if types[at] not in ("integer", "number"):
        raise Unfit(at, "number")
    if len(types) == at + 2 and types[-1] != "text":
        raise Unfit(at + 1, "text")
    return types[0] if at else "boolean"


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
    "len": Signature(1, 1, "len(text or list)", _length, "how many characters or items"),
    "min": Signature(
        1, 50, N_("min(a, b, ...) or min(list)"), _extreme, "the least; of an empty list: no value"
    ),
    "max": Signature(
        1, 50, N_("max(a, b, ...) or max(list)"), _extreme, "the greatest; of an empty list: no value"
    ),
    "sum": Signature(1, 1, "sum(list)", _sum, "all numbers of a list together; 0 for an empty one"),
    "count": Signature(2, 2, "count(list, value)", _count, "how often a value stands in a list"),
    "any": Signature(1, 1, "any(list)", _quantified, "whether one of several yes or no is yes"),
    "all": Signature(1, 1, "all(list)", _quantified, "whether all of them are; of an empty list: yes"),
    "round": Signature(
        1, 2, N_("round(number) or round(number, decimals)"), _round, "rounded, a half away from zero"
    ),
    "abs": Signature(1, 1, "abs(number)", _abs, "the number without its sign"),
    "now": Signature(0, 0, "now", _fixed("datetime"), "when what is being recorded happened"),
    "start": Signature(0, 0, "start", _fixed("datetime"), "when the task was started"),
    "today": Signature(0, 0, "today", _fixed("date"), "the day of `now`, in the calendar's zone"),
    "date": Signature(
        1, 1, N_('date(datetime) or date("2026-11-21")'), _fixed("date", _DAY), "the day of a moment"
    ),
    "days": Signature(1, 1, "days(3)", _fixed("duration", "integer"), "so many days"),
    "hours": Signature(1, 1, "hours(24)", _fixed("duration", _NUMBER), "so many hours"),
    "minutes": Signature(1, 1, "minutes(30)", _fixed("duration", _NUMBER), "so many minutes"),
    "days_between": Signature(
        2, 2, "days_between(earlier, later)", _fixed("integer", _DAY, _DAY), "days from one day to the other"
    ),
    "workdays_between": Signature(
        2, 2, "workdays_between(earlier, later)", _fixed("integer", _DAY, _DAY), "the same, workdays only"
    ),
    "sample": Signature(
        1,
        3,
        'sample(0.3), sample(list, 0.3), item in sample(list, 0.3), with a name: sample(0.3, "photo")',
        _sample,
        "whether this task is among the 30% that are looked at, or which items of a list are. It looks random"
        " and is not: the same task, and the same item in it, always has the same answer, whatever stands"
        " beside it and whichever version the task runs. So of 2 items none may be chosen, or both. Places"
        " with the same name choose the same tasks; without a name the share as it is written is the name,"
        " so to choose others in a second place give it a name of its own",
    ),
}

BARE = frozenset({"now", "start", "today"})
"""Functions without arguments, which are written without parentheses too."""

NAMING = {"has": "has(field)", "visits": "visits(step)", "closed": "closed(step)", "who": "who(step)"}
"""What takes a name and not a value, with its usage."""
