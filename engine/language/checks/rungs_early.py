"""Rungs that always lie before their clock starts: a warning two hours before what is due in one."""

from __future__ import annotations

from engine.language.checks.ladders import Ladder, ladders_of, step_of
from engine.language.checks.material import Material
from engine.language.checks.promises import of_cases, own
from engine.language.checks.times import (
    Effort,
    Moments,
    always_later,
    any_calendar,
    calendar_of,
    exact,
    measured,
    reckon,
)
from engine.model.definition import Deadline, Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.timing import Instant
from engine.rules.calendars import Calendar

ALWAYS_OPEN = Calendar.of_zone("UTC")


def check(material: Material) -> list[Diagnostic]:
    """A warning for each rung of a step's or a deadline's own ladder that lies before the moment from which
    its due (or limit) counts, in all cases and at every moment of a year.

    The SOP's own ladder is for clocks of all lengths; there it is for every one of them, or it is no mistake.
    """
    calendar, effort = calendar_of(material), Effort()
    found = []
    for ladder in ladders_of(material.definition):
        for number, rung in enumerate(ladder.rungs):
            if rung.at.anchor is None or rung.at.sign > 0 or rung.at.unit is None or not measured(rung.at):
                continue
            early = [_early(rung.at, clock, calendar, effort) for clock in ladder.clocks]
            if early and all(early):
                place = ladder.place(material, number)
                data = {
                    "at": rung.at.source,
                    "name": _named(ladder, material),
                    "due": " / ".join(dict.fromkeys(each for each in early if each)),
                }
                found.append(Diagnostic("F798", place, data, (), WARNING))
    return found


def _named(ladder: Ladder, material: Material) -> str:
    return ladder.clocks[0].name if len(ladder.clocks) == 1 else material.definition.sop


def _early(rung: Instant, clock: Deadline | Step, calendar: Calendar | None, effort: Effort) -> str:
    """The due or limit that a rung lies too far before, as it is written; "" where it does not always."""
    assert rung.anchor is not None
    if rung.anchor.kind not in ("due", "limit"):
        return ""
    cases = clock.limit if rung.anchor.kind == "limit" else clock.due or clock.limit
    instants = of_cases(cases)
    for instant in instants:
        counts_on = isinstance(clock, Step) and own(instant, step_of(clock))
        if instant.sign < 0 or instant.unit is None or not measured(instant) or not counts_on:
            return ""
        days = calendar
        if days is None:
            if not (any_calendar(instant) and any_calendar(rung)):
                return ""
            days = ALWAYS_OPEN
        if not _before(rung, instant, days, effort):
            return ""
    return " / ".join(dict.fromkeys(instant.source for instant in instants))


def _before(rung: Instant, due: Instant, calendar: Calendar, effort: Effort) -> bool:
    moments = Moments(calendar, dated=False, still=exact(rung) and exact(due))

    def reached(moment: int | str) -> int:
        return reckon(rung, reckon(due, moment, calendar), calendar)

    return always_later(int, reached, moments, effort) is not None
