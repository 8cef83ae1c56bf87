"""``3 days``, ``6 weeks``, ``1 month``: dates of the ordinary calendar, every day counted."""

from __future__ import annotations

from engine.rules.calendars import Calendar
from engine.rules.calendars.calendar import months_away
from engine.rules.deadlines.forms.form import Form


def _days(calendar: Calendar, day: int, amount: int, sign: int) -> int:
    return day + sign * amount


def _weeks(calendar: Calendar, day: int, amount: int, sign: int) -> int:
    return day + sign * amount * 7


def _months(calendar: Calendar, day: int, amount: int, sign: int) -> int:
    return months_away(day, sign * amount)


DAYS = Form(dates=True, worked=False, move=_days)
WEEKS = Form(dates=True, worked=False, move=_weeks)
MONTHS = Form(dates=True, worked=False, move=_months)
