"""Recurrences: the text is read here once more, and every day around is tried, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.rules.oracle.instants import WEEK, in_month_of, reckon
from tests.rules.oracle.wall import LeftError
from tests.rules.oracle.working import Working

FORM = re.compile(
    r"(?P<days>.+?) at (?P<times>\d+:\d\d(?:, \d+:\d\d)*)(?: from (?P<start>\d{4}-\d\d-\d\d))?"
    r"(?: or workday (?P<roll>before|after))?"
)
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
SHORT = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BEHIND, AHEAD = 25, 70
"""Days around that are tried: none gives way from farther away."""

Meant = Callable[[int], bool]


def next_after(text: str, after: int, working: Working) -> int:
    """The next such minute after a minute of the wall. For a span, that minute is the last time. Raises
    LeftError."""
    found = FORM.fullmatch(text)
    if found is None:
        return reckon(text, after, working)
    seen = working.seen
    start = date.fromisoformat(found["start"]).toordinal() if found["start"] else 0
    meant = days_of(found["days"], start, working)
    times = [int(each[:-3]) * 60 + int(each[-2:]) for each in found["times"].split(", ")]
    here = seen.day_and_time(after)[0]
    later = []
    for nominal in range(max(start, here - BEHIND), here + AHEAD):
        if not meant(nominal):
            continue
        day = nominal
        if found["roll"]:
            while not working.is_workday(day):
                day += 1 if found["roll"] == "after" else -1
        later += [at for at in (seen.first_showing(day, time) for time in times) if at > after]
        if later and nominal > here + 30:
            break
    if not later:
        raise LeftError
    return min(later)


def days_of(text: str, start: int, working: Working) -> Meant:
    """Whether a text means a day, for each of its forms."""
    stepped = re.fullmatch(r"(\d+) (day|workday|week|month)s?(?: on (.+))?", text)
    if text.startswith("RRULE:"):
        return of_rule(dict(part.split("=") for part in text[6:].split(";")), start)
    if stepped:
        step, unit, rest = int(stepped[1]), stepped[2], stepped[3]
        if unit == "day":
            return lambda day: (day - start) % step == 0
        if unit == "workday":
            return lambda day: working.is_workday(day) and workdays(start, day, working) % step == 0
        on = days_of(rest if unit == "week" else f"{rest} of the month", start, working)
        if unit == "week":
            return lambda day: on(day) and (monday(day) - monday(start)) // 7 % step == 0
        return lambda day: on(day) and (month(day) - month(start)) % step == 0
    if text.endswith(" of the month"):
        return of_month(text.removesuffix(" of the month").split(), working)
    if text == "workday":
        return working.is_workday
    if text == "day":
        return lambda day: True
    wanted = [WEEK.index(name) for name in text.split(", ")]
    return lambda day: (day - 1) % 7 in wanted


def of_month(words: list[str], working: Working) -> Meant:
    """``day 10``, ``last workday``, ``first monday``, of each month."""
    if words[0] == "day":
        return lambda day: day == in_month_of(day, int(words[1]))

    def meant(day: int) -> bool:
        first = in_month_of(day, 1)
        of = range(first, in_month_of(day, 31) + 1)
        if words[1] == "workday":
            listed = [each for each in of if working.is_workday(each)]
        else:
            listed = [each for each in of if words[1] == "day" or (each - 1) % 7 == WEEK.index(words[1])]
        nth = NTH[words[0]]
        return bool(listed) and day == listed[nth if nth < 0 else min(nth, len(listed)) - 1]

    return meant


def of_rule(parts: dict[str, str], start: int) -> Meant:
    """The parts of RFC 5545 that are drawn: FREQ, INTERVAL, BYDAY, BYMONTHDAY."""
    step, freq = int(parts.get("INTERVAL", 1)), parts["FREQ"]

    def meant(day: int) -> bool:
        here = date.fromordinal(day)
        if freq == "DAILY":
            return (day - start) % step == 0
        if freq == "WEEKLY":
            listed = parts["BYDAY"].split(",")
            return SHORT[(day - 1) % 7] in listed and (monday(day) - monday(start)) // 7 % step == 0
        if (month(day) - month(start)) % step:
            return False
        if "BYMONTHDAY" in parts:
            number = int(parts["BYMONTHDAY"])
            return here.day == number or (number == -1 and day == in_month_of(day, 31))
        number, name = int(parts["BYDAY"][:-2]), parts["BYDAY"][-2:]
        same = [day + 7 * n for n in range(-5, 6) if month(day + 7 * n) == month(day)]
        place = number - 1 if number > 0 else number
        return SHORT[(day - 1) % 7] == name and -len(same) <= place < len(same) and day == same[place]

    return meant


def workdays(start: int, day: int, working: Working) -> int:
    """How many workdays after the first one from ``start`` on."""
    return sum(working.is_workday(each) for each in range(start, day + 1)) - 1


def monday(day: int) -> int:
    """The Monday of its week."""
    return day - (day - 1) % 7


def month(day: int) -> int:
    """Its month, counted through the years."""
    return date.fromordinal(day).year * 12 + date.fromordinal(day).month if day else 0
