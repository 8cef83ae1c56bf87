"""Recurrences: every day of the wall is tried, in order."""

from __future__ import annotations

import re

from tests.rules.oracle.instants import WEEK, reckon
from tests.rules.oracle.wall import LeftError
from tests.rules.oracle.working import Working

FORM = re.compile(
    r"(?P<day>workday|day|[a-z]+day) at (?P<hour>\d+):(?P<minute>\d\d)(?: or workday (?P<roll>before|after))?"
)


def next_after(text: str, after: int, working: Working) -> int:
    """The next such minute after a minute of the wall. For a span, that minute is the last time; the next one
    is at least a moment later. Raises LeftError."""
    found = FORM.fullmatch(text)
    if found is None:
        return reckon(text, after, working)
    seen = working.seen
    time = int(found["hour"]) * 60 + int(found["minute"])
    first, last = seen.day_and_time(working.low)[0] + 1, seen.day_and_time(working.high)[0] - 1
    times = []
    for nominal in range(first, last):
        if found["day"] == "workday" and not working.is_workday(nominal):
            continue
        if found["day"] in WEEK and (nominal - 1) % 7 != WEEK.index(found["day"]):
            continue
        day = nominal
        if found["roll"]:
            while not working.is_workday(day):
                day += 1 if found["roll"] == "after" else -1
        if first < day < last:
            times.append(seen.first_showing(day, time))
    later = [at for at in times if at > after]
    if not later or min(times) > after:
        raise LeftError
    return min(later)
