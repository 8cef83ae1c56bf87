"""Recurrence rules of RFC 5545 (``FREQ=MONTHLY;BYMONTHDAY=10``): their parts, and what is wrong with them.

They say on which days; the times of the day stand behind ``at``. What the RFC takes from the first date
where a rule leaves it out is put in here, so that a checked rule says everything itself.
"""

from __future__ import annotations

import re
from datetime import date

from engine.model.diagnostics import Problem
from engine.model.record import Record
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.spans import MistakeError
from engine.rules.near import near
from engine.rules.recurrence.expanding import DAYS, ever

MOST_INTERVAL = {"DAILY": 7_300, "WEEKLY": 1_040, "MONTHLY": 240, "YEARLY": 20}
"""By frequency, how many at the most lie between two: twenty years."""
MOST_COUNT = 10_000
NUMBERS = {"BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53)} | {
    "BYSETPOS": (-366, 366)
}
"""Parts that are lists of numbers, and from where to where these go; 0 is none of them."""
TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *NUMBERS)
DAY_PARTS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY")
"""Parts that say which days; one of them at the least is needed."""
APART = (
    ("COUNT", ("UNTIL",), ()),
    ("BYWEEKNO", ("DAILY", "WEEKLY", "MONTHLY"), ("BYDAY",)),
    ("BYYEARDAY", ("DAILY", "WEEKLY", "MONTHLY", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYWEEKNO"), ()),
    ("BYMONTHDAY", ("WEEKLY", "BYWEEKNO"), ()),
    ("BYSETPOS", (), ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH", "BYWEEKNO")),
)
"""A part, what it does not go with, and of what it needs one."""
_BEGIN = re.compile(r"RRULE:|(?=FREQ=)", re.IGNORECASE)
_REST = re.compile(r"[^\s]*")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z?)?")
_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class Part(Record):
    """``NAME=value`` as written, in capitals, and where each begins."""

    name: str
    value: str
    column: int
    value_column: int


class Rule(Record):
    """The parts of a rule in their order, where it begins, and how long it is."""

    parts: list[Part]
    column: int
    width: int


def begins(reader: Reader) -> bool:
    """Whether a recurrence rule stands here."""
    return _BEGIN.match(reader.text, reader.skip()) is not None


def take(reader: Reader) -> Rule:
    """Take a rule up to the next blank. Raises MistakeError: F805, F806, F808."""
    start = reader.skip()
    begin = _BEGIN.match(reader.text, start)
    at = begin.end() if begin else start
    rest = _REST.match(reader.text, at)
    text = rest.group().rstrip(";") if rest else ""
    reader.at = rest.end() if rest else at
    parts: list[Part] = []
    for piece in text.split(";"):
        name, sign, value = piece.partition("=")
        part = Part(name.upper(), value.upper(), at, at + len(name) + len(sign))
        _check(part, piece, [one.name for one in parts])
        parts.append(part)
        at += len(piece) + 1
    rule = Rule(parts, start, max(1, reader.at - start))
    if not any(part.name == "FREQ" for part in parts):
        raise MistakeError(Problem("F807", start, rule.width))
    return rule


def checked(rule: Rule, start: str, times: int) -> str:
    """The rule's text with everything said, for a first date (ISO, or "") and so many times of the day.

    Raises MistakeError: F800 (counted from when?), F803 (on which days?), F806, F808, F809 (never).
    """
    said = {part.name: part for part in rule.parts}
    values = {name: part.value for name, part in said.items()}
    freq = values["FREQ"]
    for name, never, needed in APART:
        part = said.get(name)
        if part is None:
            continue
        wrong = next((other for other in never if other == freq or other in values), "")
        if wrong or (needed and not any(other in values for other in needed)):
            data = {
                "one": name,
                "other": f"FREQ={wrong}" if wrong == freq else wrong,
                "needed": ", ".join(needed),
            }
            raise MistakeError(Problem("F808" if wrong else "F810", part.column, _width(part), data))
    _check_week(said, freq)
    if times > 1 and "COUNT" in said:
        raise MistakeError(
            Problem("F808", said["COUNT"].column, _width(said["COUNT"]), {"one": "COUNT", "other": "at"})
        )
    interval = said.get("INTERVAL")
    if interval is not None and int(interval.value) > MOST_INTERVAL[freq]:
        raise _wrong_value(interval, f"1 … {MOST_INTERVAL[freq]}")
    counted = next((said[name] for name in ("INTERVAL", "COUNT") if values.get(name, "1") != "1"), None)
    if not start and counted is not None:
        text = f"{counted.name}={counted.value}"
        raise MistakeError(Problem("F800", counted.column, _width(counted), {"text": text}))
    if freq != "DAILY" and not any(name in values for name in DAY_PARTS):
        if not start:
            raise MistakeError(Problem("F803", rule.column, rule.width))
        values |= _of_first_date(freq, date.fromisoformat(start), values)
    text = ";".join(f"{name}={values[name]}" for name in PARTS if name in values)
    if not ever(text, start):
        raise MistakeError(Problem("F809", rule.column, rule.width))
    return text


def _of_first_date(freq: str, first: date, values: dict[str, str]) -> dict[str, str]:
    """The days that follow from the first date, as the RFC has it."""
    if freq == "WEEKLY" or "BYWEEKNO" in values:
        return {"BYDAY": DAYS[first.weekday()]}
    found = {"BYMONTHDAY": str(first.day)}
    if freq == "YEARLY" and "BYMONTH" not in values:
        found["BYMONTH"] = str(first.month)
    return found


def _check(part: Part, piece: str, before: list[str]) -> None:
    name, value = part.name, part.value
    if name in TIMES:
        raise MistakeError(Problem("F807", part.column, max(1, len(piece))))
    if name not in PARTS or name in before:
        data = {"part": name or piece}
        guess = near(name, PARTS) if name not in before else ()
        raise MistakeError(Problem("F805", part.column, max(1, len(name)), data, guess))
    if name == "FREQ":
        if value not in MOST_INTERVAL:
            raise MistakeError(
                Problem("F807", part.value_column, max(1, len(value)), {}, near(value, MOST_INTERVAL))
            )
    elif name in ("INTERVAL", "COUNT"):
        most = MOST_COUNT
        if not (value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= most):
            raise _wrong_value(part, f"1 … {most}")
    elif name == "UNTIL":
        found = _UNTIL.fullmatch(value)
        if found is None or not _is_date(*found.groups()[:3]):
            raise _wrong_value(part, "20271231, 20271231T160000Z")
    elif name == "WKST":
        if value not in DAYS:
            raise _wrong_value(part, ", ".join(DAYS))
    elif name == "BYDAY":
        for one in value.split(","):
            day = _BYDAY.fullmatch(one)
            if day is None or (day[1] and not 1 <= abs(int(day[1])) <= 53):
                raise _wrong_value(part, "MO, FR, 1MO, -1FR")
    else:
        least, most = NUMBERS[name]
        for one in value.split(","):
            digits = one.removeprefix("-" if least < 0 else "+").removeprefix("+")
            if not (digits.isascii() and digits.isdigit() and len(digits) < 4 and 1 <= int(digits) <= most):
                raise _wrong_value(part, f"{'±' * (least < 0)}1 … {most}")


def _check_week(said: dict[str, Part], freq: str) -> None:
    """The n-th weekday is one of a month or a year."""
    part = said.get("BYDAY")
    if part is None or not any(character.isdigit() for character in part.value):
        return
    if freq in ("DAILY", "WEEKLY") or "BYWEEKNO" in said:
        other = "BYWEEKNO" if "BYWEEKNO" in said else f"FREQ={freq}"
        raise MistakeError(
            Problem("F808", part.column, _width(part), {"one": f"BYDAY={part.value}", "other": other})
        )


def _wrong_value(part: Part, form: str) -> MistakeError:
    data = {"value": part.value, "part": part.name, "form": form}
    return MistakeError(Problem("F806", part.value_column, max(1, len(part.value)), data))


def _width(part: Part) -> int:
    return part.value_column + len(part.value) - part.column


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
