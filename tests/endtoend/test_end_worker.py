"""``sop worker`` as people and systemd run it: real processes, signals, and a real clock where it matters."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.endtoend.processes import Workspace, surroundings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")

TIMED = """\
sop: timed
lang: en
role: warehouse
ref: no
required: [no]
data: {no: text, n: {type: integer, default: 0}}
steps:
  paid: {wait: {signal: money, until: 24h}, outcomes: {done: pack, timeout: end.unpaid}}
  pack: {due: 2h}
rules:
  daily: {every: 1 day, set: {n: = n + 1}}
"""
LATER = "2026-11-22 10:00"
WAIT = 30.0


@pytest.fixture
def floor(shop: Workspace) -> Workspace:
    """The shop with orders that wait."""
    shop.write("timed.sop.yaml", TIMED)
    shop.done("publish")
    return shop


def begin(floor: Workspace, count: int) -> None:
    calls = [["start", "timed", f"no=A{n}"] for n in range(count)]
    assert all(ended.code == 0 for ended in floor.many(calls))


def until(what: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    over = time.monotonic() + WAIT
    while not what():
        assert time.monotonic() < over, "it never came"
        time.sleep(0.02)


def reads(floor: Workspace, statement: str) -> int:
    """A number from the database."""
    connection = sqlite3.connect(floor.folder / "sop.db", timeout=5)
    try:
        found: int = connection.execute(statement).fetchone()[0]
    finally:
        connection.close()
    return found


def stop(process: subprocess.Popen[str], number: signal.Signals) -> list[str]:
    """Tell it to stop: what it said, a line each."""
    process.send_signal(number)
    out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, out) == (0, "")
    return err.splitlines()


WORKERS = "SELECT count(*) FROM setting WHERE key LIKE 'worker:%'"
ENDED = "SELECT count(*) FROM task WHERE ended IS NOT NULL"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_works_sleeps_and_stops_when_told_to(floor: Workspace, number: signal.Signals) -> None:
    begin(floor, 2)
    process = floor.begin("worker", "--every", "1h", SOP_NOW=LATER)
    until(lambda: reads(floor, WORKERS) == 1)
    assert json.loads(floor.done("worker", "--status", "--json", SOP_NOW=LATER))[0]["runs"] is True
    begun, done, *_, stopped = stop(process, number)
    assert begun.startswith("2026-11-22T10:00:00+08:00 worker ")
    assert begun.endswith(" begins; it looks at least every 1h")
    assert done == "2026-11-22T10:00:00+08:00 due: 2 timers; left over: 0 commands (T-1, T-2)"
    assert stopped.endswith(" stops")
    assert reads(floor, ENDED) == 2
    assert reads(floor, WORKERS) == 0
    assert floor.done("worker", "--status", SOP_NOW=LATER) == (
        "No worker runs.\nThe last sweep was at 2026-11-22 10:00.\n"
    )
    floor.clean()


def test_once_in_chinese_and_as_json(floor: Workspace) -> None:
    begin(floor, 1)
    said = floor.sop("worker", "--once", "--json", SOP_NOW=LATER)
    assert (said.code, said.out) == (0, "")
    lines = [json.loads(line) for line in said.err.splitlines()]
    assert [line["what"] for line in lines] == ["started", "round", "stopped"]
    assert lines[1] == {
        "at": "2026-11-22T10:00:00+08:00", "what": "round", "timers": 1, "commands": 0, "tasks": ["T-1"],
    }  # fmt: skip
    begin(floor, 6)
    said = floor.sop("worker", "--once", SOP_NOW="2026-11-23 10:00", SOP_LANG="zh")
    assert said.code == 0
    assert said.err.splitlines()[0].startswith("2026-11-23T10:00:00+08:00 worker ")
    assert "开始；至少每隔 15" in said.err
    assert "（T-2、T-3、T-4、T-5、T-6，另有 1 个）" in said.err


def test_nobody_ever_came_by(floor: Workspace) -> None:
    assert floor.sop("worker", "--status") == (
        1,
        "",
        "No sweep and no worker has ever run here: what is due by itself does not happen.\n",
    )
    floor.done("sweep")
    assert floor.sop("worker", "--status", SOP_NOW=LATER) == (
        1,
        "No worker runs.\n",
        "No sweep and no worker has run since 2026-11-20 10:00 (2d).\n",
    )


@pytest.mark.parametrize("words", ["0s", "2h", "15", "x", "-1s"])
def test_a_sleep_that_is_none(floor: Workspace, words: str) -> None:
    ended = floor.sop("worker", f"--every={words}")
    assert ended.code == 2
    assert f"{words} is no time between two rounds. Write 15s, 2min or 1h; at most 1h." in ended.err


def test_told_to_stop_while_it_works_it_ends_after_its_transaction(floor: Workspace) -> None:
    count = 1100
    rows = "no\n" + "".join(f"A{n}\n" for n in range(count))
    floor.write("orders.csv", rows)
    floor.done("import", "orders.csv", "--sop", "timed")
    process = floor.begin("worker", SOP_NOW=LATER)
    until(lambda: reads(floor, ENDED) > 0)
    stop(process, signal.SIGTERM)
    there = reads(floor, ENDED)
    assert 0 < there < count, "a page, or two"
    floor.clean()
    floor.done("sweep", SOP_NOW=LATER)
    assert reads(floor, ENDED) == count
    floor.clean()


def test_two_workers_and_one_is_killed(floor: Workspace) -> None:
    count = 600
    floor.write("orders.csv", "no\n" + "".join(f"A{n}\n" for n in range(count)))
    floor.done("import", "orders.csv", "--sop", "timed")
    both = [floor.begin("worker", "--every", "1s", SOP_NOW=LATER) for _ in range(2)]
    until(lambda: reads(floor, ENDED) > 0)
    both[0].kill()
    both[0].communicate()
    until(lambda: reads(floor, ENDED) == count)
    stop(both[1], signal.SIGTERM)
    assert reads(floor, "SELECT count(*) FROM event") == count * 2
    assert reads(floor, "SELECT count(*) FROM queue") == 0
    floor.clean()


def test_a_database_that_is_locked_for_a_while(floor: Workspace) -> None:
    begin(floor, 1)
    connection = sqlite3.connect(floor.folder / "sop.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    process = floor.begin("worker", SOP_NOW=LATER)
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(2)]
    assert "was kept locked by somebody else for 5 seconds" in lines[1]
    assert "Trying again until it is there." in lines[1]
    connection.execute("ROLLBACK")
    connection.close()
    until(lambda: reads(floor, ENDED) == 1)
    assert "the database is there again; going on" in " ".join(stop(process, signal.SIGTERM))


def test_a_database_that_is_put_back_from_a_copy_is_opened_anew(floor: Workspace) -> None:
    place = floor.folder / "sop.db"
    shutil.copy(place, floor.folder / "copy.db")
    process = floor.begin("worker", "--every", "1s", SOP_NOW="")
    until(lambda: reads(floor, WORKERS) == 1)
    os.replace(floor.folder / "copy.db", place)
    assert reads(floor, WORKERS) == 0
    until(lambda: reads(floor, WORKERS) == 1)
    said = stop(process, signal.SIGTERM)
    assert any("There is no database at" in line for line in said)
    floor.clean()


DRIVER = """
import sys, time
offset, *words = sys.argv[1:]
steady = time.time_ns
time.time_ns = lambda: steady() + int(open(offset).read()) * 1_000_000_000
from cli.main import run
sys.exit(run(words))
"""
DAY = 24 * 3600


def test_the_machines_clock_is_set_forward_ten_years_and_back(tmp_path: Path, floor: Workspace) -> None:
    """Not the made-up time of a simulated workspace: the clock that the process reads."""
    connection = sqlite3.connect(floor.folder / "sop.db")
    connection.execute("DELETE FROM setting WHERE key = 'simulated'")
    connection.commit()
    connection.close()
    floor.done("start", "timed", "no=A1", SOP_NOW="")
    offset = tmp_path / "offset"

    def clock(seconds: int) -> None:
        (tmp_path / "next").write_text(str(seconds))
        os.replace(tmp_path / "next", offset)

    clock(0)
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(offset), "worker", "--every", "1s"],
        cwd=floor.folder, env=surroundings(SOP_NOW=""), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    until(lambda: reads(floor, WORKERS) == 1)
    assert process.stderr is not None
    said = [process.stderr.readline()]
    for seconds, wanted in (
        (3652 * DAY, ["the clock went forward by", "Nothing was done: this computer's clock says"]),
        (0, ["the clock was set back by", "the clock can be believed again; going on"]),
        (2 * DAY, ["the clock went forward by", "due: 1 timer;"]),
        (1 * DAY, ["the clock was set back by", "This computer's clock is 23h 59min behind the record."]),
    ):
        clock(seconds)
        for part in wanted:
            said.append(process.stderr.readline())
            assert part in said[-1], said
    stop(process, signal.SIGTERM)
    assert reads(floor, ENDED) == 1
    floor.clean()
