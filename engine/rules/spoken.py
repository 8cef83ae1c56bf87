"""Days and times of day as people say them, in Chinese and English: ``yesterday 18:00``, ``last monday``,
``昨天下午6点半``, ``3 days ago``, ``11月20日``. Pure: what today is and which way one looks is handed in.

Strict: a text is read whole or not at all, and nothing is guessed but the year, the month or the week of
what is said without them (docs/decisions/0039).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from engine.model.record import Record
from engine.rules.spoken_words import (
    AFTERNOON,
    AGO,
    CLOCK,
    DATE,
    DAYS,
    DIGITS,
    LONG,
    NIGHT,
    NOON,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    WEEKS,
)

PAST, FUTURE = -1, 1
"""Which way one looks: at what was, or at what is to come."""


class Spoken(Record):
    """What was said. ``day`` is a local date, ``minutes`` the time of day (0 to 1440), None where none was
    said; ``shift`` (ms) instead of both: so much before (negative) or after now."""

    day: date | None = None
    minutes: int | None = None
    shift: int | None = None

    def written(self, minutes: int) -> str:
        """The day with a time of day, as a ``datetime`` value is written; 1440 minutes are the next
        midnight."""
        assert self.day is not None
        day = self.day + timedelta(days=minutes // 1440)
        return f"{day.isoformat()} {minutes % 1440 // 60:02}:{minutes % 60:02}"


def spoken(text: str, today: date, way: int = PAST) -> Spoken | None:
    """What a text says, None where it is not understood whole. ``today`` is the local date now; ``way`` says
    in which direction a weekday or a date without a year is looked for (today itself counts)."""
    words = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if not words or len(words) > 40:
        return None
    if words in ("now", "现在"):
        return Spoken(shift=0)
    if words in NOON:
        return Spoken(today, 720)
    shift = _shift(words, today)
    if shift is not None:
        return shift
    clock = _whole_clock(words)
    if clock is not None:
        return Spoken(today, clock)
    day = _day(words, today, way)
    if day is not None:
        return Spoken(day)
    return _both(words, today, way)


def _both(words: str, today: date, way: int) -> Spoken | None:
    """A day and a time of day, in this order or the other, with or without a space between them."""
    for cut in range(1, len(words)):
        first, second = words[:cut].strip(), words[cut:].strip().removeprefix("at ").removeprefix("的")
        for one, other in ((first, second), (second, first)):
            minutes = 720 if other in NOON else _whole_clock(other)
            day = None if minutes is None else _day(one.removeprefix("on "), today, way)
            if day is not None:
                return Spoken(day, minutes)
    return None


def _number(text: str) -> int | None:
    """A number in digits, or in Chinese up to 99."""
    if text.isascii():
        return int(text)
    if text == "两":
        return 2
    tens, ten, ones = text.partition("十")
    if not ten:
        return DIGITS.index(text) if text in DIGITS and len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)


def _shift(words: str, today: date) -> Spoken | None:
    found = AGO.fullmatch(words)
    if found is None:
        return None
    unit = found["unit"] or found["unit2"]
    sign = -1 if found["way"] in ("ago", "前", "以前", "之前") else 1
    half = found["n"] == "半"
    number = 0 if half else _number(found["n"] or found["n2"])
    if number is None or (half and unit not in ("小时", "个小时")):
        return None
    if unit in LONG:
        try:
            return Spoken(today + timedelta(days=sign * number * LONG[unit]))
        except OverflowError:
            return None
    return Spoken(shift=sign * (UNITS[unit] // 2 if half else number * UNITS[unit]))


def _whole_clock(words: str) -> int | None:
    found = CLOCK.fullmatch(words)
    return None if found is None else _minutes(found)


def _minutes(found: re.Match[str]) -> int | None:
    """The minutes after midnight that a time of day means; None for one that there is not."""
    hour = _number(found["h"] or found["point"] or found["bare"])
    after = _number(found["m"] or found["after"] or "0")
    if hour is None or after is None or after > 59:
        return None
    minutes = after + (30 if found["half"] else 0)
    if found["quarter"]:
        minutes += 15 if found["quarter"] == "一" else 45
    part, suffix = found["part"], found["suffix"]
    if part and suffix:
        return None
    word = part or suffix
    if word == "中午":
        hour = hour + 12 if hour < 3 else hour
        return hour * 60 + minutes if 11 <= hour <= 14 else None
    if word in NIGHT:
        hour = 0 if hour == 12 else hour
        return hour * 60 + minutes if hour < 6 else None
    if word in AFTERNOON:
        if hour > 12 and (suffix or not AFTERNOON[word]):
            return None
        if AFTERNOON[word]:
            hour = hour + 12 if hour < 12 else hour
        elif hour == 12:
            hour = 0
    return hour * 60 + minutes if hour * 60 + minutes <= 1440 else None


def _day(words: str, today: date, way: int) -> date | None:
    """The date that a day means; None where it means none."""
    if words in DAYS:
        return today + timedelta(days=DAYS[words])
    for pattern, read in _READERS:
        found = pattern.fullmatch(words)
        if found is not None:
            try:
                return read(found, today, way)
            except (ValueError, OverflowError):
                return None
    return None


def _of_weekday(found: re.Match[str], today: date, way: int) -> date | None:
    number = WEEKDAYS.get(found["english"] or found["number"])
    if number is None:
        return None
    week = WEEKS.get(found["week"] or found["chinese"] or "")
    monday = today - timedelta(days=today.isoweekday() - 1)
    there = monday + timedelta(days=number - 1)
    if found["week"] in ("last", "next"):
        # In English that is the one before or after today; in Chinese, of the week before or after this one.
        passed = there < today if week == PAST else there > today
        return there if passed else there + timedelta(days=7 * (week or 0))
    if week is not None:
        return there + timedelta(days=7 * week)
    if way == PAST and there > today:
        there -= timedelta(days=7)
    elif way == FUTURE and there < today:
        there += timedelta(days=7)
    return there


def _of_date(found: re.Match[str], today: date, way: int) -> date | None:
    if found["end"]:
        first = date(today.year + today.month // 12, today.month % 12 + 1, 1)
        return first - timedelta(days=1)
    if found["only"]:
        return _nearest(lambda n: _in_month(today, n, int(found["only"])), today, way)
    month, day = int(found["mo"]), int(found["d"])
    if found["y"]:
        return date(int(found["y"]), month, day)
    return _nearest(lambda n: date(today.year + n, month, day), today, way)


def _in_month(today: date, months: int, day: int) -> date:
    """A day of the month so many months from now. Raises ValueError where the month has none."""
    month = today.year * 12 + today.month - 1 + months
    return date(month // 12, month % 12 + 1, day)


def _nearest(make: Callable[[int], date], today: date, way: int) -> date | None:
    """The first that there is from today on, in the direction of ``way``."""
    for n in range(0, 13 * way, way):
        try:
            there = make(n)
        except ValueError:
            continue
        if (there - today).days * way >= 0:
            return there
    return None


_READERS = ((WEEKDAY, _of_weekday), (DATE, _of_date))
