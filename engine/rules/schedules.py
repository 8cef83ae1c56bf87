"""What a schedule gives the task of one nominal time: worked out as of that time, before there is a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.model.definition import Expression, Field
from engine.model.refusals import Refusal
from engine.model.timing import Schedule
from engine.rules.calendars import Calendar
from engine.rules.evaluation import EvaluationProblem, Missing
from engine.rules.expressions import Env
from engine.rules.values import ValueProblem, check, stored

Evaluate = Callable[[Expression, Env], Any]


class CannotGive(Exception):
    """A value that cannot be worked out, or that its field does not take: the field, the expression, why."""

    def __init__(
        self, field: Field, expression: Expression, why: EvaluationProblem | Missing | ValueProblem
    ) -> None:
        super().__init__(field.name)
        self.field = field
        self.expression = expression
        self.why = why

    def refusal(self) -> Refusal:
        """The same as a refusal of the start."""
        why, source, field = self.why, self.expression.source, self.field
        if isinstance(why, Missing):
            return Refusal("missing-value", {"field": why.name, "where": "schedule", "source": source})
        if isinstance(why, EvaluationProblem):
            return Refusal("evaluation-failed", {"source": source, "problem": why.code, **why.data})
        data = {"field": field.name, "title": field.title, "problem": why.code, "data": why.data}
        return Refusal("bad-value", data)


def values_at(
    schedule: Schedule,
    fields: Mapping[str, Field],
    at: int,
    calendar: Calendar,
    evaluate: Evaluate,
    key: str = "",
) -> dict[str, Any]:
    """Field -> stored value, for the nominal time ``at`` (ms UTC), which is ``now``; ``today`` is its date in
    the calendar's zone. ``evaluate`` gives an expression's value, ``key`` names the start, for samples.

    Raises CannotGive.
    """
    env = Env({}, at, at, lambda _: 0, lambda _: False, calendar, key)
    found: dict[str, Any] = {}
    for name, value in schedule.give:
        found[name] = (
            _worked_out(fields[name], value, env, evaluate) if isinstance(value, Expression) else value
        )
    return found


def _worked_out(field: Field, expression: Expression, env: Env, evaluate: Evaluate) -> Any:
    try:
        value = evaluate(expression, env)
        return check(field, stored(expression.type if field.type == "list" else field.type, value))
    except (EvaluationProblem, Missing, ValueProblem) as why:
        raise CannotGive(field, expression, why) from None
