"""As trustworthy as a ledger: kill -9 between any two writes, one byte changed anywhere, a cut tail."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from service_shop import CLERK, SERVICE, Shop

from engine.model.commands import Advance, Start
from engine.publishing import check_documents, publish
from engine.service import Accepted
from engine.verify import Finding, heads, verify


def findings(shop: Shop, known: dict[int, tuple[int, str]] | None = None) -> list[Finding]:
    return [finding for page in verify(shop.store, known) for finding in page.findings]


def raw(shop: Shop, sql: str, *parameters: Any) -> None:
    """Somebody with a tool and a purpose."""
    with sqlite3.connect(shop.place) as connection:
        changed = connection.execute(sql, parameters).rowcount
    connection.close()
    assert changed == 1


def test_replaying_everything_gives_exactly_what_is_stored(shop: Shop) -> None:
    for order in ("1", "2", "3"):
        shop.whole_life(order)
    shop.start("4")
    *_, last = verify(shop.store)
    assert (last.tasks, last.events) == (4, 10)
    assert findings(shop) == []


def killed_before_statement(place: str, n: int) -> tuple[int, bool]:
    """A child advances two orders and is killed before its n-th statement: how many advances it had
    acknowledged, and whether it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            shop = Shop(place)
            left = [n]

            def countdown(_: str) -> None:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            database: Any = shop.store.database
            database.raw.set_trace_callback(countdown)
            for task in (1, 2):
                assert isinstance(shop.pick(task), Accepted)
                os.write(writer, b".")
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        acknowledged = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return acknowledged, os.WIFSIGNALED(status)


def test_kill_9_between_any_two_writes_of_an_advance_loses_nothing_acknowledged(
    new_place: Callable[[], str],
) -> None:
    n, killed = 0, True
    while killed:
        n += 1
        place = new_place()
        before = Shop(place)
        before.start("1")
        before.start("2")
        before.store.close()
        acknowledged, killed = killed_before_statement(place, n)
        after = Shop(place)
        picked = [len(after.store.events(task)) == 2 for task in (1, 2)]
        assert picked == [acknowledged > 0, acknowledged > 1], f"killed before statement {n}"
        assert findings(after) == [], f"killed before statement {n}"
        after.store.close()
    assert n > 15, "so few statements: was the child watched?"


COLUMNS = [
    "shop", "format", "kind", "command_id", "content", "actor", "acting", "login", "happened",
    "recorded", "body", "hash",
]  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_one_byte_changed_in_any_column_of_any_event_is_found(shop: Shop, column: str, seq: int) -> None:
    task = shop.whole_life("1")
    with sqlite3.connect(shop.place) as connection:
        where = f"SELECT {column} FROM event WHERE task_id = ? AND seq = ?"
        (value,) = connection.execute(where, (task, seq)).fetchone()
    connection.close()
    if isinstance(value, int):
        new: Any = value + 1
    elif isinstance(value, bytes):
        new = value[:-1] + bytes([value[-1] ^ 1])
    elif not value:
        new = "x"
    else:
        at = value.index("s") if column == "body" else 0
        new = value[:at] + chr(ord(value[at]) + 1) + value[at + 1 :]
    raw(shop, f"UPDATE event SET {column} = ? WHERE task_id = ? AND seq = ?", new, task, seq)
    assert any(finding.seq in (seq, 0) for finding in findings(shop)), (column, value, new)


@pytest.mark.parametrize(
    ("sql", "detail"),
    [
        ("UPDATE task SET data = '{}' WHERE id = ?", "data"),
        ("UPDATE task SET ended = ended + 1 WHERE id = ?", "ended"),
        ("UPDATE visit SET closed = closed - 1 WHERE task_id = ? AND no = 1", "visits/1/closed"),
        ("UPDATE visit SET reason = 'x' WHERE task_id = ? AND no = 2", "visits/2/reason"),
        ("UPDATE clock SET due = due + 1 WHERE task_id = ? AND no = 1", "clocks/1/due"),
        ("DELETE FROM clock WHERE task_id = ? AND no = 2", "clocks"),
    ],
)
def test_a_row_that_differs_from_the_events_is_found(shop: Shop, sql: str, detail: str) -> None:
    task = shop.whole_life("1")
    raw(shop, sql, task)
    assert Finding("row-differs", task, 0, detail) in findings(shop)


def test_an_event_taken_out_of_the_middle_is_found(shop: Shop) -> None:
    task = shop.whole_life("1")
    raw(shop, "DELETE FROM event WHERE task_id = ? AND seq = 2", task)
    assert Finding("event-missing", task, 2) in findings(shop)


def test_a_tail_cut_with_its_rows_and_a_removed_task_are_found_against_exported_heads(shop: Shop) -> None:
    whole, gone = shop.whole_life("1"), shop.start("2").task.id
    exported = {task: (seq, head) for task, seq, head in heads(shop.store)}
    cut = shop.store.events(whole)[:1]
    with sqlite3.connect(shop.place) as connection:
        connection.execute("DELETE FROM event WHERE task_id = ? AND seq > 1", (whole,))
        connection.execute("DELETE FROM event WHERE task_id = ?", (gone,))
        for table, key in (("visit", "task_id"), ("clock", "task_id"), ("task", "id")):
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (gone,))
    connection.close()
    assert len(cut) == 1
    assert {finding.code for finding in findings(shop)} == {"row-differs"}
    found = findings(shop, exported)
    assert Finding("head-differs", whole, 3) in found
    assert Finding("task-gone", gone) in found


def test_many_processes_closing_one_visit_one_wins_and_the_others_are_told(shop: Shop) -> None:
    rounds, closers = 6, 8
    tasks = [shop.start(str(number)).task.id for number in range(1, rounds + 1)]
    shop.store.close()
    for task in tasks:
        children = []
        gate_read, gate_write = os.pipe()
        for number in range(closers):
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    os.close(gate_write)
                    mine = Shop(shop.place)
                    os.read(gate_read, 1)  # returns when the gate is closed by the parent
                    answer = mine.service.run(
                        Advance(os.urandom(16), task, 1, "done", ticks=(1,)),
                        CLERK._replace(login=f"w{number}"),
                    )
                    os.write(writer, b"ok" if isinstance(answer, Accepted) else answer.code.encode())
                    os._exit(0)
                finally:
                    os._exit(1)
            os.close(writer)
            children.append((child, reader))
        os.close(gate_read)
        os.close(gate_write)
        said = []
        for child, reader in children:
            with os.fdopen(reader, "rb") as pipe:
                said.append(pipe.read().decode())
            os.waitpid(child, 0)
        assert sorted(said) == sorted(["ok"] + ["visit-closed"] * (closers - 1))


def test_a_step_for_everybody_is_stored_and_replayed_as_such(shop: Shop) -> None:
    text = b"sop: photo-request\nsteps: [Collect samples, Shoot]\n"
    publish(shop.store, check_documents({"p.yaml": text}), shop.now, "wang")
    started = shop.service.run(Start(shop.id(), "photo-request", {}), CLERK)
    assert isinstance(started, Accepted)
    assert findings(shop) == []
    assert [row.step for row in shop.store.todo(["service"])] == ["Collect samples"]
    assert isinstance(shop.service.run(Advance(shop.id(), started.task.id, 1, "done"), SERVICE), Accepted)
    assert findings(shop) == []
