"""``24h``, ``30min``: exact time, nights and holidays included."""

from __future__ import annotations

from engine.rules.calendars import Calendar
from engine.rules.deadlines.forms.form import Form


def _move(calendar: Calendar, instant: int, amount: int, sign: int) -> int:
    return instant + sign * amount


NATURAL = Form(dates=False, worked=False, move=_move)
