"""The JSON Schema of what other programs send, and what becomes of a value that is valid against it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_value_schemas import VALUES
from value_fields import FIELDS, ZONE, field

from engine.model.definition import Definition, Expression, Field
from engine.rules.values import ValueProblem, check
from engine.rules.values.incoming import data_schema, required, take
from engine.words import set_language

DATA = (
    Field("order_no", "Order", "text", pattern="[0-9]{6}", help="As on the label."),
    Field("paid_at", "Paid", "datetime", min=0),
    Field("cost", "Cost", "money", min="0.00"),
    Field("courier", "Courier", "choice", choices=("sf", "jd"), default="sf"),
    Field("sizes", "Sizes", "list", of="number", max=3),
    Field("total", "Total", "number", value=Expression("cost * 2", ["*"], "number")),
)


def sop(*fields: Field, **more: Any) -> Definition:
    return Definition("x", "A title", "en", "a", {}, {one.name: one for one in fields}, **more)


NEEDED = sop(*DATA, required=("order_no", "paid_at", "courier"), help="What for.")


def validator(one: Field) -> Draft202012Validator:
    return Draft202012Validator(data_schema(sop(one))["properties"][one.name])


def test_the_schema_of_a_small_sop() -> None:
    set_language("en")
    schema = data_schema(NEEDED)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    properties = schema.pop("properties")
    assert schema == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A title",
        "description": "What for.",
        "type": "object",
        "required": ["order_no", "paid_at"],
        "additionalProperties": False,
    }
    assert list(properties) == ["order_no", "paid_at", "cost", "courier", "sizes", "at"]
    assert (properties["order_no"]["title"], properties["order_no"]["description"]) == (
        "Order",
        "As on the label.",
    )
    assert properties["paid_at"]["description"].startswith("Milliseconds since 1970 in UTC, or a text")
    assert (properties["paid_at"]["type"], properties["paid_at"]["minimum"]) == (["integer", "string"], 0)
    assert properties["courier"] == {"title": "Courier", "enum": ["sf", "jd", None], "default": "sf"}
    assert properties["cost"]["type"] == ["number", "string", "null"]
    assert properties["at"]["title"] == "when it happened"


def test_what_is_given_otherwise_is_not_required() -> None:
    assert required(NEEDED, {"paid_at"}) == ("order_no",)
    assert data_schema(NEEDED, {"paid_at"})["required"] == ["order_no"]


def test_our_own_words_are_in_the_language_of_the_reader() -> None:
    set_language("zh")
    try:
        properties = data_schema(NEEDED)["properties"]
    finally:
        set_language("en")
    assert properties["at"]["title"] == "发生时间"
    assert properties["cost"]["description"] == "最多两位小数，写成数字或文本均可。"


def test_a_field_of_its_own_called_at() -> None:
    assert data_schema(sop(field("text")._replace(name="at")))["properties"]["at"]["title"] == "X"


def test_null_is_no_value_and_no_use_where_one_is_needed() -> None:
    judge = Draft202012Validator(data_schema(NEEDED))
    order = {"order_no": "123456", "paid_at": 1}
    empty = dict.fromkeys(("cost", "courier", "sizes", "at"))
    assert judge.is_valid({**order, **empty})
    assert not judge.is_valid({**order, "order_no": None})
    assert not judge.is_valid({**order, "total": 1})
    assert not judge.is_valid({**order, "other": 1})


NINE = 1_795_050_000_000
"""2026-11-19 09:00 in Shanghai."""


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (NINE, NINE),
        ("2026-11-19T09:00", NINE),
        ("2026-11-19 09:00:00", NINE),
        ("2026-11-19T09:00:00+08:00", NINE),
        ("2026-11-19T09:00:00.5+0800", NINE + 500),
        ("2026-11-19T01:00:00.000000Z", NINE),
        ("2026-11-18T20:00-05:00", NINE),
    ],
)
def test_instants_as_programs_write_them(value: Any, stored: int) -> None:
    moment = field("datetime")
    assert validator(moment).is_valid(value)
    assert take(moment, value, ZONE) == stored
    several = field("list", of="datetime")
    assert validator(several).is_valid([value])
    assert take(several, [value], ZONE) == [stored]


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-19",
        "2026/11/19 09:00",
        "2026-02-29T09:00",
        "2026-11-19T24:00",
        "2026-11-19T09:00+24:00",
        "9",
        "",
    ],
)
def test_texts_that_are_no_instant_of_iso_8601(value: str) -> None:
    assert not validator(field("datetime")).is_valid(value)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.datetimes(datetime.fromisoformat("1900-01-02"), datetime.fromisoformat("2199-12-30")),
    st.integers(-23 * 60 - 59, 23 * 60 + 59),
    st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]),
)
def test_every_instant_with_an_offset_is_taken(moment: datetime, minutes: int, precision: str) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    text = moment.isoformat(timespec=precision)
    assert validator(field("datetime")).is_valid(text)
    said = datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)
    assert take(field("datetime"), text, ZONE) == said // timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("type", "value", "stored"),
    [("money", 12.5, "12.50"), ("money", 12, "12.00"), ("number", 0.1, "0.1"), ("integer", 2.0, 2)],
)
def test_numbers_as_programs_write_them(type: str, value: Any, stored: Any) -> None:
    assert validator(field(type)).is_valid(value)
    assert take(field(type), value, ZONE) == stored


def test_a_problem_in_a_list_names_the_item() -> None:
    with pytest.raises(ValueProblem) as caught:
        take(field("list", of="datetime"), [0, "yesterday"], ZONE)
    assert (caught.value.code, caught.value.data["item"]) == ("not-a-datetime", 2)


LATER = {"too-many-decimals", "too-early", "too-late"}
"""What a schema cannot say: decimals of a binary number, bounds of a time whose zone it does not know."""

VALIDATORS = [validator(one) for one in FIELDS]
FLOATS = st.floats(-200, 200) | st.integers(-4_000, 4_000).map(lambda number: number / 20)
MOMENTS = st.datetimes(datetime.fromisoformat("1899-12-01"), datetime.fromisoformat("2200-02-01")).map(
    datetime.isoformat
)


def why_not(one: Field, value: Any) -> str:
    """Why a value is not taken; "" where it is, and its stored form is one."""
    try:
        stored = take(one, value, ZONE)
    except ValueProblem as problem:
        return problem.code
    assert check(one, stored) == stored
    return ""


def schema_and_types_agree(value: Any) -> None:
    """The schema takes every value that ``check`` takes (a float only where it prints within the bounds);
    what it takes has a stored form, but for what only types can say."""
    for one, judge in zip(FIELDS, VALIDATORS, strict=True):
        if value is None:
            assert judge.is_valid(None)
            continue
        if judge.is_valid(value):
            assert why_not(one, value) in LATER | {""}, (one, value)
        elif not isinstance(value, float | list):
            with pytest.raises(ValueProblem):
                check(one, value)


@settings(derandomize=True, max_examples=300, deadline=None)
@example(12.345)
@example("2199-12-31T23:59-10:00")
@given(VALUES | FLOATS | MOMENTS | st.lists(FLOATS | MOMENTS, max_size=3))
def test_schema_and_types_agree(value: Any) -> None:
    schema_and_types_agree(value)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(VALUES | FLOATS | MOMENTS | st.lists(FLOATS | MOMENTS, max_size=3))
def test_schema_and_types_agree_soak(value: Any) -> None:
    schema_and_types_agree(value)
