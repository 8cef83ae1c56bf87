"""The JSON Schema of a field takes what ``check`` takes; what is shown is read back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from value_fields import COURIERS, FIELDS, ZONE, field

from engine.model.definition import Field
from engine.rules.values import ValueProblem, check, from_text, json_schema, show
from engine.rules.values.ranges import (
    DATE,
    any_decimal,
    count_fewer,
    count_more,
    date_at_least,
    date_at_most,
    decimal_at_least,
    decimal_at_most,
)

VALIDATORS = [Draft202012Validator(json_schema(one)) for one in FIELDS]

DECIMALS = st.from_regex(r"\A-?(0|[1-9][0-9]{0,16})(\.[0-9]{1,11})?\Z")
NEAR_BOUNDS = st.sampled_from(
    [
        "0",
        "-0",
        "-0.00",
        "0.01",
        "0.010",
        "0.009",
        "30.25",
        "30.250",
        "30.3",
        "30.2499999999",
        "-12.5",
        "-12.50",
        "-12.51",
        "-3",
        "-7",
        "-7.1",
        "-2.9",
        "-105.50",
        "-105.51",
        "-0.01",
        "999.99",
        "1000.00",
        "0.5",
        "0.51",
    ]
)
DATES = st.dates(date(1899, 1, 1), date(2201, 1, 1)).map(str)
NEAR_DATES = st.sampled_from(
    [
        "2026-02-27",
        "2026-02-28",
        "2026-02-29",
        "2026-03-01",
        "2030-10-09",
        "2030-10-10",
        "2024-02-29",
        "1900-02-29",
    ]
)
DURATIONS = st.builds(
    lambda count, space, unit: f"{count}{space}{unit}",
    st.one_of(st.integers(0, 12), st.integers(0, 10**11), st.sampled_from([40, 41, 89, 90, 240, 241, 14400])),
    st.sampled_from(["", " "]),
    st.sampled_from(
        ["h", "min", "s", "hours", "day", "days", "week", "workdays", "work hours", "work minute"]
    )
    | st.sampled_from(["months", "years", "hs", "mins", "work  hours"]),
)
SINGLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-200, 200),
    st.integers(-(10**16), 10**16),
    st.integers(-(10**13), 10**13),
    DECIMALS,
    NEAR_BOUNDS,
    DATES,
    NEAR_DATES,
    DURATIONS,
    st.sampled_from(
        [*COURIERS, "SF", "a", "bb", "abb", "123456", "123456\n", " 123456", "12345６", "https://a.b"]
    ),
    st.from_regex(r"\A[0-9]{5,33}\Z"),
    st.text(max_size=6),
    st.text(st.characters(max_codepoint=0xA0), max_size=5),
    st.sampled_from(
        ["", " ", "\n", "a\tb", "a\nb", "a\n", "\u3000a", "a\u0085", "x" * 200, "x" * 201, "x" * 2_001]
    ),
    st.dictionaries(st.text(max_size=2), st.none(), max_size=1),
)
VALUES = st.one_of(SINGLE, st.lists(SINGLE, max_size=4), st.lists(st.integers(0, 5), max_size=5))


def takes(field: Field, value: Any) -> bool:
    try:
        check(field, value)
    except ValueProblem:
        return False
    return True


def agree(value: Any) -> None:
    """Every field's schema and ``check`` say the same of a value; a value that is taken reads back."""
    for one, validator in zip(FIELDS, VALIDATORS, strict=True):
        taken = takes(one, value)
        assert validator.is_valid(value) == taken, (one, value)
        if taken:
            canonical = check(one, value)
            assert check(one, canonical) == canonical
            assert validator.is_valid(canonical)
            assert from_text(one, show(one, canonical, ZONE), ZONE) == canonical, (one, canonical)


@settings(derandomize=True, max_examples=400, deadline=None)
@example("2000-02-29")
@example("123456\n")
@example([1, 2])
@example("30.250")
@given(VALUES)
def test_schema_and_check_take_the_same_values(value: Any) -> None:
    agree(value)


@pytest.mark.soak
@settings(max_examples=50_000, deadline=None)
@given(VALUES)
def test_schema_and_check_take_the_same_values_soak(value: Any) -> None:
    agree(value)


def test_the_schemas_are_schemas() -> None:
    for one in FIELDS:
        Draft202012Validator.check_schema(json_schema(one))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.floats(allow_nan=True, allow_infinity=True) | st.floats(-200, 200), st.sampled_from(FIELDS))
def test_a_float_is_taken_as_it_prints(value: float, one: Field) -> None:
    if takes(one, value):
        assert Draft202012Validator(json_schema(one)).is_valid(check(one, value))


def same(pattern: str, text: str, expected: bool) -> None:
    assert (re.search(pattern, text) is not None) == expected, (pattern, text)


BOUNDS = st.from_regex(r"\A-?(0|[1-9][0-9]{0,14})(\.[0-9]{0,9}[1-9])?\Z").filter(lambda text: text != "-0")


@settings(derandomize=True, max_examples=300, deadline=None)
@given(BOUNDS, st.one_of(DECIMALS, BOUNDS, NEAR_BOUNDS))
def test_decimal_bounds_as_patterns(bound: str, text: str) -> None:
    from decimal import Decimal

    if re.search(any_decimal(10), text):
        same(decimal_at_least(bound), text, Decimal(text) >= Decimal(bound))
        same(decimal_at_most(bound), text, Decimal(text) <= Decimal(bound))


def test_small_decimal_bounds_as_patterns_completely() -> None:
    steps = [f"{number / 4:g}" for number in range(-50, 51)]
    for bound in steps:
        for text in steps:
            same(decimal_at_least(bound), text, float(text) >= float(bound))
            same(decimal_at_most(bound), text, float(text) <= float(bound))


def test_counts_as_patterns_completely() -> None:
    for bound in range(0, 130):
        more, fewer = re.compile(count_more(bound, 3)), re.compile(count_fewer(bound))
        for number in range(0, 1_000):
            assert bool(more.fullmatch(str(number))) == (number >= bound)
            assert bool(fewer.fullmatch(str(number))) == (number <= bound)


def test_the_pattern_of_dates_has_every_date_and_no_other() -> None:
    pattern = re.compile(DATE)
    day, last = date(1900, 1, 1), date(2199, 12, 31)
    found = 0
    while day <= last:
        found += pattern.search(day.isoformat()) is not None
        day += timedelta(days=1)
    assert found == (last - date(1900, 1, 1)).days + 1
    years = (1900, 2000, 2023, 2024, 2100)
    possible = [f"{y}-{month:02d}-{number:02d}" for y in years for month in range(14) for number in range(33)]
    assert sum(pattern.search(text) is not None for text in possible) == 365 * 5 + 2
    assert not pattern.search("2026-11-21\n")


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_date_bounds_as_patterns(bound: date, day: date) -> None:
    same(date_at_least(str(bound)), str(day), day >= bound)
    same(date_at_most(str(bound)), str(day), day <= bound)


TYPED = st.text(st.sampled_from("0123456789.,-+¥元年月日天hmin工作 :/TZ是否\"'、sf"), max_size=16)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(
    TYPED | st.text(max_size=12), st.sampled_from(FIELDS), st.sampled_from([ZONE, "America/New_York", "UTC"])
)
def test_what_is_read_is_shown_and_read_again(text: str, one: Field, zone: str) -> None:
    try:
        stored = from_text(one, text, zone)
    except ValueProblem:
        return
    assert check(one, stored) == stored
    assert from_text(one, show(one, stored, zone), zone) == stored


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.integers(-2_208_900_000_000, 7_258_000_000_000),
    st.sampled_from(
        [ZONE, "America/New_York", "Europe/Amsterdam", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
    ),
)
@example(1_762_061_400_000, "America/New_York")
@example(-2_177_481_943_000, ZONE)
def test_every_instant_is_shown_so_that_it_is_read_back(instant: int, zone: str) -> None:
    moment = field("datetime")
    assert from_text(moment, show(moment, instant, zone), zone) == instant
