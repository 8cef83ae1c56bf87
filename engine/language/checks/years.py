"""Years whose holidays a calendar does not know yet, and that plans made now will reach.

Not one of ``CHECKS``: it needs to be told which day it is, and whoever runs commands knows that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from engine.language.checks.promises import of_cases
from engine.language.nodes import Node
from engine.model.definition import Deadline, Definition, Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.timing import Instant
from engine.rules.recurrence import by_calendar

DAYS = {"ms": 1 / 86_400_000, "work_ms": 1 / 14_400_000, "days": 1, "workdays": 2, "weeks": 7, "months": 31}
"""How many days one of a unit reaches, counted generously: four working hours to the day, every second day
worked."""


AHEAD = 62
"""So many days before its calendar ends a schedule is told of it."""


def unknown_years(
    node: Node | None, definition: Definition, calendar: dict[str, Any], today: date
) -> list[Diagnostic]:
    """A warning at the SOP's ``calendar`` when a time in it, counted from today, may reach a year for which
    the compiled calendar has no days off: from when on plans are provisional (K950), or are refused
    (K951). Nothing for a plain week, which has no such days, and for an SOP that counts exact hours."""
    last = calendar.get("last_year")
    entry = node.get("calendar") if node is not None else None
    reaches = [_days(instant) for instant in _times(definition)]
    if definition.schedule is not None and by_calendar(definition.schedule.every):
        reaches.append(AHEAD)
    if last is None or entry is None or not reaches:
        return []
    if date(last, 12, 31) - today >= timedelta(days=max(reaches)):
        return []
    code = "K951" if calendar.get("missing_year") == "refuse" else "K950"
    data = {"name": definition.calendar, "year": last + 1, "from": f"{last + 1}-01-01"}
    return [Diagnostic(code, entry.place, data, (), WARNING)]


def _times(definition: Definition) -> Iterator[Instant]:
    """Those that ask the calendar about days."""
    owners: list[Step | Deadline] = [*definition.steps.values(), *definition.deadlines.values()]
    for owner in owners:
        for cases in (owner.due, owner.limit):
            for instant in of_cases(cases):
                if instant.unit not in (None, "ms") or instant.roll is not None:
                    yield instant


def _days(instant: Instant) -> int:
    """How many days a time reaches at the most; a month for one that the task's data says."""
    if instant.unit is None or instant.unit in DAYS:
        return min(int(instant.amount * DAYS.get(instant.unit or "", 0)) + 7, 36_500)
    return 31
