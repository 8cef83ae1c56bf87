"""What people type and what stands in cells: which values it means, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from value_fields import COURIERS, ZONE, field, typed_problem

from engine.model.definition import Field
from engine.rules.values import ValueProblem, from_text, show
from engine.words import set_language

SIX_PM = 1_795_255_200_000
"""2026-11-21 18:00 in Shanghai."""

INTEGER, NUMBER, MONEY = field("integer"), field("number"), field("money")
BOOLEAN, DATE, DATETIME, DURATION = field("boolean"), field("date"), field("datetime"), field("duration")
COURIER = field("choice", choices=COURIERS)
TAGS = field("list", of="text")


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        (field("text"), "  好的 \n", "好的"),
        (field("text"), "a\r\nb", "a\nb"),
        (field("text", pattern="[0-9]{6,32}"), "0012345", "0012345"),
        (INTEGER, "31", 31),
        (INTEGER, "+31", 31),
        (INTEGER, "-31", -31),
        (INTEGER, "1,234,567", 1_234_567),
        (INTEGER, "31.0", 31),
        (INTEGER, "007", 7),
        (INTEGER, "３１", 31),
        (NUMBER, "31.5", "31.5"),
        (NUMBER, "31.50", "31.5"),
        (NUMBER, "31.00", 31),
        (NUMBER, ".5", "0.5"),
        (NUMBER, "-0.0", 0),
        (NUMBER, "1,234.5", "1234.5"),
        (NUMBER, "－３１．５", "-31.5"),
        (NUMBER, "0.30000000000000004", "0.3"),
        (NUMBER, "0.00000000005", "0.0000000001"),
        (MONEY, "12.5", "12.50"),
        (MONEY, "1,234.50", "1234.50"),
        (MONEY, "¥1,234.5", "1234.50"),
        (MONEY, "￥ 12", "12.00"),
        (MONEY, "12元", "12.00"),
        (MONEY, "12.500", "12.50"),
        (MONEY, "-0.5", "-0.50"),
        (BOOLEAN, "是", True),
        (BOOLEAN, "否", False),
        (BOOLEAN, "YES", True),
        (BOOLEAN, "no", False),
        (BOOLEAN, "True", True),
        (BOOLEAN, "false", False),
        (BOOLEAN, "1", True),
        (DATE, "2026-11-21", "2026-11-21"),
        (DATE, "2026/11/21", "2026-11-21"),
        (DATE, "2026/1/2", "2026-01-02"),
        (DATE, "2026.1.2", "2026-01-02"),
        (DATE, "2026年11月21日", "2026-11-21"),
        (DATE, "２０２６－１１－２１", "2026-11-21"),
        (DATE, "2026/11/21 00:00:00", "2026-11-21"),
        (DATETIME, "2026-11-21 18:00", SIX_PM),
        (DATETIME, "2026-11-21 18:00:05", SIX_PM + 5_000),
        (DATETIME, "2026-11-21T18:00:00.250", SIX_PM + 250),
        (DATETIME, "2026/11/21 18:00", SIX_PM),
        (DATETIME, "2026年11月21日 18：00", SIX_PM),
        (DATETIME, "2026年11月21日18:00", SIX_PM),
        (DATETIME, "2026-11-21T10:00:00Z", SIX_PM),
        (DATETIME, "2026-11-21T11:00:00+01:00", SIX_PM),
        (DATETIME, "2026-11-21 05:00:00-0500", SIX_PM),
        (DURATION, "3 days", "3 days"),
        (DURATION, "1 days", "1 day"),
        (DURATION, "3天", "3 days"),
        (DURATION, "24h", "24h"),
        (DURATION, "1.5 hours", "90min"),
        (DURATION, "120 min", "2h"),
        (DURATION, "4 work hours", "4 work hours"),
        (DURATION, "2个工作日", "2 workdays"),
        (DURATION, "２ 周", "2 weeks"),
        (COURIER, "sf", "sf"),
        (COURIER, "SF", "sf"),
        (COURIER, "圆通", "圆通"),
        (TAGS, "a, b、c；d\ne，", ["a", "b", "c", "d", "e"]),
        (TAGS, '"a, b", c, "say ""no"""', ["a, b", "c", 'say "no"']),
        (TAGS, '5" disk, x', ['5" disk', "x"]),
        (TAGS, '"x" y, z', ['"x" y', "z"]),
        (field("list", of="integer"), "1, 2", [1, 2]),
        (field("person"), "小王", "小王"),
        (field("link"), "https://detail.tmall.com/item.htm?id=1", "https://detail.tmall.com/item.htm?id=1"),
    ],
)
def test_what_people_type(field: Field, text: str, stored: Any) -> None:
    assert from_text(field, text, ZONE) == stored
    assert type(from_text(field, text, ZONE)) is type(stored)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (INTEGER, "", "a value is needed"),
        (INTEGER, "  ", "a value is needed"),
        (INTEGER, "many", "many is not a whole number"),
        (INTEGER, "31.5", "31.5 is not a whole number"),
        (INTEGER, "1,23", "1,23 is not a whole number"),
        (INTEGER, "1_000", "1_000 is not a whole number"),
        (INTEGER, "1e3", "1e3 is not a whole number"),
        (INTEGER, "1" * 16, "1111111111111111 is not a whole number"),
        (field("integer", min=3), "2", "2 is less than 3"),
        (NUMBER, "1.2.3", "1.2.3 is not a number"),
        (NUMBER, "nan", "nan is not a number"),
        (NUMBER, ".", ". is not a number"),
        (NUMBER, "-", "- is not a number"),
        (field("number", min="0.01"), "0", "0 is less than 0.01"),
        (field("number", max=30), "30.0000000001", "30.0000000001 is more than 30"),
        (MONEY, "12.505", "12.505 has more than 2 decimals"),
        (MONEY, "$12", "$12 is not an amount of money, such as 12.50"),
        (field("money", min="10.00"), "9.99", "9.99 is less than 10.00"),
        (BOOLEAN, "maybe", "maybe is neither yes nor no"),
        (DATE, "2026-02-30", "2026-02-30 is not a date, such as 2026-11-21"),
        (DATE, "21/11/2026", "21/11/2026 is not a date, such as 2026-11-21"),
        (DATE, "2026-11-21 18:00", "2026-11-21 18:00 is not a date, such as 2026-11-21"),
        (DATE, "0026-11-21", "0026-11-21 is not a date, such as 2026-11-21"),
        (field("date", min="2026-11-21"), "2026-11-20", "2026-11-20 is before 2026-11-21"),
        (field("date", max="2026-11-21"), "2026-11-22", "2026-11-22 is after 2026-11-21"),
        (DATETIME, "2026-11-21", "2026-11-21 has no time of day; write it as 2026-11-21 18:00"),
        (DATETIME, "2026-11-21 24:00", "2026-11-21 24:00 is not a date and time, such as 2026-11-21 18:00"),
        (DATETIME, "18:00", "18:00 is not a date and time, such as 2026-11-21 18:00"),
        (field("datetime", max=SIX_PM), "2026-11-21 18:01", "2026-11-21T10:01Z is after 2026-11-21T10:00Z"),
        (DURATION, "soon", "soon is not a length of time, such as 3 days, 24h or 4 work hours"),
        (DURATION, "3", "3 is not a length of time, such as 3 days, 24h or 4 work hours"),
        (DURATION, "-3 days", "-3 days is not a length of time, such as 3 days, 24h or 4 work hours"),
        (DURATION, "1.5 weeks", "1.5 weeks is not a length of time, such as 3 days, 24h or 4 work hours"),
        (field("duration", max="2 days"), "49h", "49h is more than 2 days"),
        (field("duration", max="2 days"), "1 month",
         "1 month cannot be compared with 2 days, which sets the bound"),
        (COURIER, "dhl", "dhl is none of: sf, jd, 圆通"),
        (field("text", pattern="[0-9]{6,32}"), "12345", "12345 does not have the form [0-9]{6,32}"),
        (field("text", pattern="[0-9]{6,32}"), "123456x", "123456x does not have the form [0-9]{6,32}"),
        (field("text", max=3), "four", "4 characters; at most 3 are allowed"),
        (field("text", min=3), "ab", "2 characters; at least 3 are needed"),
        (field("text"), "x" * 10_001, "10001 characters; at most 10000 are allowed"),
        (field("text"), "a\x00b", "the text contains the character U+0000, which nobody can see"),
        (field("person"), "a\tb", "the text contains the character U+0009, which nobody can see"),
        (field("link"), "javascript:alert(1)",
         "javascript:alert(1) is not a link; it begins with http:// or https://"),
        (TAGS, " , ", "a value is needed"),
        (field("list", of="integer"), "1, b", "b is not a whole number"),
        (field("list", of="integer", min=2), "1", "the list has 1; at least 2 are needed"),
        (field("list", of="integer", max=2), "1,2,3", "3 items; at most 2 are allowed"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_rest(field: Field, text: str, said: str) -> None:
    assert typed_problem(field, text) == said


def test_a_choice_that_is_nearly_named_is_suggested() -> None:
    with pytest.raises(ValueProblem) as raised:
        from_text(field("choice", choices=("refund", "exchange")), "refnd", ZONE)
    assert raised.value.data["suggestions"] == ("refund",)


def test_the_item_of_a_list_is_numbered() -> None:
    with pytest.raises(ValueProblem) as raised:
        from_text(field("list", of="integer"), "1, b", ZONE)
    assert raised.value.data == {"value": "b", "item": 2}


def test_a_local_time_that_comes_twice_is_the_first_of_the_two() -> None:
    first = from_text(DATETIME, "2026-11-01 01:30", "America/New_York")
    assert show(DATETIME, first, "America/New_York") == "2026-11-01 01:30"
    second = first + 3_600_000
    assert show(DATETIME, second, "America/New_York") == "2026-11-01 01:30-05:00"
    assert from_text(DATETIME, "2026-11-01 01:30-05:00", "America/New_York") == second


def test_a_local_time_that_does_not_exist_is_the_first_instant_after() -> None:
    found = from_text(DATETIME, "2026-03-08 02:30", "America/New_York")
    assert show(DATETIME, found, "America/New_York") == "2026-03-08 03:00"


@pytest.mark.parametrize(
    ("field", "stored", "shown"),
    [
        (NUMBER, "31.5", "31.5"),
        (NUMBER, 31, "31"),
        (MONEY, "1234567.50", "1,234,567.50"),
        (MONEY, "-1234.50", "-1,234.50"),
        (MONEY, "-0.50", "-0.50"),
        (DATETIME, SIX_PM, "2026-11-21 18:00"),
        (DATETIME, SIX_PM + 5_000, "2026-11-21 18:00:05"),
        (DATETIME, SIX_PM + 1, "2026-11-21 18:00:00.001"),
        (TAGS, ["a", "b, c"], 'a, "b, c"'),
        (BOOLEAN, True, "yes"),
        (BOOLEAN, None, ""),
    ],
)
def test_how_values_are_shown(field: Field, stored: Any, shown: str) -> None:
    assert show(field, stored, ZONE) == shown


def test_truth_is_shown_in_the_language_of_the_reader() -> None:
    set_language("zh")
    try:
        assert [show(BOOLEAN, value, ZONE) for value in (True, False)] == ["是", "否"]
    finally:
        set_language("en")
