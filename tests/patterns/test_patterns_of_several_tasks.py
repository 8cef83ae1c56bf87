"""The patterns in which other tasks run, with a real database: a story says only how those come back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docs.reference.patterns import FOLDER
from engine.model.commands import Actor, Advance, Start
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Service
from engine.store import create_store, open_store
from engine.verify import verify

NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
ALL_ROUND = Actor("Zhao", frozenset({"merch", "service", "warehouse", "finance", "lead"}), "zhao")


class Shop:
    """The patterns, published; commands one after the other, all by somebody who holds every role."""

    def __init__(self, place: str) -> None:
        paths = [*FOLDER.glob("*.sop.yaml"), *FOLDER.glob("called/*.sop.yaml"), FOLDER / "team.yaml"]
        documents = check_documents({path.name: path.read_bytes() for path in paths})
        with create_store(place) as store:
            publish(store, documents, NOW, "zhao")
        self.store = open_store(place)
        self.service = Service(self.store, Registry(self.store, ZONE), lambda: NOW, ZONE)
        self._ids = itertools.count(1)

    def run(self, command: Any) -> int:
        answer = self.service.run(command._replace(id=next(self._ids).to_bytes(16, "big")), ALL_ROUND)
        assert not isinstance(answer, Refusal), answer
        number: int = answer.task.id
        return number

    def start(self, sop: str, **values: Any) -> int:
        return self.run(Start(b"", sop, values))

    def advance(self, task: int, step: str, outcome: str = "done", **how: Any) -> None:
        visit = next(visit.no for visit in self.task(task).open_visits() if visit.step == step)
        self.run(Advance(b"", task, visit, outcome, **how))

    def task(self, number: int) -> Task:
        found = self.store.load(number)
        assert found is not None
        return found

    def places(self) -> list[str]:
        """Of every task its SOP with what is open or its end, blocks left out, in order of their start."""
        found = []
        for task in self.store.load_many(self.store.task_ids(0, 100)).values():
            steps = [visit.step for visit in task.open_visits() if visit.kind not in ("parallel", "each")]
            found.append(f"{task.sop}: {' '.join(steps) or task.end}")
        return found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(str(tmp_path / "patterns.db"))
    yield made
    assert [page.findings for page in verify(made.store) if page.findings] == []
    made.store.close()


def test_what_follows_a_multi_merge_runs_once_for_each_that_comes_there(shop: Shop) -> None:
    page = shop.start("two-shop-listing")
    shop.advance(page, "write_tmall")
    assert shop.places() == ["two-shop-listing: write_jd check_tmall", "page-check: look_over"]
    shop.advance(page, "write_jd")
    assert shop.places()[1:] == ["page-check: look_over", "page-check: look_over"]
    shop.advance(3, "look_over", ticks=(1,))
    assert shop.places() == ["two-shop-listing: check_tmall", "page-check: look_over", "page-check: end"]
    shop.advance(2, "look_over", ticks=(1,))
    assert shop.places()[0] == "two-shop-listing: announce"


def test_instances_without_synchronization_outlive_what_started_them(shop: Shop) -> None:
    shift = shop.start("phone-shift")
    shop.advance(shift, "phone", "complaint", values={"about": "broken cup"})
    shop.advance(shift, "phone", "complaint", values={"about": "late parcel"})
    shop.advance(shift, "phone", "shift_is_over")
    assert shop.places() == ["phone-shift: end", "complaint-answer: decide", "complaint-answer: decide"]
    assert [shop.task(number).data["about"] for number in (2, 3)] == ["broken cup", "late parcel"]


def test_a_carton_in_a_carton_in_a_carton_is_counted(shop: Shop) -> None:
    outer = shop.start("open-carton", label="A")
    shop.advance(outer, "open", "cartons", values={"cartons": ["A1", "A2"]})
    shop.advance(3, "open", "goods")
    shop.advance(3, "count", values={"pieces": 5})
    shop.advance(2, "open", "cartons", values={"cartons": ["A1a"]})
    assert shop.places()[-1] == "open-carton: open"
    shop.advance(4, "open", "goods")
    shop.advance(4, "count", values={"pieces": 7})
    shop.advance(2, "add_up")
    shop.advance(outer, "add_up")
    assert shop.places() == ["open-carton: end"] * 4
    assert shop.task(outer).data["pieces"] == 12
