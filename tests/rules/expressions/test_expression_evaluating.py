"""Evaluating: what expressions give, and what they say when they give nothing."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from expression_world import DAY, HOUR, NOW, SCOPE, env, field, good, value

from engine.model.definition import Expression
from engine.rules.calendars.calendar import Calendar
from engine.rules.expressions import Env, EvaluationProblem, Missing, Scope, evaluator, parse
from engine.rules.expressions.problems import PROBLEMS
from engine.rules.values import check, stored

FIRST, LAST = -2_208_988_800_000, 7_258_118_400_000
"""The years 1900 to 2199 in milliseconds UTC."""
MIDNIGHT = NOW - 18 * HOUR
"""The beginning of Saturday 2026-11-21 in Shanghai."""


@pytest.mark.parametrize(
    ("source", "data", "result"),
    [
        ("weight_kg > 30", {"weight_kg": "31.5"}, True),
        ("weight_kg > 30", {"weight_kg": 30}, False),
        ("30 == 30.0", {}, True),
        ("weight_kg == 0.1 + 0.2", {"weight_kg": "0.3"}, True),
        ("price * 3 == 0.3", {"price": "0.10"}, True),
        (
            "weight_kg * 重量",
            {"weight_kg": "123456.7890123456", "重量": "1.0000000001"},
            Decimal("123456.78902469127890123456"),
        ),
        ("1 / 3 * 3 == 1", {}, False),
        ("round(1 / 3 * 3, 9) == 1", {}, True),
        ("boxes // 2", {"boxes": -7}, -4),
        ("boxes % 2", {"boxes": -7}, 1),
        ("weight_kg // 2", {"weight_kg": "-7.5"}, Decimal(-4)),
        ("weight_kg % 2", {"weight_kg": "-7.5"}, Decimal("0.5")),
        ("round(2.5)", {}, 3),
        ("round(-2.5)", {}, -3),
        ("round(weight_kg, 1)", {"weight_kg": "0.25"}, Decimal("0.3")),
        ("round(1000 / 3, 2)", {}, Decimal("333.33")),
        ("abs(boxes)", {"boxes": -3}, 3),
        ("sum(weights)", {"weights": [1, "0.5"]}, Decimal("1.5")),
        ("max(weights)", {"weights": [1, "2.5"]}, Decimal("2.5")),
        ("min(boxes, 3)", {"boxes": 4}, 3),
        ("len(tags)", {"tags": ["a", "b"]}, 2),
        ('count(tags, "a")', {"tags": ["a", "b", "a"]}, 2),
        ("tags[-1]", {"tags": ["a", "b"]}, "b"),
        ('tags + ["c"]', {"tags": ["a", "b"]}, ["a", "b", "c"]),
        ("weights + [boxes]", {"weights": ["0.5"], "boxes": 2}, [Decimal("0.5"), 2]),
        ("any([fragile, boxes > 3])", {"fragile": False, "boxes": 4}, True),
        ("all([fragile, boxes > 3])", {"fragile": False, "boxes": 4}, False),
        ('note + "-R"', {"note": "9"}, "9-R"),
        ('courier in ["sf", "jd"]', {"courier": "jd"}, True),
        ('courier not in ["sf", "jd"]', {"courier": "jd"}, False),
        ('"急" in note', {"note": "加急"}, True),
        ("1 < boxes <= 3", {"boxes": 3}, True),
        ("1 < boxes <= 3", {"boxes": 4}, False),
        ("not fragile", {"fragile": False}, True),
        ("1 if fragile else 2.5", {"fragile": False}, Decimal("2.5")),
        ("visits(pick) < 3", {}, True),
        ('visits("Collect samples")', {}, 0),
        ("closed(pick) and not closed(hand_over)", {}, True),
        ("重量 >= 3", {"重量": 3}, True),
        ("boxes + 1 > 2 and boxes < 5 and fragile", {"boxes": 2, "fragile": True}, True),
        ("boxes > 9 or boxes > 8 or fragile", {"boxes": 2, "fragile": True}, True),
    ],
)
def test_values(source: str, data: dict[str, Any], result: Any) -> None:
    assert value(source, **data) == result


@pytest.mark.parametrize(
    ("source", "data", "result"),
    [
        ("now", {}, NOW),
        ("start", {}, NOW - 3 * DAY),
        ("now - start > days(2)", {}, True),
        ("signed_at - paid_at == hours(24)", {"signed_at": DAY, "paid_at": 0}, True),
        ("days(1) == hours(24)", {}, True),
        ("minutes(90) == hours(1.5)", {}, True),
        ("(signed_at - paid_at) / hours(1)", {"signed_at": 3 * HOUR, "paid_at": 0}, 3),
        ("days_between(paid_at, now)", {"paid_at": NOW - 19 * HOUR}, 1),
        ("days_between(now, paid_at)", {"paid_at": NOW - 19 * HOUR}, -1),
        ("days_between(promised, now)", {"promised": "2026-11-01"}, 20),
        # Friday the 20th to Tuesday the 24th; Monday the 23rd is off.
        ('workdays_between(date("2026-11-20"), date("2026-11-24"))', {}, 1),
        ('today == "2026-11-21"', {}, True),
        ('today - days(1) == "2026-11-20"', {}, True),
        ("today - promised == days(20)", {"promised": "2026-11-01"}, True),
        ("paid_at + days(1)", {"paid_at": NOW}, NOW + DAY),
        ("paid_at + lead_time", {"paid_at": NOW, "lead_time": "90min"}, NOW + 90 * 60_000),
        # Saturday plus one workday: Monday is off, so Tuesday at the same time, which is closing time.
        ("now + lead_time", {"lead_time": "1 workday"}, MIDNIGHT + 3 * DAY + 18 * HOUR),
        ("now + lead_time", {"lead_time": "1 work hour"}, MIDNIGHT + 3 * DAY + 10 * HOUR),
        ("now - lead_time", {"lead_time": "1 work hour"}, MIDNIGHT - DAY + 17 * HOUR),
        ('promised + lead_time == "2026-02-28"', {"promised": "2026-01-31", "lead_time": "1 month"}, True),
        ('date("2026-11-20") + lead_time == "2026-11-24"', {"lead_time": "1 workday"}, True),
        ('promised + lead_time == "2026-11-08"', {"promised": "2026-11-01", "lead_time": "1 week"}, True),
        ('promised + hours(48) == "2026-11-03"', {"promised": "2026-11-01"}, True),
        ("lead_time > days(2)", {"lead_time": "49h"}, True),
        ("2 * lead_time == days(6)", {"lead_time": "3 days"}, True),
        ("max(lead_time, hours(2)) == hours(2)", {"lead_time": "90min"}, True),
    ],
)
def test_dates_and_durations(source: str, data: dict[str, Any], result: Any) -> None:
    assert value(source, **data) == result


def test_a_day_keeps_the_local_time_where_clocks_change() -> None:
    new_york = Calendar.of_zone("America/New_York")
    noon = 1_772_902_800_000  # 2026-03-07 12:00 in New York; the clocks go forward in the night after
    moved = evaluator(good("paid_at + days(1)"))(env(new_york, paid_at=noon))
    assert moved - noon == 23 * HOUR
    assert evaluator(good("paid_at + hours(24)"))(env(new_york, paid_at=noon)) - noon == DAY


def test_without_a_calendar_the_zone_says_what_day_it_is() -> None:
    nowhere = env(None)
    with pytest.raises(EvaluationProblem) as raised:
        evaluator(good("today"))(nowhere)
    assert raised.value.code == "no-calendar"
    assert str(evaluator(good("today"))(nowhere._replace(zone="Asia/Shanghai"))) == "2026-11-21"
    assert evaluator(good("now + days(1)"))(nowhere._replace(zone="Asia/Shanghai")) == NOW + DAY
    assert evaluator(good("now + hours(1)"))(nowhere) == NOW + HOUR


@pytest.mark.parametrize("data", [{}, {"weight_kg": None}])
def test_a_missing_value_is_named_and_never_a_silent_false(data: dict[str, Any]) -> None:
    for source in ("weight_kg > 30", "not weight_kg > 30", "max(weight_kg, 3)", "-weight_kg"):
        with pytest.raises(Missing) as raised:
            value(source, **data)
        assert raised.value.name == "weight_kg"


def test_what_decides_already_needs_no_more() -> None:
    assert value("has(weight_kg) and weight_kg > 30") is False
    assert value("fragile or weight_kg > 30", fragile=True) is True
    assert value("1 if fragile else boxes", fragile=True) == 1
    assert value("1 < 0 < boxes") is False


def test_has_never_raises() -> None:
    scope = Scope({**SCOPE.fields})
    ratio, _ = parse("price / boxes", scope, "number")
    scope = Scope({**scope.fields, "ratio": field("ratio", "number", value=ratio)})
    holds = evaluator(good("has(ratio)", scope=scope))
    assert holds(env()) is False
    assert holds(env(price="3.00", boxes=0)) is False
    assert holds(env(price="3.00", boxes=2)) is True
    assert value("has(note)") is False
    assert value("has(note)", note="x") is True


@pytest.mark.parametrize(
    ("source", "data", "text"),
    [
        ("1 / boxes", {"boxes": 0}, "division by zero"),
        ("1 // boxes", {"boxes": 0}, "division by zero"),
        ("boxes % boxes", {"boxes": 0}, "division by zero"),
        ("weight_kg % weight_kg", {"weight_kg": 0}, "division by zero"),
        ("hours(1) / (now - now)", {}, "division by zero"),
        ("boxes * boxes", {"boxes": 10**14}, "a number became too large"),
        ("0.5 // (1/(10*boxes)/(10*boxes))", {"boxes": 10**13}, "a number became too large"),
        ("hours(boxes)", {"boxes": 10**14}, "a number became too large"),
        ("note + note", {"note": "x" * 6000}, "a text became too long"),
        ("tags[2]", {"tags": ["a", "b"]}, "the list has no item 2; it has 2"),
        ("tags[-3]", {"tags": ["a", "b"]}, "the list has no item -3; it has 2"),
        ("重量 > 3", {"重量": "heavy"}, "重量 holds something that is not of its type"),
        ("重量 > 3", {"重量": "NaN"}, "重量 holds something that is not of its type"),
        ("lead_time > hours(3)", {"lead_time": "2 work hours"}, PROBLEMS["durations-not-comparable"]),
        ("lead_time + hours(3)", {"lead_time": "2 months"}, PROBLEMS["durations-not-addable"]),
        ("promised + hours(3)", {"promised": "2026-11-21"}, "a date moves only by whole days"),
        ("today + lead_time", {"lead_time": "2 work hours"}, "a date moves only by whole days"),
        ("today + days(boxes)", {"boxes": 10**14}, "a date became too early or too late"),
        ("now + days(100000)", {}, "a date became too early or too late"),
        ("now + lead_time", {"lead_time": "99999 workdays"}, "a date became too early or too late"),
        ("max(tags[0:])", {}, None),
    ],
)
def test_what_has_no_value_says_why(source: str, data: dict[str, Any], text: str | None) -> None:
    if text is None:
        assert parse(source, SCOPE)[0] is None
        return
    with pytest.raises(EvaluationProblem) as raised:
        value(source, **data)
    assert PROBLEMS[raised.value.code] % raised.value.data == text


def test_a_year_that_the_calendar_refuses_is_said() -> None:
    refusing = Calendar.from_compiled(
        {
            "name": "cn", "zone": "Asia/Shanghai", "hours": {"1": [[540, 1080]]}, "off": [], "on": [],
            "first_year": 2004, "last_year": 2026, "missing_year": "refuse",
        }
    )  # fmt: skip
    with pytest.raises(EvaluationProblem) as raised:
        evaluator(good("now + lead_time"))(env(refusing, lead_time="30 workdays"))
    assert PROBLEMS[raised.value.code] % raised.value.data == "the calendar has no data for the year 2027"


def test_money_is_rounded_half_up_where_it_is_wanted() -> None:
    holds = evaluator(good("price * 0.5", "money"))
    assert str(holds(env(price="0.25"))) == "0.13"
    assert str(holds(env(price="-0.25"))) == "-0.13"


@pytest.mark.parametrize(
    ("source", "data", "kept"),
    [
        ("price * 0.5", {"price": "0.25"}, "0.125"),
        ("boxes / 3", {"boxes": 10}, "3.3333333333"),
        ("boxes / 2", {"boxes": 10}, 5),
        ("price + 1", {"price": "2.50"}, "3.50"),
        ("today", {}, "2026-11-21"),
        ("now", {}, NOW),
        ("signed_at - paid_at", {"signed_at": 90 * 60_000, "paid_at": 0}, "90min"),
        ("signed_at - paid_at", {"signed_at": 61_499, "paid_at": 0}, "61s"),
        ("signed_at - paid_at", {"signed_at": LAST - 60_000, "paid_at": FIRST}, "157785119min"),
        ("days(3)", {}, "3 days"),
        ("tags", {"tags": ["a"]}, ["a"]),
        ("courier", {"courier": "sf"}, "sf"),
    ],
)
def test_a_result_has_a_form_that_its_field_takes(source: str, data: dict[str, Any], kept: Any) -> None:
    expression = good(source)
    found = stored(expression.type, evaluator(expression)(env(**data)))
    assert found == kept
    whole = "list" if expression.type.startswith("list") else expression.type
    assert check(field("x", whole, of="text", choices=("sf",)), found) == kept


def test_a_tree_from_the_store_evaluates_the_same() -> None:
    expression = good('weight_kg > 30.5 and courier in ["sf"] or promised < "2026-11-21"')
    stored_tree = Expression(expression.source, json.loads(json.dumps(expression.tree)), expression.type)
    world = env(weight_kg="30.50", promised="2026-11-20", courier="jd")
    assert evaluator(stored_tree)(world) is evaluator(expression)(world) is True


def test_two_tasks_share_a_closure() -> None:
    heavy = evaluator(good("weight_kg > 30"))
    worlds = [Env({"weight_kg": weight}, 0, 0, lambda step: 0, lambda step: False) for weight in (1, 31)]
    assert [heavy(world) for world in worlds] == [False, True]
