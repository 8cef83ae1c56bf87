"""Calendar files: working days and hours in one zone, compiled with the days of public holidays.

A calendar made from another (``from``) takes over what it does not say itself, when it is published: the
compiled form is complete, and nothing of the base is read when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from engine.language.calendar_bases import OFFICE, Bases, Unusable, stand_in
from engine.language.calendar_dates import read_dates
from engine.language.calendar_hours import nights_apart, read_hours
from engine.language.nodes import Node
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order
from engine.model.diagnostics import Diagnostic
from engine.rules.calendars.compiled import PLAIN, DayData, compile_calendar, heir
from engine.rules.near import near


def read_calendar(
    node: Node, china: Callable[[], DayData], bases: Bases | None = None
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The compiled calendar (see ``engine.rules.calendars.compiled``) out of its file's root node.

    ``china`` gives the public days of ``days: china``; it is called only where the file asks for them.
    ``bases`` are the calendars that this one can be made from; None: nothing is known of them, and a plain
    office week stands for the base. Refused, besides a wrong shape: a base that is not there or that is made
    from this one, a zone or a date that does not exist, hours that are none or overlap, a weekday or a date
    with hours twice, a week without hours, a date that is off and on, years that leave one out.
    """
    found = check_shape(node, "calendar")
    if found:
        return None, found
    zone = node.get("zone")
    if zone is not None:
        found += known_zone(zone)
    base = _base(node, bases, found)
    given_hours, makeup = read_hours(node.get("hours"), found)
    said = read_dates(node, makeup, found)
    if base is None:
        return None, in_order(found)
    if not base:
        days = china() if _text(node, "days") == "china" else PLAIN
        week = given_hours if "hours" in node.entries else dict(OFFICE)
        known = (days.first_year, days.last_year)
    else:
        week = {int(day): [(a, b) for a, b in spans] for day, spans in base["hours"].items()} | given_hours
        known = (base["first_year"], base["last_year"])
    if not any(week.values()) and not has_errors(found):
        found.append(Diagnostic("K915", (node.key("hours") or node).place))
    nights_apart(node.get("hours"), week, found)
    _years_together(node, known, said.years, found)
    if has_errors(found):
        return None, in_order(found)
    name, missing = _text(node, "calendar"), _text(node, "missing_year")
    if base:
        return heir(base, name, _text(node, "zone"), given_hours, missing, said), found
    missing = missing or "provisional"
    return compile_calendar(name, _text(node, "zone"), week, days, missing_year=missing, given=said), found


def _base(node: Node, bases: Bases | None, found: list[Diagnostic]) -> dict[str, Any] | None:
    """The compiled form of the calendar that this one is made from; {} where it is made from none, None
    where that one cannot be used."""
    written = node.get("from")
    if written is None:
        return {}
    name = written.text
    base = None if bases is None else bases.get(name)
    if name == _text(node, "calendar"):
        base = Unusable(f"{name} → {name}")
    if isinstance(base, Unusable):
        mine = (bases or {}).get(_text(node, "calendar"))
        way = mine.way if isinstance(mine, Unusable) and mine.way else base.way
        if way:
            found.append(Diagnostic("K961", written.place, {"name": way.split(" → ")[0], "way": way}))
        return None
    if base is None and bases is not None:
        known = [each for each in bases if each != _text(node, "calendar")]
        found.append(Diagnostic("K960", written.place, {"name": name}, near(name, known)))
        return None
    return dict(base) if base else stand_in(name)


def _years_together(
    node: Node, known: tuple[int | None, int | None], years: tuple[int, ...], found: list[Diagnostic]
) -> None:
    """Data without a hole: from the first year that is known to the last."""
    first, last = known
    all_known = {*years, *(range(first, last + 1) if first is not None and last is not None else ())}
    without = sorted(set(range(min(all_known), max(all_known))) - all_known) if all_known else []
    if without:
        data = {"years": ", ".join(map(str, without[:5]))}
        found.append(Diagnostic("K965", (node.get("years") or node).place, data))


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value is not None else ""


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
