"""Ladders that cannot be climbed as they are written: rungs in the wrong order, at the same moment, or
behind one that closes their step."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.ladders import Ladder, ladders_of, step_of
from engine.language.checks.material import Material
from engine.language.checks.times import (
    Effort,
    Moments,
    always_later,
    any_calendar,
    calendar_of,
    exact,
    measured,
    time_of,
)
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.timing import Instant, Rung
from engine.rules.calendars import Calendar

ALWAYS_OPEN = Calendar.of_zone("UTC")


def check(material: Material) -> list[Diagnostic]:
    """A warning for each rung that

    * always comes before the one above it (F796);
    * lies behind one that closes the step its clock is about, whatever the data (F797);
    * is reached at the moment of the one above, where neither has a condition (F799).

    Rungs are held against each other where both count from due, or both from limit; a limit comes after its
    due.
    """
    effort = Effort()
    calendar = calendar_of(material)
    return [
        found
        for ladder in ladders_of(material.definition)
        for found in _of_ladder(material, ladder, calendar, effort)
    ]


def _of_ladder(
    material: Material, ladder: Ladder, calendar: Calendar | None, effort: Effort
) -> Iterator[Diagnostic]:
    steps = {step_of(clock) for clock in ladder.clocks}
    closing: Rung | None = None
    for number, rung in enumerate(ladder.rungs):
        place = ladder.place(material, number)
        above = ladder.rungs[number - 1] if number else None
        data = {"at": rung.at.source}
        if closing is not None and rung.at.anchor == closing.at.anchor:
            data |= {"step": closing.close[0], "above": closing.at.source}
            yield Diagnostic("F797", place, data, (), WARNING)
        elif above is not None and above.when is None and rung.when is None and _same(above, rung):
            yield Diagnostic("F799", place, data, (), WARNING)
        elif above is not None and _comes_before(rung.at, above.at, calendar, effort):
            yield Diagnostic("F796", place, {**data, "above": above.at.source}, (), WARNING)
        if closing is None and rung.when is None and rung.close and steps == {rung.close[0]}:
            closing = rung


def _same(one: Rung, other: Rung) -> bool:
    return one.at._replace(source="") == other.at._replace(source="")


def _comes_before(rung: Instant, above: Instant, calendar: Calendar | None, effort: Effort) -> bool:
    """Whether a rung comes before another, whatever moment the due is (or the limit)."""
    if rung.anchor is None or above.anchor is None or not (measured(rung) and measured(above)):
        return False
    if {rung.anchor.kind, above.anchor.kind} - {"due", "limit"}:
        return False
    if rung.anchor != above.anchor:
        # One that does not lie after the due, below one that does not lie before the limit.
        return rung.anchor.kind == "due" and _side(rung) <= 0 <= _side(above)
    if _plain(rung) and _plain(above):
        if _side(rung) != _side(above):
            return _side(rung) < _side(above)
        if rung.unit == above.unit:
            return _side(rung) * rung.amount < _side(above) * above.amount
    return _always(rung, above, calendar, effort)


def _side(instant: Instant) -> int:
    """On which side of its anchor an instant lies: -1 before, 0 at it, 1 after."""
    return instant.sign if instant.unit is not None else 0


def _plain(instant: Instant) -> bool:
    return instant.by is None and instant.roll is None


def _always(rung: Instant, above: Instant, calendar: Calendar | None, effort: Effort) -> bool:
    if calendar is None:
        if not (any_calendar(rung) and any_calendar(above)):
            return False
        calendar = ALWAYS_OPEN
    days = calendar
    moments = Moments(days, dated=False, still=exact(rung) and exact(above))
    first, second = time_of((above,), days, max), time_of((rung,), days, min)
    return always_later(first, second, moments, effort) is not None
