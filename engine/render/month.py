"""A calendar's month, or year, as people read it: which days are worked, and at which hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from engine.render.width import pad
from engine.rules.calendars import Calendar, CalendarGap
from engine.words import N_, _

DAY = 1440
CELL = 6
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MARKS = {"holiday": N_("off"), "makeup": N_("on"), "weekend": "·", "workday": ""}
OWN = "*"
"""Beside a worked day that has hours of its own."""


class Seen(NamedTuple):
    """One date: ``kind`` as ``Calendar.kind_of`` gives it, ``hours`` in minutes after its midnight, whether
    they are its own, what it is called, and whether its year's holidays are not known (``kind`` then is that
    of an ordinary week; "" where the calendar refuses to say)."""

    day: date
    kind: str
    hours: list[tuple[int, int]]
    own: bool
    name: str
    unknown: bool


def look(compiled: Mapping[str, Any], days: Iterable[date], names: Mapping[str, str]) -> list[Seen]:
    """What a compiled calendar says of dates; ``names`` by ISO date, those of the calendar come first."""
    calendar = Calendar.from_compiled(dict(compiled))
    own, called = compiled.get("own", {}), compiled.get("names", {})
    found = []
    for day in days:
        text, number = day.isoformat(), day.toordinal()
        unknown = calendar.days.unknown_year(number, number) is not None
        name = called.get(text) or names.get(text, "")
        try:
            kind, hours = calendar.kind_of(day), calendar.hours_of(day)
        except CalendarGap:
            kind, hours = "", []
        found.append(Seen(day, kind, hours, bool(hours) and text in own, name, unknown))
    return found


def grid(days: list[Seen]) -> list[str]:
    """The lines of a month: a row of weekdays, then a row for each week."""
    lines = ["".join(pad(_(name), CELL) for name in WEEKDAYS).rstrip()]
    row = [" " * CELL] * (days[0].day.isoweekday() - 1)
    for seen in days:
        mark = _(MARKS[seen.kind]) if MARKS.get(seen.kind) else ("" if seen.kind else "?")
        row.append(pad(f"{seen.day.day:2}{mark}{OWN if seen.own else ''}", CELL))
        if seen.day.isoweekday() == 7:
            lines.append("".join(row).rstrip())
            row = []
    return [*lines, "".join(row).rstrip()] if row else lines


def hours_text(spans: Iterable[tuple[int, int]]) -> str:
    """``09:00-12:00, 13:00-18:00``; a closing on the day after is marked so."""
    return _(", ").join(f"{clock(begin)}-{clock(end)}" for begin, end in spans)


def clock(minutes: int) -> str:
    """Minutes after midnight as the wall shows them; +1 for those of the day after."""
    shown = minutes if minutes <= DAY else minutes - DAY
    return f"{shown // 60:02}:{shown % 60:02}" + ("+1" if minutes > DAY else "")


def week_rows(compiled: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Weekdays in rows of equal hours, and those of make-up days where they are their own."""
    rows: list[tuple[list[int], Any]] = []
    for number in range(1, 8):
        spans = compiled["hours"].get(str(number)) or []
        if rows and rows[-1][1] == spans:
            rows[-1][0].append(number)
        else:
            rows.append(([number], spans))
    shown = [(_row(numbers), hours_text(spans)) for numbers, spans in rows if spans]
    if "makeup" in compiled:
        shown.append((_("make-up days"), hours_text(compiled["makeup"]) or _("none")))
    return shown


def runs(days: Iterable[Seen], kind: str) -> list[tuple[str, str]]:
    """Neighbouring days of a kind as stretches with their names; of make-up days each with its hours. Days of
    ``own`` hours with those."""
    found: list[list[Seen]] = []
    for seen in days:
        if seen.own if kind == "own" else seen.kind == kind:
            last = found[-1][-1] if found else None
            alike = last is not None and (last.name, last.hours) == (seen.name, seen.hours)
            if last is not None and alike and last.day + timedelta(days=1) == seen.day:
                found[-1].append(seen)
            else:
                found.append([seen])
    return [(_stretch(run), _told(run[0], kind)) for run in found]


def _told(seen: Seen, kind: str) -> str:
    hours = hours_text(seen.hours) if kind in ("makeup", "own") else ""
    return "  ".join(filter(None, (hours, seen.name)))


def _stretch(run: list[Seen]) -> str:
    first, last = run[0].day, run[-1].day
    shown = f"{first} {_(WEEKDAYS[first.weekday()])}"
    return shown if first == last else f"{shown} - {last} {_(WEEKDAYS[last.weekday()])}"


def _row(numbers: list[int]) -> str:
    first, last = _(WEEKDAYS[numbers[0] - 1]), _(WEEKDAYS[numbers[-1] - 1])
    return first if len(numbers) == 1 else f"{first}-{last}"
