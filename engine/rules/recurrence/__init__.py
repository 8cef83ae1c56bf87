"""What happens again and again: how it is written, and when it is next. Pure: the calendar is handed in.

grammar     a text to a Recurrence, or to what is wrong with it
written     the small parts of it: days of a week and of a month, times of the day, dates
rfc         the text of a recurrence rule of RFC 5545: its parts, and what is wrong with them
expanding   the days of such a rule, a year at a time (alone imports dateutil)
days        which days a recurrence means, before any gives way to a workday
following   instants: the next one, those of a stretch of time
"""

from engine.rules.recurrence.following import following, last_of, next_time, times
from engine.rules.recurrence.grammar import parse_recurrence
from engine.rules.recurrence.written import (
    ALL,
    MONTH,
    RULE,
    WEEKDAYS_LISTED,
    WEEKLY,
    WORKDAYS,
    by_calendar,
    ends,
)

__all__ = [
    "ALL",
    "MONTH",
    "RULE",
    "WEEKDAYS_LISTED",
    "WEEKLY",
    "WORKDAYS",
    "by_calendar",
    "ends",
    "following",
    "last_of",
    "next_time",
    "parse_recurrence",
    "times",
]
