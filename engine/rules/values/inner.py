"""Stored values as expressions hold them, and back.

Inside an expression a text, choice, person, file or link is a str; an integer an int; a number or money
an int or Decimal; a boolean a bool; a date a ``datetime.date``; a datetime an int (ms UTC); a duration a
``Duration``; a list a list of these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

# Nearly every command evaluates something and few meet a date, a duration or a fraction: what those need
# is imported where they are met.
if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from engine.rules.values.duration import Duration

_decimal: type[Decimal] | None = None
"""Imported with the first fraction: asking the import system again would cost as much as the rest."""

AS_STORED = frozenset({"text", "choice", "person", "file", "link", "integer", "boolean", "datetime"})
"""The types that are the same inside as stored."""


def item_type(type: str) -> str | None:
    """``text`` for ``list[text]``; None for a type that is no list."""
    return type[5:-1] if type.startswith("list[") else None


def reader(type: str) -> Callable[[Any], Any]:
    """The function that turns a stored value of ``type`` into its inner form; it raises ValueError for a
    value that is not of the type. Raises KeyError for an unknown type."""
    item = item_type(type)
    if item is None:
        return _READERS[type]
    read = _READERS[item]

    def read_list(stored: Any) -> list[Any]:
        if not isinstance(stored, list | tuple):
            raise ValueError("not a list")
        return [read(one) for one in stored]

    return read_list


def stored(type: str, value: Any) -> Any:
    """The stored form of what an expression of ``type`` gave. Numbers are rounded half up to ten decimals,
    money to two, exact durations to seconds. Raises ValueProblem where the stored form cannot say it."""
    item = item_type(type)
    if item is not None:
        return [stored(item, one) for one in value]
    if type in ("number", "money"):
        from engine.rules.values.decimals import plain_number, two_decimals

        return plain_number(value) if type == "number" else two_decimals(value)
    if type == "date":
        return value.isoformat()
    if type == "duration":
        return _stored_duration(value)
    return value


def _stored_duration(value: Duration) -> str:
    from engine.rules.values.duration import write_duration
    from engine.rules.values.problems import ValueProblem

    text = write_duration(value)
    if text is None:
        raise ValueProblem("not-a-duration", value=str(value))
    return text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("not a text")


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("not an integer")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("not a boolean")


def _number(value: Any) -> int | Decimal:
    global _decimal
    if isinstance(value, str):
        if _decimal is None:
            from decimal import Decimal

            _decimal = Decimal
        try:
            found = _decimal(value)
        except ArithmeticError:
            raise ValueError("not a number") from None
        if found.is_finite():
            return found
        raise ValueError("not a number")
    return _whole(value)


def _date(value: Any) -> date:
    from datetime import date

    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError("not a date")


def _duration(value: Any) -> Duration:
    from engine.rules.values.duration import duration_of

    return duration_of(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "choice": _text,
    "person": _text,
    "file": _text,
    "link": _text,
    "integer": _whole,
    "number": _number,
    "money": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _whole,
    "duration": _duration,
}
