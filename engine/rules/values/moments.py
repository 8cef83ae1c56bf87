"""date and datetime. A date is ``YYYY-MM-DD``, a datetime milliseconds UTC; both from 1900 to 2199."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from engine.model.definition import Field
from engine.rules.calendars.zones import DAY, EPOCH_DAY, HOUR, MINUTE, zone
from engine.rules.values.kind import Kind, narrow
from engine.rules.values.problems import ValueProblem, brief

FIRST_YEAR, LAST_YEAR = 1900, 2199
EARLIEST, LATEST = -2_208_988_800_000, 7_258_118_399_999
"""Milliseconds UTC of the first and the last instant of those years."""

_STORED = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TWO = "([0-9]{1,2})"
_DATE = rf"([0-9]{{4}})(?:-{_TWO}-{_TWO}|/{_TWO}/{_TWO}|\.{_TWO}\.{_TWO}|年{_TWO}月{_TWO}日)"
_TIME = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
_OFFSET = r"(Z|z|[+-][0-9]{2}:?[0-9]{2}(?::[0-9]{2})?)?"
_TYPED_DATE = rf"{_DATE}(?:[ T]0{{1,2}}:00(?::00)?)?"
_TYPED = rf"{_DATE}(?:[ T]|(?<=日)) *{_TIME} *{_OFFSET}"


def _day(parts: tuple[str | None, ...]) -> date:
    """The date of a year and the month and day that one of the forms found. Raises ValueError."""
    year, month, day = (int(part) for part in parts if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("year")
    return date(year, month, day)


def _read_date(field: Field, text: str, zone_name: str) -> str:
    found = re.fullmatch(_TYPED_DATE, narrow(text))
    try:
        if found is not None:
            return _day(found.groups()).isoformat()
    except ValueError:
        pass
    raise ValueProblem("not-a-date", value=brief(text))


def _check_date(field: Field, value: Any) -> str:
    try:
        if not isinstance(value, str) or not re.fullmatch(_STORED, value):
            raise ValueError("form")
        _day(tuple(value.split("-")))
    except ValueError:
        raise ValueProblem("not-a-date", value=brief(value)) from None
    if field.min is not None and value < field.min:
        raise ValueProblem("too-early", value=value, least=field.min)
    if field.max is not None and value > field.max:
        raise ValueProblem("too-late", value=value, most=field.max)
    return value


def _show_date(field: Field, value: Any, zone_name: str) -> str:
    return str(value)


def _date_schema(field: Field) -> dict[str, Any]:
    from engine.rules.values.ranges import DATE, date_at_least, date_at_most

    forms = [DATE]
    if field.min is not None:
        forms.append(date_at_least(field.min))
    if field.max is not None:
        forms.append(date_at_most(field.max))
    return {"type": "string", "format": "date", "allOf": [{"pattern": form} for form in forms]}


def _read_datetime(field: Field, text: str, zone_name: str) -> int:
    plain = narrow(text)
    found = re.fullmatch(_TYPED, plain)
    try:
        if found is not None:
            parts = found.groups()
            return _instant(_day(parts[:9]), parts[9:13], parts[13], zone_name)
        if re.fullmatch(_TYPED_DATE, plain):
            raise ValueProblem("time-missing", value=brief(text))
    except ValueError:
        pass
    raise ValueProblem("not-a-datetime", value=brief(text))


def _instant(day: date, clock: tuple[str | None, ...], offset: str | None, zone_name: str) -> int:
    """The instant of a local time: in a repeat the first of the two, in a gap the first after it."""
    hour, minute, second = (int(part or 0) for part in clock[:3])
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("time of day")
    time = hour * HOUR + minute * MINUTE + second * 1000 + int((clock[3] or "")[:3].ljust(3, "0"))
    if offset is None:
        return zone(zone_name).join(day.toordinal(), time)
    digits = offset[1:].replace(":", "").ljust(6, "0")
    away = 0
    if offset not in ("Z", "z"):
        away = int(digits[:2]) * HOUR + int(digits[2:4]) * MINUTE + int(digits[4:]) * 1000
    if away >= DAY:
        raise ValueError("offset")
    return (day.toordinal() - EPOCH_DAY) * DAY + time - (-away if offset[0] == "-" else away)


def _check_datetime(field: Field, value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueProblem("not-a-datetime", value=brief(value))
    least = EARLIEST if field.min is None else max(field.min, EARLIEST)
    most = LATEST if field.max is None else min(field.max, LATEST)
    if value < least:
        raise ValueProblem("too-early", value=_utc(value), least=_utc(least))
    if value > most:
        raise ValueProblem("too-late", value=_utc(value), most=_utc(most))
    return value


def _utc(value: int) -> str:
    """An instant in a message, which knows no zone: with its offset, UTC."""
    if not EARLIEST <= value <= LATEST:
        return brief(value)
    return show_instant(value, "UTC").replace(" ", "T") + "Z"


def show_instant(value: int, zone_name: str) -> str:
    """``2026-11-21 18:00`` in a zone, with seconds where there are any, and with the offset where the
    local time comes twice and this is not the first."""
    clock = zone(zone_name)
    day, time = clock.split(value)
    minutes, rest = divmod(time, MINUTE)
    text = f"{date.fromordinal(day).isoformat()} {minutes // 60:02d}:{minutes % 60:02d}"
    if rest:
        text += f":{rest // 1000:02d}"
    if rest % 1000:
        text += f".{rest % 1000:03d}"
    if clock.join(day, time) == value:
        return text
    offset = (day - EPOCH_DAY) * DAY + time - value
    seconds = abs(offset) // 1000
    text += f"{'-' if offset < 0 else '+'}{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return text + (f":{seconds % 60:02d}" if seconds % 60 else "")


def _show_datetime(field: Field, value: Any, zone_name: str) -> str:
    return show_instant(value, zone_name)


def _datetime_schema(field: Field) -> dict[str, Any]:
    return {
        "type": "integer",
        "minimum": EARLIEST if field.min is None else max(field.min, EARLIEST),
        "maximum": LATEST if field.max is None else min(field.max, LATEST),
    }


KINDS = {
    "date": Kind(_read_date, _check_date, _show_date, _date_schema),
    "datetime": Kind(_read_datetime, _check_datetime, _show_datetime, _datetime_schema),
}
