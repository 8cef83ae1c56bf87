"""The compiled form of a calendar document: plain JSON, what is published and what ``Calendar`` is made of.

    {"name": "cn-office", "zone": "Asia/Shanghai",
     "hours": {"1": [[540, 1080]], ..., "7": []},     minutes after local midnight; "1" is Monday
     "off": ["2026-10-01", ...],                      days off, sorted
     "on": ["2026-10-10", ...],                       make-up workdays, sorted; none is also in "off"
     "on_like": 1,                                    the weekday whose hours a make-up day has
     "first_year": 2004, "last_year": 2026,           for which years days off are known; null: for all
     "missing_year": "provisional"}                   or "refuse"

and, only where there is something to say:

     "makeup": [[540, 1020]],                         the hours of a make-up day, in place of on_like's
     "own": {"2026-11-11": [[0, 1440]]},              the hours of single dates
     "source": [["chinesecalendar 1.11.0", 2004, 2026], ["cn-office", 2027, 2027]],   who knows which years
     "from": ["cn-office"],                           the calendars it is made from, the nearest first
     "names": {"2027-02-06": "春节"}                   what days are called that the document names

A closing of more than 1440 minutes is one of the day after; no span is longer than a day. Over a year
without data a provisional calendar uses its ordinary week. The form is complete: nothing else is read when
it is used, whatever it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.model.record import Record

DAY = 1440
Spans = Sequence[tuple[int, int]]


class DayData(Record):
    """Days off and make-up days from one source, complete for the years ``first_year`` to ``last_year``.

    ``first_year`` None: there is nothing to know (a plain week). ``source`` names the source for people.
    """

    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""


class Given(Record):
    """What a document says besides its week, by ISO date.

    ``own``: worked at these hours, whatever the date would be else. ``weekly``: hours of a date that is
    neither a holiday nor a make-up day; none: off. ``years``: those whose days off the document gives.
    ``names``: what a date is called. ``makeup``: hours of make-up days; None: nothing is said of them.
    """

    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    own: Mapping[str, Spans] = {}
    weekly: Mapping[str, Spans] = {}
    years: tuple[int, ...] = ()
    names: Mapping[str, str] = {}
    makeup: Spans | None = None


PLAIN = DayData(source="plain")
"""``days: plain``: the ordinary week alone."""


def compile_calendar(
    name: str,
    zone: str,
    hours: Mapping[int, Spans],
    days: DayData = PLAIN,
    off: Iterable[str] = (),
    on: Iterable[str] = (),
    missing_year: str = "provisional",
    given: Given | None = None,
) -> dict[str, Any]:
    """The compiled dictionary of a calendar that is made from no other.

    ``hours`` maps 1 (Monday) to 7 to spans in minutes, each with start < end and at most a day long, in
    order and apart. ``off`` and ``on`` (ISO dates, or those of ``given``) are the document's own and win over
    those of ``days``; a date in both is worked. A make-up day has the hours of Monday, or of the first
    weekday that has any, where ``given`` does not say its hours. Raises ValueError for hours that are out of
    order, for a week without any, and for ``years`` that leave a year out.
    """
    said = given or Given(off=tuple(off), on=tuple(on))
    base: dict[str, Any] = {
        "name": name,
        "zone": zone,
        "hours": {str(number): [] for number in range(1, 8)},
        "off": list(days.off),
        "on": list(days.on),
        "first_year": days.first_year,
        "last_year": days.last_year,
        "missing_year": missing_year,
    }
    if days.first_year is not None:
        base["source"] = [[days.source, days.first_year, days.last_year]]
    return _laid_over(base, hours, said)


def heir(
    base: Mapping[str, Any],
    name: str,
    zone: str = "",
    hours: Mapping[int, Spans] | None = None,
    missing_year: str = "",
    given: Given | None = None,
) -> dict[str, Any]:
    """The compiled dictionary of a calendar that is made from another compiled one: what it does not say is
    as there. ``hours`` of a weekday take the place of that weekday's, a date's word that of the date. Raises
    as ``compile_calendar``."""
    made = {
        **base,
        "name": name,
        "zone": zone or base["zone"],
        "missing_year": missing_year or base["missing_year"],
        "from": [base["name"], *base.get("from", ())],
    }
    return _laid_over(made, hours or {}, given or Given())


def _laid_over(base: Mapping[str, Any], hours: Mapping[int, Spans], said: Given) -> dict[str, Any]:
    week = {key: [list(span) for span in base["hours"].get(key, ())] for key in map(str, range(1, 8))}
    for number, spans in hours.items():
        week[str(number)] = _checked(spans, f"weekday {number}")
    worked = [number for number in range(1, 8) if week[str(number)]]
    if not worked:
        raise ValueError("a calendar without a workday")
    own_on = {*said.on, *said.own}
    own_off = set(said.off) - own_on
    off = (set(base["off"]) | own_off) - own_on - (set(base["on"]) - own_off)
    on = (set(base["on"]) - own_off) | set(said.on)
    kept = {
        day: spans for day, spans in base.get("own", {}).items() if day not in own_off and day not in said.on
    }
    for day, spans in said.own.items():
        kept[day] = _checked(spans, day)
        if day not in on and not week[str(date.fromisoformat(day).isoweekday())]:
            on.add(day)  # worked although its weekday is not
    for day, spans in said.weekly.items():
        if day in off or day in on or day in said.own:
            continue
        kept.pop(day, None)
        if not spans:
            off.add(day)
            continue
        kept[day] = _checked(spans, day)
        if not week[str(date.fromisoformat(day).isoweekday())]:
            on.add(day)
    first, last = _years(base, said.years)
    made = {
        **base,
        "hours": week,
        "off": sorted(off),
        "on": sorted(on),
        "on_like": worked[0],
        "first_year": first,
        "last_year": last,
    }
    source = [*base.get("source", ()), *([[base["name"], *_ends(said.years)]] if said.years else ())]
    makeup = base.get("makeup") if said.makeup is None else _checked(said.makeup, "makeup")
    names = {**base.get("names", {}), **said.names}
    extra = {"makeup": makeup, "own": dict(sorted(kept.items())), "source": source, "names": names}
    for key, value in extra.items():
        made.pop(key, None)
        if value:
            made[key] = value
    return made


def _checked(spans: Spans, whose: str) -> list[list[int]]:
    edges = [edge for span in spans for edge in span]
    rising = all(early < late for early, late in spans) and sorted(edges) == edges
    if not rising or any(not 0 <= a < DAY or b - a > DAY for a, b in spans):
        raise ValueError(f"hours of {whose}: {[list(span) for span in spans]}")
    return [list(span) for span in spans]


def _ends(years: Sequence[int]) -> tuple[int, int]:
    return min(years), max(years)


def _years(base: Mapping[str, Any], years: Sequence[int]) -> tuple[int | None, int | None]:
    """The first and last year that are known. Raises ValueError where a year between would not be."""
    if not years:
        return base["first_year"], base["last_year"]
    known = set(years)
    if base["first_year"] is not None:
        known |= set(range(base["first_year"], base["last_year"] + 1))
    first, last = _ends(sorted(known))
    if len(known) != last - first + 1:
        raise ValueError(f"years left out between {first} and {last}")
    return first, last
