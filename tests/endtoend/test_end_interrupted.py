"""What is cut short loses nothing and does nothing twice: kill -9, Ctrl-C, two at once, a closed pipe, a full
disk."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.processes import Workspace, surroundings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")

ORDERS = 4000
CHUNK = 1000
WAIT = 60.0


def orders(shop: Workspace, count: int = ORDERS) -> str:
    """A file of orders; every hundredth row has none."""
    rows = (f"{'x' if n % 100 == 0 else ''}{n},goods {n}" for n in range(1, count + 1))
    return shop.write("orders.csv", "order_no,goods\n" + "\n".join(rows) + "\n")


def count(shop: Workspace, statement: str) -> int:
    """A number read from the database while others write to it; 0 while they keep it locked."""
    with contextlib.closing(sqlite3.connect(f"file:{shop.folder}/sop.db?mode=ro", uri=True)) as database:
        try:
            found: int = database.execute(statement).fetchone()[0]
        except sqlite3.OperationalError:
            return 0
        return found


def until(shop: Workspace, statement: str, most: int, process: subprocess.Popen[str]) -> int:
    """Wait until the statement gives more than ``most`` while the process runs; what it gives."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end and process.poll() is None:
        found = count(shop, statement)
        if found > most:
            return found
        time.sleep(0.002)
    raise AssertionError(f"ended too soon: {process.communicate()}")


TASKS = "SELECT count(*) FROM task"
CLOSED = "SELECT count(*) FROM visit WHERE closed IS NOT NULL"
STARTED = ORDERS - ORDERS // 100


def test_an_import_that_is_killed_goes_on_where_it_stopped(shop: Workspace) -> None:
    words = ("import", orders(shop), "--sop", "orders")
    process = shop.begin(*words)
    kept = until(shop, TASKS, 0, process)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert kept <= count(shop, TASKS) < STARTED
    shop.clean()
    there = count(shop, TASKS)
    again = shop.sop(*words)
    assert again.code == 1
    assert again.out.startswith(
        f"{STARTED - there:,} tasks started, {there:,} were there already, 40 rows refused."
    )
    assert len({task["ref"] for task in shop.tasks()}) == count(shop, TASKS) == STARTED
    assert shop.clean().startswith("3,960 tasks, 3,960 events: everything")
    assert shop.sop(*words).out.startswith("0 tasks started, 3,960 were there already, 40 rows refused.")


def test_a_bulk_advance_that_is_killed_goes_on_where_it_stopped(shop: Workspace) -> None:
    shop.sop("import", orders(shop), "--sop", "orders")
    shop.write("picked.csv", "ref,step\n" + "".join(f"{n},pick\n" for n in range(1, ORDERS + 1) if n % 100))
    words = ("advance", "--from", "picked.csv", "--sop", "orders")
    process = shop.begin(*words)
    until(shop, CLOSED, 0, process)
    process.kill()
    process.communicate()
    there = count(shop, CLOSED)
    assert 0 < there < STARTED
    shop.clean()
    again = shop.sop(*words)
    assert again == (
        0,
        f"{STARTED - there:,} rows carried out, {there:,} were done already, 0 rows refused.\n",
        "",
    )
    assert count(shop, CLOSED) == STARTED
    assert count(shop, "SELECT count(*) FROM event") == 2 * STARTED
    assert {tuple(task["steps"]) for task in shop.tasks()} == {("pack",)}  # type: ignore[arg-type]
    assert shop.clean().startswith("3,960 tasks, 7,920 events: everything")


def test_ctrl_c_in_an_import_says_that_the_rest_can_be_done(shop: Workspace) -> None:
    words = ("import", orders(shop), "--sop", "orders")
    process = shop.begin(*words)
    until(shop, TASKS, 0, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err == "Stopped halfway: what was carried out stays, and the same command again does the rest.\n"
    there = count(shop, TASKS)
    assert 0 < there < STARTED
    assert shop.sop(*words).out.startswith(f"{STARTED - there:,} tasks started, {there:,} were there already")
    shop.clean()


def test_two_people_who_import_the_same_file_at_once_start_each_order_once(shop: Workspace) -> None:
    name = orders(shop, 2000)
    both = [
        shop.begin("--as", who, "import", name, "--sop", "orders", "--rejects", f"{who}.csv")
        for who in ("boss", "wang")
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [1, 1]
    assert all(err == "" for _out, err in said)
    started = [int(out.split(" ")[0].replace(",", "")) for out, _err in said]
    assert sum(started) == 1980
    assert all("20 rows refused" in out for out, _err in said)
    assert len({task["ref"] for task in shop.tasks()}) == count(shop, TASKS) == 1980
    assert shop.clean().startswith("1,980 tasks, 1,980 events: everything")


def test_a_reader_that_goes_away_and_one_that_never_was(shop: Workspace) -> None:
    shop.sop("import", orders(shop, 3000), "--sop", "orders")
    command = [sys.executable, "-m", "cli", "list", "--limit", "100000"]
    with subprocess.Popen(
        command, cwd=shop.folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"task")
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")
    sop = f"{sys.executable} -m cli list"
    shell = f"{sop} --limit 9999 >&-; echo $?; {sop} nothing 2>&-; echo $?"
    ended = subprocess.run(
        ["sh", "-c", shell], cwd=shop.folder, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("0\n1\n", "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_output_that_nothing_can_hold_is_told(shop: Workspace) -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "cli", "list"],
            cwd=shop.folder, env=surroundings(), stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "the output: no space left on the device.\n")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 900 KiB; only root can make one, and not everywhere."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", place], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small file system can be made here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=False)


def test_a_workspace_that_did_not_fit_can_be_made_later(small_disk: Path) -> None:
    shop = Workspace(small_disk)
    (small_disk / "fill").write_bytes(bytes(780_000))
    ended = shop.sop("init")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("There is no space left for ")
    assert not list(small_disk.glob("sop.db*"))
    (small_disk / "fill").unlink()
    assert shop.sop("init").code == 0
    assert shop.sop("list") == (0, "No tasks.\n", "")


def test_a_full_disk_loses_nothing_that_was_there(made: Path, small_disk: Path) -> None:
    for name in ("sop.db", "team.yaml"):
        (small_disk / name).write_bytes((made / name).read_bytes())
    shop = Workspace(small_disk)
    shop.done("start", "orders", "order_no=1")
    heads = shop.done("verify", "--export", "heads.txt") and (small_disk / "heads.txt").read_text()
    orders(shop, 5000)
    full = shop.sop("import", "orders.csv", "--sop", "orders")
    assert (full.code, full.out) == (1, "")
    assert full.err.startswith(("There is no space left for ", "Stopped halfway"))
    assert "Traceback" not in full.err
    shop.clean()
    with contextlib.suppress(OSError), (small_disk / "fill").open("wb") as fill:
        while True:
            fill.write(bytes(4096))
            fill.flush()
    for words, said in (
        (("start", "orders", "order_no=99999"), "There is no space left for "),
        (("new", "request"), "request.sop.yaml: no space left on the device."),
        (("verify", "--export", "heads.txt"), "heads.txt: no space left on the device."),
    ):
        ended = shop.sop(*words)
        assert (ended.code, ended.out) == (1, "")
        assert said in ended.err
    assert (small_disk / "heads.txt").read_text() == heads
    assert not (small_disk / "request.sop.yaml").exists()
    (small_disk / "fill").unlink()
    shop.clean()
    assert shop.sop("new", "request").code == 0
