"""What every file of starts needs, whichever form its rows have: values for all rows, one row an order."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from engine.intake.mapping import must_be_fields
from engine.intake.row import IntakeError
from engine.model.definition import Definition
from engine.model.refusals import Refusal
from engine.rules.values import ValueProblem, from_text

_BITS = 32
_CONTENT = (1 << _BITS) - 1


def given_values(definition: Definition, defaults: Mapping[str, str], zone: str) -> dict[str, Any]:
    """The stored values of what is given for all rows. Raises IntakeError."""
    must_be_fields(definition, defaults)
    given: dict[str, Any] = {}
    for name, text in defaults.items():
        field = definition.data[name]
        try:
            given[name] = from_text(field, text, zone)
        except ValueProblem as problem:
            wrong = {"field": name, "title": field.title, "problem": problem.code, "data": problem.data}
            raise IntakeError("bad-value", dict[str, object](wrong)) from None
    return given


class Seen:
    """The unique values that a file has had so far.

    One order, one row: a second row with its unique value would either change nothing or be lost.
    """

    __slots__ = ("_first",)

    def __init__(self) -> None:
        self._first: dict[Any, int] = {}

    def before(self, value: Any, number: int, content: Hashable) -> Refusal | None:
        """Why row ``number`` cannot be taken, when an earlier one has its ``value``: the same again, where
        ``content`` is the same, or contradicting it. None for a first one and for no value."""
        if value is None:
            return None
        # One small integer for each order: where it stood, and enough of its content's hash.
        mine = hash(content) & _CONTENT
        first = self._first.setdefault(value, number << _BITS | mine)
        if first >> _BITS == number:
            return None
        code = "row-repeated" if first & _CONTENT == mine else "row-contradicts"
        return Refusal(code, {"row": first >> _BITS, "text": str(value)})
