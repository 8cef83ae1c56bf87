"""Tasks that call each other: through their whole life, by a real database and service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from calling_shop import Caller, facts

from engine.model.refusals import Refusal
from engine.store import QueueRow

WAVE = """
sop: wave
role: warehouse
data: {orders: list, area: text, weight: integer}
steps: {collect: {}, sort: {outcomes: {done: end, lost: end.lost}}}
"""
ORDER = """
sop: order
role: warehouse
ref: no
required: [no]
data: {no: text, area: {type: text, default: A}, weight: integer}
steps:
  wave:
    call: wave
    with: {area: = area}
    gather: orders
    get: {weight: weight}
    outcomes: {done: pack, lost: again}
  pack: {next: end}
  again: {}
"""
SPLIT = """
sop: split
role: warehouse
data: {parcels: list}
steps:
  all:
    each: parcel in parcels
    steps:
      ship: {call: parcel, with: {no: = parcel}}
  tell: {}
"""
PARCEL = """
sop: parcel
role: warehouse
ref: no
data: {no: text}
steps: [hand_over]
"""


@pytest.fixture
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Caller]:
    made = Caller(tmp_path, *request.param)
    yield made
    made.store.close()


both = pytest.mark.parametrize("shop", [(PARCEL, SPLIT)], indirect=True)
waves = pytest.mark.parametrize("shop", [(WAVE, ORDER)], indirect=True)


@both
def test_a_split_calls_a_task_for_each_and_goes_on_when_all_came_back(shop: Caller) -> None:
    assert shop.begin("split", parcels=["P1", "P2"]) == 1
    assert shop.places() == {1: "[all] [ship] [ship]", 2: "hand_over", 3: "hand_over"}
    assert [shop.task(id).ref for id in (2, 3)] == ["P1", "P2"]
    assert [(call.task, call.visit) for call in shop.store.pending.called_by(1)] == [(2, 2), (3, 3)]
    shop.do(3, "hand_over")
    assert shop.places() == {1: "[all] [ship]", 2: "hand_over", 3: "end"}
    shop.do(2, "hand_over")
    assert shop.places() == {1: "tell", 2: "end", 3: "end"}
    assert facts(shop, 1) == ["start", "return", "return"]
    assert shop.task(2).starter == "*"
    shop.sound()


@both
def test_cancelling_goes_down(shop: Caller) -> None:
    shop.begin("split", parcels=["P1", "P2"])
    shop.do(2, "hand_over")
    shop.cancel(1)
    assert shop.places() == {1: "end.cancelled", 2: "end", 3: "end.cancelled"}
    assert facts(shop, 3) == ["call", "withdraw"]
    shop.sound()


@waves
def test_three_orders_share_one_wave_until_its_first_step_is_closed(shop: Caller) -> None:
    for order in ("A1", "A2", "A3"):
        shop.begin("order", no=order)
    assert shop.places() == {1: "[wave]", 2: "collect", 3: "[wave]", 4: "[wave]"}
    assert shop.task(2).data["orders"] == ["A1", "A2", "A3"]
    shop.begin("order", no="B1", area="B")
    assert shop.task(6).data == {"area": "B", "orders": ["B1"]}
    shop.do(2, "collect")
    shop.begin("order", no="A4")
    assert shop.task(2).data["orders"] == ["A1", "A2", "A3"]
    assert shop.task(8).data["orders"] == ["A4"]
    shop.do(2, "sort", weight=12)
    assert shop.places() == {
        1: "pack", 2: "end", 3: "pack", 4: "pack", 5: "[wave]", 6: "collect", 7: "[wave]", 8: "collect"
    }  # fmt: skip
    assert [shop.task(id).data.get("weight") for id in (1, 3, 4, 5)] == [12, 12, 12, None]
    shop.sound()


@waves
def test_the_end_of_the_called_task_is_the_outcome(shop: Caller) -> None:
    shop.begin("order", no="A1")
    shop.do(2, "collect")
    shop.do(2, "sort", "lost")
    assert shop.places() == {1: "again", 2: "end.lost"}
    shop.sound()


@waves
def test_a_shared_task_goes_on_while_anybody_waits_for_it(shop: Caller) -> None:
    shop.begin("order", no="A1")
    shop.begin("order", no="A2")
    shop.cancel(1)
    assert shop.places() == {1: "end.cancelled", 2: "collect", 3: "[wave]"}
    assert shop.task(2).data["orders"] == ["A2"]
    shop.cancel(3)
    assert shop.places()[2] == "end.cancelled"
    shop.sound()


@pytest.mark.parametrize("shop", [(PARCEL, SPLIT)], indirect=True)
def test_a_call_that_is_refused_stays_queued_and_is_tried_again(shop: Caller) -> None:
    from engine.publishing import check_documents, publish
    from engine.sweep import sweep

    changed = PARCEL.replace("data: {no: text}", "required: [boss]\ndata: {no: text, boss: text}")
    publish(shop.store, check_documents({"parcel.sop.yaml": changed.encode()}), shop.now, "wang")
    shop.begin("split", parcels=["P1"])
    assert shop.places() == {1: "[all] [ship]"}
    row = shop.store.pending.of(1)[0]
    assert (row.kind, row.code, row.attempts) == ("call", "required-value", 1)
    assert [refusal.code for refusal in shop.store.refusals(1)] == ["required-value"]
    assert len(sweep(shop.service).refused) == 1
    assert len(shop.store.refusals(1)) == 1, "the same refusal is not written down again"
    publish(shop.store, check_documents({"parcel.sop.yaml": PARCEL.encode()}), shop.now, "wang")
    assert sweep(shop.service).carried == 1
    assert shop.places() == {1: "[all] [ship]", 2: "hand_over"}
    assert shop.store.pending.of(1) == []
    shop.sound()


@pytest.mark.parametrize("shop", [(PARCEL, SPLIT)], indirect=True)
def test_a_refused_call_that_nobody_wants_any_more_leaves_the_queue(shop: Caller) -> None:
    from engine.publishing import check_documents, publish

    changed = PARCEL.replace("data: {no: text}", "required: [boss]\ndata: {no: text, boss: text}")
    publish(shop.store, check_documents({"parcel.sop.yaml": changed.encode()}), shop.now, "wang")
    shop.begin("split", parcels=["P1"])
    assert not isinstance(shop.cancel(1), Refusal)
    assert shop.store.pending.everything() == []
    shop.sound()


DEEP = """
sop: deep
role: warehouse
data: {n: {type: integer, default: 1}}
steps:
  again: {call: deep, with: {n: = n + 1}, when: n < 99}
  last: {}
"""


@pytest.mark.parametrize("shop", [(DEEP,)], indirect=True)
def test_calls_nest_thirty_two_deep_and_no_deeper(shop: Caller) -> None:
    shop.begin("deep")
    places = shop.places()
    assert len(places) == 33
    assert set(places.values()) == {"[again]"}
    (row,) = shop.store.pending.everything()
    assert (row.cause, row.code) == (33, "calls-too-deep")
    assert shop.task(33).depth == 32
    shop.cancel(1)
    assert set(shop.places().values()) == {"end.cancelled"}
    assert shop.store.pending.everything() == []
    shop.sound()


@pytest.mark.parametrize("shop", [(PARCEL, SPLIT)], indirect=True)
def test_a_row_that_something_else_wrote_stops_nobody(shop: Caller) -> None:
    with shop.store.writing():
        shop.store.pending.add([QueueRow("", b"x" * 16, "act", 1, 1, 1, 1, '{"odd":1}', shop.now)])
    shop.begin("split", parcels=["P1"])
    assert shop.places() == {1: "[all] [ship]", 2: "hand_over"}
    assert [row.code for row in shop.store.pending.everything()] == ["queue-unreadable"]
