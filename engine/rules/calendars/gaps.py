"""What a calendar cannot answer."""

from __future__ import annotations


class CalendarGap(Exception):
    """A calendar with ``missing_year: refuse`` was asked about a day of ``year``, which it does not know."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the calendar has no data for {year}")
        self.year = year


class OutOfRange(CalendarGap):
    """An instant or a date outside the years 2 to 9998: no calendar of any kind answers there."""


class CalendarNeeded(ValueError):
    """An instant that needs a time zone or working days was computed without a calendar."""
