"""Notices planned and sent through a file, a second: one digest of many, and one message for each.

Every message is on the disk in the receiver's file and marked in the database (two transactions) before the
next.
"""

from __future__ import annotations

import os
import tempfile
import time

from engine.delivery.planning import Parts, plan
from engine.delivery.sending import send
from engine.delivery.ways import Way, Ways
from engine.kernel.record import canonical
from engine.model.team import Person, Team, to_json
from engine.notify.kinds import CHANNELS
from engine.registry import Registry
from engine.store import Store, create_store
from engine.store.outbox import NoticeRow, Outbox

NOTICES = 5_000
ALONE = 500
NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
ROUNDS = 3


def run() -> None:
    """Print the figures."""
    print(f"Notices to a file channel, {ROUNDS} rounds, SQLite with synchronous=FULL")
    written, planned, sent = [], [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, create_store(os.path.join(folder, "sop.db")) as store:
            parts = office(store, folder)
            written.append(NOTICES / timed(lambda s=store: put(s, range(NOTICES))))
            spent = [0.0, 0.0]
            while Outbox(store).fresh(n=1) or Outbox(store).waiting():
                spent[0] += timed(lambda p=parts: plan(p, NOW))
                spent[1] += timed(lambda p=parts: send(p, lambda: NOW))
            planned.append(NOTICES / spent[0])
            sent.append(NOTICES / sum(spent))
    show("written to the outbox", written)
    show("planned into digests of 500", planned)
    show("planned and delivered, digests of 500", sent)
    single = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, create_store(os.path.join(folder, "sop.db")) as store:
            parts, took = office(store, folder), 0.0
            for number in range(ALONE):
                put(store, range(number, number + 1))
                took += timed(lambda p=parts: (plan(p, NOW), send(p, lambda: NOW)))
            single.append(ALONE / took)
    show("planned and delivered one by one", single)


def office(store: Store, folder: str) -> Parts:
    """Somebody to tell, and a file to tell them by."""
    team = Team("shop", {"warehouse": "仓库"}, {"小王": Person("小王", "小王", frozenset({"warehouse"}))}, {})
    store.publish("team", "shop", "", to_json(team), 1, b"t" * 32, NOW, "bench")
    way = Way("log", "file", {"kind": "file", "path": os.path.join(folder, "out.jsonl")})
    return Parts(store, Registry(store, ZONE), ZONE, Ways({"log": way}), CHANNELS.get)


def put(store: Store, numbers: range) -> None:
    """Notices about one task each, in one transaction."""
    body = {"for": ["role:warehouse"], "text": "还没有打包", "sop": "shipping", "step": "pack", "version": 0}
    rows = [
        NoticeRow("", no + 1, 1, 1, "rung", canonical({**body, "ref": f"2026{no:06}"}), NOW) for no in numbers
    ]
    with store.writing():
        Outbox(store).add(rows)


def timed(work: object) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


def show(what: str, rates: list[float]) -> None:
    """The median, the slowest and the fastest."""
    rates.sort()
    print(f"  {what:<44} {rates[len(rates) // 2]:>10,.0f} /s   ({rates[0]:,.0f} to {rates[-1]:,.0f})")
