"""The start of a story's task by the SOP's schedule: at one of its times, with what it gives."""

from __future__ import annotations

from engine.kernel import Program
from engine.kernel.stopping import calendar_gap
from engine.model.commands import ITSELF, Actor, Start
from engine.model.refusals import Refusal
from engine.rules.calendars import Calendar, CalendarGap
from engine.rules.recurrence import next_time
from engine.rules.schedules import CannotGive, values_at

ACTOR = Actor(ITSELF, frozenset(), ITSELF)
"""Who starts what a schedule starts."""


def start_of(program: Program, at: int, calendar: Calendar) -> Start | Refusal:
    """The start at ``at`` (ms UTC). Refused: ``no-schedule``, ``no-schedule-time``, ``calendar-gap``, and
    what is wrong with a value that it gives."""
    definition = program.definition
    if definition.schedule is None:
        return Refusal("no-schedule", {"name": definition.sop})
    try:
        time = next_time(definition.schedule.every, at - 1, calendar)
        if time != at:
            return Refusal("no-schedule-time", {"sop": definition.sop, "at": at, "earliest": time})
        key = f"{definition.sop}:{at}"
        values = values_at(definition.schedule, definition.data, at, calendar, program.value, key)
    except CalendarGap as gap:
        return calendar_gap(gap, definition.calendar)
    except CannotGive as cannot:
        return cannot.refusal()
    return Start(b"", definition.sop, values, at)
