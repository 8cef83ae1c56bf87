"""The hours in calendar files: by weekday, for make-up workdays, over midnight."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.nodes import LIST, Node
from engine.model.diagnostics import Diagnostic

NAMES = (
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
)
WEEKDAYS = {name: day for names in NAMES for day, name in enumerate(names, 1)}
MAKEUP = ("makeup", "补班")
"""The row of make-up workdays among those of the weekdays."""
DAY = 24 * 60

Spans = list[tuple[int, int]]
"""Minutes after midnight; a closing of more than ``DAY`` is one of the day after."""


def read_hours(node: Node | None, found: list[Diagnostic]) -> tuple[dict[int, Spans], Spans | None]:
    """The hours of the weekdays that are named (1 is Monday), and those of a make-up workday, None where
    nothing is said of them. What is wrong goes into ``found``."""
    hours: dict[int, Spans] = {}
    makeup: Spans | None = None
    lines: dict[int, int] = {}
    for key, (name, value) in node.entries.items() if node is not None else ():
        spans = list(read_spans(value, found))
        days = [0] if key in MAKEUP else list(_row(key))
        for day in days:
            if day in lines:
                found.append(Diagnostic("K914", name.place, {"day": key, "first": lines[day]}))
                break
            lines[day] = name.line
            if day:
                hours[day] = spans
            else:
                makeup = spans
    return hours, makeup


def read_spans(value: Node, found: list[Diagnostic]) -> Iterator[tuple[int, int]]:
    """The spans of a day. One that ends before it begins goes on over midnight."""
    before = -1
    for span in value.items if value.kind == LIST else [value]:
        begin, end = (_minutes(part) for part in span.text.split("-"))
        if end < begin:
            end += DAY
        if end == begin:
            found.append(Diagnostic("K912", span.place, {"span": span.text}))
        elif begin < before:
            found.append(Diagnostic("K913", span.place, {"span": span.text}))
        before = end
        yield begin, end


def nights_apart(node: Node | None, week: dict[int, Spans], found: list[Diagnostic]) -> None:
    """Say where the night of a weekday goes on into the hours of the next: ``week`` are all seven, ``node``
    the file's own hours, where the place is (its whole, for what comes from another calendar)."""
    if node is None:
        return
    places = {
        day: value for key, (_, value) in node.entries.items() if key not in MAKEUP for day in _row(key)
    }
    said = set()
    for day in range(1, 8):
        night, after = week.get(day), week.get(day % 7 + 1)
        if not night or not after or night[-1][1] - DAY <= after[0][0]:
            continue
        value = places.get(day) or places.get(day % 7 + 1)
        if value is None or id(value) in said:
            continue
        said.add(id(value))
        data = {
            "day": NAMES[0][day - 1],
            "next": NAMES[0][day % 7],
            "until": clock(night[-1][1] - DAY),
            "from": clock(after[0][0]),
        }
        last = value.items[-1] if value.kind == LIST and value.items else value
        found.append(Diagnostic("K962", last.place, data))


def clock(minutes: int) -> str:
    """``09:00`` of minutes after midnight; what lies on the next day as the clock shows it then."""
    minutes = minutes if minutes <= DAY else minutes - DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _row(text: str) -> Iterator[int]:
    """The weekdays of ``mon`` or ``fri-mon``, a row that may go over Sunday."""
    names = [part.strip() for part in text.split("-")]
    day, last = WEEKDAYS[names[0]], WEEKDAYS[names[-1]]
    yield day
    while day != last:
        day = day % 7 + 1
        yield day


def _minutes(text: str) -> int:
    hour, minute = text.strip().split(":")
    return int(hour) * 60 + int(minute)
