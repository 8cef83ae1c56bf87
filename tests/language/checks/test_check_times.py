"""What is always later, against trying every moment; and promises in a calendar with days off."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language import load_sop
from engine.language.checks.times import (
    Effort,
    Moment,
    Moments,
    always_later,
    never_earlier,
    reckon,
    time_of,
    told,
)
from engine.model.definition import Field
from engine.model.timing import Instant
from engine.rules.calendars import Calendar
from engine.rules.calendars.compiled import DayData, compile_calendar
from engine.rules.calendars.zones import DAY, HOUR
from engine.rules.deadlines.grammar import InstantNames, parse_instant

HOLIDAYS = DayData(tuple(f"2026-02-{day}" for day in range(15, 24)), ("2026-02-28",), 2025, 2026, "a test")
WEEK = {day: [(9 * 60, 18 * 60)] for day in range(1, 6)}
COMPILED = compile_calendar("office", "Asia/Shanghai", WEEK, HOLIDAYS)
OFFICE = Calendar.from_compiled(COMPILED)
NAMES = InstantNames({"at": Field("at", "at", "datetime")}, {})
SPANS = ["h", " work hours", " workdays", " days", " weeks", " months"]
WHICH = ["", " by 12:00", " by friday 18:00", " by 09:00 or workday before", " or workday after",
         " by day 10 18:00", " by day 31 18:00 or workday before"]  # fmt: skip


def instant(text: str) -> Instant:
    found, problems = parse_instant(text, NAMES)
    assert found is not None, problems
    return found


instants = st.builds(
    lambda number, unit, side, which: instant(f"{number}{unit} {side} at{which}"),
    st.integers(1, 12),
    st.sampled_from(SPANS),
    st.sampled_from(["after", "before"]),
    st.sampled_from(WHICH),
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(instants, instants)
def test_what_is_told_is_so_at_every_moment_that_is_tried(early: Instant, late: Instant) -> None:
    moments = Moments(OFFICE, dated=False)
    first, second = time_of([early], OFFICE, min), time_of([late], OFFICE, max)
    closest = always_later(first, second, moments, Effort())
    tried: list[Moment] = [moments.low(no) for no in range(0, moments.count, 37)]
    if closest is not None:
        assert all(first(moment) > second(moment) for moment in tried)
    elif not any(first(moment) <= second(moment) for moment in tried):
        gap = min(int(first(moments.low(no))) - second(moments.high(no)) for no in range(moments.count))
        assert gap <= 0, "what is not told is nowhere a matter of more than an hour"


def test_between_two_times_before_a_holiday_there_may_be_nothing() -> None:
    """At the end of the holiday both give way to the same closing: not always later, but never earlier."""
    five, ten = (time_of([instant(f"{n} days before at")], OFFICE, min) for n in (5, 10))
    moments = Moments(OFFICE, dated=False)
    assert always_later(five, ten, moments, Effort()) is None
    assert never_earlier(five, ten, moments, Effort())
    assert not never_earlier(ten, five, moments, Effort())
    assert not never_earlier(five, five, moments, Effort()), "the same time twice is in no wrong order"


def test_dates_are_tried_day_by_day() -> None:
    dated = InstantNames({"at": Field("at", "at", "date")}, {})
    one, two = (parse_instant(f"{n} workdays before at by 18:00", dated)[0] for n in (1, 2))
    assert one is not None
    assert two is not None
    moments = Moments(OFFICE, dated=True)
    assert (moments.count, moments.low(0), moments.high(1)) == (365, "2025-07-01", "2025-07-02")
    assert always_later(time_of([one], OFFICE, min), time_of([two], OFFICE, max), moments, Effort())
    assert reckon(two, "2026-02-24", OFFICE) == reckon(one, "2026-02-13", OFFICE)


def test_what_is_so_at_every_full_hour_need_not_be_so_in_between() -> None:
    """At 11:00 it is 12:10 after 12:00, and at 11:30 before 12:30."""
    early, late = (
        time_of([instant("1 days after at by 12:10")], OFFICE, min),
        time_of([instant("25h after at")], OFFICE, max),
    )
    whole = [day * 24 + 3 for day in range(365)]
    moments = Moments(OFFICE, dated=False)
    assert all(early(moments.low(no)) > late(moments.low(no)) for no in whole)

    class Elevens(Moments):
        def low(self, no: int) -> Moment:
            return super().low(no * 24 + 3)

        def high(self, no: int) -> Moment:
            return super().high(no * 24 + 3)

    elevens = Elevens(OFFICE, dated=False)
    elevens.count = 365
    assert always_later(early, late, elevens, Effort()) is None


def test_what_is_not_settled_within_the_effort_is_not_told() -> None:
    early, late = (
        time_of([instant("4 work hours after at")], OFFICE, min),
        time_of([instant("3h after at")], OFFICE, max),
    )
    moments = Moments(OFFICE, dated=False)
    assert always_later(early, late, moments, Effort()) is not None
    assert always_later(early, late, moments, Effort(50)) is None


def test_a_calendar_that_refuses_a_year_tells_nothing() -> None:
    refusing = Calendar.from_compiled({**COMPILED, "missing_year": "refuse"})
    early, late = (
        time_of([instant(f"{n} weeks after at or workday after")], refusing, min) for n in (90, 80)
    )
    assert always_later(early, late, Moments(refusing, dated=False), Effort()) is None


@pytest.mark.parametrize(
    ("length", "said"),
    [(0, "0h"), (90 * 60_000, "1h 30min"), (45 * 60_000, "45min"), (34 * HOUR, "34h"), (3 * DAY, "3 days"),
     (6 * DAY + 4 * HOUR, "6 days 4h"), (-HOUR, "0h")],
)  # fmt: skip
def test_a_length_for_people(length: int, said: str) -> None:
    assert told(length) == said


def codes(text: str, calendars: Any) -> list[str]:
    return [each.code for each in load_sop(dedent(text).encode(), "x.yaml", None, calendars).diagnostics]


BACKWARDS = """
    sop: x
    calendar: office
    required: [sale_at]
    data: {{sale_at: datetime}}
    deadlines:
      plan: {{due: {plan}, pause: []}}
      go: {{due: 1 day before sale_at, resume: absolute}}
    steps:
      plan: {{}}
      buy: {{due: 10 workdays}}
      store: {{due: {store}}}
      go: {{}}
"""


@pytest.mark.parametrize(
    ("plan", "store", "with_days", "without"),
    [
        ("4 weeks before sale_at by 09:00", "5 workdays", [], []),
        ("2 weeks before sale_at by 09:00", "5 workdays", ["D652"], []),
        ("11 days before sale_at by 09:00", "1h", ["D652"], []),
        ("12 workdays before sale_at", "5 workdays", ["D652"], []),
    ],
)
def test_the_days_off_count_where_they_are_known(
    plan: str, store: str, with_days: list[str], without: list[str]
) -> None:
    """Fifteen workdays are three weeks at the least; without the calendar nobody knows."""
    text = BACKWARDS.format(plan=plan, store=store)
    assert codes(text, {"office": COMPILED}) == with_days
    assert codes(text, ["office"]) == codes(text, None) == without


def test_workdays_compare_in_every_calendar() -> None:
    text = BACKWARDS.format(plan="12 workdays before sale_at", store="5 workdays").replace(
        "1 day before", "1 workday before"
    )
    assert codes(text, None) == ["D652"]
    assert codes(text.replace("due: 10 workdays", "due: 6 workdays"), None) == []


def test_a_moment_that_lies_ahead_is_no_beginning() -> None:
    """From a field that is also planned towards, nothing is reckoned: it may be weeks after the start."""
    text = """
        sop: x
        required: [ends_at]
        data: {ends_at: datetime}
        deadlines:
          review: {due: 24h after ends_at}
        steps:
          prepare: {due: 40h}
          review: {}
    """
    assert codes(text, None) == ["D652"]
    assert codes(text.replace("due: 40h", "due: 40h, not_before: ends_at"), None) == []
    assert codes(text.replace("prepare: {", "prepare: {pause: [], limit: 1h before ends_at, "), None) == []


def test_only_lanes_that_are_waited_for_make_a_way_longer() -> None:
    text = """
        sop: x
        steps:
          open: {}
          both:
            parallel:
              one: {steps: {slow: {due: 40h}}}
              two: {steps: {fast: {due: 1h}}}
            join: all
          close: {}
        deadlines:
          close: {due: 24h after start}
    """
    assert codes(text, None) == ["D651"]
    assert codes(text.replace("join: all", "join: any"), None) == []


def test_a_long_document_is_checked_in_no_time() -> None:
    """Two hundred promises along two hundred steps: what fits is seen at the first moment that is tried."""
    steps = "".join(f"  s{no}: {{due: 4 work hours}}\n" for no in range(200))
    promised = "".join(
        f"  d{no}: {{step: s{no}, due: {no + 1} weeks after start}}\n" for no in range(0, 200, 4)
    )
    text = f"sop: x\ncalendar: office\nsteps:\n{steps}deadlines:\n{promised}"
    assert codes(text, {"office": COMPILED}) == []
