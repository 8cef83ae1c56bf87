"""Shipping and after-sales together, through the service and a database: what their stories cannot show."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from shop_floor import Floor, at, shipped

from engine.audit.overdue import audit
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit

ORDER, CASE, NEW, INNER = 1, 2, 3, 4
"""The tasks of a test, in the order in which they begin."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop's database, with no task yet."""
    place = tmp_path_factory.mktemp("published") / "shop.db"
    shipped(place)
    return place


@pytest.fixture
def floor(published: Path, tmp_path: Path) -> Iterator[Floor]:
    made = Floor(Path(shutil.copyfile(published, tmp_path / "shop.db")))
    yield made
    made.sound()
    made.store.close()


def missed(floor: Floor) -> None:
    """A parcel that went out and is looked for."""
    floor.order()
    floor.sent(ORDER)
    floor.at("2026-11-19 10:00")
    floor.do("lina", ORDER, "in_transit", "no_trace", "三天没有更新")
    assert floor.where() == {ORDER: "[lost_parcel]", CASE: "trace"}


def test_a_lost_parcel_is_claimed_and_the_order_is_shipped_again(floor: Floor) -> None:
    missed(floor)
    case = floor.task(CASE)
    assert (case.sop, case.ref, case.starter) == ("after-sales", "24112000001-S", "*")
    assert (case.data["cause"], case.data["from_order"], case.data["paid"]) == ("丢件", True, "129.00")
    floor.do("lina", CASE, "trace", "lost", "快递公司确认")
    floor.do("chenjing", CASE, "claim", claim_amount="129.00", choice="补发")
    assert floor.where() == {ORDER: "pick", CASE: "end.resend"}
    assert floor.task(ORDER).data["claim_amount"] == "129.00"
    floor.sent(ORDER)
    floor.at("2026-11-22 12:00")
    floor.set("lina", ORDER, signed_at=at("2026-11-22 11:30"))
    assert floor.where() == {ORDER: "end", CASE: "end.resend"}


def test_a_lost_parcel_is_found_again(floor: Floor) -> None:
    missed(floor)
    floor.do("lina", CASE, "trace", "found")
    assert floor.where() == {ORDER: "[in_transit]", CASE: "end.found"}


def test_what_was_signed_while_it_was_looked_for_is_done_when_it_is_found(floor: Floor) -> None:
    missed(floor)
    floor.set("lina", ORDER, signed_at=at("2026-11-19 09:00"))
    assert floor.where()[ORDER] == "[lost_parcel]"
    floor.do("lina", CASE, "trace", "found")
    assert floor.where() == {ORDER: "end", CASE: "end.found"}


def test_a_buyer_cancels_and_gets_the_money_back(floor: Floor) -> None:
    floor.order(paid="600.00")
    floor.do("lina", ORDER, "pick", "buyer_cancels", "拍错了")
    assert floor.where() == {ORDER: "[refund]", CASE: "decide"}
    floor.do("lina", CASE, "decide", amount="600.00")
    floor.do("zhaomin", CASE, "approve", "approve")
    floor.do("zhengjie", CASE, "approve", "approve")
    assert floor.where() == {ORDER: "[refund]", CASE: "pay"}
    floor.do("zhengjie", CASE, "pay")
    assert floor.where() == {ORDER: "end.cancelled", CASE: "end.refunded"}
    assert floor.task(ORDER).data["refund_amount"] == "600.00"


def test_a_case_that_is_cancelled_comes_back_for_the_lead_to_decide(floor: Floor) -> None:
    floor.order()
    floor.do("lina", ORDER, "pick", "buyer_cancels", "拍错了")
    floor.cancel("zhaomin", CASE, "重复建单")
    assert floor.where() == {ORDER: "recheck", CASE: "end.cancelled"}
    assert isinstance(floor.answer("lina", floor.closing(ORDER, "recheck", "refund")), Refusal)
    floor.do("zhaomin", ORDER, "recheck", "refund")
    assert floor.where() == {ORDER: "[refund]", CASE: "end.cancelled", NEW: "decide"}
    floor.do("lina", NEW, "decide", amount="129.00")
    floor.do("zhengjie", NEW, "pay")
    assert floor.where()[ORDER] == "end.cancelled"


def test_an_order_that_is_cancelled_takes_its_case_with_it(floor: Floor) -> None:
    missed(floor)
    floor.cancel("zhaomin", ORDER, "测试订单")
    assert floor.where() == {ORDER: "end.cancelled", CASE: "end.cancelled"}


def exchange(floor: Floor) -> None:
    """An exchange whose goods came back, up to the number of the new order. The case is the second task."""
    floor.order()
    floor.sent(ORDER)
    floor.at("2026-11-18 10:00")
    floor.set("lina", ORDER, signed_at=floor.now)
    values = {"order_no": "24112000001", "kind": "换货", "paid": "129.00"}
    assert floor.start("lina", "after-sales", **values) == CASE
    floor.do("lina", CASE, "accept", says="偏小", cause="不想要了", serious=False)
    floor.do("lina", CASE, "eligible", "approve", received_at=floor.now, custom_made=False)
    floor.do("lina", CASE, "wait_return", "sent", return_no="SF1234567890")
    floor.do("zhouqiang", CASE, "goods_in", "arrived", back_at=floor.now)
    floor.do("zhouqiang", CASE, "inspect")


def test_an_exchange_is_an_order_of_its_own(floor: Floor) -> None:
    exchange(floor)
    floor.do("lina", CASE, "new_order", new_no="24112000002", new_sku="TD-02")
    assert floor.where() == {ORDER: "end", CASE: "[resend]", NEW: "pick"}
    assert floor.task(NEW).data["sku"] == "TD-02"
    floor.sent(NEW)
    floor.do("lina", NEW, "in_transit", "signed", signed_at=floor.now)
    assert floor.where() == {ORDER: "end", CASE: "end.exchanged", NEW: "end"}


def test_a_number_that_is_taken_is_mended_and_nothing_is_left_over(floor: Floor) -> None:
    exchange(floor)
    floor.do("lina", CASE, "new_order", new_no="24112000001", new_sku="TD-02")
    assert floor.where() == {ORDER: "end", CASE: "[resend]"}
    assert [row.code for row in floor.store.pending.of(CASE)] == ["called-exists"]
    floor.do("lina", CASE, "resend", "wrong_no", "单号写错")
    floor.do("lina", CASE, "new_order", new_no="24112000002", new_sku="TD-02")
    assert floor.where() == {ORDER: "end", CASE: "[resend]", NEW: "pick"}
    assert floor.store.pending.of(CASE) == []


def test_an_exchange_that_is_lost_is_a_case_of_the_order_of_a_case(floor: Floor) -> None:
    exchange(floor)
    floor.do("lina", CASE, "new_order", new_no="24112000002", new_sku="TD-02")
    floor.sent(NEW)
    floor.at("2026-11-23 10:00")
    floor.do("lina", NEW, "in_transit", "no_trace", "三天没有更新")
    assert floor.where() == {ORDER: "end", CASE: "[resend]", NEW: "[lost_parcel]", INNER: "trace"}
    assert [floor.task(id).depth for id in (CASE, NEW, INNER)] == [0, 1, 2]
    floor.do("lina", INNER, "trace", "lost", "快递公司确认")
    floor.do("lina", INNER, "claim", claim_amount="129.00", choice="退款")
    floor.do("lina", INNER, "decide", amount="141.90")
    floor.do("zhengjie", INNER, "pay")
    assert floor.where() == {
        ORDER: "end", CASE: "resend_failed", NEW: "end.lost", INNER: "end.refunded"
    }  # fmt: skip
    floor.do("zhaomin", CASE, "resend_failed", "paid_back")
    assert floor.where()[CASE] == "end.refunded"


def test_the_sweep_misses_a_parcel_that_nobody_missed(floor: Floor) -> None:
    floor.order()
    floor.sent(ORDER)
    floor.at("2026-11-26 08:59")
    assert floor.sweep().fired == 0
    floor.at("2026-11-26 09:00")
    assert floor.sweep().fired == 1
    assert floor.where() == {ORDER: "[lost_parcel]", CASE: "trace"}
    assert floor.sweep().fired == 0


def test_goods_that_come_in_wake_all_orders_that_wait_for_them(floor: Floor) -> None:
    for number in range(3):
        task = floor.order(f"2411200000{number}")
        floor.do("zhouqiang", task, "pick", "out_of_stock", "货架上没有", short_sku="TD-01")
        floor.do("lina", task, "tell_customer", choice="等货")
    assert set(floor.where().values()) == {"[wait_stock]"}
    floor.do("zhouqiang", 1, "wait_stock", "arrived", stocked_at=floor.now)
    floor.signal("zhouqiang", 2, "stock_in")
    assert floor.where() == {1: "pick", 2: "pick", 3: "[wait_stock]"}
    floor.at("2026-11-21 09:00")
    floor.sweep()
    assert floor.where() == {1: "pick", 2: "pick", 3: "[refund]", 4: "decide"}
    assert floor.task(4).data["cause"] == "缺货"


def test_the_week_s_audit_counts_orders_and_their_cases_apart(floor: Floor) -> None:
    missed(floor)
    floor.at("2026-11-23 09:00")
    slow = floor.order("24112000009")
    assert floor.where()[slow] == "pick"
    floor.at("2026-11-23 15:00")
    floor.do("lina", CASE, "trace", "lost", "快递公司确认")
    floor.do("lina", CASE, "claim", claim_amount="129.00", choice="退款")
    floor.do("lina", CASE, "decide", amount="129.00")
    floor.at("2026-11-25 11:00")
    floor.sent(slow)
    floor.do("zhengjie", CASE, "pay")
    found = audit(floor.store, at("2026-11-23 00:00"), at("2026-11-30 00:00"), floor.now, None)
    assert [(row.task, row.sop, row.step, row.person, row.late / 3_600_000) for row in found.rows] == [
        (slow, "shipping", "pick", "周强", 46),
        (slow, "shipping", "hand_over", "周强", 26),     # the promise: 24 hours after the payment
        (CASE, "after-sales", "pay", "郑洁", 25),        # four work hours, from Monday 15:00
        (CASE, "after-sales", "trace", "李娜", 5),       # two workdays, from Thursday 10:00
    ]  # fmt: skip
    assert (found.total.overdue, found.total.new, found.total.breached) == (4, 4, 1)


def test_whatever_people_choose_every_order_and_every_case_comes_to_an_end(floor: Floor) -> None:
    whatever(floor, 3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 140))
def test_whatever_people_choose_forty_times(floor: Floor, seed: int) -> None:
    whatever(floor, seed)


def whatever(floor: Floor, seed: int) -> None:
    """Any outcome that is possible, one after the other, over weeks; what calls each other stays bounded."""
    dice = random.Random(seed)
    for number in range(5):
        floor.order(f"2411200{seed}{number}0", dice.choice(["89.00", "459.00", "2600.00"]))
    for kind in ("仅退款", "退货退款", "换货", "丢件", "投诉"):
        values = {"order_no": f"2411200{seed}900", "kind": kind, "paid": "459.00"}
        floor.start("lina", "after-sales", **values)
    for _ in range(3000):
        tasks = floor.store.load_many(floor.store.task_ids(0, 1000)).values()
        visits = [(task, visit) for task in tasks for visit in task.open_visits() if task.ended is None]
        if not visits:
            break
        chance(floor, dice, *dice.choice(visits))
        floor.now += dice.choice([600_000, 3_600_000, 86_400_000])
        floor.sweep()
    assert all(where.startswith("end") for where in floor.where().values()), floor.where()
    assert len(floor.where()) > 12
    assert list(floor.store.pending.everything(0, 10)) == []


def chance(floor: Floor, dice: random.Random, task: Task, visit: Visit) -> None:
    """Close a visit by any of its outcomes, whoever may; what is refused is not done."""
    step = floor.app("linlan").program(task).definition.steps[visit.step]
    outcome = dice.choice(list(step.outcomes))
    body = step.outcomes[outcome]
    choices = ["等货", "换货", "取消"] if task.sop == "shipping" else ["补发", "退款"]
    values = {
        "weight_kg": dice.choice(["2", "31"]), "courier": "圆通", "tracking_no": "YT0000000001",
        "short_sku": "TD-01", "choice": dice.choice(choices), "stocked_at": floor.now, "signed_at": floor.now,
        "says": "不满意", "cause": dice.choice(["质量问题", "不想要了"]), "serious": dice.random() < 0.2,
        "received_at": floor.now, "custom_made": False, "return_no": "YT00000001", "back_at": floor.now,
        "photo": "a.jpg", "new_no": str(dice.randrange(10**8, 10**9)), "new_sku": "TD-02",
        "claim_amount": "89.00", "amount": dice.choice(["50.00", "89.00", "300.00"]),
    }  # fmt: skip
    asked = {item.field for item in step.items if item.kind == "fill" and item.no in body.items}
    given = {name: value for name, value in values.items() if name in asked}
    why = body.reasons[0] if body.reasons else "另有原因" if body.reason else ""
    closing = floor.closing(task.id, visit.step, outcome, why, **given)
    for who in ("zhouqiang", "lina", "chenjing", "zhaomin", "linlan", "zhengjie"):
        if not isinstance(floor.answer(who, closing), Refusal):
            return
