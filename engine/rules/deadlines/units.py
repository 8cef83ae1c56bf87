"""Units of spans: the words for them, how far they may reach, and the canonical text of a length."""

from __future__ import annotations

from engine.model.record import Record
from engine.rules.calendars.zones import HOUR, MINUTE

SECOND = 1000


class Unit(Record):
    """A unit as written: the ``unit`` of ``Instant``, how much one is, and the most that is accepted.

    A ``whole`` unit is counted in whole numbers; the others in whole minutes, or in their own size.
    """

    unit: str
    size: int
    most: int
    whole: bool
    name: str


HOURS = Unit("ms", HOUR, 876_000, False, "h")
MINUTES = Unit("ms", MINUTE, 52_560_000, False, "min")
SECONDS = Unit("ms", SECOND, 3_153_600_000, True, "s")
MILLISECONDS = Unit("ms", 1, 3_153_600_000_000, True, "ms")
WORK_HOURS = Unit("work_ms", HOUR, 260_000, False, "work hours")
WORK_MINUTES = Unit("work_ms", MINUTE, 15_600_000, False, "work minutes")
WORKDAYS = Unit("workdays", 1, 26_000, True, "workdays")
DAYS = Unit("days", 1, 36_500, True, "days")
WEEKS = Unit("weeks", 1, 5_200, True, "weeks")
MONTHS = Unit("months", 1, 1_200, True, "months")

WORDS: dict[str, Unit] = {
    **dict.fromkeys(("h", "hour", "hours"), HOURS),
    **dict.fromkeys(("min", "minute", "minutes"), MINUTES),
    **dict.fromkeys(("s", "second", "seconds"), SECONDS),
    "ms": MILLISECONDS,
    **dict.fromkeys(("work h", "work hour", "work hours"), WORK_HOURS),
    **dict.fromkeys(("work min", "work minute", "work minutes"), WORK_MINUTES),
    **dict.fromkeys(("workday", "workdays"), WORKDAYS),
    **dict.fromkeys(("day", "days"), DAYS),
    **dict.fromkeys(("week", "weeks"), WEEKS),
    **dict.fromkeys(("month", "months"), MONTHS),
}

MEANT: dict[str, str] = {
    "d": "days",
    "w": "weeks",
    "m": "min",
    "mon": "months",
    "hr": "h",
    "hrs": "h",
    "mins": "min",
    "work": "work hours",
    "work day": "workdays",
    "work days": "workdays",
    "working day": "workdays",
    "working days": "workdays",
    "business day": "workdays",
    "business days": "workdays",
    "workhour": "work hours",
    "workhours": "work hours",
    "working hour": "work hours",
    "working hours": "work hours",
    "business hours": "work hours",
    "year": "12 months",
    "years": "12 months",
    "小时": "h",
    "分钟": "min",
    "分": "min",
    "天": "days",
    "日": "days",
    "周": "weeks",
    "星期": "weeks",
    "月": "months",
    "个月": "months",
    "年": "12 months",
    "个工作日": "workdays",
    "工作日": "workdays",
    "个工作小时": "work hours",
    "工作小时": "work hours",
    "工时": "work hours",
}
"""What people write instead, and the unit they mean."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        ),
        start=1,
    )
    for name in names
}

WEEKDAYS_MEANT: dict[str, str] = {
    prefix + sign: name
    for prefix in ("周", "星期", "礼拜")
    for sign, name in zip(
        "一二三四五六日天",
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sunday"),
        strict=True,
    )
}


class Length(Record):
    """A length of time: ``unit`` as in ``Instant`` (``ms work_ms days workdays weeks months``)."""

    unit: str
    amount: int


def canonical(length: Length) -> str:
    """The one text of a length: ``24h``, ``30min``, ``4 work hours``, ``1 day``, ``2 workdays``."""
    unit, amount = length
    if unit == "ms":
        for size, word in ((HOUR, "h"), (MINUTE, "min"), (SECOND, "s")):
            if amount % size == 0:
                return f"{amount // size}{word}"
        return f"{amount}ms"
    if unit == "work_ms":
        size, word = (HOUR, "hour") if amount % HOUR == 0 else (MINUTE, "minute")
        return _count(amount // size, f"work {word}")
    return _count(amount, unit.removesuffix("s"))


def _count(amount: int, word: str) -> str:
    return f"{amount} {word}" if amount == 1 else f"{amount} {word}s"
