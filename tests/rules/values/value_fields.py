"""Fields of every type and what the tests of values say about them."""

from __future__ import annotations

from typing import Any

from engine.model.definition import Field
from engine.rules.values import ValueProblem, check, from_text
from engine.rules.values.problems import PROBLEMS

ZONE = "Asia/Shanghai"


def field(type: str, **more: Any) -> Field:
    return Field("x", "X", type, **more)


COURIERS = ("sf", "jd", "圆通")

FIELDS: list[Field] = [
    field("text"),
    field("text", min=2, max=4),
    field("text", pattern="[0-9]{6,32}"),
    field("text", pattern="a|bb"),
    field("person"),
    field("file"),
    field("link"),
    field("integer"),
    field("integer", min=-3, max=120),
    field("number"),
    field("number", min="0.01"),
    field("number", min="-12.5", max="30.25"),
    field("number", min=-7, max=-3),
    field("number", min=0, max="0.5"),
    field("money"),
    field("money", min="0.00", max="999.99"),
    field("money", min="-105.50", max="-0.01"),
    field("boolean"),
    field("date"),
    field("date", min="2026-02-28", max="2030-10-09"),
    field("datetime"),
    field("datetime", min=0, max=1_795_255_200_000),
    field("duration"),
    field("duration", min="90min", max="10 days"),
    field("duration", min="2 workdays"),
    field("duration", max="40 work hours"),
    field("choice", choices=COURIERS),
    field("list", of="text"),
    field("list"),
    field("list", of="integer", min=2, max=3),
    field("list", of="number"),
    field("list", of="choice", choices=COURIERS),
    field("list", of="datetime"),
    field("list", of="duration"),
    field("list", of="boolean"),
]


def problem(field: Field, value: Any) -> str:
    """What is wrong with a JSON value, in English."""
    try:
        taken = check(field, value)
    except ValueProblem as found:
        return PROBLEMS[found.code] % found.data
    raise AssertionError(f"{value!r} was taken as {taken!r}")


def typed_problem(field: Field, text: str) -> str:
    """What is wrong with a text that somebody typed, in English."""
    try:
        taken = from_text(field, text, ZONE)
    except ValueProblem as found:
        return PROBLEMS[found.code] % found.data
    raise AssertionError(f"{text!r} was taken as {taken!r}")
