"""What happens again and again: how it is written, and when it is next. Pure: the calendar is handed in.

    span                                         2h · 1 workday · 2 weeks
    (workday | day | weekday) at HH:MM [or workday before|after]

A span counts from the last time. A time of day is local to the calendar's zone; a day that is off gives way
to the nearest workday before or after it where that is said.
"""

from __future__ import annotations

import re

from engine.model.definition import Instant, Recurrence
from engine.model.diagnostics import Problem
from engine.rules.calendars import Calendar, OutOfRange
from engine.rules.calendars.zones import MINUTE
from engine.rules.deadlines.compute import compute
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.spans import MistakeError, check_text, leftover, read_span
from engine.rules.deadlines.units import WEEKDAYS, WEEKDAYS_MEANT
from engine.rules.near import near

WORKDAYS, ALL, WEEKLY = "workdays", "all", "weekday"
_DAYS = {"workday": WORKDAYS, "day": ALL}
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?![0-9:])")
_MIDNIGHT = 24 * 60
_FEWEST = 5 * MINUTE
_REACH = 21, 400
"""How many days back a day may lie that gives way to one after now, and how far ahead is looked."""


def parse_recurrence(text: str) -> tuple[Recurrence | None, list[Problem]]:
    """What a text such as ``workday at 06:30`` says, or None and what is wrong with it; columns count
    characters from 0. Never raises, whatever the text."""
    reader = Reader(text)
    found: Recurrence | None = None
    problems: list[Problem] = []
    try:
        check_text(reader)
        found = _recurrence(reader)
    except MistakeError as mistake:
        problems.append(mistake.problem)
    problems = [*reader.full_width("D602"), *problems]
    return (None if problems else found), problems


def _recurrence(reader: Reader) -> Recurrence:
    start = reader.skip()
    source = reader.written.strip()
    if reader.text[start : start + 1].isdigit():
        length = read_span(reader)
        if length.unit in ("ms", "work_ms") and length.amount < _FEWEST:
            raise MistakeError(Problem("F780", start, reader.at - start))
        if not reader.done():
            raise leftover(reader, ())
        return Recurrence(source, length.unit, length.amount)
    days, weekday = _days(reader)
    if not reader.take("at"):
        at = reader.skip()
        raise MistakeError(Problem("F781", at if not reader.done() else max(0, at - 1), 1))
    minutes = _time(reader)
    roll = _roll(reader, days)
    return Recurrence(source, None, 0, days, weekday, minutes, roll)


def _days(reader: Reader) -> tuple[str, int | None]:
    start, word = reader.skip(), reader.word()
    reader.at += len(word)
    if word in _DAYS:
        return _DAYS[word], None
    if word in WEEKDAYS:
        return WEEKLY, WEEKDAYS[word]
    meant = WEEKDAYS_MEANT.get(word)
    found = word or reader.written[start]
    suggestions = (meant,) if meant else near(found, (*_DAYS, *WEEKDAYS))
    raise MistakeError(Problem("F782", start, len(found), {"found": found}, suggestions))


def _time(reader: Reader) -> int:
    start = reader.skip()
    found = _TIME.match(reader.text, start)
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if found is None or int(found[2]) > 59 or minutes >= _MIDNIGHT:
        text = reader.written[start:].split(maxsplit=1)[0] if not reader.done() else ""
        at = start if text else max(0, start - 1)
        raise MistakeError(Problem("F783", at, max(1, len(text)), {"found": text}))
    reader.at = found.end()
    return minutes


def _roll(reader: Reader, days: str) -> str | None:
    start = reader.skip()
    if reader.take("or"):
        roll = reader.take("before", "after") if reader.take("workday") else ""
        if not roll:
            raise MistakeError(Problem("D619", start, len(reader.written.rstrip()) - start))
        if days == WORKDAYS:
            raise MistakeError(Problem("F784", start, reader.at - start))
        if not reader.done():
            raise leftover(reader, ())
        return roll
    if not reader.done():
        raise leftover(reader, ("or",))
    return None


def following(recurrence: Recurrence, after: int, calendar: Calendar) -> int:
    """The next time strictly after an instant (ms UTC). For a span, the instant is the last time.

    Raises CalendarGap where the calendar refuses a year without data, OutOfRange outside the years 2 to 9998.
    """
    if recurrence.unit is not None:
        instant = Instant(recurrence.source, recurrence.unit, recurrence.amount)
        found = compute(instant, lambda _: after, calendar, {})
        assert found is not None
        return max(found.at, after + 1)
    clock, days = calendar.clock, calendar.days
    today, _ = clock.split(after)
    back, ahead = _REACH
    for day in range(today - (back if recurrence.roll else 1), today + ahead):
        if recurrence.days == WEEKLY and (day - (recurrence.weekday or 0)) % 7:
            continue
        if recurrence.days == WORKDAYS and not days.is_workday(day):
            continue
        if recurrence.roll is not None and not days.is_workday(day):
            day = days.nth(day, 1, 1 if recurrence.roll == "after" else -1)
        at = clock.join(day, recurrence.at * MINUTE)
        if at > after:
            return at
    raise OutOfRange(9999)
