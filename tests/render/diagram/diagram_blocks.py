"""A small SOP with every construct, and tasks of it: lanes, a list in a lane, a wait, a call, ways in and
out."""

from __future__ import annotations

from kernel_story import ZONE, at, program
from random_blocks import World, helpful

from engine.model.commands import Set, Start
from engine.model.definition import Definition
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.render.naming import Names

HOUR = 3_600_000
SOP = """
sop: wholesale
title: 批发发货
lang: zh
role: clerk
data:
  parcels: {type: list, of: text, default: [甲, 乙, 丙], title: 包裹}
  urgent: {type: boolean, default: no}
  signed_at: {type: datetime, title: 签收时间}
  refs: {type: list, of: text, default: []}
tables:
  lorry: "urgent => hours\\nyes => 4h\\nno => 24h"
deadlines:
  leave: {title: 出库承诺, step: prepare, due: 24h after start}
outcomes:
  stop: {title: 终止, to: end.cancelled, role: lead, reason: required}
steps:
  check:
    title: 核对订单
    outcomes: {done: {title: 无误, to: prepare}, wrong: {title: 有误, to: end.lost}}
  prepare:
    title: 备货
    due: 8h
    parallel:
      papers:
        title: 单证
        role: lead
        steps:
          invoice: {title: 开票}
          approve: {title: 复核, outcomes: {done: {title: 通过, to: end}, wrong: {title: 退回, to: check}}}
      gift: {title: 赠品, when: urgent, steps: {wrap_gift: {title: 包赠品}}}
      goods:
        title: 货物
        steps:
          pack:
            title: 打包
            each: parcel in parcels
            at_once: 2
            data: {weight: {type: number, default: 5, title: 重量}}
            steps:
              weigh: {title: 称重, outcomes: {done: {title: 已称, to: book}, lost: end.lost}}
              book: {title: 订车, when: weight > 30, due: lorry.hours}
    join: all
  claim:
    title: 开单
    call: callee
    with: {what: 出库}
    gather: refs
    outcomes: {done: in_transit, lost: {title: 丢失, to: invoice}}
  in_transit:
    title: 等签收
    wait: {for: has(signed_at), until: 10 days}
    outcomes: {done: end, timeout: {to: check}}
"""


def definition() -> Definition:
    return program(SOP).definition


def names() -> Names:
    return Names(ZONE, definition())


class Tour:
    """A task that is walked through, by whoever may do a step."""

    def __init__(self) -> None:
        self.world = World(program(SOP))
        self.world.now = at("2026-09-29 10:00")
        self.world.programs["wholesale"] = self.world.programs["random"]
        self.does(Start(b"", "wholesale", {}))

    def does(self, command: object) -> None:
        answer = self.world.do(command)  # type: ignore[arg-type]
        assert not isinstance(answer, Refusal), answer
        self.world.now += HOUR // 4

    def go(self, step: str, outcome: str = "done") -> None:
        """Close the first open visit of a step."""
        visit = next(each for each in self.task.open_visits() if each.step == step)
        self.does(helpful(self.world, 1, visit, outcome))

    def set(self, **values: object) -> None:
        self.does(Set(b"", 1, values))

    @property
    def task(self) -> Task:
        return self.world.tasks[1]


def packing() -> Tour:
    """The second of three parcels is being packed, the papers wait for their check, no gift is wanted."""
    tour = Tour()
    for step in ("check", "invoice", "weigh"):
        tour.go(step)
    return tour


def waiting() -> Tour:
    """All is done but the goods are still on their way; once the papers were wrong."""
    tour = packing()
    tour.go("approve", "wrong")
    for step in ("check", "invoice", "approve", "weigh", "weigh", "weigh"):
        tour.go(step)
    return tour
