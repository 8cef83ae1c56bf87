"""The small parts of a recurrence as they are written: days, times of the day, dates, what gives way."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from engine.model.diagnostics import Problem
from engine.model.timing import Recurrence
from engine.rules.deadlines.reader import Reader
from engine.rules.deadlines.spans import MistakeError, leftover
from engine.rules.deadlines.units import WEEKDAYS, WEEKDAYS_MEANT
from engine.rules.near import near

WORKDAYS, ALL, WEEKLY = "workdays", "all", "weekday"
WEEKDAYS_LISTED, MONTH, RULE = "weekdays", "month", "rule"
"""What ``Recurrence.days`` may be; the first three also what ``Recurrence.of`` may be."""

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
KINDS = {"workday": WORKDAYS, "day": ALL}
MIDNIGHT = 24 * 60
FEWEST = 5
"""Minutes that lie at the least between two times."""
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?![0-9:])")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_NUMBER = re.compile(r"[0-9]{1,3}(?![0-9:.-])")
_TOKEN = re.compile(r"[^\s,]+")


def by_calendar(recurrence: Recurrence) -> bool:
    """Whether a recurrence asks the calendar which days are worked."""
    return (
        recurrence.unit in ("work_ms", "workdays")
        or recurrence.days == WORKDAYS
        or recurrence.of == WORKDAYS
        or recurrence.roll is not None
    )


def ends(recurrence: Recurrence) -> bool:
    """Whether a recurrence has a last time."""
    return any(part.startswith(("COUNT=", "UNTIL=")) for part in recurrence.rrule.split(";"))


def time_of_day(reader: Reader) -> int:
    """Take ``HH:MM``; minutes after midnight. Raises MistakeError F783."""
    start = reader.skip()
    found = _TIME.match(reader.text, start)
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if found is None or int(found[2]) > 59 or minutes >= MIDNIGHT:
        text = reader.written[start:].split(maxsplit=1)[0] if not reader.done() else ""
        at = start if text else max(0, start - 1)
        raise MistakeError(Problem("F783", at, max(1, len(text)), {"found": text}))
    reader.at = found.end()
    return minutes


def times_of_day(reader: Reader) -> list[int]:
    """Take ``at HH:MM, HH:MM``, in their order. Raises MistakeError: F781, F783, F780."""
    if not reader.take("at"):
        at = reader.skip()
        raise MistakeError(Problem("F781", at if not reader.done() else max(0, at - 1), 1))
    start = reader.skip()
    found = [time_of_day(reader)]
    while another(reader):
        found.append(time_of_day(reader))
    found.sort()
    gaps = [later - earlier for earlier, later in pairwise(found)]
    if any(gap < FEWEST for gap in gaps):
        raise MistakeError(Problem("F780", start, reader.at - start))
    return found


def another(reader: Reader) -> bool:
    """Take a comma or ``and``: whether one more of the same follows."""
    reader.skip()
    return reader.take_sign(",") or bool(reader.take("and"))


def weekdays(reader: Reader) -> list[int]:
    """Take weekdays with commas between them, 1 (Monday) to 7. Raises MistakeError F782."""
    found = [_weekday(reader)]
    while another(reader):
        found.append(_weekday(reader))
    return sorted(set(found))


def _weekday(reader: Reader) -> int:
    start, word = reader.skip(), reader.word()
    if word not in WEEKDAYS:
        raise no_day(reader, start, WEEKDAYS)
    reader.at += len(word)
    return WEEKDAYS[word]


def no_day(reader: Reader, start: int, expected: object) -> MistakeError:
    """What stands here is none of the days that may stand here."""
    reader.at = start
    word = reader.word()
    token = _TOKEN.match(reader.written, start)
    found = word or (token.group() if token else reader.written[start:] or reader.written[-1:])
    meant = WEEKDAYS_MEANT.get(word)
    known = [*expected] if isinstance(expected, dict | tuple) else []
    return MistakeError(
        Problem("F782", min(start, max(0, len(reader.written) - 1)), max(1, len(found)), {"found": found},
                (meant,) if meant else near(found, known))
    )  # fmt: skip


def number(reader: Reader) -> int | None:
    """Take a whole number of at most three digits; None where there is none."""
    found = _NUMBER.match(reader.text, reader.skip())
    if found is None:
        return None
    reader.at = found.end()
    return int(found.group())


def day_of_month(reader: Reader) -> tuple[int, str, int | None] | None:
    """Take ``day 10``, ``workday 3``, ``last workday``, ``first monday``: (which one, of what, the weekday).

    None, and nothing taken, where something else stands here. Raises MistakeError F802.
    """
    start = reader.skip()
    nth = ORDINALS.get(reader.take(*ORDINALS) or "")
    if nth is not None:
        word = reader.take(*KINDS, *WEEKDAYS)
        if not word:
            raise _no_day_of_month(reader, start)
        return (nth, KINDS[word], None) if word in KINDS else (nth, WEEKLY, WEEKDAYS[word])
    word = reader.take(*KINDS)
    count = number(reader) if word else None
    if not word or count is None:
        reader.at = start
        return None
    if not 1 <= count <= (31 if word == "day" else 23):
        raise _no_day_of_month(reader, start)
    return count, KINDS[word], None


def _no_day_of_month(reader: Reader, start: int) -> MistakeError:
    if not reader.text[start : reader.at].rstrip()[-1:].isdigit():
        reader.at += len(reader.word())
    found = reader.written[start : reader.at].strip() or reader.written[start:]
    return MistakeError(Problem("F802", start, max(1, len(found)), {"found": found}))


def first_date(reader: Reader, with_time: bool) -> str:
    """Take ``from 2026-11-02``, for a span with a time; as ISO, "" where there is no ``from``. Raises
    MistakeError: F801, F783."""
    if not reader.take("from"):
        return ""
    start = reader.skip()
    found = _DATE.match(reader.text, start)
    if found is None or not _is_date(found.group()):
        token = _TOKEN.match(reader.written, start)
        text = token.group() if token else ""
        at = start if text else max(0, start - 1)
        raise MistakeError(Problem("F801", at, max(1, len(text)), {"found": text}))
    reader.at = found.end()
    if not with_time:
        return found.group()
    minutes = time_of_day(reader)
    return f"{found.group()} {minutes // 60:02}:{minutes % 60:02}"


def _is_date(text: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(text).year <= 2199
    except ValueError:
        return False


def giving_way(reader: Reader, always_worked: bool) -> str | None:
    """Take ``or workday before|after``; None where it is not there. Raises MistakeError: D619, F784, D618."""
    start = reader.skip()
    if reader.take("or"):
        roll = reader.take("before", "after") if reader.take("workday") else ""
        if not roll:
            raise MistakeError(Problem("D619", start, len(reader.written.rstrip()) - start))
        if always_worked:
            raise MistakeError(Problem("F784", start, reader.at - start))
        if not reader.done():
            raise leftover(reader, ())
        return roll
    if not reader.done():
        raise leftover(reader, ("or", "from"))
    return None
