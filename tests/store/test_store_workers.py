"""Two workers on one database, one of them killed at random moments with SIGKILL: every rung of every ladder,
every timer, every act of a rule happens exactly once; and nothing that was due is left."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from many_workers import LASTS, NOW, Rounds, held_against_what_was_to_happen, publish_ladder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process is a fork")


def killed(place: str, rounds: int, seed: int) -> None:
    """So many rounds; what happened is looked at after every tenth, and at the end."""
    print(f"seed {seed}")
    publish_ladder(place)
    running = Rounds(place, seed)
    counted: Counter[str] = Counter()
    for number in range(1, rounds + 1):
        running.round()
        if number % 10 == 0 or number == rounds:
            counted = held_against_what_was_to_happen(place, NOW + number * LASTS)
    print(dict(counted))
    assert all(counted[what] > rounds for what in ("timer every", "timer overdue", "rungs", "rules"))
    assert all(counted[what] > 0 for what in ("timer wait", "notices", "called"))


def test_one_of_two_is_killed(sqlite_place: str) -> None:
    killed(sqlite_place, 5, seed=4)


def test_one_of_two_is_killed_on_a_server(postgresql_place: str) -> None:
    killed(postgresql_place, 3, seed=5)


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "rounds", "seed"), [("sqlite", 200, 20261122), ("postgresql", 60, 4)])
def test_one_of_two_is_killed_again_and_again(
    kind: str, rounds: int, seed: int, request: pytest.FixtureRequest
) -> None:
    place: str = request.getfixturevalue(f"{kind}_place")
    killed(place, rounds, seed)
