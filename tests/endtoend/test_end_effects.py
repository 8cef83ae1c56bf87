"""Tasks that call each other, wait and act by themselves, as people see it: every word of it typed."""

from __future__ import annotations

import json
import os
import sqlite3

import pytest

from tests.endtoend.processes import Workspace

ORDER = """\
sop: order
lang: en
role: warehouse
ref: no
unique: no
required: [no]
data: {no: text, area: {type: text, default: A}, weight: integer, late: boolean}
steps:
  picked: {call: wave, with: {area: = area}, gather: orders, get: {weight: weight}, next: paid}
  paid: {wait: {signal: money, until: 24h}, outcomes: {done: pack, timeout: end.unpaid}}
  pack: {due: 2h}
rules:
  behind: {after: pack.overdue, set: {late: yes}, notify: lead, text: "{no} is late"}
"""
WAVE = """\
sop: wave
lang: en
role: warehouse
data: {orders: list, area: text, weight: integer}
steps:
  collect: {}
  weigh: {checklist: [{fill: weight}]}
"""


@pytest.fixture
def floor(shop: Workspace) -> Workspace:
    """The shop with waves of orders."""
    shop.write("order.sop.yaml", ORDER)
    shop.write("wave.sop.yaml", WAVE)
    shop.done("publish")
    return shop


def where(shop: Workspace) -> dict[str, str]:
    """Where every task is, as ``sop list`` shows it."""
    rows = json.loads(shop.done("list", "--state", "all", "--json"))
    return {
        str(row["ref"] or row["task"]): " ".join([*row["steps"], *(f"[{one}]" for one in row["waits"])])
        or row["end"]
        for row in rows
    }


def test_three_orders_one_wave_a_payment_and_a_sweep(floor: Workspace) -> None:
    calls = [["start", "order", f"no={n}"] for n in ("A1", "A2", "A3")]
    for ended in floor.many(calls):
        assert ended.code == 0, ended
    assert where(floor) == {"A1": "[picked]", "T-2": "collect", "A2": "[picked]", "A3": "[picked]"}
    shown = floor.done("show", "T-2")
    assert "orders  A1, A2, A3" in shown
    assert shown.endswith(
        "By itself\n  T-1 waits for this task\n  T-3 waits for this task\n  T-4 waits for this task\n"
    )
    for ended in floor.many([["cancel", "A3", "--reason", "sold out"], ["advance", "T-2"]]):
        assert ended.code == 0, ended
    assert "T-4 no longer waits for this task." in floor.done("log", "T-2")
    assert floor.done("advance", "T-2", "weight=12").endswith("T-2 has ended: end.\n")
    assert where(floor) == {"A1": "[paid]", "T-2": "end", "A2": "[paid]", "A3": "end.cancelled"}
    assert "weight  12" in floor.done("show", "A1")
    assert "paid waits no longer, at 2026-11-21 10:00" in floor.done("why", "A1")
    assert floor.done("signal", "money", "A1") == (
        "T-1 A1: signal: money.\nT-1 A1: paid is done: done.\n"
        "Now: T-1/pack, pack, for warehouse (Warehouse), due 2026-11-20 12:00.\n"
    )
    assert floor.done("sweep") == "Due: 0 timers. Left over: 0 commands.\n"
    later = "2026-11-21 12:00"
    assert floor.done("sweep", "--dry-run", SOP_NOW=later) == (
        "T-1: pack is overdue, at 2026-11-20 12:00\nT-3: paid waits no longer, at 2026-11-21 10:00\n"
    )
    assert floor.done("sweep", SOP_NOW=later) == "Due: 2 timers. Left over: 0 commands.\nNotices: 1 waits.\n"
    assert where(floor) == {"A1": "pack", "T-2": "end", "A2": "end.unpaid", "A3": "end.cancelled"}
    assert floor.done("log", "A1", SOP_NOW=later).splitlines()[-6:] == [
        "2026-11-20 12:00  sop itself (written down 2026-11-21 12:00)",
        "  pack is overdue: it is time.",
        "2026-11-20 12:00  sop itself (written down 2026-11-21 12:00)",
        "  the rule behind acts.",
        "  given: late = yes.",
        "  tells lead (Lead): A1 is late",
    ]
    assert floor.clean().startswith("4 tasks")


def test_signals_to_all_that_have_a_value(floor: Workspace) -> None:
    starts = [["start", "order", f"no={n}", f"area={area}"] for n, area in (("A1", "A"), ("B1", "B"))]
    ways = [
        ["advance", "T-2"],
        ["advance", "T-2", "weight=1"],
        ["advance", "T-4"],
        ["advance", "T-4", "weight=1"],
    ]
    for ended in floor.many([*starts, *ways]):
        assert ended.code == 0, ended
    assert where(floor) == {"A1": "[paid]", "T-2": "end", "B1": "[paid]", "T-4": "end"}
    told = json.loads(floor.done("signal", "money", "--sop", "order", "--where", "area=B", "--json"))
    assert [one["task"] for one in told["signalled"]] == ["T-3"]
    assert where(floor)["A1"] == "[paid]"
    assert where(floor)["B1"] == "pack"
    assert floor.done("signal", "money", "--sop", "order", "--where", "area=C") == (
        "No open task of order has area=C.\n"
    )
    wrong = floor.sop("signal", "mony", "A1")
    assert (wrong.code, wrong.err) == (
        1, "order listens to no signal mony. It listens to: money.\nTry: sop signal money T-1\n"
    )  # fmt: skip
    assert floor.sop("signal", "money", "--sop", "order").code == 2
    assert floor.sop("signal", "money").code == 2
    stranger = floor.sop("signal", "money", "A1", "--as", "guest")
    assert stranger.code == 1
    assert "guest" in stranger.err
    twice = floor.done("signal", "money", "B1")
    assert twice.endswith("nothing waits for money now; a wait that opens later does not see it.\n")


def test_a_call_that_cannot_be_made_is_told_and_tried_again(floor: Workspace) -> None:
    floor.write(
        "wave.sop.yaml",
        WAVE.replace("data:", "required: [boss]\ndata:").replace("area: text", "area: text, boss: text"),
    )
    os.rename(floor.folder / "order.sop.yaml", floor.folder / "order.txt")
    floor.done("publish", "wave.sop.yaml")
    floor.done("start", "order", "no=A1")
    assert "could not be done: a call." in floor.done("why", "A1")
    swept = floor.sop("sweep")
    assert (swept.code, swept.out) == (1, "Due: 0 timers. Left over: 0 commands.\n")
    assert "T-1: could not be done." in swept.err
    floor.write("wave.sop.yaml", WAVE)
    floor.done("publish", "wave.sop.yaml")
    assert floor.done("sweep") == "Due: 0 timers. Left over: 1 command.\n"
    assert where(floor) == {"A1": "[picked]", "T-2": "collect"}
    floor.clean()


def test_an_older_database_is_brought_up(floor: Workspace) -> None:
    assert floor.done("db", "upgrade") == "The database is up to date (sop0005).\n"
    with sqlite3.connect(floor.folder / "sop.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'sop0001'")
    raw.close()
    told = floor.sop("list")
    assert told.code == 1
    assert "sop db upgrade" in told.err


def test_a_shell_is_offered_signals_tasks_and_fields(floor: Workspace) -> None:
    floor.done("start", "order", "no=A1")

    def offered(*words: str) -> set[str]:
        asked = {"_SOP_COMPLETE": "zsh_complete", "COMP_WORDS": " ".join(["sop", *words])}
        return set(floor.sop(**asked, COMP_CWORD=str(len(words) or 1)).out.splitlines())

    assert "money" in offered("signal", "")
    assert "T-1" in offered("signal", "money", "")
    assert {"weight=", "late="} <= offered("signal", "money", "T-1", "")
    assert {"weight=", "late="} <= offered("signal", "--sop", "order", "money", "")


def test_why_says_what_keeps_a_wait_whose_time_is_over(shop: Workspace) -> None:
    shop.write(
        "parcel.sop.yaml",
        "sop: parcel\nlang: en\nrole: warehouse\ndata: {size: {type: number, columns: [s]}}\n"
        "steps:\n  dry: {wait: {until: 1h}, next: {size > 3: big, else: end}}\n  big: {}\n",
    )
    shop.done("publish")
    shop.done("start", "parcel")
    later = "2026-11-27 15:00"
    assert shop.sop("sweep", SOP_NOW=later).code == 1
    why = "it cannot go on: size has no value, and it is needed to work out: size > 3"
    assert f"T-1: its time is over, but {why}" in shop.done("why", "T-1", SOP_NOW=later)
    shop.done("set", "T-1", "size=2", SOP_NOW=later)
    assert "[dry]" not in where(shop)["T-1"]
