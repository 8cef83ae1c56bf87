"""The functions of the language, as they run. Which arguments they take: ``signatures``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.rules.evaluation import EvaluationProblem
from engine.rules.expressions import arithmetic, moments
from engine.rules.expressions.environment import Env
from engine.rules.expressions.sampling import sample


def _least(env: Env, *values: Any) -> Any:
    return min(_several(values))


def _greatest(env: Env, *values: Any) -> Any:
    return max(_several(values))


def _several(values: tuple[Any, ...]) -> Any:
    several = values[0] if len(values) == 1 else values
    if not several:
        raise EvaluationProblem("empty-list")
    return several


def _sum(env: Env, values: list[arithmetic.Number]) -> arithmetic.Number:
    total: arithmetic.Number = 0
    for value in values:
        total = arithmetic.add(total, value)
    return total


def _round(env: Env, value: arithmetic.Number, places: arithmetic.Number | None = None) -> arithmetic.Number:
    return arithmetic.round_whole(value) if places is None else arithmetic.round_places(value, places)


CALLS: dict[str, Callable[..., Any]] = {
    "len": lambda env, value: len(value),
    "min": _least,
    "max": _greatest,
    "sum": _sum,
    "count": lambda env, values, value: list(values).count(value),
    "any": lambda env, values: any(values),
    "all": lambda env, values: all(values),
    "round": _round,
    "abs": lambda env, value: arithmetic.magnitude(value),
    "now": lambda env: env.now,
    "start": lambda env: env.start,
    "today": moments.today,
    "date": moments.date_of,
    "days": moments.days,
    "hours": moments.hours,
    "minutes": moments.minutes,
    "days_between": moments.days_between,
    "workdays_between": moments.workdays_between,
    "sample": sample,
}
