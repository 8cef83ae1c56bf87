"""Counting votes: distinct persons, one for each role, in order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.rules.ballots import ALL, Ballot, Tally, able, distinct, matched, tally

ROLES = ("finance", "legal", "buyer", "director")


def ballot(person: str, *roles: str, hands: tuple[str, ...] = ()) -> Ballot:
    return Ballot(frozenset((person, *hands)), roles)


def test_a_number_counts_persons() -> None:
    assert tally(2, ("buyer",), []) == Tally(2, 0, ("buyer",))
    assert tally(2, ("buyer",), [ballot("小王", "buyer")]) == Tally(2, 1, ("buyer",))
    assert tally(2, ("buyer",), [ballot("小王", "buyer"), ballot("小李", "buyer")]) == Tally(2, 2)
    assert tally(0, (), []).enough is False, "nobody at all is never enough"


def test_a_person_with_two_roles_stands_for_whichever_lets_it_work_out() -> None:
    """小王 could stand for either; 小李 for finance alone: so 小王 stands for legal."""
    both, one = ballot("小王", "finance", "legal"), ballot("小李", "finance")
    assert tally(ALL, ("finance", "legal"), [both]) == Tally(2, 1, ("finance", "legal"))
    assert tally(ALL, ("finance", "legal"), [both, one]).enough
    assert matched(("finance", "legal"), [both, one]) == {"finance": 1, "legal": 0}


def test_one_person_never_stands_for_two_roles() -> None:
    everything = ballot("小王", *ROLES)
    assert tally(ALL, ROLES, [everything]) == Tally(4, 1, ROLES)
    assert tally(ALL, ROLES, [everything, everything]) == Tally(4, 1, ROLES)


def test_only_roles_of_which_a_vote_would_help_are_wanted() -> None:
    cast = [ballot("小王", "finance"), ballot("小李", "legal", "buyer")]
    assert tally(ALL, ("finance", "legal", "buyer"), cast).wanted == ("legal", "buyer")


def test_whoever_has_a_hand_in_two_ballots_gives_one() -> None:
    first = ballot("小王", "finance", hands=("小周",))
    second = ballot("小李", "legal", hands=("小周",))
    third = ballot("小赵", "legal")
    assert distinct([first, second, third]) == [first, third]
    assert tally(2, (), [first, second]) == Tally(2, 1)
    assert tally(ALL, ("finance", "legal"), [first, second]).left == 1


def test_in_order_only_the_next_role_is_wanted() -> None:
    assert tally(ALL, ("a", "b", "c"), [], True) == Tally(3, 0, ("a",))
    assert tally(ALL, ("a", "b", "c"), [ballot("小王", "a")], True) == Tally(3, 1, ("b",))
    assert tally(ALL, ("a", "b", "c"), [ballot("小李", "b")], True) == Tally(3, 1, ("a",)), (
        "a's was taken back"
    )
    three = [ballot(str(number), role) for number, role in enumerate("abc")]
    assert tally(ALL, ("a", "b", "c"), three, True) == Tally(3, 3)


def test_in_order_a_number_asks_the_first_roles() -> None:
    assert tally(2, ("a", "b", "c"), [ballot("小王", "a")], True) == Tally(2, 1, ("b",))
    assert tally(2, ("a", "b", "c"), [ballot("小王", "a"), ballot("小李", "b")], True).enough
    assert tally(2, ("a",), [ballot("小王", "a")], True) == Tally(2, 1, ("a",))


def test_where_there_are_no_roles_one_vote_is_all() -> None:
    assert tally(ALL, (), []) == Tally(1, 0)
    assert tally(ALL, (), [ballot("小王")]) == Tally(1, 1)


def test_for_which_roles_somebody_stands() -> None:
    assert able(("finance", "小王", "legal"), {"legal", "finance"}, "小王") == ("finance", "小王", "legal")
    assert able(("finance", "小王"), (), "小李") == ()


ballots = st.lists(st.lists(st.sampled_from(ROLES), max_size=3, unique=True).map(tuple), max_size=5).map(
    lambda found: [ballot(str(number), *roles) for number, roles in enumerate(found)]
)


def most(roles: tuple[str, ...], cast: list[Ballot]) -> int:
    """As many roles as can have a ballot of their own, by trying every way."""
    size = max(len(roles), len(cast))
    padded = [*cast, *[ballot(f"-{number}") for number in range(size - len(cast))]]
    return max(
        sum(role in one.roles for role, one in zip(roles, order, strict=False))
        for order in permutations(padded, size)
    )


def oracle(roles: tuple[str, ...], cast: list[Ballot]) -> None:
    found = matched(roles, cast)
    assert len(found) == most(roles, cast)
    assert len(set(found.values())) == len(found)
    assert all(role in cast[place].roles for role, place in found.items())
    said = tally(ALL, roles, cast)
    for role in roles:
        helps = most(roles, [*cast, ballot("new", role)]) > said.given
        assert helps == (role in said.wanted)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(ROLES), min_size=1, max_size=4, unique=True).map(tuple), ballots)
def test_the_matching_is_the_best_there_is(roles: tuple[str, ...], cast: list[Ballot]) -> None:
    oracle(roles, cast)


@pytest.mark.soak
@settings(max_examples=5000, deadline=None)
@given(st.lists(st.sampled_from(ROLES), min_size=1, max_size=4, unique=True).map(tuple), ballots)
def test_the_matching_is_the_best_there_is_at_length(roles: tuple[str, ...], cast: list[Ballot]) -> None:
    oracle(roles, cast)
