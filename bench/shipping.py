"""The SOP and people of the benchmarks: four steps, two clocks, ticks and values, as shipping has."""

from __future__ import annotations

from typing import Any

from engine.kernel import Context, Program, decide
from engine.language import load_sop
from engine.model.commands import Actor, Advance, Start
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.rules.calendars import Calendar

ZONE = "Asia/Shanghai"
NOW = 1_790_000_000_000
SOP = """
sop: shipping
calendar: office
role: warehouse
ref: order_no
unique: order_no
required: [order_no, paid_at]
data:
  order_no: {type: text, pattern: "[0-9]{6,32}"}
  paid_at: datetime
  weight_kg: {type: number, min: 0.01}
  tracking_no: text
deadlines:
  dispatch: {step: hand_over, due: 24h after paid_at, limit: 48h after paid_at, pause: []}
steps:
  pick: {due: 4 work hours, bulk: true, checklist: [check the slip, count the goods]}
  pack:
    bulk: true
    checklist: [wrapped, {fill: weight_kg}]
    next: {weight_kg > 30: freight, else: hand_over}
  freight: {due: 1 workday, next: hand_over}
  hand_over: {bulk: true, checklist: [registered, {fill: tracking_no}]}
"""
CALENDAR = {
    "name": "office",
    "zone": ZONE,
    "hours": {str(day): [[540, 1080]] if day <= 5 else [] for day in range(1, 8)},
}
ACTOR = Actor("clerk", frozenset(["warehouse"]), "clerk")


def program() -> Program:
    """The compiled SOP."""
    loaded = load_sop(SOP.encode(), "shipping.sop.yaml")
    assert loaded.definition is not None
    return Program(loaded.definition)


def context() -> Context:
    """Who, when, and the calendar."""
    return Context(ACTOR, NOW, ZONE, Calendar.from_compiled(CALENDAR), 1, version=1, task_id=1)


def values(number: int) -> dict[str, Any]:
    """An order."""
    return {"order_no": f"{number:012d}", "paid_at": NOW - 3_600_000}


def started(prog: Program, ctx: Context) -> Task:
    """A task in its first step."""
    decision = decide(prog, None, Start(b"", "shipping", values(1)), ctx)
    assert not isinstance(decision, Refusal)
    return decision.draft.task(1, bytes(32))


def picking(visit: int = 1) -> Advance:
    """Closing the first step."""
    return Advance(b"", 1, visit, "done", ticks=(1, 2))
