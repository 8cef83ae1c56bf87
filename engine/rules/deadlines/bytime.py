"""``by 18:00``, ``by friday 18:00``, ``by day 10 18:00``: a time of day and the days that it may be on.

What they mean: ``named``.
"""

from __future__ import annotations

import re

from engine.model.diagnostics import Problem
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.spans import MistakeError
from engine.rules.deadlines.units import WEEKDAYS, WEEKDAYS_MEANT
from engine.rules.near import near

LAST_DAY = 31
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?![0-9:])")
_START, _END = 0, 24 * 60
_NUMBERED = re.compile(
    r"(?:the +|每月)?([0-9]{1,2})(?: *(?:st|nd|rd|th|日|号)|(?= +[0-9]{1,2}:))", re.IGNORECASE
)
"""``the 10th``, ``10日``: a day of the month as it is written elsewhere."""


def read_by(reader: Reader) -> tuple[int, int | None, int | None]:
    """Take what stands behind ``by``: minutes after midnight (0 to 1440), and the weekday (1 is Monday) or
    the day of the month (1 to 31) if one is named. Raises MistakeError: D617, D621, D690, D691."""
    monthday = _monthday(reader)
    weekday = _weekday(reader) if monthday is None else None
    return _time(reader), weekday, monthday


def _monthday(reader: Reader) -> int | None:
    start = reader.skip()
    if reader.take("day"):
        number = reader.number()
        if number.isdigit() and 1 <= int(number) <= LAST_DAY and not reader.text.startswith(":", reader.at):
            return int(number)
        end = re.compile(r" *[^ ]*").match(reader.text, start + len("day"))
        width = (end.end() if end else reader.at) - start
        raise MistakeError(Problem("D690", start, width, {"found": reader.written[start : start + width]}))
    found = _NUMBERED.match(reader.text, start)
    if found is None:
        return None
    written = reader.written[start : found.end()]
    day = int(found[1])
    meant = (f"day {day}",) if 1 <= day <= LAST_DAY else ()
    raise MistakeError(Problem("D691", start, len(written), {"found": written}, meant))


def _weekday(reader: Reader) -> int | None:
    start, word = reader.skip(), reader.word()
    if not word:
        return None
    if word in WEEKDAYS:
        reader.at += len(word)
        return WEEKDAYS[word]
    meant = WEEKDAYS_MEANT.get(word)
    suggestions = (meant,) if meant else near(word, WEEKDAYS)
    raise MistakeError(Problem("D617", start, len(word), {"found": word}, suggestions))


def _time(reader: Reader) -> int:
    start = reader.skip()
    found = _TIME.match(reader.text, start)
    if found:
        minutes = int(found[1]) * 60 + int(found[2])
        if int(found[2]) < 60 and _START <= minutes <= _END:
            reader.at = found.end()
            return minutes
    text = re.match(r"\S*", reader.text[start:])
    width = len(text.group()) if text else 0
    column = start if width else max(0, start - 1)
    written = reader.written[start : start + width]
    raise MistakeError(Problem("D621", column, max(1, width), {"found": written}))
