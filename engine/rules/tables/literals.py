"""Values that stand in the cells of a decision table, and the mistakes of a cell."""

from __future__ import annotations

from typing import Any

from engine.model.definition import Field
from engine.model.diagnostics import Problem
from engine.rules.expressions.kinds import NUMBERS
from engine.rules.values import ValueProblem, kind_of

_ZONES = ("UTC", "Asia/Shanghai")


class CellError(Exception):
    """What is wrong with a cell."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(*[problem.code for problem in problems])
        self.problems = problems


VALUE = "value"
"""The code of a problem that carries a ValueProblem (``problem``): documents have codes for each of these."""


def fault(code: str, column: int, width: int, **data: Any) -> CellError:
    """The error of one mistake."""
    return CellError([Problem(code, column, max(1, width), data)])


def literal(text: str, field: Field, column: int, exact: bool = False) -> Any:
    """The stored form of a value that stands in a cell. Raises CellError.

    Bounds are not looked at, since a test may go beyond them; choices, lengths and patterns are. Numbers of
    all types have the stored form of a number: ``> 2.5`` is a good test of a whole one. Not so where it is
    ``exact``: a value of the field's own type.
    """
    if exact:
        of = field
    elif field.type in NUMBERS:
        of = field._replace(type="number", min=None, max=None)
        if field.type == "money":
            text = _amount(text)
    else:
        of = field if field.type in ("text", "choice") else field._replace(min=None, max=None)
    try:
        kind = kind_of(of.type)
        here, there = (kind.check(of, kind.read(of, text.strip(), zone)) for zone in _ZONES)
    except ValueProblem as problem:
        said = Problem(VALUE, column, max(1, len(text)), {"problem": problem})
        raise CellError([said]) from None
    if here != there:
        raise fault("N426", column, len(text), value=text)
    return here


def _amount(text: str) -> str:
    """An amount without the sign of its currency."""
    return text.strip().strip("¥￥元").removeprefix("CNY").removesuffix("CNY").strip()
