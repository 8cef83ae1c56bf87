"""``4 work hours``: only time inside working hours counts."""

from __future__ import annotations

from engine.rules.calendars import Calendar
from engine.rules.deadlines.forms.form import Form


def _move(calendar: Calendar, instant: int, amount: int, sign: int) -> int:
    return calendar.add_work(instant, amount, sign)


WORKING_HOURS = Form(dates=False, worked=True, move=_move)
