"""What the tests of tables share: a sheet as people write one, made a table without the language around it;
and an oracle that knows nothing of boxes or axes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from engine.model.definition import Expression, Field
from engine.model.table import Output, Row, Table
from engine.rules.expressions import Env, EvaluationProblem, Missing
from engine.rules.tables.cells import parse_test
from engine.rules.tables.running import Runner


def field(name: str, type: str, **more: Any) -> Field:
    return Field(name, name, type, **more)


def sheet(text: str, *fields: Field, hit: str = "unique") -> Table:
    """A table of a text block. Results are whole numbers; ``-`` is none, ``= field`` calculated."""
    known = {one.name: one for one in fields}
    lines = [line.split("=>") for line in text.strip().split("\n")]
    names, outputs = ([cell.strip() for cell in side.split("|")] for side in lines[0])
    rows = [_row([known[name] for name in names], *line) for line in lines[1:]]
    return table([known[name] for name in names], rows, hit, tuple(outputs))


def table(
    fields: list[Field], rows: list[Row], hit: str = "unique", outputs: tuple[str, ...] = ("n",)
) -> Table:
    inputs = tuple(Expression(one.name, ["field", one.name, one.type], one.type) for one in fields)
    otherwise = hit in ("unique", "any") and all(test is None for test in rows[-1].tests)
    given = tuple(Output(name, "integer") for name in outputs)
    return Table("t", "t", hit, inputs, given, tuple(rows), otherwise)


def _row(fields: list[Field], when: str, then: str) -> Row:
    tests = []
    for cell, one in zip(when.split("|"), fields, strict=True):
        test, problems = parse_test(cell, one)
        assert problems == [], (cell, problems)
        tests.append(test)
    return Row(tuple(tests), tuple(_value(cell.strip()) for cell in then.split("|")), when, then)


def _value(cell: str) -> Any:
    if cell == "-":
        return None
    return ["field", cell[1:].strip(), "integer"] if cell.startswith("=") else ["number", int(cell)]


def env(**data: Any) -> Env:
    return Env(data, 0, 0, lambda step: 0, lambda step: False)


def ask(asked: Table, output: str = "n", /, **data: Any) -> Any:
    """What a table gives; the name of what is missing, or the code of what went wrong."""
    try:
        return Runner(asked)(env(**data), output)
    except Missing as missing:
        return f"no {missing.name}"
    except EvaluationProblem as problem:
        return problem.code


# -- the oracle: every value, one after the other, and each cell read out by itself


def hits(asked: Table, values: tuple[Any, ...]) -> list[int]:
    """The rows whose cells all say yes to these values, read from the cells' pieces one by one."""
    return [
        number
        for number, row in enumerate(asked.rows)
        if all(test is None or passes(test, value) for test, value in zip(row.tests, values, strict=True))
    ]


def passes(test: Any, value: Any) -> bool:
    word, pieces = test
    inside = any(_inside(piece, value) for piece in pieces)
    return inside if word == "is" else not inside


def _inside(piece: Any, value: Any) -> bool:
    if piece[0] == "=":
        return bool(_comparable(piece[1]) == _comparable(value))
    _, low, low_in, high, high_in = piece
    here = _comparable(value)
    if low is not None and (here < _comparable(low) or (here == _comparable(low) and not low_in)):
        return False
    return high is None or here < _comparable(high) or (here == _comparable(high) and high_in)


def _comparable(value: Any) -> Any:
    """Stored values of one type as something that compares."""
    if isinstance(value, str) and value.replace(".", "").replace("-", "").isdigit() and value.count("-") != 2:
        return Decimal(value)
    if isinstance(value, str) and value.endswith("h"):
        return int(value[:-1])
    return value


def everything(fields: list[Field]) -> Iterator[tuple[Any, ...]]:
    """Every combination of values of fields with few of them."""
    return product(*map(all_values, fields))


def all_values(one: Field) -> list[Any]:
    if one.type == "boolean":
        return [True, False]
    if one.type == "choice":
        return list(one.choices)
    if one.type == "integer":
        return list(range(one.min, one.max + 1))
    if one.type == "money":
        return [
            f"{cents / 100:.2f}"
            for cents in range(int(Decimal(one.min) * 100), int(Decimal(one.max) * 100) + 1)
        ]
    if one.type == "date":
        first, last = date.fromisoformat(one.min), date.fromisoformat(one.max)
        return [(first + timedelta(days)).isoformat() for days in range((last - first).days + 1)]
    if one.type == "text":
        return ["red", "green", "blue", "something else"]
    raise AssertionError(one.type)
