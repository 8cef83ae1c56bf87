"""How types relate: which compare, which have an order, which one two of them share."""

from __future__ import annotations

from engine.rules.values.inner import item_type

NUMBERS = ("integer", "money", "number")
TEXTS = ("text", "choice", "person", "file", "link")
ORDERED = (*NUMBERS, "date", "datetime", "duration")


def is_number(type: str) -> bool:
    """integer, number or money."""
    return type in NUMBERS


def is_text(type: str) -> bool:
    """A type whose values are texts: text, choice, person, file, link."""
    return type in TEXTS


def comparable(left: str, right: str) -> bool:
    """Whether ``==`` between the two makes sense."""
    if left == right or (is_number(left) and is_number(right)) or (is_text(left) and is_text(right)):
        return True
    first, second = item_type(left), item_type(right)
    return first is not None and second is not None and comparable(first, second)


def ordered(left: str, right: str) -> bool:
    """Whether ``<`` between the two makes sense. Texts have no order: "10" would come before "9"."""
    return left in ORDERED and right in ORDERED and comparable(left, right)


def joined(left: str, right: str) -> str | None:
    """The type of a value that is one or the other; None where there is none."""
    if left == right:
        return left
    if is_number(left) and is_number(right):
        return "number" if "number" in (left, right) else "money"
    if is_text(left) and is_text(right):
        return "text"
    first, second = item_type(left), item_type(right)
    if first is None or second is None:
        return None
    item = joined(first, second)
    return None if item is None else f"list[{item}]"


def calculated(op: str, left: str, right: str) -> str | None:
    """The type of ``left op right`` for two numbers; None for an unknown operator.

    Money stays money when money is added to it or an integer multiplies it; anything finer is a number.
    """
    if op == "/":
        return "number"
    if left == right == "integer":
        return "integer"
    if op in ("+", "-"):
        return joined(left, right)
    if op == "*" and {left, right} == {"money", "integer"}:
        return "money"
    return "number"


def accepts(want: str, type: str) -> bool:
    """Whether a value of ``type`` may stand where ``want`` is asked for. An integer is a number; a number
    becomes money by rounding; a number is no integer."""
    if want == type or want == "":
        return True
    if want in ("number", "money"):
        return is_number(type)
    if is_text(want):
        return is_text(type)
    if want == "list":
        return item_type(type) is not None
    first, second = item_type(want), item_type(type)
    if first is None or second is None or first == "money":
        return False
    return accepts(first, second)
