"""China's public holidays and make-up workdays, as the State Council announces them for each year.

The data is that of the package ``chinesecalendar``; it is read when a calendar is published and is part
of what is published, so running commands never import it. The next year's days are announced in
November: until the package has them, that year is one without data.
"""

from __future__ import annotations

from engine.rules.calendars.compiled import DayData


def china() -> DayData:
    """All days off (those on a Saturday or Sunday too, which matter to who works then) and make-up days."""
    from chinese_calendar.constants import holidays, workdays

    return DayData(
        off=tuple(sorted(day.isoformat() for day in holidays)),
        on=tuple(sorted(day.isoformat() for day in workdays)),
        first_year=min(holidays).year,
        last_year=max(holidays).year,
        source=f"chinesecalendar {_version()}",
    )


def _version() -> str:
    from importlib.metadata import version

    return version("chinesecalendar")
