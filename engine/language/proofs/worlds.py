"""Worlds: values of fields, visits and closings, in which conditions are simply asked.

Most conditions of most SOPs hold in one simple world and fail in another, which settles what would
otherwise have to be proved. What a finding shows is a world too: it has been asked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.model.definition import Expression, Field
from engine.model.record import Record
from engine.rules.evaluation import EvaluationProblem, Missing
from engine.rules.expressions import Closure, Env, evaluator
from engine.rules.values import show
from engine.words import N_, _

NOW = 1_780_272_000_000
"""The moment of every world, 2026-06-01 in UTC: an example that depends on it says so."""

ZONE = "UTC"
NOT_SET = N_("not set")
YES_OR_NO = Field("", "", "boolean")
MOMENT = Field("", "", "datetime")


class World(Record):
    """``data`` has stored values (None: not set), ``visits`` and ``closed`` go by step."""

    data: Mapping[str, Any]
    visits: Mapping[str, int]
    closed: Mapping[str, bool]

    def env(self) -> Env:
        """The world as expressions see it."""
        visits, closed = self.visits, self.closed
        return Env(
            self.data,
            NOW,
            NOW,
            lambda step: visits.get(step, 0),
            lambda step: closed.get(step, False),
            zone=ZONE,
        )

    def shown(self, fields: Mapping[str, Field], with_now: bool) -> str:
        """``weight_kg = 30, visits(pack) = 2``: as people read values, in the current language."""
        said = [f"{name} = {_shown(fields[name], value)}" for name, value in self.data.items()]
        said += [f"visits({step}) = {count}" for step, count in self.visits.items()]
        said += [f"closed({step}) = {show(YES_OR_NO, value, ZONE)}" for step, value in self.closed.items()]
        if with_now:
            said.append(f"now = {_shown(MOMENT, NOW)}")
        return ", ".join(said)


def _shown(field: Field, value: Any) -> str:
    if value is None:
        return _(NOT_SET)
    text = show(field, value, ZONE)
    return f"{text} {ZONE}" if field.type == "datetime" else text


def holds(closure: Closure, env: Env) -> bool | None:
    """Whether a condition holds; None where it cannot be told (a value is missing, a division by zero): the
    command that asks is refused there, so no case is chosen and none is missing."""
    try:
        return bool(closure(env))
    except (Missing, EvaluationProblem):
        return None


def ready(trees: Sequence[list[Any]]) -> list[Closure | None]:
    """What evaluates each tree; None for ``else`` and for a condition with a mistake in it."""
    return [evaluator(Expression("", tree, "boolean")) if tree else None for tree in trees]


def first_that_holds(conditions: Sequence[Closure | None], env: Env) -> int | None:
    """The case that is chosen; -1 where none is (a gap), None where it cannot be told."""
    for number, condition in enumerate(conditions):
        found = True if condition is None else holds(condition, env)
        if found is None:
            return None
        if found:
            return number
    return -1
