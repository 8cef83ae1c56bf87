"""Running deadlines in pages: whose they are, in which order, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from engine.audit.running import Running, Whose, pages, running
from engine.model.definition import Case, Definition, Step
from engine.model.task import Visit
from engine.store import Store
from tests.audit.ledger import kept, span, task

HOUR = 3_600_000
STEPS = {
    "pack": Step("pack", "Pack", (Case(None, ("warehouse",)),)),
    "approve": Step("approve", "Approve", (Case(None, ("warehouse",)),), not_by=("pack",)),
}
BODY = Definition("shipping", "Shipping", "en", "pack", STEPS)


def asked(store: Store, whose: Whose, **given: Any) -> tuple[list[Running], bool]:
    return running(store, whose, lambda _: BODY, **given)


def of(found: list[Running]) -> list[tuple[int, int]]:
    return [(one.task, one.no) for one in found]


def test_the_earliest_due_first_and_only_what_runs(store: Store) -> None:
    replanned = span(0, 5 * HOUR, HOUR, why="replanned", actor=None)
    tasks = [
        task(1, span(0, 9 * HOUR), span(0, 3 * HOUR, 2 * HOUR), span(0, None)),
        task(2, replanned, span(HOUR, 4 * HOUR, limit=6 * HOUR, provisional=True, rungs=((3 * HOUR, 1),))),
    ]
    with kept(store, tasks):
        found, more = asked(store, Whose())
    assert (of(found), more) == ([(2, 2), (1, 1)], False)
    first = found[0]
    assert (first.due, first.limit, first.plans, first.first) == (4 * HOUR, 6 * HOUR, 2, 1)
    assert (first.provisional, first.rung, first.mark) == (True, 3 * HOUR, b"h" * 32)
    assert (first.ref, first.sop, first.step, first.roles) == ("8802", "shipping", "pack", ("warehouse",))


def test_whose(store: Store) -> None:
    tasks = [
        task(1, span(0, HOUR)),
        task(2, span(0, 2 * HOUR, roles=())),
        task(3, span(0, 3 * HOUR, roles=("小王",))),
        task(4, span(0, 4 * HOUR, roles=("designer", "lead")), sop="listing"),
    ]
    whose = {
        Whose(): [1, 2, 3, 4],
        Whose("小王", frozenset({"warehouse"})): [1, 2, 3],
        Whose("小李", frozenset({"lead"})): [2, 4],
        Whose(None, frozenset({"warehouse"})): [1],
        Whose(None, frozenset({"nobody"})): [],
        Whose(sop="listing"): [4],
        Whose(sop="unknown"): [],
    }
    with kept(store, tasks):
        for one, expected in whose.items():
            assert [found.task for found in asked(store, one)[0]] == expected, one
        assert [found.task for found in asked(store, Whose(), until=3 * HOUR)[0]] == [1, 2]


def test_a_step_that_was_given_to_others_is_theirs(store: Store) -> None:
    visit = Visit(1, "pack", 1, ("lead",), 0, 0)
    with kept(store, [task(1, span(0, HOUR))._replace(visits=(visit,))]):
        assert asked(store, Whose(None, frozenset({"warehouse"})))[0] == []
        (found,) = asked(store, Whose(None, frozenset({"lead"})))[0]
    assert (found.roles, found.n) == (("lead",), 1)


def test_four_eyes_leave_out_who_did_the_other_step(store: Store) -> None:
    packed = Visit(
        1, "pack", 1, ("warehouse",), 0, 0, closed=1, closed_recorded=1, outcome="done", actor="小王"
    )
    opened = Visit(2, "approve", 1, ("warehouse",), 1, 1)
    of_both = task(1, span(1, HOUR, visit=2, step="approve"))._replace(visits=(packed, opened))
    with kept(store, [of_both]):
        assert asked(store, Whose("小王", frozenset({"warehouse"})))[0] == []
        assert len(asked(store, Whose("小李", frozenset({"warehouse"})))[0]) == 1


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_pages_leave_nothing_out_and_say_nothing_twice(store: Store, size: int) -> None:
    tasks = [task(n, *(span(0, (n % 3) * HOUR) for _ in range(3))) for n in range(1, 6)]
    with kept(store, tasks):
        found = [row[:3] for page in pages(store, Whose(), size=size) for row in page]
    assert found == sorted(found)
    assert len(set(found)) == len(found) == 15


def test_at_most_so_many(store: Store) -> None:
    with kept(store, [task(n, span(0, n * HOUR)) for n in range(1, 6)]):
        found, more = asked(store, Whose(), most=3)
        assert (of(found), more) == ([(1, 1), (2, 1), (3, 1)], True)
        assert asked(store, Whose(), most=5)[1] is False
