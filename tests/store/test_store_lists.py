"""Work lists and lists of tasks: the order, the pages, and that an index answers them."""

from __future__ import annotations

from typing import Any

import pytest
from store_shapes import HOUR, T0, Change, advance, life, start

from engine.model.task import Lane, Task
from engine.store import Store, TaskRow, TodoRow, open_store
from engine.store.places import items_of, steps_of


def with_roles(id: int, roles: tuple[str, ...], due: int | None, sop: str = "shipping") -> Change:
    change = start(id)
    task = change.after
    visit = task.visits[0]._replace(roles=roles, due=due)
    return change._replace(after=task._replace(sop=sop, visits=(visit,), clocks=()))


def save(store: Store, *changes: Change) -> None:
    with store.writing():
        store.save(changes)


def todo(store: Store, *roles: str, person: str | None = None, limit: int = 50, offset: int = 0) -> list[int]:
    return [row.task for row in store.todo(roles, person, limit, offset)]


@pytest.fixture
def busy(store: Store) -> Store:
    save(
        store,
        with_roles(1, ("warehouse",), None),
        with_roles(2, ("warehouse",), T0 + 9),
        with_roles(3, ("lead", "warehouse"), T0 + 3),
        with_roles(4, ("lead",), None),
        with_roles(5, (), T0 + 5),
        with_roles(6, ("客服 主管",), T0 + 4, sop="after-sales"),
        with_roles(7, ("小王",), T0 + 1),
        *life(8),
    )
    return store


def test_what_is_due_first_comes_first_and_what_has_no_due_last(busy: Store) -> None:
    assert todo(busy, "warehouse") == [3, 5, 2, 1]
    assert todo(busy, "lead") == [3, 5, 4]
    assert todo(busy, "lead", "warehouse", "客服 主管") == [3, 6, 5, 2, 1, 4]


def test_work_for_nobody_is_everybodys_and_work_for_one_person_theirs(busy: Store) -> None:
    assert todo(busy) == [5]
    assert todo(busy, person="小王") == [7, 5]


def test_pages_of_a_work_list(busy: Store) -> None:
    assert todo(busy, "lead", "warehouse", limit=2) == [3, 5]
    assert todo(busy, "lead", "warehouse", limit=2, offset=2) == [2, 1]
    assert todo(busy, "lead", "warehouse", limit=2, offset=4) == [4]


def test_a_line_of_a_work_list(busy: Store, place: str) -> None:
    line = TodoRow(
        task=6,
        ref="2000000006",
        sop="after-sales",
        version=1,
        visit=1,
        step="pick",
        n=1,
        roles=("客服 主管",),
        opened=T0,
        due=T0 + 4,
        shop="",
    )
    assert busy.todo(["客服 主管"])[0] == line
    with open_store(place) as another:
        assert another.todo(["客服 主管"])[0] == line


def test_lists_of_tasks(busy: Store) -> None:
    def listed(*args: Any, **more: Any) -> list[int]:
        return [row.task for row in busy.tasks(*args, **more)]

    assert listed() == [7, 6, 5, 4, 3, 2, 1]
    assert listed("shipping") == [7, 5, 4, 3, 2, 1]
    assert listed("after-sales", "all") == [6]
    assert listed("shipping", "ended") == [8]
    assert listed(state="ended") == [8]
    assert listed(state="all") == [8, 7, 6, 5, 4, 3, 2, 1]
    assert listed(limit=3, offset=2) == [5, 4, 3]
    assert listed("shipping", limit=2, offset=1) == [5, 4]
    assert listed(state="all", limit=2, offset=1) == [7, 6]
    assert listed(step="pick", limit=2) == [7, 6]
    assert listed("after-sales", step="pick") == [6]
    assert listed(step="pick", state="ended") == []
    assert listed("no such SOP") == []
    assert listed(step="no such step") == []


def test_a_line_of_a_list_of_tasks(busy: Store) -> None:
    moved = advance(start(9).after)
    save(busy, start(9), moved)
    assert busy.tasks(limit=1) == [
        TaskRow(
            task=9,
            ref="2000000009",
            sop="shipping",
            version=1,
            starter="小王",
            started=T0,
            ended=None,
            end=None,
            steps=("pack",),
            due=T0 + 5 * HOUR,
            shop="",
        )
    ]
    ended = busy.tasks(state="ended")[0]
    last: Task = life(8)[-1].after
    assert (ended.ended, ended.end, ended.steps, ended.due) == (last.ended, "end", (), None)


def nested(id: int) -> Change:
    """A list within a list: the block ``pick`` for A, in it the block ``check`` for 红, in it ``pack``."""
    change = start(id)
    task = change.after
    first = task.visits[0]._replace(kind="each", due=None)
    second = first._replace(no=2, step="check", lane=1)
    work = first._replace(no=3, step="pack", lane=2, kind="work", roles=("photo",))
    waits = first._replace(no=4, step="load", lane=1, kind="wait")
    lanes = (Lane(1, 1, "*", T0, T0, "A", 1), Lane(2, 2, "*", T0, T0, "红", 1))
    visits = (first, second, work, waits)
    return change._replace(after=task._replace(visits=visits, lanes=lanes, clocks=()))


def test_a_line_of_a_work_list_knows_its_items(busy: Store) -> None:
    save(busy, nested(20), with_roles(21, ("photo",), None))
    lines = [(row.task, row.step, row.items) for row in busy.todo(["photo"])]
    assert lines == [
        (5, "pick", ()),
        (20, "pack", (("pick", "A"), ("check", "红"))),
        (21, "pick", ()),
    ]


def test_where_many_tasks_stand(busy: Store) -> None:
    save(busy, nested(20))
    assert steps_of(busy, [1, 20, 99]) == {1: ["pick"], 20: ["pack", "load"]}
    assert items_of(busy, [1, 20]) == {
        (20, 2): (("pick", "A"),),
        (20, 3): (("pick", "A"), ("check", "红")),
        (20, 4): (("pick", "A"),),
    }
    assert items_of(busy, []) == items_of(busy, [1]) == {}


def test_an_index_answers_without_sorting(sqlite_place: str) -> None:
    with open_store(sqlite_place) as store:
        for name, params, index in (
            ("work-free", (1, "", 10), "ix_visit_todo"),
            ("work-mine", ("ma", 0, 0, 0, "[]", 10), "ix_visit_mine"),
            ("tasks-open-of-sop", (1, 10), "ix_task_open"),
            ("event-by-command", (b"",), "uq_event_command"),
        ):
            plan = " ".join(row[3] for row in store.rows("EXPLAIN QUERY PLAN " + store._sql[name], params))
            assert index in plan
            assert "TEMP B-TREE" not in plan
        by_ref = " ".join(
            row[3] for row in store.rows("EXPLAIN QUERY PLAN " + store._sql["task-by-ref"], ("", ""))
        )
        assert "uq_task_value" in by_ref
        assert "ix_task_ref" in by_ref
