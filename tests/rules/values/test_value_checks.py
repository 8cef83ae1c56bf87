"""Checking JSON values: what is taken, as what, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from value_fields import COURIERS, field, problem

from engine.model.definition import Field
from engine.rules.values import KINDS, ValueProblem, check, stored
from engine.rules.values.decimals import scaled, written
from engine.rules.values.duration import Duration
from engine.rules.values.problems import PROBLEMS


@pytest.mark.parametrize(
    ("field", "value", "canonical"),
    [
        (field("integer"), 30.0, 30),
        (field("number"), "31.50", "31.5"),
        (field("number"), "30.0", 30),
        (field("number"), 31.5, "31.5"),
        (field("number"), 0.1 + 0.2, "0.3"),
        (field("number"), "-0", 0),
        (field("money"), 12, "12.00"),
        (field("money"), "12.5", "12.50"),
        (field("money"), 12.5, "12.50"),
        (field("duration"), "60 minutes", "1h"),
        (field("duration"), "1 days", "1 day"),
        (field("list", of="number"), [1, "2.50"], [1, "2.5"]),
        (field("list", of="text"), ("a",), ["a"]),
    ],
)
def test_values_become_canonical(field: Field, value: Any, canonical: Any) -> None:
    assert check(field, value) == canonical
    assert check(field, canonical) == canonical
    assert type(check(field, value)) is type(canonical)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (field("text"), 3, "3 is not a text"),
        (field("text"), "", "a value is needed"),
        (field("text"), " a", "the text begins or ends with white space"),
        (field("text"), "a\n", "the text begins or ends with white space"),
        (field("text"), "a\ud800b", "the text contains the character U+D800, which nobody can see"),
        (field("text"), "a\x85b", "the text contains the character U+0085, which nobody can see"),
        (field("integer"), True, "True is not a whole number"),
        (field("integer"), "3", "3 is not a whole number"),
        (field("integer"), 3.5, "3.5 is not a whole number"),
        (field("integer"), 10**15, "1000000000000000 is more than 999999999999999"),
        (field("number"), float("nan"), "nan is not a number"),
        (field("number"), float("inf"), "inf is not a number"),
        (field("number"), 1e300, "1e+300 is not a number"),
        (field("number"), "0.00000000001", "0.00000000001 is not a number"),
        (field("number"), "1e3", "1e3 is not a number"),
        (field("number"), "01", "01 is not a number"),
        (field("number"), "１", "１ is not a number"),
        (field("money"), "12.505", "12.505 has more than 2 decimals"),
        (field("money"), True, "True is not an amount of money, such as 12.50"),
        (field("boolean"), 1, "1 is neither yes nor no"),
        (field("boolean"), "yes", "yes is neither yes nor no"),
        (field("date"), "2026-2-3", "2026-2-3 is not a date, such as 2026-11-21"),
        (field("date"), 20261121, "20261121 is not a date, such as 2026-11-21"),
        (field("datetime"), "2026-11-21 18:00",
         "2026-11-21 18:00 is not a date and time, such as 2026-11-21 18:00"),
        (field("datetime"), 10**18, "1000000000000000000 is after 2199-12-31T23:59:59.999Z"),
        (field("datetime"), False, "False is not a date and time, such as 2026-11-21 18:00"),
        (field("duration"), 3, "3 is not a length of time, such as 3 days, 24h or 4 work hours"),
        (field("choice", choices=COURIERS), "SF", "SF is none of: sf, jd, 圆通"),
        (field("choice", choices=COURIERS), ["sf"], "['sf'] is none of: sf, jd, 圆通"),
        (field("list"), "a", "a is not a list"),
        (field("list"), [], "a value is needed"),
        (field("list"), [["a"]], "['a'] is not a text"),
        (field("list"), ["a"] * 1001, "1001 items; at most 1000 are allowed"),
        (field("text"), "x" * 70 + " ", "the text begins or ends with white space"),
    ],
)  # fmt: skip
def test_what_is_no_value(field: Field, value: Any, said: str) -> None:
    assert problem(field, value) == said


def test_a_long_value_is_quoted_in_part() -> None:
    assert problem(field("link"), "x" * 100) == (
        "x" * 59 + "… is not a link; it begins with http:// or https://"
    )


@pytest.mark.parametrize("type", sorted(KINDS))
@pytest.mark.parametrize("value", [None, {}, object, b"x", float("-inf"), -(10**400), "", [None]])
def test_no_value_of_any_kind_raises_anything_else(type: str, value: Any) -> None:
    said = problem(field(type, choices=COURIERS, of="number"), value)
    assert said


@pytest.mark.parametrize("type", sorted(KINDS))
def test_an_integer_too_long_to_be_written_is_refused_like_any_other(type: str) -> None:
    assert problem(field(type, choices=COURIERS), 10**5000)


def test_calculated_values_are_rounded_half_up_into_their_stored_form() -> None:
    from decimal import Decimal

    assert stored("number", Decimal("0.00000000005")) == "0.0000000001"
    assert stored("number", Decimal("-2.50")) == "-2.5"
    assert stored("number", Decimal("1E+3")) == 1000
    assert stored("money", Decimal("0.125")) == "0.13"
    assert stored("money", 3) == "3.00"
    assert stored("list[money]", [3]) == ["3.00"]


def test_a_negative_duration_has_no_stored_form() -> None:
    with pytest.raises(ValueProblem) as raised:
        stored("duration", Duration("ms", -90 * 60_000))
    assert raised.value.data == {"value": "-90min"}


def test_scaled_numbers_are_written_back() -> None:
    for text in ("0", "1", "-1", "31.5", "-0.0000000001", "999999999999999.9999999999"):
        found = scaled(text)
        assert found is not None
        assert written(found) == text
    assert scaled("1000000000000000") is None


def test_every_problem_has_a_text_without_python_in_it() -> None:
    assert all("None" not in text and "int" not in text.split() for text in PROBLEMS.values())
