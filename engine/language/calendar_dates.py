"""The dates in calendar files: days off, workdays, hours of their own, years that are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from engine.language.calendar_hours import Spans, read_hours, read_spans
from engine.language.nodes import LIST, MAP, Node
from engine.model.diagnostics import Diagnostic
from engine.rules.calendars.compiled import Given

LONGEST = 366
"""Days of a stretch; a longer one is a mistake."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOURS = re.compile(r" *[0-9]{1,2}:[0-9]{2} *-")


def read_dates(root: Node, makeup: Spans | None, found: list[Diagnostic]) -> Given:
    """What a file says of dates, beside the hours of make-up days. What is wrong goes into ``found``:
    dates that do not exist, stretches that are none, a date that is off and on, or has hours twice."""
    names: dict[str, str] = {}
    off, on = _days(root.get("off"), names, found), _days(root.get("on"), names, found)
    for text in sorted(off.keys() & on.keys()):
        found.append(Diagnostic("K916", max(off[text].place, on[text].place), {"date": text}))
    own: dict[str, Spans] = {}
    weekly: dict[str, Spans] = {}
    single: dict[str, Node] = {}
    stretched: dict[str, Node] = {}
    node = root.get("dates")
    for key, value in node.entries.values() if node is not None else ():
        days = list(stretch(key, found))
        alone = len(days) == 1
        twice = next((day for day in days if day in (single if alone else stretched)), None)
        if twice is not None:
            first = (single if alone else stretched)[twice].line
            found.append(Diagnostic("K963", key.place, {"date": twice, "first": first}))
        (single if alone else stretched).update(dict.fromkeys(days, key))
        if value.kind == MAP:
            week, _ = read_hours(value, found)
            hours = {day: week[weekday] for day in days if (weekday := _weekday(day)) in week}
            weekly |= {day: spans for day, spans in hours.items() if alone or day not in single}
            continue
        spans = list(read_spans(value, found))
        if alone and days[0] in off:
            found.append(Diagnostic("K967", max(off[days[0]].place, key.place), {"date": days[0]}))
        for day in days:
            if day in off or not (alone or day not in single):
                continue
            weekly.pop(day, None)
            if spans:
                own[day] = spans
            else:
                off[day] = key
    return Given(
        off=tuple(sorted(off)),
        on=tuple(sorted(on.keys() - own.keys())),
        own=own,
        weekly={day: spans for day, spans in weekly.items() if day not in own},
        years=tuple(sorted({int(year.text) for year in _each(root.get("years"))})),
        names=names,
        makeup=makeup,
    )


def stretch(node: Node, found: list[Diagnostic]) -> Iterator[str]:
    """The ISO dates of ``2026-10-01`` or ``2026-10-01 - 2026-10-07``; none where one does not exist, or
    where they are no stretch."""
    days = []
    for text in _DATE.findall(node.text):
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            found.append(Diagnostic("K911", node.place, {"date": text}))
            return
    length = (days[-1] - days[0]).days
    if not 0 <= length < LONGEST or (len(days) == 2 and not length):
        found.append(Diagnostic("K964", node.place, {"dates": node.text}))
        return
    for number in range(length + 1):
        yield (days[0] + timedelta(days=number)).isoformat()


def _days(node: Node | None, names: dict[str, str], found: list[Diagnostic]) -> dict[str, Node]:
    """ISO date -> the node that says it; what the dates are called goes into ``names``."""
    days: dict[str, Node] = {}
    pairs = node.entries.values() if node is not None and node.kind == MAP else ()
    for key, value in pairs:
        if _HOURS.match(value.text):
            found.append(Diagnostic("K966", value.place, {"text": value.text}))
        for day in stretch(key, found):
            days[day] = key
            names[day] = value.text
    for item in () if pairs else _each(node):
        days.update(dict.fromkeys(stretch(item, found), item))
    return days


def _each(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]


def _weekday(day: str) -> int:
    return date.fromisoformat(day).isoweekday()
