"""Moving tasks to another version, as people do it: thousands at once, tried first, cut short, by several."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time

import pytest

from tests.endtoend.conftest import ORDERS
from tests.endtoend.processes import Workspace

SECOND = (
    ORDERS.replace("    checklist: [Count]\n", "    due: 2h\n    checklist: [Look, Count]\n")
    .replace("  pack:\n", "  packing:\n")
    .replace("  goods: text\n", "  goods: {type: text, default: lamp}\n")
)
ORDERED = 3000


def shop_with(shop: Workspace, count: int) -> None:
    """So many orders in ``pick``, the hundredth ones on in ``pack``; then a second version."""
    orders = "".join(f"{n},goods {n}\n" for n in range(1, count + 1))
    shop.write("orders.csv", "order_no,goods\n" + orders)
    shop.done("import", "orders.csv", "--sop", "orders")
    rows = "".join(f"{n},pick,1\n" for n in range(100, count + 1, 100))
    if rows:
        shop.write("picked.csv", "ref,step,ticks\n" + rows)
        shop.done("advance", "--from", "picked.csv", "--sop", "orders")
    shop.write("orders.sop.yaml", SECOND)
    shop.done("publish", "orders.sop.yaml")


def count(shop: Workspace, statement: str) -> int:
    with contextlib.closing(sqlite3.connect(f"file:{shop.folder}/sop.db?mode=ro", uri=True)) as database:
        try:
            found: int = database.execute(statement).fetchone()[0]
        except sqlite3.OperationalError:
            return 0
        return found


MOVED = "SELECT count(*) FROM event WHERE kind = 'migrate'"
TWICE = (
    "SELECT count(*) FROM (SELECT 1 FROM event WHERE kind = 'migrate' GROUP BY task_id HAVING count(*) > 1)"
)
REPORT = """\
orders to version 2: 297 tasks move, 0 are there already, 3 cannot.{dry}

verdict  from  step  tasks  such as
cannot      1  pack      3  T-100, T-200, T-300
moves       1  pick    297  T-1, T-2, T-3, ...

Deadlines that change
  from  step  deadline  tasks  such as
     1  pick  pick        297  T-1: due none → 2026-11-20 12:00

Why not
  3 tasks in pack of version 1 (T-100, T-200, T-300)
    pack is not in the new version. Did you mean: packing?
    Hint: say which step takes its place: --map "pack=STEP"
"""


def test_many_are_a_few_lines_and_a_trial_says_the_same_and_writes_nothing(shop: Workspace) -> None:
    shop_with(shop, 300)
    before = (shop.folder / "sop.db").read_bytes()
    tried = shop.sop("migrate", "orders", "--to", "2", "--dry-run")
    assert tried == (1, REPORT.format(dry=" Nothing was written."), "")
    assert (shop.folder / "sop.db").read_bytes() == before
    assert shop.sop("migrate", "orders", "--to", "2") == (1, REPORT.format(dry=""), "")
    again = shop.sop("migrate", "orders", "--to", "2", "--map", "pack=packing")
    assert again.code == 0
    assert again.out.startswith("orders to version 2: 3 tasks move, 297 are there already, 0 cannot.\n")
    assert count(shop, MOVED) == 300
    assert {tuple(task["steps"]) for task in shop.tasks()} == {("pick",), ("packing",)}  # type: ignore[arg-type]
    versions = json.loads(shop.done("versions", "orders", "--json"))
    assert [one["open"] for one in versions] == [0, 300]
    shop.clean()
    assert shop.sop("advance", "100", "--tick", "1", "quantity=2").code == 0
    assert shop.sop("advance", "1", "--tick", "1,2").code == 0


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_migration_that_is_killed_is_finished_by_the_same_command_and_moves_nothing_twice(
    shop: Workspace,
) -> None:
    shop_with(shop, ORDERED)
    words = ("migrate", "orders", "--to", "2", "--map", "pack=packing")
    process = shop.begin(*words)
    end = time.monotonic() + 60
    while count(shop, MOVED) == 0:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.002)
    process.kill()
    process.communicate()
    there = count(shop, MOVED)
    assert 0 < there < ORDERED
    shop.clean()
    again = shop.sop(*words)
    assert again.code == 0
    assert again.out.startswith(
        f"orders to version 2: {ORDERED - there:,} tasks move, {there:,} are there already, 0 cannot.\n"
    )
    assert (count(shop, MOVED), count(shop, TWICE)) == (ORDERED, 0)
    shop.clean()


def test_two_people_who_move_the_same_tasks_at_once_move_each_once(shop: Workspace) -> None:
    shop_with(shop, 500)
    both = [
        shop.begin("--as", who, "migrate", "orders", "--to", "2", "--map", "pack=packing")
        for who in ("boss", "wang")
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert (count(shop, MOVED), count(shop, TWICE)) == (500, 0)
    shop.clean()
