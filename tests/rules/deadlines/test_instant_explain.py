"""Explanations: every step from the anchor to the result, and what was passed over and why."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from engine.model.definition import Field
from engine.model.timing import Anchor, Instant
from engine.rules.calendars import Calendar, CalendarNeeded
from engine.rules.calendars.china import china
from engine.rules.calendars.compiled import compile_calendar
from engine.rules.deadlines import compute
from engine.rules.deadlines.explain import explain
from engine.rules.deadlines.grammar import InstantNames, parse_instant
from engine.rules.deadlines.lines import LINES, WEEKDAYS
from tests.rules.oracle.drawn import instants

HOURS = dict.fromkeys(range(1, 6), ((540, 1080),))
OFFICE = Calendar.from_compiled(compile_calendar("cn-office", "Asia/Shanghai", HOURS, china()))
UNTIL_2026 = Calendar.from_compiled(
    {**compile_calendar("cn-office", "Asia/Shanghai", HOURS, china()), "last_year": 2026}
)
BERLIN = Calendar.from_compiled(compile_calendar("b", "Europe/Berlin", HOURS))
NAMES = InstantNames(
    {
        name: Field(name, name, type)
        for name, type in [("paid_at", "datetime"), ("festival", "date"), ("lead", "duration")]
    },
    {"pick": ("done",)},
    has_due=True,
)


def told(text: str, anchor: str | None, calendar: Calendar = OFFICE, lead: str | None = None) -> list[str]:
    """The lines as English text."""
    instant, problems = parse_instant(text, NAMES)
    assert instant is not None, problems
    zone = ZoneInfo(calendar.zone)
    moment: int | str | None = anchor
    if anchor is not None and ":" in anchor:
        moment = int(datetime.fromisoformat(anchor).replace(tzinfo=zone).timestamp()) * 1000

    def fill(value: object, key: str) -> object:
        if key != "at":
            return value
        assert isinstance(value, int)
        return datetime.fromtimestamp(value / 1000, zone).strftime("%Y-%m-%d %H:%M")

    lines = explain(instant, lambda _: moment, calendar, {"lead": lead})
    return [LINES[line.code] % {key: fill(value, key) for key, value in line.data.items()} for line in lines]


def test_working_hours_over_national_day():
    assert told("4 work hours after paid_at", "2026-09-30 20:00") == [
        "from 'paid_at', 2026-09-30 20:00",
        "4h of working time after it",
        "that is outside working hours: counted from the opening at 2026-10-08 09:00",
        "2026-10-01 to 2026-10-07: days off",
        "that is 2026-10-08 13:00",
    ]


def test_workdays_over_a_weekend_holidays_and_a_make_up_day():
    assert told("5 workdays by 18:00", "2026-09-30 15:00") == [
        "from the opening of the step, 2026-09-30 15:00",
        "workdays after it: 5",
        "2026-10-01 to 2026-10-07: days off",
        "2026-10-10 counts: a make-up workday",
        "2026-10-11: weekend",
        "the time is set to 18:00",
        "that is 2026-10-13 18:00",
    ]


def test_backwards():
    assert told("2 workdays before paid_at", "2026-10-12 20:00") == [
        "from 'paid_at', 2026-10-12 20:00",
        "workdays before it: 2",
        "2026-10-10 counts: a make-up workday",
        "2026-10-11: weekend",
        "2026-10-09 20:00 is outside working hours: the last closing",
        "that is 2026-10-09 18:00",
    ]
    assert told("1 work hour before pick.done", "2026-10-03 12:00") == [
        "from 'pick' closed as 'done', 2026-10-03 12:00",
        "1h of working time before it",
        "that is outside working hours: counted back from the closing at 2026-09-30 18:00",
        "2026-10-01 to 2026-10-03: days off",
        "that is 2026-09-30 17:00",
    ]


def test_a_day_off_gives_way():
    assert told("by friday 18:00 or workday before", "2026-09-21 10:00") == [
        "from the opening of the step, 2026-09-21 10:00",
        "the next Friday 18:00: 2026-09-25 18:00",
        "2026-09-25 is a day off: the workday before it, 2026-09-24",
        "that is 2026-09-24 18:00",
    ]
    assert told("1 week before festival by friday 12:00 or workday after", "2026-10-10") == [
        "from 'festival', 2026-10-10",
        "weeks before it: 1",
        "on Friday at 12:00",
        "2026-10-02 is a day off: the workday after it, 2026-10-08",
        "that is 2026-10-08 12:00",
    ]


def test_days_and_hours():
    assert told("1 day", "2026-09-30 15:00") == [
        "from the opening of the step, 2026-09-30 15:00",
        "days after it: 1",
        "2026-10-01 15:00 is outside working hours: the next opening",
        "that is 2026-10-08 09:00",
    ]
    assert told("24h before limit by 18:00", "2026-09-16 10:00") == [
        "from the limit, 2026-09-16 10:00",
        "24h before it, nights and days off included",
        "the last 18:00: 2026-09-14 18:00",
        "that is 2026-09-14 18:00",
    ]


def test_clocks_that_jump_and_clocks_that_go_back():
    assert told("1 day by 02:30", "2026-03-28 10:00", BERLIN)[-3:] == [
        "the time is set to 02:30",
        "2026-03-29 has no 02:30, the clocks jump over it: the first instant after that",
        "that is 2026-03-29 03:00",
    ]
    assert told("1 day by 02:30", "2026-10-24 10:00", BERLIN)[-2:] == [
        "2026-10-25 has 02:30 twice, the clocks go back: the first of the two",
        "that is 2026-10-25 02:30",
    ]


def test_a_year_whose_holidays_are_not_known():
    assert told("1 workday", "2026-12-31 15:00", UNTIL_2026)[-2:] == [
        "the holidays of 2027 are not known yet: ordinary weeks were assumed",
        "that is 2027-01-01 15:00",
    ]


def test_what_is_not_known_yet():
    assert told("2h", None) == ["no date yet: the step has not been opened"]
    assert told("2h after paid_at", None) == ["no date yet: 'paid_at' is not known"]
    assert told("2h after pick", None) == ["no date yet: 'pick' is not known"]
    assert told("2h after pick.done", None) == ["no date yet: 'pick.done' is not known"]
    assert told("2h after pick.opened", None) == ["no date yet: 'pick.opened' is not known"]
    assert told("2h before due", None) == ["no date yet: 'due' is not known"]
    assert told("lead after paid_at", "2026-01-05 10:00")[-1] == "no date yet: 'lead' is not known"
    assert told("lead", "2026-01-05 10:00", lead="2 workdays")[1] == "workdays after it: 2"


def test_many_days_off_are_counted_after_thirty():
    lines = told("250 workdays", "2026-01-05 10:00", BERLIN)
    assert lines[2] == "2026-01-10 to 2026-01-11: weekend"
    assert lines[-2:] == ["and 40 more days off", "that is 2026-12-21 10:00"]
    assert len(lines) == 2 + 30 + 2


def test_hours_need_no_calendar_and_everything_else_does():
    lines = explain(Instant("", "ms", 3_600_000, anchor=Anchor("start")), lambda _: 0, None, {})
    assert [line.code for line in lines] == ["from-start", "after-ms", "result"]
    with pytest.raises(CalendarNeeded):
        explain(Instant("", "workdays", 1), lambda _: 0, None, {})


def test_a_day_of_the_month_and_a_month_that_has_no_such_day():
    assert told("by day 10 18:00 or workday before", "2026-09-28 10:00")[1:] == [
        "the next 18:00 on day 10 of a month: 2026-10-10 18:00",
        "that is 2026-10-10 18:00",
    ]
    assert told("24h before paid_at by day 31 18:00", "2026-12-05 10:00")[2:] == [
        "the last 18:00 on day 31 of a month: 2026-11-30 18:00",
        "that month has no day 31: its last, 2026-11-30",
        "that is 2026-11-30 18:00",
    ]
    assert told("1 month by day 31 18:00", "2026-10-31 10:00")[1:] == [
        "months after it: 1",
        "that month has no day 31: its last, 2026-11-30",
        "on day 31 of the month at 18:00",
        "that month has no day 31: its last, 2026-11-30",
        "that is 2026-11-30 18:00",
    ]


@given(instants())
@settings(derandomize=True, max_examples=60, deadline=None)
def test_an_explanation_says_what_is_assumed_and_every_line_has_a_text(case):
    text, anchor, working = case
    instant, _ = parse_instant(text, NAMES)
    assert instant is not None
    moment = anchor if isinstance(anchor, str) else working.seen.ms(anchor)
    calendar = Calendar.from_compiled(working.compiled)
    planned = compute(instant, lambda _: moment, calendar, {})
    lines = explain(instant, lambda _: moment, calendar, {})
    assert planned is not None
    assert lines[-1].data == {"at": planned.at}
    assert ("provisional" in {line.code for line in lines}) == planned.provisional
    for line in lines:
        assert set(re.findall(r"%\((\w+)\)s", LINES[line.code])) == set(line.data)
        assert line.data.get("weekday", "Monday") in WEEKDAYS
