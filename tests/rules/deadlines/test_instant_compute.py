"""Working instants out: against the oracle, and where something is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from minute_oracle import DAY, MINUTE, LeftError, Oracle, window

from engine.model.definition import Anchor, Instant
from engine.rules.calendars import Calendar, CalendarGap, CalendarNeeded, OutOfRange
from engine.rules.calendars.compiled import DayData, compile_calendar
from engine.rules.deadlines import Planned, compute

WINDOWS = [
    ("Asia/Shanghai", "2026-09-10"),
    ("Europe/Berlin", "2026-03-01"),
    ("Europe/Berlin", "2026-09-28"),
    ("America/New_York", "2026-02-10"),
    ("Australia/Lord_Howe", "2026-09-08"),
    ("Australia/Lord_Howe", "2026-03-08"),
    ("America/St_Johns", "2005-10-01"),
    ("America/Sao_Paulo", "2017-09-15"),
    ("Pacific/Apia", "2011-12-01"),
]
SIZE = 60
HOURS = [
    [[540, 1080]],
    [[540, 720], [780, 1080]],
    [[0, 1440]],
    [[0, 150], [1380, 1440]],
    [[150, 180]],
    [],
]
AMOUNTS = {
    "ms": st.integers(1, 4000),
    "work_ms": st.integers(0, 3000),
    "days": st.integers(0, 12),
    "weeks": st.integers(1, 2),
    "months": st.just(1),
    "workdays": st.integers(0, 6),
}


@st.composite
def cases(draw):
    zone, first = draw(st.sampled_from(WINDOWS))
    days = st.integers(0, SIZE).map(
        lambda n: date.fromordinal(date.fromisoformat(first).toordinal() + n).isoformat()
    )
    hours = {str(number): draw(st.sampled_from(HOURS)) for number in range(2, 8)}
    compiled = {
        "name": "any",
        "zone": zone,
        "hours": {"1": [[540, 1080]], **hours},
        "off": sorted(draw(st.lists(days, max_size=8, unique=True))),
        "on": sorted(draw(st.lists(days, max_size=4, unique=True))),
        "on_like": 1,
    }
    seen = window(zone, first, SIZE)
    changes = [n for n in range(1, len(seen.wall)) if seen.wall[n] != seen.wall[n - 1] + 1] or [
        SIZE // 2 * DAY
    ]
    near = st.builds(int.__add__, st.sampled_from(changes), st.integers(-3 * DAY, 3 * DAY))
    anchor = draw(st.one_of(near, st.integers(20 * DAY, 40 * DAY)))
    assume(18 * DAY < anchor < (SIZE - 18) * DAY)
    unit = draw(st.sampled_from([None, *AMOUNTS]))
    by = draw(st.one_of(st.none(), st.sampled_from([0, 30, 120, 150, 540, 1080, 1380, 1440])))
    weekday = draw(st.one_of(st.none(), st.integers(1, 7))) if by is not None else None
    dated = by is not None and draw(st.booleans())
    roll = draw(st.sampled_from([None, "before", "after"]))
    amount = draw(AMOUNTS[unit]) if unit else 0
    sign = draw(st.sampled_from([1, -1])) if unit else 1
    return (
        Calendar.from_compiled(compiled),
        Oracle(compiled, seen),
        anchor,
        dated,
        unit,
        amount,
        sign,
        by,
        weekday,
        roll,
    )


def check(case) -> None:
    calendar, oracle, minute, dated, unit, amount, sign, by, weekday, roll = case
    anchor = date.fromordinal(oracle.day_and_time(minute)[0]).isoformat() if dated else minute
    try:
        expected = oracle.reckon(anchor, unit, amount, sign, by, weekday, roll)
    except LeftError:
        assume(False)
    size = MINUTE if unit in ("ms", "work_ms") else 1
    instant = Instant("", unit, amount * size, "", sign, Anchor("field", "a"), by, weekday, roll)
    moment = anchor if dated else oracle.seen.ms(minute)
    planned = compute(instant, lambda _: moment, calendar, {})
    assert planned is not None
    assert planned.at == oracle.seen.ms(expected)


@given(cases())
@settings(derandomize=True, max_examples=150, deadline=None)
def test_every_instant_is_what_walking_minute_by_minute_gives(case):
    check(case)


@pytest.mark.soak
@given(cases())
@settings(max_examples=10_000, deadline=None, print_blob=True)
def test_ten_thousand_instants_are_what_walking_gives(case):
    check(case)


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
