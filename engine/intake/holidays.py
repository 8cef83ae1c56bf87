"""Days off and make-up workdays out of the files in which others give them: CSV, JSON, iCalendar.

Nothing is guessed: a row that does not say clearly which date it means, or whether that is off or worked, is
told with its line. Files are small; they are read whole.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from engine.words import N_

OFF, ON = "off", "on"
KINDS = {
    **dict.fromkeys(("off", "holiday", "休", "休息", "休假", "放假", "假", "假日", "节假日", "true"), OFF),
    **dict.fromkeys(
        ("on", "work", "workday", "makeup", "make-up", "班", "上班", "补班", "调休", "工作日"), ON
    ),
    "false": ON,
}
"""What a row may call its kind; true and false are those of ``isOffDay``."""
COLUMNS = {
    "date": ("date", "day", "日期"),
    "kind": ("kind", "type", "类型", "isoffday"),
    "name": ("name", "title", "summary", "名称", "节日"),
}
MOST_DAYS = 31
"""Of one event; a longer one is no holiday but a mistake."""
LARGEST = 4_000_000

PROBLEMS = {
    "no-date": N_("'%(text)s' is no date; write it as 2027-01-01"),
    "no-kind": N_("'%(text)s' says neither off nor on"),
    "silent": N_("'%(text)s' is not marked as off (休) or on (班), as others in the file are"),
    "again": N_("it comes with its rule of repetition, which is not read: give each date"),
    "long": N_("it lasts %(days)s days"),
    "both": N_("%(date)s is off on line %(first)s, and worked here, or the reverse"),
    "said": N_("%(date)s: the calendar file says the reverse on its line %(first)s"),
    "shape": N_("this is no object with date, kind and name"),
    "columns": N_("the columns date and kind are not there: %(text)s"),
}
"""What can be wrong with a row."""
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_MARKED_ON = re.compile(r"班|work|make-?up", re.IGNORECASE)
_STRICT = re.compile(r"班|休|放假")
"""In a file with such marks, an event without one does not say whether people work on that festival."""
_MARKED_OFF = re.compile(r"休|假|holiday|day off", re.IGNORECASE)
_MARK = re.compile(r" *[(（]?(休假|休息|休|放假|假期|补班|上班|班)[)）]?$")


class Day(NamedTuple):
    """One date that is off or worked: ISO date, ``off`` or ``on``, what it is called ("" for nothing), and
    the line of the file that says so."""

    day: str
    kind: str
    name: str
    line: int


class Bad(NamedTuple):
    """A row that could not be read: its line, a key of ``PROBLEMS`` and what fills its text."""

    line: int
    code: str
    data: dict[str, Any]


class UnreadableError(Exception):
    """The file as a whole is not what its name says; the text says what the reader said."""


def read_holidays(name: str, data: bytes) -> tuple[list[Day], list[Bad]]:
    """The days in a file, by date, and the rows that are none. The end of ``name`` says which form it has
    (.ics, .json, else CSV). Raises UnreadableError."""
    text = _text(data)
    if name.lower().endswith(".ics"):
        found = _events(text)
    elif name.lower().endswith(".json"):
        found = _objects(text)
    else:
        found = _rows(text)
    days: dict[str, Day] = {}
    bad = []
    for each in found:
        if isinstance(each, Bad):
            bad.append(each)
        elif days.setdefault(each.day, each).kind != each.kind:
            bad.append(Bad(each.line, "both", {"date": each.day, "first": days[each.day].line}))
    return [days[day] for day in sorted(days)], sorted(bad)


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("neither UTF-8 nor GB18030")


def _rows(text: str) -> Iterator[Day | Bad]:
    reader = csv.reader(io.StringIO(text, newline=""))
    places: dict[str, int] = {}
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not places:
                places = _columns(cells)
                if "date" in places and "kind" in places:
                    continue
                if _DATE.fullmatch(cells[0].strip()) is None:  # no head, and no row either
                    yield Bad(line, "columns", {"text": ", ".join(cells)[:100]})
                    return
                places = {"date": 0, "kind": 1, "name": 2}
            row = {key: cells[at].strip() if at < len(cells) else "" for key, at in places.items()}
            yield _day(row["date"], row["kind"], row.get("name", ""), line)
    except csv.Error as error:
        raise UnreadableError(str(error)) from None


def _columns(cells: list[str]) -> dict[str, int]:
    heads = [cell.strip().lower() for cell in cells]
    return {key: heads.index(word) for key, words in COLUMNS.items() for word in words if word in heads}


def _objects(text: str) -> Iterator[Day | Bad]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from None
    items = value.get("days") if isinstance(value, dict) else value
    if not isinstance(items, list):
        raise UnreadableError('a list of days, or {"days": [...]}, was expected')
    at = 0
    for item in items:
        if not isinstance(item, dict):
            yield Bad(text.count("\n", 0, at) + 1, "shape", {})
            continue
        heads = {str(key).lower(): cell for key, cell in item.items()}
        cells = {key: next((heads[w] for w in words if w in heads), "") for key, words in COLUMNS.items()}
        found = text.find(json.dumps(cells["date"], ensure_ascii=False), at)
        at = found if found >= 0 else at
        kind = str(cells["kind"]).lower()
        yield _day(str(cells["date"]), kind, str(cells["name"]), text.count("\n", 0, at) + 1)


def _day(day: str, kind: str, name: str, line: int) -> Day | Bad:
    when = _date(day)
    if when is None:
        return Bad(line, "no-date", {"text": day[:60]})
    meant = KINDS.get(kind.strip().lower())
    if meant is None:
        return Bad(line, "no-kind", {"text": kind[:60]})
    return Day(when.isoformat(), meant, _clean(name), line)


def _date(text: str) -> date | None:
    found = _DATE.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        return None


def _clean(name: str) -> str:
    return " ".join(name.split())[:60]


# -- iCalendar -----------------------------------------------------------------------------------------


def _events(text: str) -> Iterator[Day | Bad]:
    from icalendar import Calendar

    try:
        whole = Calendar.from_ical(text)
        events = list(whole.walk("VEVENT"))
    except (ValueError, IndexError, KeyError) as error:
        raise UnreadableError(str(error)) from None
    lines = [
        number for number, line in enumerate(text.splitlines(), 1) if line.strip().upper() == "BEGIN:VEVENT"
    ]
    marks = [_marked(event) for event in events]
    strict = any(
        "X-APPLE-SPECIAL-DAY" in each or _STRICT.search(str(each.get("SUMMARY", ""))) for each in events
    )
    for number, event in enumerate(events):
        line = lines[number] if number < len(lines) else 1
        yield from _event(event, marks[number], strict, line)


def _marked(event: Any) -> str:
    """Whether an event says itself to be off or on; "" where it does not."""
    special = str(event.get("X-APPLE-SPECIAL-DAY", "")).upper()
    if special in ("WORK-HOLIDAY", "ALTERNATE-WORKDAY"):
        return OFF if special == "WORK-HOLIDAY" else ON
    said = str(event.get("SUMMARY", ""))
    return ON if _MARKED_ON.search(said) else OFF if _MARKED_OFF.search(said) else ""


def _event(event: Any, kind: str, others: bool, line: int) -> Iterable[Day | Bad]:
    said = _clean(str(event.get("SUMMARY", "")))
    if "RRULE" in event or "RDATE" in event:
        return [Bad(line, "again", {})]
    if not kind and others:
        return [Bad(line, "silent", {"text": said})]
    try:
        first = _day_of(event.decoded("DTSTART"))
        last = _day_of(event.decoded("DTEND")) if "DTEND" in event else first + timedelta(days=1)
    except (KeyError, ValueError, TypeError, AttributeError):
        return [Bad(line, "no-date", {"text": str(event.get("DTSTART", ""))[:60]})]
    count = max(1, (last - first).days)  # DTEND is the first day that is no more in it
    if count > MOST_DAYS:
        return [Bad(line, "long", {"days": count})]
    name = _MARK.sub("", said) or said
    return [Day((first + timedelta(days=n)).isoformat(), kind or OFF, name, line) for n in range(count)]


def _day_of(value: Any) -> date:
    return date(value.year, value.month, value.day)
