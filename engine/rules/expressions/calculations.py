"""Closures of what is calculated: numbers, texts, dates, instants and durations. Each is made of the
closures of its operands (see ``closures`` for the nodes)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from engine.rules.evaluation import EvaluationProblem
from engine.rules.expressions import arithmetic, moments
from engine.rules.expressions.environment import Closure, Env

LONGEST_TEXT = 10_000

_MATH: dict[str, Callable[[Any, Any], Any]] = {
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.multiply,
    "/": arithmetic.divide,
    "//": arithmetic.floor_divide,
    "%": arithmetic.remainder,
}
_DURATION: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": lambda duration, count: duration.times(count),
    "/": lambda duration, other: arithmetic.divide(*duration.pair(other)),
}
_MOVE: dict[str, Callable[..., Any]] = {"datetime": moments.move_instant, "date": moments.move_date}
_BETWEEN: dict[str, Callable[..., Any]] = {
    "datetime": moments.between_instants,
    "date": moments.between_dates,
}


def _math(op: str, left: Closure, right: Closure) -> Closure:
    calculate = _MATH[op]
    return lambda env: calculate(left(env), right(env))


def _duration(op: str, left: Closure, right: Closure) -> Closure:
    calculate = _DURATION[op]
    return lambda env: calculate(left(env), right(env))


def _of_one(calculate: Callable[[Any], Any]) -> Callable[[Closure], Closure]:
    def make(value: Closure) -> Closure:
        return lambda env: calculate(value(env))

    return make


def _concat(left: Closure, right: Closure) -> Closure:
    def concat(env: Env) -> str:
        text: str = left(env) + right(env)
        if len(text) > LONGEST_TEXT:
            raise EvaluationProblem("text-too-long")
        return text

    return concat


def _move(kind: str, value: Closure, sign: int, by: Closure) -> Closure:
    move = _MOVE[kind]
    if sign > 0:
        return lambda env: move(env, value(env), by(env))
    return lambda env: move(env, value(env), -by(env))


def _between(kind: str, left: Closure, right: Closure) -> Closure:
    between = _BETWEEN[kind]
    return lambda env: between(left(env), right(env))


MAKE: dict[str, Callable[..., Closure]] = {
    "math": _math,
    "negate": _of_one(arithmetic.negate),
    "money": _of_one(arithmetic.cents),
    "concat": _concat,
    "move": _move,
    "between": _between,
    "duration": _duration,
    "negate-duration": _of_one(operator.neg),
}
"""Kind of node -> what makes its closure."""
