"""Which rows of a table hit, and what they give: closures, made once for each version.

A row hits when all its tests hold. A row one of whose tests says no does not ask for the values of the
others; only where a missing value would decide is it missed, by name. The order of the columns says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.model.table import Row, Table
from engine.rules.evaluation import EvaluationProblem, Missing
from engine.rules.expressions.closures import closure
from engine.rules.expressions.environment import Closure, Env
from engine.rules.expressions.kinds import NUMBERS
from engine.rules.tables import ALL, ANY, COUNT, FIRST, MAX, MIN, SUM, UNIQUE
from engine.rules.values.inner import reader

Test = Callable[[Any], bool]
Unknown = Missing | EvaluationProblem


class Runner:
    """One table, ready to be asked: ``runner(env, "share")``.

    Raises Missing, named ``table.output``, where no row hits or the row has no value there; Missing and
    EvaluationProblem of what it reads; EvaluationProblem ``rows-overlap`` and ``rows-disagree``.
    """

    __slots__ = ("_hit", "_inputs", "_name", "_otherwise", "_outputs", "_rows", "_values")

    def __init__(self, table: Table) -> None:
        self._name, self._hit = table.name, table.hit
        self._inputs = [closure(one.tree) for one in table.inputs]
        self._outputs = {one.name: number for number, one in enumerate(table.outputs)}
        self._rows = [_tests(row, [one.type for one in table.inputs]) for row in table.rows]
        self._otherwise = len(table.rows) - 1 if table.otherwise else -1
        self._values = [
            [None if tree is None else closure(tree) for tree in row.values] for row in table.rows
        ]

    def __call__(self, env: Env, output: str) -> Any:
        column = self._outputs[output]
        rows = self.hits(env)
        closures = [self._values[row][column] for row in rows]
        name = f"{self._name}.{output}"
        if self._hit == COUNT:
            return len(rows)
        values = [value(env) for value in closures if value is not None]
        if self._hit == SUM:
            return _sum(values)
        if not values:
            raise Missing(name)
        if self._hit == ALL:
            return values
        if self._hit in (MIN, MAX):
            return min(values) if self._hit == MIN else max(values)
        if self._hit == ANY and (len(values) < len(rows) or any(value != values[0] for value in values)):
            raise self._several("rows-disagree", rows)
        return values[0]

    def hits(self, env: Env) -> list[int]:
        """The numbers from 0 of the rows that hit; of those that the hit policy takes, so one at most of
        ``unique`` and ``first``."""
        values = [_value(read, env) for read in self._inputs]
        found: list[int] = []
        unknown: Unknown | None = None
        for number, tests in enumerate(self._rows):
            if number == self._otherwise:
                continue
            state = _holds(tests, values)
            if state is True:
                if self._hit == FIRST:
                    return [number]
                found.append(number)
            elif state is not False:
                if self._hit == FIRST:
                    raise state
                unknown = unknown or state
        if self._hit == UNIQUE and len(found) > 1:
            raise self._several("rows-overlap", found)
        if unknown is not None:
            raise unknown
        if not found and self._otherwise >= 0:
            return [self._otherwise]
        return found

    def _several(self, code: str, rows: list[int]) -> EvaluationProblem:
        return EvaluationProblem(code, table=self._name, rows=", ".join(str(row + 1) for row in rows))


def _value(read: Closure, env: Env) -> Any:
    """The value of an input, or why it has none: that is told where somebody asks."""
    try:
        return read(env)
    except (Missing, EvaluationProblem) as unknown:
        return unknown


def _holds(tests: list[tuple[int, Test]], values: list[Any]) -> bool | Unknown:
    """Whether all tests hold; what is missing where that cannot be told without it."""
    unknown: Unknown | None = None
    for column, test in tests:
        value = values[column]
        if isinstance(value, Missing | EvaluationProblem):
            unknown = unknown or value
            continue
        try:
            if not test(value):
                return False
        except EvaluationProblem as problem:  # lengths of time that do not compare
            unknown = unknown or problem
    return True if unknown is None else unknown


def _tests(row: Row, types: list[str]) -> list[tuple[int, Test]]:
    """The tests of a row that test something, with their columns."""
    tests = enumerate(row.tests)
    return [(column, test_closure(test, types[column])) for column, test in tests if test is not None]


def test_closure(test: Any, type: str) -> Test:
    """What says whether a value (as expressions hold it) passes a test other than ``-``."""
    word, pieces = test
    read = reader("number" if type in NUMBERS else type)
    if all(piece[0] == "=" for piece in pieces):
        named = [read(piece[1]) for piece in pieces]
        return (lambda value: value in named) if word == "is" else (lambda value: value not in named)
    checks = [_piece(piece, read) for piece in pieces]
    if len(checks) == 1 and word == "is":
        return checks[0]
    if word == "is":
        return lambda value: any(check(value) for check in checks)
    return lambda value: not any(check(value) for check in checks)


def _piece(piece: Any, read: Callable[[Any], Any]) -> Test:
    if piece[0] == "=":
        one = read(piece[1])
        return lambda value: bool(value == one)
    low, high = (None if end is None else read(end) for end in (piece[1], piece[3]))
    low_in, high_in = piece[2], piece[4]

    def within(value: Any) -> bool:
        if low is not None and (value < low or (value == low and not low_in)):
            return False
        return high is None or bool(value < high or (value == high and high_in))

    return within


def _sum(values: list[Any]) -> Any:
    from engine.rules.expressions import arithmetic

    total: Any = 0
    for value in values:
        total = arithmetic.add(total, value)
    return total
