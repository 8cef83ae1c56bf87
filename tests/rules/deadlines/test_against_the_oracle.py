"""Every form of instant against the oracle, which reads the text itself and walks minute by minute."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings

from engine.model.definition import Field
from engine.rules.calendars import Calendar
from engine.rules.deadlines import compute
from engine.rules.deadlines.explain import explain
from engine.rules.deadlines.grammar import InstantNames, parse_instant
from tests.rules.oracle.drawn import Case, instants
from tests.rules.oracle.instants import months_away, read, reckon
from tests.rules.oracle.wall import LeftError

NAMES = InstantNames(
    {
        "paid_at": Field("paid_at", "paid_at", "datetime"),
        "festival": Field("festival", "festival", "date"),
    },
    {},
)


def check(case: Case) -> None:
    """The text is read and reckoned twice; both must say the same minute."""
    text, anchor, working = case
    try:
        expected = working.seen.ms(reckon(text, anchor, working))
    except LeftError:
        assume(False)
    instant, problems = parse_instant(text, NAMES)
    assert instant is not None, problems
    moment = anchor if isinstance(anchor, str) else working.seen.ms(anchor)
    calendar = Calendar.from_compiled(working.compiled)
    planned = compute(instant, lambda _: moment, calendar, {})
    assert planned is not None
    assert planned.at == expected
    assert explain(instant, lambda _: moment, calendar, {})[-1].data == {"at": expected}


@given(instants())
@settings(derandomize=True, max_examples=150, deadline=None)
def test_every_form_is_what_walking_minute_by_minute_gives(case: Case) -> None:
    check(case)


@pytest.mark.soak
@given(instants())
@settings(max_examples=10_000, deadline=None, print_blob=True)
def test_ten_thousand_of_every_form_are_what_walking_gives(case: Case) -> None:
    check(case)


# -- the oracle itself, where a person can look


def test_the_oracle_reads_what_is_written() -> None:
    assert read("90 work minutes before paid_at by friday 18:30 or workday after") == (
        "work", 90, -1, 1110, 5, None, "after",
    )  # fmt: skip
    assert read("festival by day 31 24:00") == ("", 0, 1, 1440, None, 31, None)
    assert read("6 weeks")[:3] == ("day", 42, 1)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-01-31", -2, "2025-11-30")],
)
def test_the_oracle_walks_months_as_people_do(start: str, months: int, expected: str) -> None:
    day = date.fromisoformat(start).toordinal()
    away = months_away(day, abs(months), 1 if months > 0 else -1)
    assert date.fromordinal(away).isoformat() == expected
