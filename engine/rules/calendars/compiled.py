"""The compiled form of a calendar document: plain JSON, what is published and what ``Calendar`` is made of.

    {"name": "cn-office", "zone": "Asia/Shanghai",
     "hours": {"1": [[540, 1080]], ..., "7": []},     minutes after local midnight; "1" is Monday
     "off": ["2026-10-01", ...],                      days off, sorted
     "on": ["2026-10-10", ...],                       make-up workdays, sorted; none is also in "off"
     "on_like": 1,                                    the weekday whose hours a make-up day has
     "first_year": 2004, "last_year": 2026,           for which years days off are known; null: for all
     "missing_year": "provisional"}                   or "refuse"

Over a year without data a provisional calendar uses its ordinary week.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.model.record import Record


class DayData(Record):
    """Days off and make-up days from one source, complete for the years ``first_year`` to ``last_year``.

    ``first_year`` None: there is nothing to know (a plain week). ``source`` names the source for people.
    """

    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""


PLAIN = DayData(source="plain")
"""``days: plain``: the ordinary week alone."""


def compile_calendar(
    name: str,
    zone: str,
    hours: Mapping[int, Sequence[tuple[int, int]]],
    days: DayData = PLAIN,
    off: Iterable[str] = (),
    on: Iterable[str] = (),
    missing_year: str = "provisional",
) -> dict[str, Any]:
    """The compiled dictionary.

    ``hours`` maps 1 (Monday) to 7 to spans in minutes, each with start < end <= 1440, in order and apart.
    ``off`` and ``on`` (ISO dates) are the document's own and win over those of ``days``; a date in both is
    worked. A make-up day has the hours of Monday, or of the first weekday that has any. Raises ValueError
    for hours that are out of order or for a week without any.
    """
    week: dict[str, list[list[int]]] = {}
    for number in range(1, 8):
        spans = [list(span) for span in hours.get(number, ())]
        edges = [edge for span in spans for edge in span]
        if sorted(edges) != edges or any(a == b for a, b in spans) or not all(0 <= e <= 1440 for e in edges):
            raise ValueError(f"hours of weekday {number}: {spans}")
        week[str(number)] = spans
    worked = [number for number in range(1, 8) if week[str(number)]]
    if not worked:
        raise ValueError("a calendar without a workday")
    own_on = set(on)
    own_off = set(off) - own_on
    return {
        "name": name,
        "zone": zone,
        "hours": week,
        "off": sorted((set(days.off) | own_off) - own_on - (set(days.on) - own_off)),
        "on": sorted((set(days.on) - own_off) | own_on),
        "on_like": worked[0],
        "first_year": days.first_year,
        "last_year": days.last_year,
        "missing_year": missing_year,
    }
