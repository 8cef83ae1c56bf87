"""A sweep: finding 1,000 that are due among many open ones, against the raw query in the same run, flat in
the table's size; how many timers a second a whole sweep fires, and where its time goes; and what overdue
rules lead to, carried out in pages and one after the other.

The open tasks' timers and clocks are written straight into the tables. Limit: 2 times raw. ``BENCH_OPEN`` is
the larger size (1,000,000), ``BENCH_FIRED`` how many timers the whole sweep fires.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import engine.chunk
import engine.sweep
from bench.measure import Timing, report, rounds, verdict
from bench.shipping import ACTOR, NOW, ZONE
from engine import draining
from engine.model.commands import Start
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import Store, create_store, open_store
from engine.sweep import sweep

OPEN = int(os.environ.get("BENCH_OPEN", "1000000"))
FIRED = int(os.environ.get("BENCH_FIRED", "5000"))
DUE = 1000
HOUR = 3_600_000
LIMIT, FLAT = 2.0, 1.5
RAW = (
    "SELECT fires, task_id FROM timer WHERE ended IS NULL AND fires <= ? UNION ALL "
    "SELECT rung_at, task_id FROM clock WHERE rung_at <= ? ORDER BY 1, 2 LIMIT 1000"
)
SOP = """
sop: waiting
role: warehouse
ref: no
required: [no]
data: {no: text}
steps:
  paid: {wait: {signal: money, until: 24h}, outcomes: {done: pack, timeout: end.unpaid}}
  pack: {}
"""

RULES = """
sop: late
role: warehouse
ref: no
data: {no: text, urgent: boolean}
steps: {pack: {due: 24h}}
rules: {behind: {after: pack.overdue, set: {urgent: yes}, start: look, with: {no: = no}}}
"""
LOOK = "sop: look\nrole: warehouse\nref: no\ndata: {no: text}\nsteps: [look]\n"


def run() -> None:
    """Print the figures."""
    found = {size: _find(size) for size in (OPEN // 10, OPEN)}
    verdict(f"{OPEN:,} against {OPEN // 10:,} open", found[OPEN] / found[OPEN // 10], FLAT)
    _whole()
    took = {page: _led_to(page) for page in (1, draining.PAGE)}
    for page, seconds in took.items():
        print(f"{2 * DUE:,} commands of {DUE:,} overdue rules, {page} in a transaction: {seconds:.2f} s")
    print(f"  {took[1] / took[draining.PAGE]:.1f} times as fast in pages")


def _led_to(page: int) -> float:
    """The seconds that it takes to carry out what so many overdue rules lead to: an act and a call each."""
    with tempfile.TemporaryDirectory() as folder, create_store(os.path.join(folder, "rules.db")) as store:
        files = {"late.sop.yaml": RULES.encode(), "look.sop.yaml": LOOK.encode()}
        publish(store, check_documents(files), NOW, "bench")
        now = [NOW]
        service = Service(store, Registry(store, ZONE), lambda: now[0], ZONE)
        starts = (Start(os.urandom(16), "late", {"no": str(n)}) for n in range(DUE))
        assert all(isinstance(answer, Accepted) for answer in service.run_many(starts, ACTOR))
        now[0] += 25 * HOUR
        whole, draining.PAGE = draining.PAGE, page
        spent: dict[str, float] = {}
        unwatch = watch(spent, engine.sweep, "drain", "drain")
        try:
            assert sweep(service).fired == DUE
        finally:
            draining.PAGE = whole
            unwatch()
        assert len(store.task_ids(0, 3 * DUE)) == 2 * DUE
    return spent["drain"]


def _find(size: int) -> float:
    """The median microseconds of finding what is due among so many."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "open.db")
        create_store(path).close()
        _write(path, size)
        raw = sqlite3.connect(path)
        raw.execute("PRAGMA cache_size = -32000")
        with open_store(path) as store:
            assert len(store.due.page(NOW)) == DUE
            works: dict[str, Callable[[], object]] = {
                "raw": lambda: raw.execute(RAW, (NOW, NOW)).fetchall(),
                "what is due": lambda: store.due.page(NOW),
                "whether anything is": lambda: store.due.page(NOW - 2 * HOUR, n=1),
                "when the next will be": lambda: store.due.next(NOW),
            }
            timings = rounds(works, repeat=9, times=5)
        raw.close()
    report(f"{DUE:,} due among {size:,} open tasks, a timer and a ladder each", timings)
    ours: Timing = timings["what is due"]
    verdict("ratio to raw", ours.median / timings["raw"].median, LIMIT)
    return ours.median


def _write(path: str, size: int) -> None:
    """Timers and ladders that come in the next month; of ``DUE`` tasks, spread over all, one has come."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executemany(
        "INSERT INTO timer (task_id, no, shop, kind, name, visit, clock, fires) "
        "VALUES (?, 1, '', 'wait', 'paid', 1, 0, ?)",
        ((task, at) for task, at, _ in _instants(size)),
    )
    connection.executemany(
        "INSERT INTO clock (task_id, no, shop, sop_id, deadline, visit, step_id, role_set_id, started, "
        "started_recorded, due, calendar, provisional, born_late, rungs, rung_at) "
        "VALUES (?, 1, '', 1, '', 1, 1, 1, 0, 0, ?, 0, 0, 0, ?, ?)",
        ((task, at + HOUR, f"{at}:1", at) for task, _, at in _instants(size)),
    )
    connection.commit()
    connection.close()


def _instants(size: int) -> Iterator[tuple[int, int, int]]:
    every = size // DUE
    for task in range(1, size + 1):
        coming = NOW + 1 + task * 7_919 % (30 * 24 * HOUR)
        past = NOW - task % HOUR
        is_due = task % every == 0
        timer = is_due and task // every % 2 == 0
        yield task, past if timer else coming, past if is_due and not timer else coming


def _whole() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sweep.db")
        with create_store(path) as store:
            publish(store, check_documents({"waiting.sop.yaml": SOP.encode()}), NOW, "bench")
            now = [NOW]
            service = Service(store, Registry(store, ZONE), lambda: now[0], ZONE)
            starts = (Start(os.urandom(16), "waiting", {"no": str(n)}) for n in range(FIRED))
            assert all(isinstance(answer, Accepted) for answer in service.run_many(starts, ACTOR))
            now[0] += 25 * HOUR
            spent = _watched(store)
            began = time.perf_counter()
            assert sweep(service).fired == FIRED
            took = time.perf_counter() - began
    print(f"a whole sweep, {FIRED:,} waits that are over, synchronous=FULL: {FIRED / took:,.0f} timers/s")
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        print(f"  {name:<44} {seconds / FIRED * 1e6:>10.1f} us a timer   ({seconds / took:.0%})")
    rest = took - sum(spent.values())
    print(
        f"  {'the rest: hash, JSON, queue, notices':<44} {rest / FIRED * 1e6:>10.1f} us   ({rest / took:.0%})"
    )


def _watched(store: Store) -> dict[str, float]:
    """The seconds spent in the parts of a sweep, counted from now on."""
    spent: dict[str, float] = {}
    watch(spent, store, "load_many", "reading the tasks")
    watch(spent, store, "save", "writing events and rows")
    watch(spent, store.database, "commit", "commit")
    watch(spent, engine.chunk, "decide", "deciding")
    return spent


def watch(spent: dict[str, float], owner: Any, name: str, said: str) -> Callable[[], None]:
    """Count the seconds that go by in a function, from now on; gives back what ends that."""
    inner = getattr(owner, name)

    def timed(*given: Any, **more: Any) -> Any:
        began = time.perf_counter()
        try:
            return inner(*given, **more)
        finally:
            spent[said] = spent.get(said, 0.0) + time.perf_counter() - began

    setattr(owner, name, timed)
    return lambda: setattr(owner, name, inner)
