"""Who stands in for whom: the rule by examples, and against a slow reading of its words on random teams."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.deputies import STEPS, StandIn, stand_ins, stands_in_for

TEAM = {"何亮": ["苏芮", "王珊"], "苏芮": ["王珊"], "王珊": ["唐宁"], "唐宁": ["方圆"], "方圆": ["高峰"]}
EVERYBODY = {*TEAM, "高峰"}


def who(absent: str, *away: str, here: set[str] = EVERYBODY) -> list[str]:
    return [one.person for one in stand_ins(absent, TEAM, {absent, *away}, here)]


def test_all_deputies_stand_in_the_first_one_first() -> None:
    assert who("何亮") == ["苏芮", "王珊"]
    assert who("高峰") == []


def test_a_deputy_who_is_away_too_is_replaced_in_their_place_by_their_own() -> None:
    assert who("何亮", "苏芮") == ["王珊"]
    assert who("何亮", "王珊") == ["苏芮", "唐宁"]
    assert stand_ins("苏芮", TEAM, {"苏芮", "王珊"}, EVERYBODY) == [StandIn("唐宁", 2)]


def test_three_steps_and_no_further() -> None:
    assert who("苏芮", "王珊", "唐宁") == ["方圆"]
    assert who("苏芮", "王珊", "唐宁", "方圆") == []


def test_the_nearest_way_counts() -> None:
    assert stand_ins("何亮", TEAM, {"何亮", "苏芮"}, EVERYBODY) == [StandIn("王珊", 1)]
    order = {"a": ["c", "b"], "b": ["c"]}
    assert stand_ins("a", order, {"a", "b"}, {"a", "b", "c"}) == [StandIn("c", 1)]


def test_two_who_stand_in_for_one_another_are_no_circle() -> None:
    pair = {"a": ["b"], "b": ["a", "c"]}
    assert [one.person for one in stand_ins("a", pair, {"a"}, {"a", "b", "c"})] == ["b"]
    assert [one.person for one in stand_ins("a", pair, {"a", "b"}, {"a", "b", "c"})] == ["c"]
    assert stand_ins("a", {"a": ["b"], "b": ["a"]}, {"a", "b"}, {"a", "b"}) == []


def test_who_has_left_stands_in_for_nobody() -> None:
    assert who("何亮", here=EVERYBODY - {"苏芮"}) == ["王珊"]


def test_for_whom_somebody_stands_in_the_nearest_first() -> None:
    away = ["何亮", "苏芮", "王珊"]
    assert stands_in_for("唐宁", TEAM, away, EVERYBODY) == ["王珊", "何亮", "苏芮"]
    assert stands_in_for("苏芮", TEAM, away, EVERYBODY) == [], "away as well"


PEOPLE = "abcde"
TEAMS = st.fixed_dictionaries(
    {key: st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3) for key in PEOPLE}
)


def ways(absent: str, deputies: dict[str, list[str]], away: set[str], here: set[str]) -> dict[str, int]:
    """Every row of up to three people, tried one by one: the rule as its words say it."""
    found: dict[str, int] = {}
    for steps in range(1, STEPS + 1):
        for row in product(PEOPLE, repeat=steps):
            passed = (absent, *row)
            follows = all(right in deputies[left] for left, right in zip(passed, row, strict=False))
            between = all(one in away and one in here for one in row[:-1])
            last = row[-1]
            if follows and between and len(set(passed)) == len(passed) and last in here - away:
                found.setdefault(last, steps)
    return found


@settings(derandomize=True, max_examples=100)
@given(TEAMS, st.sets(st.sampled_from(PEOPLE)), st.sets(st.sampled_from(PEOPLE), min_size=2))
def test_random_teams(deputies: dict[str, list[str]], away: set[str], here: set[str]) -> None:
    for absent in sorted(away):
        found = stand_ins(absent, deputies, away, here)
        assert {one.person: one.steps for one in found} == ways(absent, deputies, away, here)
        for one in found:
            assert absent in stands_in_for(one.person, deputies, sorted(away), here)


@pytest.mark.soak
@settings(derandomize=True, max_examples=5000, deadline=None)
@given(TEAMS, st.sets(st.sampled_from(PEOPLE)))
def test_many_random_teams(deputies: dict[str, list[str]], away: set[str]) -> None:
    for absent in sorted(away):
        found = stand_ins(absent, deputies, away, set(PEOPLE))
        assert {one.person: one.steps for one in found} == ways(absent, deputies, away, set(PEOPLE))
        assert absent not in {one.person for one in found}
