"""Calendars: do they know the days off of the time that plans reach now?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from cli.health.finding import OK, PROBLEM, WARNING, Finding
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App

AHEAD = 92
"""So many days before the last year of a calendar is over, one is told."""


def calendars(app: App) -> Iterator[Finding]:
    """Which calendars end soon, or have ended."""
    from cli.documents import today

    day, known = today(app), _builtin()
    with app.store.reading():
        rows = app.store.documents("calendar")
    ends = [(row.name, json.loads(row.compiled)) for row in rows]
    by_name = dict(ends)
    told = [
        found
        for name, one in ends
        if not any(_alike(one, by_name[base]) for base in one.get("from", ()) if base in by_name)
        for found in _ending(name, one, day, known)
    ]
    yield from told
    if rows and not told:
        years = [one["last_year"] for _name, one in ends if one.get("last_year")]
        text = _("calendars: holidays are known until the end of %(year)s") % {"year": min(years, default="")}
        yield Finding("calendars", OK, text if years else _("calendars: plain weeks, without holidays"))


def _alike(one: dict[str, Any], base: dict[str, Any]) -> bool:
    """Whether a calendar ends as the one does that it is made from, so that it is mended with it."""
    return all(one.get(key) == base.get(key) for key in ("last_year", "missing_year"))


def _ending(name: str, compiled: dict[str, Any], today: date, known: int) -> Iterator[Finding]:
    last = compiled.get("last_year")
    if last is None or (date(last, 12, 31) - today).days >= AHEAD:
        return
    refuses = compiled.get("missing_year") == "refuse"
    data = {"name": name, "year": last + 1, "last": last}
    if refuses:
        text = _("calendar %(name)s knows no holidays of %(year)s: nothing can be planned there")
    else:
        text = _("calendar %(name)s knows no holidays of %(year)s: plans there are provisional")
    if known > last and any(source[0].startswith("chinesecalendar") for source in compiled.get("source", ())):
        help = _("this program knows them: sop publish, then sop replan")
    else:
        help = _("once they are announced: sop calendar import FILE, sop publish, sop replan")
    yield Finding("calendars", PROBLEM if refuses and last < today.year else WARNING, text % data, help)


def _builtin() -> int:
    """The last year of the days off that come with this program."""
    from engine.rules.calendars.china import china

    return china().last_year or 0
