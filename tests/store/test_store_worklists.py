"""Work lists in the store: whose, in which order, in which shops, what is put off; counted; and that an index
answers, whatever the table's size."""

from __future__ import annotations

from typing import Any

import pytest
from store_shapes import T0, Change, start

from engine.model.task import Hold, Lane
from engine.store import Store, open_store, worklists
from engine.store.worklists import Share, Worklists

WAREHOUSE = ("warehouse",)


def visit(id: int, roles: tuple[str, ...] = WAREHOUSE, shop: str = "", **fields: Any) -> Change:
    """A task whose one visit is like this; without a due where none is given."""
    change = start(id)
    task = change.after
    open_visit = task.visits[0]._replace(roles=roles, **{"due": None, **fields})
    row = change.event._replace(shop=shop)
    return change._replace(event=row, after=task._replace(shop=shop, visits=(open_visit,), clocks=()))


def save(store: Store, *changes: Change) -> None:
    with store.writing():
        store.save(changes)


def free(store: Store, *shares: Share, n: int = 50) -> list[tuple[int, int]]:
    with store.reading():
        return [(place[3], share) for place, share in Worklists(store).free(shares, n)]


def mine(
    store: Store, person: str, *shops: str, now: int = T0, n: int = 50, asleep: bool = False
) -> list[int]:
    return [place[3] for place in Worklists(store).mine(person, shops, now, n, asleep)]


def share(person: str | None, *roles: str, shops: tuple[str, ...] = ()) -> Share:
    return Share(person, frozenset(roles), frozenset(shops))


def test_by_due_then_by_priority_then_by_age(store: Store) -> None:
    save(
        store,
        visit(1, opened=T0 + 2),
        visit(2, opened=T0 + 1),
        visit(3, priority=2, opened=T0 + 3),
        visit(4, due=T0 + 9),
        visit(5, due=T0 + 9, priority=1),
        visit(6, due=T0 + 9, priority=-1),
        visit(7, due=T0 + 8, priority=-1),
    )
    assert [task for task, _ in free(store, share(None, "warehouse"))] == [7, 5, 4, 6, 3, 2, 1]
    save(store, *(visit(10 + n, assignee="ma", priority=n) for n in range(3)))
    assert mine(store, "ma") == [12, 11, 10]


def test_who_may_take_what_and_in_whose_right(store: Store) -> None:
    save(
        store,
        visit(1, ("design",)),
        visit(2, ("warehouse", "design")),
        visit(3, ("lead",)),
        visit(4, ("ma",)),
        visit(5, ()),
        visit(6, ("design",), assignee="li"),
    )
    own, other = share("ma", "design"), share("li", "lead", "design")
    assert free(store, own) == [(1, 0), (2, 0), (4, 0), (5, 0)]
    assert free(store, own, other) == [(1, 0), (2, 0), (3, 1), (4, 0), (5, 0)], "in one's own right first"
    assert mine(store, "li") == [6]
    assert mine(store, "nobody") == []


def test_shops_are_gone_through_one_by_one(store: Store) -> None:
    save(
        store,
        visit(1, shop="杭州", due=T0 + 3),
        visit(2, shop="", due=T0 + 2),
        visit(3, shop="a", due=T0 + 1),
        visit(4, ("lead",), shop="b"),
        visit(5, shop="a", assignee="ma"),
        visit(6, shop="b", assignee="ma"),
    )
    assert free(store, share(None, "warehouse")) == [(3, 0), (2, 0), (1, 0)]
    assert free(store, share(None, "warehouse", shops=("a", "杭州"))) == [(3, 0), (1, 0)]
    assert free(store, share("x", "warehouse", shops=("b",)), share("y", "warehouse", "lead")) == [
        (3, 1), (2, 1), (1, 1), (4, 1)
    ]  # fmt: skip
    assert mine(store, "ma") == [5, 6]
    assert mine(store, "ma", "b") == [6]


def test_what_is_put_off_comes_back_by_itself_or_when_it_is_overdue(store: Store) -> None:
    save(
        store,
        visit(1, assignee="ma", snoozed=T0 + 10),
        visit(2, assignee="ma", snoozed=T0 + 10, due=T0 + 5),
        visit(3, assignee="ma"),
    )
    lists = Worklists(store)
    assert (mine(store, "ma"), lists.asleep("ma", (), T0)) == ([3], 2)
    assert (mine(store, "ma", now=T0 + 5), lists.asleep("ma", (), T0 + 5)) == ([3], 2), "due, not overdue"
    assert (mine(store, "ma", now=T0 + 6), lists.asleep("ma", (), T0 + 6)) == ([2, 3], 1)
    assert (mine(store, "ma", now=T0 + 10), lists.asleep("ma", (), T0 + 10)) == ([2, 1, 3], 0)
    assert mine(store, "ma", asleep=True) == [2, 1, 3]
    assert lists.asleep("ma", ("b",), T0) == 0


def test_a_line_says_whose_it_is_and_what_was_done(store: Store, place: str) -> None:
    save(store, visit(1, assignee="li", behalf="ma", priority=2, snoozed=T0 + 1, ticks=(1, 3), na=(2,)))
    with open_store(place) as another:
        (line,) = Worklists(another).lines([(None, -2, T0, 1, 1)])
        assert (line.assignee, line.behalf, line.priority, line.snoozed) == ("li", "ma", 2, T0 + 1)
        assert (line.ticks, line.na) == ((1, 3), (2,))
        assert Worklists(another).lines([(None, 0, T0, 99, 1)]) == [], "gone meanwhile"


def test_what_was_given_to_the_task_and_to_the_items_around(store: Store) -> None:
    change = visit(1)
    first = change.after.visits[0]._replace(kind="each")
    second = first._replace(no=2, step="check", lane=1)
    work = first._replace(no=3, step="pack", lane=2, kind="work")
    lanes = (
        Lane(1, 1, "*", T0, T0, "A", 1, {"size": "L"}, {"size": 1}),
        Lane(2, 2, "*", T0, T0, "红", 1, {"price": 3}, {"price": 3}),
        Lane(3, 2, "*", T0, T0, "蓝", 2, {"price": 4}, {"price": 4}),
    )
    save(store, change._replace(after=change.after._replace(visits=(first, second, work), lanes=lanes)))
    assert Worklists(store).given_around(1, 2) == ({"price": 3, "size": "L"}, {"price": 3, "size": 1})
    starter, data, origin = Worklists(store).given([1])[1]
    assert (starter, data["order_no"], origin["order_no"]) == ("小王", "2000000001", 0)


def test_everybodys_load(store: Store) -> None:
    held = visit(4, assignee="li")
    hold = Hold(1, 0, "rain", None, T0, T0, "li")
    save(
        store,
        visit(1, assignee="ma", due=T0 - 1),
        visit(2, assignee="ma", snoozed=T0 + 5, shop="b"),
        visit(3, assignee="ma", snoozed=T0 + 5, due=T0 - 1),
        held._replace(after=held.after._replace(holds=(hold,))),
        visit(5),
    )
    assert Worklists(store).loads(T0) == {"ma": (3, 2, 0, 1), "li": (1, 0, 1, 0)}
    assert Worklists(store).loads(T0, ["b"]) == {"ma": (1, 0, 0, 1)}
    assert (Worklists(store).load("ma"), Worklists(store).load("nobody")) == (3, 0)


def test_what_nobody_has_is_counted_up_to_a_point(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    save(
        store,
        visit(1, due=T0 - 1),
        visit(2, due=T0 + 1),
        visit(3, ("lead",)),
        visit(4, shop="b"),
        visit(5, assignee="ma"),
    )
    assert Worklists(store).counted(T0) == {WAREHOUSE: (3, 1, False), ("lead",): (1, 0, False)}
    assert Worklists(store).counted(T0, ["b"]) == {WAREHOUSE: (1, 0, False)}
    monkeypatch.setattr(worklists, "MOST_COUNTED", 1)
    assert Worklists(store).counted(T0)[WAREHOUSE] == (2, 1, True)


PLANS = {
    "work-free": ((1, "", 10), "ix_visit_todo"),
    "work-mine": (("ma", 0, 0, 0, "[]", 10), "ix_visit_mine"),
    "work-asleep": (("ma", 0, 0, 0, "[]"), "ix_visit_mine"),
    "work-load": (("ma",), "ix_visit_mine"),
    "work-shops": (("[1]",), "ix_visit_todo"),
    "free-counted": ((0, 1, "", 10), "ix_visit_todo"),
    "load-of-people": ((0, 0, 0, 0, "[]"), "ix_visit_mine"),
    "held-of-people": ((0, "[]"), "ix_hold_open"),
}


@pytest.mark.parametrize("name", PLANS)
def test_an_index_answers_without_sorting_what_it_reads(name: str, sqlite_place: str) -> None:
    params, index = PLANS[name]
    with open_store(sqlite_place) as store:
        steps = [row[3] for row in store.rows("EXPLAIN QUERY PLAN " + store.sql(name), params)]
        assert any(index in step for step in steps)
        assert not any(step.startswith("SCAN v") and index not in step for step in steps), "the whole table"
        if name != "held-of-people":  # the few that are on hold are sorted out by person
            assert not any("TEMP B-TREE" in step for step in steps)


def test_lists_of_tasks_in_a_step_read_no_whole_table(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store:
        sql = store.sql("tasks-in-step")
        plan = [row[3] for row in store.rows("EXPLAIN QUERY PLAN " + sql, ("[]", "[]", "[]", 1, 0))]
        assert {"ix_visit_todo", "ix_visit_mine", "ix_visit_parked"} <= {
            word for step in plan for word in step.split() if word.startswith("ix_")
        }


def test_postgresql_reads_a_page_from_the_index(postgresql_place: str) -> None:
    with open_store(postgresql_place) as store:
        save(store, *(visit(n, due=T0 + n, assignee="ma" if n % 9 == 0 else None) for n in range(1, 400)))
        store.database.raw.execute("SET enable_seqscan = off")  # type: ignore[attr-defined]
        for name, params, index in (
            ("work-free", (1, "", 10), "ix_visit_todo"),
            ("work-mine", ("ma", 0, 0, 0, ["x"], 10), "ix_visit_mine"),
            ("work-shops", ([1],), "ix_visit_todo"),
        ):
            plan = " ".join(row[0] for row in store.rows("EXPLAIN " + store.sql(name), params))
            assert index in plan
            assert "Sort" not in plan
