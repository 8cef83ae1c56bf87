"""Samples: the same answer for ever, each place and each item by itself, and the share that was asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from expression_world import FIELDS, env, field, good, value
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.expressions import EvaluationProblem, Scope, evaluator
from engine.rules.expressions.problems import PROBLEMS


def chosen(source: str, tasks: int) -> set[int]:
    """The numbers of the tasks of ``shipping`` that are in a sample."""
    holds = evaluator(good(source, "boolean"))
    return {task for task in range(1, tasks + 1) if holds(env()._replace(key=f"shipping:{task}"))}


def test_the_answers_are_the_same_for_ever() -> None:
    # What is recorded rests on these: if one of them changes, tasks that run change their minds.
    assert chosen("sample(0.3)", 20) == {3, 5, 6, 7, 12, 14, 18, 19}
    assert chosen('sample(0.3, "拍照")', 20) == {8, 16, 5, 14}
    chats = [f"chat-{number}" for number in range(20)]
    assert value("sample(tags, 0.3)", tags=chats) == ["chat-7", "chat-8", "chat-12", "chat-15", "chat-18"]
    assert value('sample([1, 2, 3.5, 4, 5, 6, 7, 8], 0.5, "x")') == [1, 2, Decimal("3.5")]


@pytest.mark.parametrize("share", ["0.3", "0.05", "0.5", "1 / 3"])
def test_as_many_as_the_share_says(share: str) -> None:
    tasks, part = 20_000, {"1 / 3": 1 / 3}.get(share) or float(share)
    deviation = (tasks * part * (1 - part)) ** 0.5
    # Four standard deviations of a fair draw: one name in 16,000 would miss it.
    assert abs(len(chosen(f"sample({share})", tasks)) - tasks * part) <= 4 * deviation


def test_none_and_all() -> None:
    assert chosen("sample(0)", 200) == set()
    assert len(chosen("sample(1)", 200)) == len(chosen("sample(1.0)", 200)) == 200


def test_names_are_independent_of_one_another() -> None:
    one, other = chosen('sample(0.3, "photo")', 20_000), chosen('sample(0.3, "text")', 20_000)
    both = 20_000 * 0.09
    assert abs(len(one & other) - both) <= 4 * (both * 0.91) ** 0.5
    assert chosen("sample(0.3)", 500) != chosen('sample(0.3, "photo")', 500)


def test_the_same_name_chooses_the_same_and_a_greater_share_more() -> None:
    assert chosen('sample(0.3, "photo")', 500) < chosen('sample(0.5, "photo")', 500)


def test_without_a_name_the_share_as_written_is_the_name() -> None:
    assert chosen("sample(0.3)", 500) == chosen("sample(0.30)", 500) == chosen('sample(0.3, "0.3")', 500)
    holds = good("sample(weight_kg / 100)")
    assert holds.tree == ["call", "sample", [good("weight_kg / 100").tree, ["text", "weight_kg / 100"]]]


ITEMS = st.lists(st.text(max_size=4), max_size=8)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(ITEMS, ITEMS)
def test_an_item_does_not_mind_what_stands_beside_it(few: list[str], more: list[str]) -> None:
    sample = evaluator(good("sample(tags, 0.5)"))
    alone = sample(env(tags=few)) + sample(env(tags=more))
    assert sample(env(tags=few + more)) == alone


def test_another_task_has_other_items() -> None:
    items = [str(number) for number in range(100)]
    found = evaluator(good("sample(tags, 0.5)"))
    world = env(tags=items)
    assert found(world) != found(world._replace(key="shipping:18"))


@pytest.mark.parametrize(
    ("type", "one", "same"),
    [
        ("number", "30.0", 30),
        ("money", "30.00", "30.0"),
        ("duration", "1 day", "24h"),
        ("duration", "1 week", "7 days"),
    ],
)
def test_values_that_are_equal_are_one_item(type: str, one: Any, same: Any) -> None:
    scope = Scope({"items": field("items", "list", of=type)})
    draws = [evaluator(good(f'sample(items, 0.5, "{number}")', scope=scope)) for number in range(40)]
    verdicts = [[len(draw(env(items=[item]))) for draw in draws] for item in (one, same)]
    assert verdicts[0] == verdicts[1]
    assert 0 < sum(verdicts[0]) < 40


@pytest.mark.parametrize("type", sorted({one.type for one in FIELDS.values()} - {"list", "choice"}))
def test_a_list_of_any_type_has_samples(type: str) -> None:
    given = {"boolean": True, "date": "2026-11-21", "duration": "2 workdays", "datetime": 0, "integer": 7}
    scope = Scope({"items": field("items", "list", of=type)})
    items = [given.get(type, "1.5")]
    assert len(evaluator(good("sample(items, 1)", scope=scope))(env(items=items))) == 1


@pytest.mark.parametrize(
    ("share", "said"), [("2", "2"), ("1.01", "1.01"), ("-0.5", "-0.5"), (10**14, 10**14)]
)
def test_a_share_beyond_all_or_none_is_said(share: Any, said: Any) -> None:
    for source in ("sample(weight_kg)", "sample(tags, weight_kg)"):
        with pytest.raises(EvaluationProblem) as caught:
            value(source, weight_kg=share, tags=[])
        text = PROBLEMS[caught.value.code] % caught.value.data
        assert text == f"a share is a number from 0 to 1, and this was {said}"


def test_a_list_that_grows_too_long_is_said() -> None:
    source = "+".join(["tags"] * 20)
    with pytest.raises(EvaluationProblem, match="list-too-long"):
        value(source, tags=["x"] * 1_000)
