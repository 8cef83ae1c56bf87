"""A small shop: an SOP, a calendar and a team, published in a database that is a real file."""

from __future__ import annotations

import itertools
import os
from typing import Any

from engine.model.commands import Actor, Advance, Start
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import Store, open_store

NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
CALENDAR = "calendar: office\nzone: Asia/Shanghai\nhours: {mon-fri: 09:00-18:00}\n"
TEAM = "team: shop\nroles: [warehouse, service]\npeople: {小王: warehouse, 小李: service}\n"
SOP = """
sop: shipping
calendar: office
role: warehouse
ref: order_no
unique: order_no
required: [order_no, paid_at]
data:
  order_no: {type: text, pattern: "[0-9]+"}
  paid_at: datetime
  weight_kg: {type: number, min: 0.01}
deadlines:
  dispatch: {step: pack, due: 24h after paid_at, limit: 48h after paid_at, pause: []}
steps:
  pick: {due: 4 work hours, bulk: true, checklist: [check the slip]}
  pack: {checklist: [{fill: weight_kg}], next: {weight_kg > 30: freight, else: end}}
  freight: {role: service}
"""
CLERK = Actor("小王", frozenset(["warehouse"]), "wang")
SERVICE = Actor("小李", frozenset(["service"]), "li")


class Shop:
    """A service on an open store, with a clock that the test moves."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.now = NOW
        self.store: Store = open_store(place)
        self.registry = Registry(self.store, ZONE)
        self.service = Service(self.store, self.registry, lambda: self.now, ZONE)
        self._ids = itertools.count(1)

    def id(self) -> bytes:
        return os.urandom(12) + next(self._ids).to_bytes(4, "big")

    def start(self, order: str = "1001", actor: Actor = CLERK, **more: Any) -> Any:
        values = {"order_no": order, "paid_at": NOW - 3_600_000, **more}
        return self.service.run(Start(self.id(), "shipping", values), actor)

    def pick(self, task: int, actor: Actor = CLERK, id: bytes | None = None) -> Any:
        return self.service.run(Advance(id or self.id(), task, 1, "done", ticks=(1,)), actor)

    def pack(self, task: int, weight: Any = 2) -> Any:
        return self.service.run(Advance(self.id(), task, 2, "done", {"weight_kg": weight}), CLERK)

    def whole_life(self, order: str) -> int:
        """An order from start to end: three events."""
        started = self.start(order)
        assert isinstance(started, Accepted), started
        for answer in (self.pick(started.task.id), self.pack(started.task.id)):
            assert isinstance(answer, Accepted), answer
        return started.task.id
