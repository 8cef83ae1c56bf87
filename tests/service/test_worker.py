"""The worker by itself, with clocks, sleeps and outages that the test makes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from calling_shop import HOUR, Caller
from service_shop import CLERK, NOW

from engine.heartbeat import FORGOTTEN, last_swept, workers
from engine.model.commands import Set
from engine.model.refusals import Refusal
from engine.store import StoreError
from engine.worker import Around, Said, Worker

MINUTE = 60_000
WAITS = """
sop: waits
role: warehouse
data: {weight: integer}
steps:
  pay: {wait: {until: 2h}, next: {weight > 3: heavy, else: end}}
  heavy: {}
"""


class World:
    """What a worker stands in: a shop, two clocks, sleeps that end at once, and everything it said.

    ``sleeps`` is what happens in each of them, one after the other; when there are no more, it is stopped.
    """

    def __init__(self, shop: Caller, *sleeps: Callable[[], object]) -> None:
        self.shop = shop
        self.sleeps = list(sleeps)
        self.slept: list[float] = []
        self.said: list[Said] = []
        self.steady = 0
        self.outage: Exception | None = None
        self.stopped = False

    def around(self, **more: Any) -> Around:
        return Around(
            self.connect, lambda: self.shop.now, lambda: self.steady, self.pause, lambda: self.stopped,
            self.said.append, **more,
        )  # fmt: skip

    def connect(self) -> Any:
        if self.outage is not None:
            raise self.outage
        return self.shop.service

    def pause(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.shop.now += round(seconds * 1000)
        self.steady += round(seconds * 1000)
        if self.sleeps:
            self.sleeps.pop(0)()
        else:
            self.stopped = True

    def works(self, every: float = 15, **more: Any) -> Worker:
        worker = Worker(self.around(**more), "ma@host/1", every)
        worker.run()
        return worker

    def heard(self) -> list[str]:
        return [said.what for said in self.said]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Caller]:
    made = Caller(tmp_path, WAITS)
    yield made
    made.store.close()


def test_it_sleeps_until_something_is_due_and_at_most_so_long(shop: Caller) -> None:
    shop.begin("waits", weight=1)
    shop.now += 2 * HOUR - 20_000
    world = World(shop, lambda: None, lambda: None)
    world.works(every=15)
    assert world.slept == [15, 5, 15]
    assert shop.places() == {1: "end"}
    assert [row.recorded for row in shop.store.events(1)] == [NOW, NOW + 2 * HOUR]
    assert world.heard() == ["started", "round", "stopped"]
    assert world.said[1].data == {"timers": 1, "commands": 0, "tasks": [1]}


def test_what_is_due_in_no_time_waits_a_second(shop: Caller) -> None:
    shop.begin("waits", weight=1)
    shop.now += 2 * HOUR - 3
    world = World(shop)
    world.works()
    assert world.slept == [1]


def test_it_leaves_a_sign_of_life_and_takes_it_away_when_it_stops(shop: Caller) -> None:
    long_gone = json.dumps([NOW - 2 * FORGOTTEN, NOW - FORGOTTEN - 1, 15])
    shop.store.set_settings({"worker:gone": long_gone, "worker:ill": "?", "zone": "Asia/Shanghai"})
    seen: list[Any] = []
    World(shop, lambda: seen.append(workers(shop.store.settings()))).works()
    assert seen == [[("ma@host/1", NOW, NOW, 15.0)]]
    assert last_swept(shop.store.settings()) == NOW + 15_000
    assert sorted(shop.store.settings()) == ["swept", "worker:ill", "zone"]


def test_a_refusal_is_said_once_and_tried_again(shop: Caller) -> None:
    shop.begin("waits")
    shop.now += 3 * HOUR
    world = World(
        shop, lambda: None, lambda: shop.service.run(Set(shop.id(), 1, {"weight": 9}), CLERK), lambda: None
    )
    world.works()
    assert world.heard() == ["started", "refused", "stopped"]
    assert (world.said[1].data["task"], world.said[1].data["refusal"].code) == (1, "missing-value")
    assert shop.places() == {1: "heavy"}
    shop.sound()


def test_a_database_that_is_away_is_said_once_and_tried_ever_less_often(shop: Caller) -> None:
    away = StoreError("store-unreachable", path="here", detail="no route")

    def comes_back() -> None:
        world.outage = None

    world = World(shop, *[lambda: None] * 7, comes_back, lambda: None)
    world.outage = away
    world.works()
    assert world.slept == [1, 2, 4, 8, 16, 32, 60, 60, 15, 15]
    assert world.heard() == ["started", "away", "back", "stopped"]
    assert world.said[1].data == {"problem": away}


def test_another_kind_of_outage_is_said_again(shop: Caller) -> None:
    def other() -> None:
        world.outage = StoreError("store-locked", path="here", seconds="5")

    world = World(shop, other, lambda: None)
    world.outage = StoreError("store-unreachable", path="here", detail="no route")
    worker = world.works()
    assert world.heard() == ["started", "away", "away", "stopped"]
    assert worker.away


def test_a_program_that_was_replaced_while_it_ran_ends(shop: Caller) -> None:
    def replaced() -> None:
        world.outage = StoreError("store-newer", path="here", found="sop9", known="sop1")
        raise world.outage

    world = World(shop, lambda: setattr(shop.service.desk, "clock", replaced))
    with pytest.raises(StoreError):
        world.works()


def test_a_worker_does_not_begin_where_there_is_no_database(shop: Caller) -> None:
    world = World(shop)
    world.outage = StoreError("store-missing", path="here")
    with pytest.raises(StoreError):
        world.works()
    assert world.heard() == []


def test_a_clock_that_is_set_while_it_sleeps(shop: Caller) -> None:
    def by(ms: int) -> Callable[[], None]:
        def jump() -> None:
            shop.now += ms

        return jump

    world = World(shop, by(HOUR), by(-2 * HOUR), by(4000), by(-4000))
    world.works()
    heard = [(said.what, said.data["by"]) for said in world.said if "by" in said.data]
    assert heard == [("jumped", HOUR), ("jumped", -2 * HOUR), ("clock-behind", 2 * HOUR - 15_000)]


def test_in_made_up_time_nothing_is_said_of_clocks(shop: Caller) -> None:
    def jump() -> None:
        shop.now -= HOUR

    world = World(shop, jump, lambda: None)
    world.works(simulated=lambda: True)
    assert world.heard() == ["started", "stopped"]


def test_a_clock_ten_years_ahead_lets_nothing_happen_until_it_is_right_again(shop: Caller) -> None:
    shop.begin("waits", weight=1)

    def by(ms: int) -> Callable[[], None]:
        def jump() -> None:
            shop.now += ms

        return jump

    decade = 3652 * 24 * HOUR
    world = World(shop, by(decade), lambda: None, by(HOUR - decade), by(HOUR))
    world.works()
    assert world.heard() == [
        "started", "jumped", "clock-ahead", "jumped", "clock-right", "jumped", "round", "stopped",
    ]  # fmt: skip
    assert isinstance(world.said[2].data["refusal"], Refusal)
    assert shop.store.events(1)[-1].recorded < NOW + 3 * HOUR
    shop.sound()


def test_a_queued_command_that_is_refused_is_tried_after_growing_pauses(shop: Caller) -> None:
    from engine.store import QueueRow
    from engine.sweep import _ripe

    row = QueueRow("", bytes(16), "act", 1, 1, 1, 1, "{}", NOW, 1, "no-case", "{}")
    ripe = [
        next(s for s in range(0, 400_000, 5) if _ripe(row._replace(attempts=n), NOW + s * 1000))
        for n in range(1, 14)
    ]
    assert ripe[:6] == [15, 45, 105, 225, 465, 945]
    assert ripe[9] - ripe[8] == ripe[12] - ripe[11] == 3600
    assert _ripe(row, NOW - HOUR), "the clock was set back: never wait for it"
