"""How recurrences are written.

    span [from DATE HH:MM]                       2h · 1 workday · 2h from 2026-11-20 09:00
    days at HH:MM[, HH:MM] [from DATE] [or workday before|after]

    days:  workday · day · monday, thursday                  every one of them
           day 10 | last workday | first monday of the month
           2 weeks on monday · 3 days · 10 workdays · 3 months on last workday     (with ``from``)
           RRULE:FREQ=MONTHLY;BYMONTHDAY=10              a recurrence rule of RFC 5545

A span counts from the last time, or from the time behind ``from``. A time of day is local to the calendar's
zone; a day that is off gives way to the nearest workday before or after it where that is said.
"""

from __future__ import annotations

from engine.model.diagnostics import Problem
from engine.model.timing import Recurrence
from engine.rules.calendars.zones import MINUTE
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.spans import MistakeError, check_text, leftover, read_span
from engine.rules.deadlines.units import WEEKDAYS, Length
from engine.rules.recurrence import rfc, written
from engine.rules.recurrence.written import ALL, FEWEST, MONTH, RULE, WEEKDAYS_LISTED, WEEKLY, WORKDAYS

EVERY = {"days": ALL, "workdays": WORKDAYS, "weeks": WEEKLY, "months": MONTH}


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
    reader.take("every")
    start = reader.skip()
    none = Recurrence(reader.written.strip())
    if rfc.begins(reader):
        return _timed(reader, none._replace(days=RULE), rfc.take(reader))
    if reader.text[start : start + 1].isdigit():
        return _counted(reader, none, start)
    day = written.day_of_month(reader)
    if day is not None:
        _of_the_month(reader, start)
        return _timed(reader, _in_month(none, day))
    word = reader.take("workday", "day")
    if word:
        return _timed(reader, none._replace(days=WORKDAYS if word == "workday" else ALL))
    if reader.word() not in WEEKDAYS:
        raise written.no_day(reader, start, ("workday", "day", *WEEKDAYS))
    return _timed(reader, _weekly(none, written.weekdays(reader)))


def _counted(reader: Reader, none: Recurrence, start: int) -> Recurrence:
    """``2h``, ``2h from ...``, ``2 weeks on monday at ...``, ``3 days at ...``."""
    length = read_span(reader)
    following = reader.word()
    if following in ("at", "on") and length.unit in EVERY:
        return _stepped(reader, none, start, length)
    if length.unit in ("ms", "work_ms") and length.amount < FEWEST * MINUTE:
        raise MistakeError(Problem("F780", start, reader.at - start))
    found = none._replace(unit=length.unit, amount=length.amount)
    if following == "from":
        if length.unit != "ms":
            raise MistakeError(Problem("F781", reader.at - 1, 1))
        found = found._replace(start=written.first_date(reader, with_time=True))
    if not reader.done():
        raise leftover(reader, ("from", "on", "at"))
    return found


def _stepped(reader: Reader, none: Recurrence, start: int, length: Length) -> Recurrence:
    """Every so many days, workdays, weeks or months."""
    found = none._replace(days=EVERY[length.unit], step=length.amount)
    at = reader.skip()
    if length.unit in ("weeks", "months"):
        if not reader.take("on"):
            raise MistakeError(Problem("F803", at, 2, {"unit": length.unit}))
        if length.unit == "weeks":
            found = _weekly(found, written.weekdays(reader))
        else:
            at = reader.skip()
            day = written.day_of_month(reader)
            if day is None:
                raise MistakeError(
                    Problem("F802", min(at, len(reader.text) - 1), 1, {"found": reader.word()})
                )
            found = _in_month(found, day)
    width = len(reader.text[start : reader.at].rstrip())
    found = _timed(reader, found)
    if found.step > 1 and not found.start:
        raise MistakeError(Problem("F800", start, width, {"text": reader.written[start : start + width]}))
    return found


def _timed(reader: Reader, found: Recurrence, rule: rfc.Rule | None = None) -> Recurrence:
    """Add times of the day, the first date, and what gives way; they end the text."""
    first, *more = written.times_of_day(reader)
    start = written.first_date(reader, with_time=False)
    if rule is not None:
        found = found._replace(rrule=rfc.checked(rule, start, 1 + len(more)))
    roll = written.giving_way(reader, WORKDAYS in (found.days, found.of))
    return found._replace(at=first, more=tuple(more), start=start, roll=roll)


def _weekly(found: Recurrence, days: list[int]) -> Recurrence:
    if len(days) == 1:
        return found._replace(days=WEEKLY, weekday=days[0])
    return found._replace(days=WEEKDAYS_LISTED, weekdays=tuple(days))


def _in_month(found: Recurrence, day: tuple[int, str, int | None]) -> Recurrence:
    nth, of, weekday = day
    return found._replace(days=MONTH, nth=nth, of=of, weekday=weekday)


def _of_the_month(reader: Reader, start: int) -> None:
    """Take ``of the month``. Raises MistakeError F804."""
    width = reader.at - start
    if reader.take("of"):
        reader.take("the", "each", "every")
        if reader.take("month"):
            return
    text = reader.written[start : start + width]
    raise MistakeError(Problem("F804", start, max(1, width), {"text": text}))
