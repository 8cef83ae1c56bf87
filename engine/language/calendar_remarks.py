"""What is remarkable in a calendar file though nothing is wrong: told by ``sop calendar check``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.language.calendar_dates import stretch
from engine.language.nodes import LIST, MAP, Node
from engine.language.source import in_order
from engine.model.diagnostics import WARNING, Diagnostic, Place
from engine.rules.calendars.compiled import DayData

SOON = 92
"""So many days before a year without data begins, it is told; that is from October on."""
MOST_DATES = 5


def remarks(
    node: Node,
    compiled: Mapping[str, Any],
    builtin: DayData | None,
    names: Mapping[str, str],
    today: date,
) -> list[Diagnostic]:
    """Warnings about a calendar file (its root node) that compiles: days given twice, a year without data
    that is near, and where it differs from the built-in data that it rests on (``builtin``; None: on none),
    whose days are called ``names`` by ISO date."""
    found: list[Diagnostic] = []
    said = {key: dict(_given(node.get(key), found)) for key in ("off", "on")}
    found += _ends(node, compiled, today)
    if builtin is not None:
        found += _differences(node, compiled, builtin, names, said)
    return in_order(found)


def given(node: Node, key: str) -> dict[str, Node]:
    """The ISO dates under ``off`` or ``on`` of a calendar file's root, each with the node that says it."""
    return dict(_given(node.get(key), []))


def _given(node: Node | None, found: list[Diagnostic]) -> Iterator[tuple[str, Node]]:
    """The dates under a key with the nodes that say them; one that is said twice goes into ``found``."""
    if node is None:
        return
    keys = [key for key, _ in node.entries.values()] if node.kind == MAP else node.items
    lines: dict[str, int] = {}
    for key in keys if node.kind in (MAP, LIST) else [node]:
        days = list(stretch(key, []))
        twice = next((day for day in days if day in lines), None)
        if twice is not None:
            found.append(_warning("K974", key.place, date=twice, first=lines[twice]))
        for day in days:
            lines.setdefault(day, key.line)
            yield day, key


def _ends(node: Node, compiled: Mapping[str, Any], today: date) -> Iterator[Diagnostic]:
    last = compiled["last_year"]
    if last is None or ("from" in node.entries and "years" not in node.entries):
        return  # what it is made from is told of itself
    place = next(key.place for name in ("days", "years", "from", "calendar") if (key := node.key(name)))
    left = (date(last + 1, 1, 1) - today).days
    if left <= 0:
        yield _warning("K971", place, year=last)
    elif left <= SOON:
        yield _warning("K970", place, year=last + 1, days=left)


def _differences(
    node: Node,
    compiled: Mapping[str, Any],
    builtin: DayData,
    names: Mapping[str, str],
    given: Mapping[str, Mapping[str, Node]],
) -> Iterator[Diagnostic]:
    off, on, source = set(builtin.off), set(builtin.on), builtin.source
    own = _own_years(node)
    first, last = builtin.first_year or 1, builtin.last_year or 0
    for day, at in given["on"].items():
        if day in off and int(day[:4]) not in own:
            yield _warning("K972", at.place, date=day, source=source, name=names.get(day, ""))
    for day, at in given["off"].items():
        if day in on and int(day[:4]) not in own:
            yield _warning("K973", at.place, date=day, source=source)
    for key, known in (("off", off), ("on", on)):
        said = {at.start: at for at in given[key].values()}
        for at in said.values():
            days = [day for day, node_ in given[key].items() if node_ is at]
            if days and all(day in known and int(day[:4]) not in own for day in days):
                yield _warning("K975", at.place, source=source, dates=at.text)
    for year, at in own.items():
        if not first <= year <= last:
            continue
        here, there = (
            {key: {day for day in days if day.startswith(f"{year}-")} for key, days in side}
            for side in (given.items(), (("off", off), ("on", on)))
        )
        differ = sorted((here["off"] ^ there["off"]) | (here["on"] ^ there["on"]))
        if not differ:
            yield _warning("K977", at.place, source=source, year=year)
            continue
        shown = ", ".join(differ[:MOST_DATES]) + (", …" if len(differ) > MOST_DATES else "")
        yield _warning("K976", at.place, source=source, year=year, dates=shown)


def _own_years(node: Node) -> dict[int, Node]:
    years = node.get("years")
    if years is None:
        return {}
    return {int(each.text): each for each in (years.items if years.kind == LIST else [years])}


def _warning(code: str, place: Place, **data: object) -> Diagnostic:
    return Diagnostic(code, place, data, (), WARNING)
