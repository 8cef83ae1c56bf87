"""From an instant and its anchor to milliseconds UTC, by these steps (docs/decisions/0005):

1. the anchor; a ``date`` anchor is that date at the time of ``by``;
2. the span: hours exactly, working hours inside the calendar's hours, dates keeping the local time;
3. ``by``: after dates it sets the time (and goes on, or back, to its weekday or day of the month; after
   months it is that day of the month reached); after anything else it is the next such time at or after the
   instant, with ``before`` the last one at or before it;
4. ``or workday before|after``: a day off gives way to the nearest workday in that direction;
5. dates without ``by``: an instant outside the calendar's hours gives way to the next opening, or the
   last closing when counting backwards; ``or workday`` says the direction where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.model.record import Record
from engine.model.timing import Anchor, Instant
from engine.rules.calendars import Calendar, CalendarNeeded, OutOfRange
from engine.rules.calendars.zones import LAST_MS, MINUTE
from engine.rules.deadlines.forms import FORMS
from engine.rules.deadlines.named import in_month, nearest, onward

if TYPE_CHECKING:
    from engine.rules.values.duration import Duration

AnchorOf = Callable[[Anchor | None], int | str | None]
"""Gives an anchor's instant, a ``date`` field's ``YYYY-MM-DD``, or None while it is not known. None as the
argument is the opening of the step."""


class Planned(Record):
    """``at`` in ms UTC. ``provisional``: it rests on days of a year whose holidays are not known yet;
    ``calendar_used``: the calendar (its zone, days or hours) had a part in it."""

    at: int
    provisional: bool
    calendar_used: bool


class Track(Record):
    """How an instant was reached, step by step, for explaining it.

    ``start`` the anchor, ``moved`` after the span, ``timed`` after ``by``, ``rolled`` after ``or workday``,
    ``at`` at last; the ``_day`` of each is its date. ``day`` and ``time`` are the local date and time that
    ``rolled`` stands for (they differ from its own in a gap, and by a day at 24:00). ``first`` to ``last``
    are the days whose being worked was asked for; None: none were.
    """

    start: int
    start_day: int
    moved: int
    moved_day: int
    timed: int
    timed_day: int
    rolled: int
    day: int
    time: int
    at: int
    first: int | None
    last: int | None


def compute(
    instant: Instant, anchor_of: AnchorOf, calendar: Calendar | None, data: Mapping[str, Any]
) -> Planned | None:
    """The planned instant, or None while its anchor (or its duration field) is not set.

    Raises CalendarGap where the calendar refuses a year without data, OutOfRange outside the years 2 to
    9998, and CalendarNeeded when there is no calendar and more than exact hours are asked for. What a table
    says counts as not set until it is put in (``spanned``).
    """
    anchor = anchor_of(instant.anchor)
    if anchor is None or instant.span is not None:
        return None
    unit, amount = instant.unit, instant.amount
    if unit == "field":
        given = data.get(instant.field)
        if given is None:
            return None
        unit, amount = field_length(given)
    exact = unit is None or unit == "ms"
    if exact and instant.by is None and instant.roll is None and not isinstance(anchor, str):
        at = anchor + instant.sign * amount
        if not -LAST_MS < at < LAST_MS:
            raise OutOfRange(9999 if at > 0 else 1)
        return Planned(at, False, False)
    if calendar is None:
        raise CalendarNeeded(instant.source)
    found = track(instant, anchor, unit, amount, calendar)
    provisional = (
        found.first is not None
        and found.last is not None
        and calendar.days.unknown_year(found.first, found.last) is not None
    )
    return Planned(found.at, provisional, True)


def spanned(instant: Instant, length: Duration) -> Instant:
    """The instant with the span that its table's output says (unit ``table``); a negative one counts the
    other way."""
    sign = instant.sign if length.amount >= 0 else -instant.sign
    return instant._replace(unit=length.unit, amount=abs(length.amount), sign=sign, span=None)


def field_length(text: str) -> tuple[str, int]:
    """Unit and amount of a duration field's stored value. Raises ValueError for one that is none."""
    from engine.rules.deadlines.spans import stored_span

    length = stored_span(text)
    return length.unit, length.amount


def track(instant: Instant, anchor: int | str, unit: str | None, amount: int, calendar: Calendar) -> Track:
    """Every step of the reckoning. Raises as ``compute`` does; ValueError for a date without ``by``."""
    clock, sign, by = calendar.clock, instant.sign, instant.by
    weekday, monthday = instant.weekday, instant.monthday
    seen: list[int] = []
    dated = isinstance(anchor, str)
    if isinstance(anchor, str):
        if by is None:
            raise ValueError(f"a date without a time of day: {instant.source!r}")
        day, time = date.fromisoformat(anchor).toordinal(), by * MINUTE
        start = clock.join(day, time)
    else:
        start = anchor
        day, time = clock.split(start)
    start_day = day

    form = FORMS[unit] if unit is not None else None
    dates = form.dates if form is not None else dated
    moved = start
    if form is not None and form.dates:
        target = form.move(calendar, day, amount, sign)
        if form.worked:
            seen += (target, day + sign if target != day else day)
        day, moved = target, clock.join(target, time)
    elif form is not None:
        moved = form.move(calendar, start, amount, sign)
        if form.worked:
            # midnight at the later end belongs to the day before it: nothing of its own day was asked for
            seen += (clock.split(min(start, moved))[0], clock.split(max(start, moved) - 1)[0])
        day, time = clock.split(moved)

    timed, moved_day = moved, day
    if by is not None:
        if dates:
            time = by * MINUTE
            if unit == "months" and monthday is not None:
                day = in_month(day, monthday)
            else:
                day = onward(day, sign, weekday, monthday)
            timed = clock.join(day, time)
        elif weekday is not None or monthday is not None or not dated:
            day, time = nearest(clock, moved, by * MINUTE, sign, weekday, monthday)
            timed = clock.join(day, time)

    timed_day, rolled = day, timed
    direction = sign
    if instant.roll is not None:
        direction = 1 if instant.roll == "after" else -1
        seen.append(day)
        if not calendar.days.is_workday(day):
            day = calendar.days.nth(day, 1, direction)
            rolled = clock.join(day, time)
            seen.append(day)

    at = rolled
    if dates and by is None:
        at = calendar.into_hours(rolled, direction)
        seen += (day, clock.split(at)[0])
    first, last = (min(seen), max(seen)) if seen else (None, None)
    return Track(start, start_day, moved, moved_day, timed, timed_day, rolled, day, time, at, first, last)
