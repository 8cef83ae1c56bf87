"""Why a command cannot be carried out: what leaves deciding at once and becomes its answer."""

from __future__ import annotations

from typing import Any

from engine.model.refusals import Refusal
from engine.rules.calendars import CalendarGap
from engine.rules.expressions import EvaluationProblem, Missing


class Stop(Exception):
    """The command cannot be carried out: leaves deciding at once and becomes its answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def no_row(missing: Missing, data: dict[str, Any]) -> Refusal | None:
    """The refusal where what is missing is the output of a decision table (``table.output``); None where it
    is a field's value. ``data`` says what needs it."""
    table, dot, output = missing.name.partition(".")
    return Refusal("no-row", {**data, "table": table, "output": output}) if dot else None


def evaluation_failed(source: str, problem: EvaluationProblem) -> Refusal:
    """Arithmetic that has no result: a division by zero, a number out of bounds."""
    return Refusal("evaluation-failed", {"source": source, "problem": problem.code, **problem.data})


def calendar_gap(gap: CalendarGap, calendar: str) -> Refusal:
    """The refusal where a calendar refuses a year without data."""
    return Refusal("calendar-gap", {"year": gap.year, "calendar": calendar})
