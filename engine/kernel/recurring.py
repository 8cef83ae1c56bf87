"""What happens again and again in a task: when it is next."""

from __future__ import annotations

from engine.kernel.stopping import Stop, calendar_gap
from engine.kernel.walk import Walk
from engine.model.timing import Recurrence
from engine.rules.calendars import Calendar, CalendarGap


def comes_again(walk: Walk, every: Recurrence, last: int) -> int:
    """The next time (ms UTC) after the last one, or after now where that is past too: what was missed is not
    made up for. Raises Stop ``calendar-gap``."""
    from engine.rules.recurrence import following  # here and not above: most tasks have nothing that recurs

    calendar, now = walk.context.calendar or Calendar.of_zone(walk.context.zone), walk.context.recorded
    try:
        at = following(every, last, calendar)
        return at if at > now else following(every, now, calendar)
    except CalendarGap as gap:
        raise Stop(calendar_gap(gap, walk.program.definition.calendar)) from None
