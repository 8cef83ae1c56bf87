"""What a form of span is: a way to move away from an anchor."""

from __future__ import annotations

from collections.abc import Callable

from engine.model.record import Record
from engine.rules.calendars import Calendar


class Form(Record):
    """One form.

    ``dates`` False: ``move(calendar, instant, amount, sign)`` gives an instant. True: ``move(calendar, day,
    amount, sign)`` gives a day (both numbered), and the local time of day is kept. ``worked`` says whether
    the way there depends on which days are worked.
    """

    dates: bool
    worked: bool
    move: Callable[[Calendar, int, int, int], int]
