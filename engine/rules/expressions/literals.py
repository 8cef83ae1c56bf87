"""Texts and numbers that stand in the source."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from engine.rules.expressions.arithmetic import LIMIT, PLACES
from engine.rules.expressions.scope import Typed

if TYPE_CHECKING:
    from engine.rules.expressions.checking import Checker


def constant(checker: Checker, node: ast.Constant) -> Typed | None:
    """A literal; None (reported) for one that the language does not have."""
    value = node.value
    if isinstance(value, bool):
        return Typed(["boolean", value], "boolean")
    if value is None:
        checker.problem("X515", node, name="None")
        return None
    text = checker.places.text(node)
    if isinstance(value, str) and text[1:-1] == value and text[:1] in "\"'":
        return Typed(["text", value], "text", (), value)
    if isinstance(value, int | float):
        return number(checker, node, text)
    # bytes, complex numbers, three quotes, prefixes, and two texts without an operator between them
    checker.problem("X520", node, text=text[:40])
    return None


def number(checker: Checker, node: ast.AST, text: str) -> Typed | None:
    """A number, exactly as it is written: the parser's own would be rounded to binary."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        checker.problem("X520", node, text=text[:40])  # 0x10, 0b1
        return None
    if not -LIMIT < found < LIMIT or _places(text) > PLACES:
        checker.problem("X513", node, places=PLACES)
        return None
    whole = found == found.to_integral_value()
    is_integer = whole and text.replace("_", "").isdigit()
    return numeric(int(found) if whole else found, "integer" if is_integer else "number")


def _places(text: str) -> int:
    """How many decimals a number in ordinary or scientific writing has, zeros at its end left out."""
    mantissa, _, exponent = text.lower().replace("_", "").partition("e")
    fraction = mantissa.partition(".")[2].rstrip("0")
    if not fraction:
        mantissa = mantissa.partition(".")[0]
        return -int(exponent or 0) - (len(mantissa) - len(mantissa.rstrip("0")))
    return len(fraction) - int(exponent or 0)


def numeric(value: int | Decimal, type: str) -> Typed:
    """The piece for a known number."""
    if isinstance(value, int):
        return Typed(["number", value], "integer" if type == "integer" else "number", (), value)
    return Typed(["number", format(value.normalize(), "f")], type, (), value)


def as_date(typed: Typed) -> Typed | None:
    """A text literal as the date it says (``"2026-11-21"``); None if it says none."""
    found = parse_date(typed.literal)
    return None if found is None else Typed(["date", found.isoformat()], "date", (), None)


def parse_date(text: Any) -> date | None:
    """The date of a text ``YYYY-MM-DD``; None if it is none."""
    if not isinstance(text, str) or len(text) != 10:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2199 else None
