"""Why an instant is when it is: the steps of ``compute`` as lines of data, rendered elsewhere.

It reads the same ``Track`` that the result comes from, so that an explanation cannot say something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.model.record import Record
from engine.model.timing import Anchor, Instant
from engine.rules.calendars import Calendar, CalendarNeeded
from engine.rules.calendars.days import HOLIDAY, MAKEUP, WEEKEND
from engine.rules.calendars.zones import DAY, MINUTE
from engine.rules.deadlines.compute import AnchorOf, Track, field_length, track
from engine.rules.deadlines.forms import FORMS
from engine.rules.deadlines.lines import WEEKDAYS
from engine.rules.deadlines.units import Length, canonical

MOST_RUNS = 30
"""So many stretches of days off are named; the rest is counted."""


class Line(Record):
    """One line: ``code`` is a key of ``lines.LINES``, ``data`` fills its text."""

    code: str
    data: dict[str, Any]


def explain(
    instant: Instant, anchor_of: AnchorOf, calendar: Calendar | None, data: Mapping[str, Any]
) -> list[Line]:
    """The lines, from the anchor to the result. Raises what ``compute`` raises."""
    anchor = anchor_of(instant.anchor)
    if anchor is None:
        return [_not_set(instant.anchor)]
    unit, amount = instant.unit, instant.amount
    lines = [_from(instant.anchor, anchor)]
    if unit == "field":
        if data.get(instant.field) is None:
            return [*lines, Line("not-set", {"name": instant.field})]
        unit, amount = field_length(data[instant.field])
    if unit is not None:
        lines.append(_span(unit, amount, instant.sign))
    if calendar is None:
        if isinstance(anchor, str) or unit not in (None, "ms") or instant.by is not None or instant.roll:
            raise CalendarNeeded(instant.source)
        return [*lines, Line("result", {"at": anchor + instant.sign * amount})]
    found = track(instant, anchor, unit, amount, calendar)
    lines += _way(unit, instant.sign, found, calendar)
    if unit == "months":
        lines += _last_of_month(date.fromordinal(found.start_day).day, found.moved_day)
    lines += _time(instant, isinstance(anchor, str), unit, found)
    if found.rolled != found.timed:
        dates = {"date": _iso(found.timed_day), "to": _iso(found.day)}
        lines.append(Line(f"rolled-{instant.roll}", dates))
    lines += _clock_changes(unit, instant, found, calendar)
    if found.at != found.rolled:
        lines.append(Line("to-opening" if found.at > found.rolled else "to-closing", {"at": found.rolled}))
    if found.first is not None and found.last is not None:
        year = calendar.days.unknown_year(found.first, found.last)
        if year is not None:
            lines.append(Line("provisional", {"year": year}))
    return [*lines, Line("result", {"at": found.at})]


def _not_set(anchor: Anchor | None) -> Line:
    if anchor is None:
        return Line("not-open", {})
    name = f"{anchor.name}.{anchor.outcome}" if anchor.outcome else anchor.name or anchor.kind
    return Line("not-set", {"name": f"{name}.opened" if anchor.kind == "opened" else name})


def _from(anchor: Anchor | None, at: int | str) -> Line:
    if anchor is None:
        return Line("from-opening", {"at": at})
    if isinstance(at, str):
        return Line("from-date", {"name": anchor.name, "date": at})
    data: dict[str, Any] = {"at": at}
    if anchor.name:
        data["name"] = anchor.name
    if anchor.outcome:
        data["outcome"] = anchor.outcome
    return Line(f"from-{anchor.kind}", data)


def _span(unit: str, amount: int, sign: int) -> Line:
    code = f"{'after' if sign > 0 else 'before'}-{unit}"
    if unit in ("ms", "work_ms"):
        return Line(code, {"span": canonical(Length("ms", amount))})
    return Line(code, {"amount": amount})


def _way(unit: str | None, sign: int, found: Track, calendar: Calendar) -> list[Line]:
    """The days off that working hours and workdays pass over, and the make-up days they use."""
    if unit is None or not FORMS[unit].worked:
        return []
    lines = []
    if unit == "work_ms":
        begin = calendar.into_hours(found.start, sign)
        if begin != found.start:
            lines.append(Line("counts-from" if sign > 0 else "counts-back-from", {"at": begin}))
        low, high = sorted((found.start, found.moved))
        first, last = calendar.clock.split(low)[0], calendar.clock.split(max(low, high - 1))[0]
    else:
        day, moved = found.start_day, found.moved_day
        first, last = (day + 1, moved) if sign > 0 else (moved, day - 1)
    return lines + _days_off(first, last, calendar)


def _days_off(first: int, last: int, calendar: Calendar) -> list[Line]:
    runs: list[tuple[int, str, int, int]] = []
    for day in range(first, last + 1):
        kind = calendar.days.kind(day)
        if kind not in (WEEKEND, HOLIDAY, MAKEUP):
            continue
        name = calendar.names.get(_iso(day), "") if kind == HOLIDAY and calendar.names else ""
        if runs and kind != MAKEUP and runs[-1][:2] == (kind, name) and runs[-1][3] == day - 1:
            runs[-1] = (kind, name, runs[-1][2], day)
        else:
            runs.append((kind, name, day, day))
    lines = [_run(*run) for run in runs[:MOST_RUNS]]
    more = sum(end - start + 1 for kind, _, start, end in runs[MOST_RUNS:] if kind != MAKEUP)
    return [*lines, Line("skip-more", {"count": more})] if more else lines


def _run(kind: int, name: str, first: int, last: int) -> Line:
    if kind == MAKEUP:
        return Line("counts-makeup", {"date": _iso(first)})
    code = "skip-weekend" if kind == WEEKEND else "skip-named" if name else "skip-holiday"
    named = {"name": name} if name else {}
    if first == last:
        return Line(f"{code}-day", {"date": _iso(first), **named})
    return Line(code, {"first": _iso(first), "last": _iso(last), **named})


def _time(instant: Instant, dated: bool, unit: str | None, found: Track) -> list[Line]:
    """What ``by`` did."""
    if instant.by is None:
        return []
    data: dict[str, Any] = {"time": f"{instant.by // 60:02}:{instant.by % 60:02}"}
    suffix = ""
    if instant.weekday is not None:
        suffix, data["weekday"] = "-weekday", WEEKDAYS[instant.weekday - 1]
    elif instant.monthday is not None:
        suffix, data["day"] = "-monthday", instant.monthday
    if (FORMS[unit].dates if unit is not None else dated) or (dated and not suffix):
        return [Line(f"by-sets{suffix}", data), *_last_of_month(instant.monthday, found.timed_day)]
    side = "next" if instant.sign > 0 else "last"
    line = Line(f"by-{side}{suffix}", {**data, "at": found.timed})
    return [line, *_last_of_month(instant.monthday, found.timed_day)]


def _last_of_month(number: int | None, day: int) -> list[Line]:
    """That a month was too short for the day of the month that was meant."""
    if number is None or date.fromordinal(day).day == number:
        return []
    return [Line("last-of-month", {"day": number, "date": _iso(day)})]


def _clock_changes(unit: str | None, instant: Instant, found: Track, calendar: Calendar) -> list[Line]:
    """A local time that does not exist, or exists twice. Exact instants are what they are."""
    local = instant.by is not None or found.rolled != found.timed or (unit is not None and FORMS[unit].dates)
    fault = calendar.clock.fault(found.day, found.time) if local else ""
    if not fault:
        return []
    minutes = found.time % DAY // MINUTE
    return [Line(fault, {"date": _iso(found.day), "time": f"{minutes // 60:02}:{minutes % 60:02}"})]


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
