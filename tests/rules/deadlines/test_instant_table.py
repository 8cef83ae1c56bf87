"""About forty deadlines that can be checked by hand with a wall calendar of autumn 2026 in China:

    September              October
    Mo 14 21 28            Mo     5 12 19 26
    Tu 15 22 29            Tu     6 13 20 27
    We 16 23 30            We     7 14 21 28
    Th 17 24               Th  1  8 15 22 29
    Fr 18 25               Fr  2  9 16 23 30
    Sa 19 26               Sa  3 10 17 24 31
    Su 20 27               Su  4 11 18 25

Off: 25 to 27 September (Mid-autumn), 1 to 7 October (National Day). Worked: Sunday 20 September, Saturday
10 October. The office works Monday to Friday 9:00 to 18:00.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.model.definition import Field
from engine.rules.calendars import Calendar
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.deadlines import compute
from engine.rules.deadlines.grammar import InstantNames, parse_instant

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar.from_compiled(
    compile_calendar("cn-office", "Asia/Shanghai", dict.fromkeys(range(1, 6), ((540, 1080),)), china())
)
NAMES = InstantNames(
    {
        name: Field(name, name, type)
        for name, type in [("paid_at", "datetime"), ("festival", "date"), ("lead", "duration")]
    },
    {},
)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).timestamp()) * 1000


def shown(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, SHANGHAI).strftime("%Y-%m-%d %H:%M")


def due(text: str, anchor: str, lead: str = "2 workdays") -> str:
    """When an instant is whose anchor (the opening of the step, or the field it names) is this."""
    instant, problems = parse_instant(text, NAMES)
    assert instant is not None, problems
    moment = anchor if "festival" in text else at(anchor)
    planned = compute(instant, lambda _: moment, OFFICE, {"lead": lead})
    assert planned is not None
    return shown(planned.at)


TABLE = [
    # written                        from                  is
    # -- hours are exact, nights and holidays included
    ("24h",                          "2026-09-30 17:00",   "2026-10-01 17:00"),
    ("90min after paid_at",          "2026-10-01 23:00",   "2026-10-02 00:30"),
    ("2h before paid_at",            "2026-10-01 01:00",   "2026-09-30 23:00"),
    # -- working hours
    ("4 work hours",                 "2026-09-16 10:00",   "2026-09-16 14:00"),
    ("4 work hours",                 "2026-09-16 14:00",   "2026-09-16 18:00"),  # ends with the day: due then
    ("4 work hours",                 "2026-09-16 14:01",   "2026-09-17 09:01"),
    ("4 work hours",                 "2026-09-16 20:00",   "2026-09-17 13:00"),  # begins at the next opening
    ("4 work hours",                 "2026-09-30 17:00",   "2026-10-08 12:00"),  # over National Day
    ("4 work hours",                 "2026-10-09 17:00",   "2026-10-10 12:00"),  # on the make-up Saturday
    ("9 work hours before paid_at",  "2026-10-08 09:00",   "2026-09-30 09:00"),  # back to an opening exactly
    ("1 work hour before paid_at",   "2026-10-05 12:00",   "2026-09-30 17:00"),
    # -- workdays keep the time of day; the day of the anchor is not counted
    ("1 workday",                    "2026-09-30 15:00",   "2026-10-08 15:00"),
    ("2 workdays",                   "2026-10-08 10:30",   "2026-10-10 10:30"),
    ("1 workday",                    "2026-10-03 15:00",   "2026-10-08 15:00"),
    ("1 workday",                    "2026-09-16 20:00",   "2026-09-18 09:00"),  # 20:00: next opening
    ("1 workday",                    "2026-09-16 07:00",   "2026-09-17 09:00"),
    ("1 workday",                    "2026-09-16 18:00",   "2026-09-17 18:00"),  # closing time is inside
    ("1 workday before paid_at",     "2026-10-08 20:00",   "2026-09-30 18:00"),  # last closing
    ("1 workday before paid_at",     "2026-10-08 07:00",   "2026-09-29 18:00"),
    ("3 workdays by 18:00",          "2026-09-30 22:00",   "2026-10-10 18:00"),
    ("1 workday before paid_at by 18:00", "2026-10-08 00:00", "2026-09-30 18:00"),
    # -- days, weeks, months: every date counts; then into working hours
    ("3 days",                       "2026-09-14 15:00",   "2026-09-17 15:00"),
    ("1 day",                        "2026-09-30 15:00",   "2026-10-08 09:00"),  # a day off: next opening
    ("7 days before paid_at",        "2026-10-08 20:00",   "2026-09-30 18:00"),  # 1 October: last closing
    ("6 weeks before paid_at",       "2026-11-10 10:00",   "2026-09-29 10:00"),
    ("1 month",                      "2026-08-31 10:00",   "2026-09-30 10:00"),  # no 31 September
    # -- by sets the time, and nothing else moves it
    ("1 day by 10:00",               "2026-09-30 15:00",   "2026-10-01 10:00"),
    ("2 days before paid_at by 20:00", "2026-11-11 00:00", "2026-11-09 20:00"),
    ("1 week by friday 18:00",       "2026-09-14 10:00",   "2026-09-25 18:00"),  # the 21st, then its Friday
    ("1 week by friday 18:00 or workday before", "2026-09-14 10:00", "2026-09-24 18:00"),
    ("1 week by friday 18:00 or workday after",  "2026-09-14 10:00", "2026-09-28 18:00"),
    ("1 week before paid_at by friday 18:00",    "2026-10-21 10:00", "2026-10-09 18:00"),
    # -- by alone is the next such time
    ("by 18:00",                     "2026-09-16 10:00",   "2026-09-16 18:00"),
    ("by 18:00",                     "2026-09-16 18:00",   "2026-09-16 18:00"),
    ("by 18:00",                     "2026-09-16 18:01",   "2026-09-17 18:00"),
    ("by 08:00 or workday after",    "2026-09-30 09:00",   "2026-10-08 08:00"),
    ("by monday 09:00",              "2026-09-14 10:00",   "2026-09-21 09:00"),
    ("by 24:00",                     "2026-09-16 00:00",   "2026-09-17 00:00"),
    ("24h by 18:00",                 "2026-09-16 10:00",   "2026-09-17 18:00"),
    ("24h before paid_at by 18:00",  "2026-09-16 10:00",   "2026-09-14 18:00"),
    # -- a day of the month; the last one of a month that is too short
    ("by day 10 18:00",              "2026-09-14 10:00",   "2026-10-10 18:00"),
    ("by day 10 18:00",              "2026-09-10 18:00",   "2026-09-10 18:00"),
    ("by day 31 18:00",              "2026-09-14 10:00",   "2026-09-30 18:00"),
    ("by day 26 18:00 or workday before", "2026-09-14 10:00", "2026-09-24 18:00"),  # a Saturday off
    ("1 month by day 10 18:00",      "2026-09-28 10:00",   "2026-10-10 18:00"),  # the 10th of the month after
    ("1 month by day 10 18:00",      "2026-09-02 10:00",   "2026-10-10 18:00"),
    ("1 month before paid_at by day 31 18:00", "2026-10-21 10:00", "2026-09-30 18:00"),
    ("3 days by day 15 18:00",       "2026-09-14 10:00",   "2026-10-15 18:00"),  # after the 17th
    ("3 days before paid_at by day 15 18:00", "2026-09-14 10:00", "2026-08-15 18:00"),  # the 11th, then back
    ("festival by day 10 18:00",     "2026-10-01",         "2026-10-10 18:00"),
    # -- off days give way where it says so
    ("paid_at or workday before",    "2026-10-04 23:59",   "2026-09-30 23:59"),
    ("3 days or workday before",     "2026-10-01 15:00",   "2026-09-30 15:00"),
    ("3 days or workday before",     "2026-10-01 20:00",   "2026-09-30 18:00"),  # and its closing
    # -- a date has the time that by gives it
    ("festival by 18:00",            "2026-10-01",         "2026-10-01 18:00"),
    ("2 workdays before festival by 12:00", "2026-10-09",  "2026-09-30 12:00"),
    ("4 work hours before festival by 18:00", "2026-10-08","2026-10-08 14:00"),
    # -- a duration field
    ("lead before paid_at by 18:00", "2026-10-09 10:00",   "2026-09-30 18:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "anchor", "expected"), TABLE, ids=[f"{text} @ {anchor}" for text, anchor, _ in TABLE]
)
def test_a_deadline_is_when_the_wall_calendar_says(text, anchor, expected):
    assert due(text, anchor) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("24h", "2026-10-08 18:00"),  # the last 18:00 at or before 24 hours before 10:00 on the 10th
        ("3 days", "2026-10-07 18:00"),
        ("1 week", "2026-10-03 18:00"),
        ("2 workdays", "2026-10-08 18:00"),
        ("0 workdays", "2026-10-10 18:00"),
        ("1 month", "2026-09-10 18:00"),
        ("9 work hours", "2026-10-08 18:00"),
    ],
)
def test_a_duration_field_may_hold_any_span(lead, expected):
    assert due("lead before paid_at by 18:00", "2026-10-10 10:00", lead) == expected
