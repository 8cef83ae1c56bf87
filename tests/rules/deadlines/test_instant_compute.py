"""Working instants out where something is missing, and over years without data."""

from __future__ import annotations

from datetime import date

import pytest

from engine.model.timing import Anchor, Instant
from engine.rules.calendars import Calendar, CalendarGap, CalendarNeeded, OutOfRange
from engine.rules.calendars.compiled import DayData, compile_calendar
from engine.rules.deadlines import Planned, compute

# -- what is not there

OFFICE = compile_calendar(
    "office", "UTC", dict.fromkeys(range(1, 6), ((540, 1080),)), DayData((), (), 2004, 2026)
)
CALENDAR = Calendar.from_compiled(OFFICE)
TWO_WORKDAYS = Instant("2 workdays", "workdays", 2)


def ms(day: str, hour: int) -> int:
    return CALENDAR.to_utc(date.fromisoformat(day), hour * 60)


def test_an_anchor_that_is_not_set_means_no_date_yet():
    assert compute(TWO_WORKDAYS, lambda _: None, CALENDAR, {}) is None


def test_the_anchor_is_asked_for_as_the_grammar_wrote_it_and_none_is_the_opening():
    asked = []

    def anchor_of(anchor):
        asked.append(anchor)
        return 0

    compute(Instant("", "ms", 5), anchor_of, None, {})
    compute(Instant("", "ms", 5, anchor=Anchor("outcome", "pick", "done")), anchor_of, None, {})
    assert asked == [None, Anchor("outcome", "pick", "done")]


def test_a_duration_field_that_is_not_set_means_no_date_yet():
    lead = Instant("lead", "field", 0, "lead")
    assert compute(lead, lambda _: 0, CALENDAR, {}) is None
    assert compute(lead, lambda _: 0, CALENDAR, {"lead": None}) is None
    assert compute(lead, lambda _: 0, CALENDAR, {"lead": "1h"}) == Planned(3_600_000, False, False)


def test_hours_and_bare_anchors_need_no_calendar_and_use_none():
    assert compute(Instant("", "ms", 5, sign=-1), lambda _: 7, None, {}) == Planned(2, False, False)
    assert compute(Instant("", None, anchor=Anchor("start")), lambda _: 7, None, {}) == Planned(
        7, False, False
    )
    assert compute(Instant("", "ms", 5), lambda _: 7, CALENDAR, {}) == Planned(12, False, False)


@pytest.mark.parametrize(
    "instant",
    [
        TWO_WORKDAYS,
        Instant("", "work_ms", 5),
        Instant("", "days", 5),
        Instant("", None, by=60),
        Instant("", "ms", 5, roll="after"),
    ],
)
def test_everything_else_needs_one(instant):
    with pytest.raises(CalendarNeeded):
        compute(instant, lambda _: 7, None, {})


def test_a_date_without_a_time_is_a_mistake_of_whoever_made_the_instant():
    with pytest.raises(ValueError, match="without a time of day"):
        compute(Instant("d", None, anchor=Anchor("field", "d")), lambda _: "2026-01-01", CALENDAR, {})


# -- years without data

PROVISIONAL = [
    # instant, from, provisional: whether a day of 2027 had to be asked about
    (TWO_WORKDAYS, ms("2026-12-29", 10), False),  # to 31 December
    (TWO_WORKDAYS, ms("2026-12-30", 10), True),
    (Instant("", "work_ms", 9 * 3_600_000), ms("2026-12-31", 9), False),  # ends with the year
    (Instant("", "work_ms", 9 * 3_600_000), ms("2026-12-31", 10), True),
    (Instant("", "work_ms", 3_600_000, sign=-1), ms("2027-01-01", 0), False),
    (Instant("", "work_ms", 3_600_000, sign=-1), ms("2027-01-01", 1), True),
    (Instant("", "workdays", 1, sign=-1), ms("2027-01-01", 10), False),  # the anchor's own day is not counted
    (Instant("", "workdays", 1, sign=-1), ms("2027-01-04", 10), True),
    (Instant("", "days", 1), ms("2026-12-31", 10), True),  # is it worked, so that 10:00 is inside?
    (Instant("", "days", 1, by=600), ms("2026-12-31", 10), False),  # the time is set: nothing to ask
    (Instant("", None, by=600, roll="after"), ms("2026-12-31", 11), True),
    (Instant("", "ms", 48 * 3_600_000), ms("2026-12-31", 10), False),
    (
        Instant("", "workdays", 1, by=600, roll="before", weekday=3),
        ms("2026-12-29", 9),
        False,
    ),  # Wednesday 30th
    (Instant("", "workdays", 1, by=600, roll="before", weekday=5), ms("2026-12-29", 9), True),  # Friday 1st
]


@pytest.mark.parametrize(("instant", "anchor", "expected"), PROVISIONAL)
def test_a_plan_is_provisional_exactly_when_it_rests_on_a_year_without_data(instant, anchor, expected):
    planned = compute(instant, lambda _: anchor, CALENDAR, {})
    assert planned is not None
    assert planned.provisional is expected


@pytest.mark.parametrize(("instant", "anchor", "expected"), PROVISIONAL)
def test_a_calendar_that_refuses_such_years_refuses_exactly_those_plans(instant, anchor, expected):
    refusing = Calendar.from_compiled({**OFFICE, "missing_year": "refuse"})
    if not expected:
        assert compute(instant, lambda _: anchor, refusing, {}) == compute(
            instant, lambda _: anchor, CALENDAR, {}
        )
        return
    with pytest.raises(CalendarGap) as gap:
        compute(instant, lambda _: anchor, refusing, {})
    assert gap.value.year == 2027


def test_a_day_off_that_gives_way_into_a_year_without_data_is_provisional():
    calendar = Calendar.from_compiled({**OFFICE, "last_year": 2022})
    friday = calendar.to_utc(date(2022, 12, 30), 600)
    rolled = [Instant("", "days", 1, by=600, roll=roll) for roll in ("before", "after")]  # from Saturday 31st
    planned = [compute(instant, lambda _: friday, calendar, {}) for instant in rolled]
    monday = calendar.to_utc(date(2023, 1, 2), 600)
    assert planned == [Planned(friday, False, True), Planned(monday, True, True)]


def test_the_calendar_is_used_by_everything_but_exact_hours():
    for instant in (
        TWO_WORKDAYS,
        Instant("", "days", 1, by=60),
        Instant("", None, by=60),
        Instant("", "work_ms", 5),
    ):
        planned = compute(instant, lambda _: ms("2026-06-01", 9), CALENDAR, {})
        assert planned is not None
        assert planned.calendar_used


@pytest.mark.parametrize(
    "lead", ["999999 months", "9999999 weeks", "9999999 workdays", "99999999 work hours", "9999999999h"]
)
def test_a_duration_that_leads_out_of_all_years_is_a_gap_and_no_crash(lead):
    instant = Instant("lead", "field", 0, "lead")
    with pytest.raises(OutOfRange):
        compute(instant, lambda _: ms("9990-06-01", 9), CALENDAR, {"lead": lead})
