"""Calendar files: working days and hours in one zone, compiled with the days of public holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from engine.language.nodes import LIST, Node
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order
from engine.model.diagnostics import Diagnostic
from engine.rules.calendars.compiled import PLAIN, DayData, compile_calendar
from engine.rules.near import near

NAMES = (
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
)
WEEKDAYS = {name: day for names in NAMES for day, name in enumerate(names, 1)}
OFFICE = {day: [(9 * 60, 18 * 60)] for day in range(1, 6)}
"""The hours of a calendar that gives none."""

Hours = dict[int, list[tuple[int, int]]]


def read_calendar(node: Node, china: Callable[[], DayData]) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The compiled calendar (see ``engine.rules.calendars.compiled``) out of its file's root node.

    ``china`` gives the public days of ``days: china``; it is called only where the file asks for them.
    Refused, besides a wrong shape: a zone or a date that does not exist, hours that end before they begin
    or overlap, a weekday with hours twice, a week without hours, a date that is off and on.
    """
    found = check_shape(node, "calendar")
    if found:
        return None, found
    found += known_zone(node.entries["zone"][1])
    hours = _hours(node.get("hours"), found)
    off, on = _dates(node.get("off"), found), _dates(node.get("on"), found)
    for text in sorted(off.keys() & on.keys()):
        found.append(Diagnostic("K916", max(off[text].place, on[text].place), {"date": text}))
    if not any(hours.values()) and not found:
        place = (node.key("hours") or node).place
        found.append(Diagnostic("K915", place))
    if has_errors(found):
        return None, in_order(found)
    days = china() if _text(node, "days") == "china" else PLAIN
    missing = _text(node, "missing_year") or "provisional"
    compiled = compile_calendar(
        _text(node, "calendar"), _text(node, "zone"), hours, days, off=off, on=on, missing_year=missing
    )
    return compiled, found


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value is not None else ""


def _each(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]


# -- zones ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def known_zone(node: Node) -> list[Diagnostic]:
    """What is wrong with the name of a time zone: nothing, or that there is none such."""
    if node.text in _zones():
        return []
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(_zones(), key=lambda each: (len(each), each))}
    meant = tuple(cities[city] for city in near(node.text.rpartition("/")[2], cities, 1))
    return [Diagnostic("K910", node.place, {"zone": node.text}, near(node.text, _zones(), 1) or meant)]


# -- hours ---------------------------------------------------------------------------------------------


def _hours(node: Node | None, found: list[Diagnostic]) -> Hours:
    """Weekday (1 is Monday) -> spans in minutes after local midnight."""
    if node is None:
        return dict(OFFICE)
    hours: Hours = {}
    lines: dict[int, int] = {}
    for key, (name, value) in node.entries.items():
        spans = list(_spans(value, found))
        for day in _row(key):
            if day in lines:
                data = {"day": key, "first": lines[day]}
                found.append(Diagnostic("K914", name.place, data))
                break
            lines[day], hours[day] = name.line, spans
    return hours


def _row(text: str) -> Iterator[int]:
    """The weekdays of ``mon`` or ``fri-mon``, a row that may go over Sunday."""
    names = [part.strip() for part in text.split("-")]
    day, last = WEEKDAYS[names[0]], WEEKDAYS[names[-1]]
    yield day
    while day != last:
        day = day % 7 + 1
        yield day


def _spans(value: Node, found: list[Diagnostic]) -> Iterator[tuple[int, int]]:
    before = -1
    for span in _each(value):
        begin, end = (_minutes(part) for part in span.text.split("-"))
        if end <= begin:
            found.append(Diagnostic("K912", span.place, {"span": span.text}))
        elif begin < before:
            found.append(Diagnostic("K913", span.place, {"span": span.text}))
        before = end
        yield begin, end


def _minutes(text: str) -> int:
    hour, minute = text.strip().split(":")
    return int(hour) * 60 + int(minute)


# -- dates ---------------------------------------------------------------------------------------------


def _dates(node: Node | None, found: list[Diagnostic]) -> dict[str, Node]:
    """ISO date -> its node; dates that do not exist are said and left out."""
    from datetime import date

    dates: dict[str, Node] = {}
    for item in _each(node):
        year, month, day = map(int, re.split("-", item.text))
        try:
            date(year, month, day)
        except ValueError:
            found.append(Diagnostic("K911", item.place, {"date": item.text}))
        else:
            dates[item.text] = item
    return dates
