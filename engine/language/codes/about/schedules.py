"""What stands behind the codes of recurrences and schedules."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "F800 F801 F802 F803 F804",
        N_(
            "Days and a time of the day: workday, day, or weekdays (monday, thursday at 09:00); a day of the "
            "month (day 10, workday 3, first monday, last workday 'of the month'), where a month that has "
            "not so many days gives its last one; or every so many (2 weeks on monday, 3 months on day 10, "
            "10 workdays), which need a first date to be counted from. 'or workday before' and 'or workday "
            "after' move a day that is off. Several times of a day have commas between them."
        ),
    ),
    (
        "F805 F806 F807 F808 F809 F810",
        N_(
            "A recurrence rule of RFC 5545, as calendar programs write it, says on which days: "
            "'RRULE:FREQ=MONTHLY;BYDAY=-1FR at 09:00'. The time of the day stands behind 'at', in "
            "the zone of "
            "the SOP's calendar. What a rule leaves to its first date needs 'from' and that date. A rule is "
            "tried before it is accepted: one without any day within 60 years is a mistake."
        ),
    ),
    (
        "F811",
        N_(
            "A rule or a rung acts again and again while its task is open; the task's end is its end. "
            "Only schedules may end by a date or a count."
        ),
    ),
    (
        "F812",
        N_(
            "The times of a schedule must be the same whoever asks and whenever: days of a "
            "calendar, or exact "
            "hours and minutes from a fixed beginning. A span alone counts from the last time, and what that "
            "was would depend on when somebody looked."
        ),
    ),
    (
        "F813 F814",
        N_(
            "What a schedule gives is worked out before there is a task, as of the nominal time: 'now' is "
            "that time and 'today' its date, also where the start comes late. No field has a value then, "
            "and nobody is there to be asked for one."
        ),
    ),
    (
        "F815 F816 F817",
        N_(
            "A start with a unique value that a task has already is a harmless repeat: it makes no task. A "
            "schedule whose starts repeat the value would look as if it worked. Lint works out the first 60 "
            "starts and compares them."
        ),
    ),
)
