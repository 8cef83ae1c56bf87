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


def names() -> dict[str, tuple[str, str]]:
    """What the days off are called, in English and in Chinese, by ISO date; make-up days by the holiday that
    they make up for."""
    from chinese_calendar.constants import Holiday, holidays, workdays

    chinese = {each.value: each.chinese for each in Holiday}
    return {
        day.isoformat(): (name, chinese.get(name, name))
        for day, name in [*workdays.items(), *holidays.items()]
    }


def _version() -> str:
    from importlib.metadata import version

    return version("chinesecalendar")
