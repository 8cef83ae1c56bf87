"""``2 workdays``: the n-th workday after or before the anchor's date, which is not counted itself."""

from __future__ import annotations

from engine.rules.calendars import Calendar
from engine.rules.deadlines.forms.form import Form


def _move(calendar: Calendar, day: int, amount: int, sign: int) -> int:
    return calendar.days.nth(day, amount, sign)


WORKDAYS = Form(dates=True, worked=True, move=_move)
