"""Makes the demo's files: five weeks of a small shop, National Day 2026 in the middle.

    python workflows/demo/make_orders.py [FOLDER]

orders.csv     what the shop's back end exports: one row an order, a few of them broken on purpose
warehouse.csv  what the warehouse did, and when: picked, packed, freight booked, handed over, restocked
service.csv    what customer service did with orders: customers told, parcels followed, orders cancelled
cases.csv      what it did with after-sales cases: parcels traced and claimed, refunds decided
approvals.csv  refunds that the lead approved; finance.csv: those that finance checked and paid

Everything is invented, from one seed: the same files at every run. The warehouse works on China's
workdays of these weeks, make-up days included, and half of it on Saturdays; over the holidays orders pile
up and are worked off afterwards. Times are China's, without a zone, as people's tables have them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple, TypeVar

CHINA = timezone(timedelta(hours=8))
FIRST, LAST = date(2026, 9, 14), date(2026, 10, 18)
HOLIDAYS = ((date(2026, 9, 25), 3), (date(2026, 10, 1), 7))
CLOSED = {first + timedelta(n) for first, days in HOLIDAYS for n in range(days)}
MAKE_UP = {date(2026, 9, 20), date(2026, 10, 10)}
STOP = datetime(2026, 10, 18, 22, 0, tzinfo=CHINA)
UNMISSED = date(2026, 9, 30)
"""When a parcel went out that nobody misses: the wait for its signature runs out by itself."""

BUSY = (8, 9, 10, 10, 11, 12, 14, 15, 16, 19, 20, 20, 21, 21, 22)
"""Hours in which people pay, the busier ones more often."""

FULL = 540
A_DAY = 26
"""Orders that the warehouse picks on a full day; half on a Saturday."""

GOODS = (
    ("纯棉四件套 1.8米床", "SJT-180", 239.0, 2.6, False),
    ("北欧陶瓷餐具 16头", "CJ-016", 168.0, 6.4, True),
    ("记忆棉枕头 一对", "ZT-002", 129.0, 2.2, False),
    ("玻璃储物罐 6只装", "CWG-06", 79.9, 3.1, True),
    ("实木床头柜", "CTG-01", 459.0, 18.5, False),
    ("可折叠餐桌", "CZ-120", 899.0, 33.5, False),
    ("落地灯 暖光", "LD-09", 199.0, 4.8, True),
    ("收纳箱 三只装", "SNX-3", 89.0, 3.9, False),
)
PEOPLE = "王李张刘陈杨黄赵吴周"
LETTERS = {"顺丰": "SF", "京东": "JD", "圆通": "YT", "EMS": "EM", "德邦": "DB"}
COURIERS = ("顺丰", "京东", "圆通", "圆通", "EMS")

ORDER_COLUMNS = (
    "订单编号", "收货人姓名", "商品标题", "商家编码", "商品总数量", "买家实际支付金额", "订单付款时间",
    "大促订单", "易碎品",
)  # fmt: skip
WAREHOUSE_COLUMNS = (
    "订单编号", "步骤", "结果", "发生时间", "原因", "迟到原因", "缺货货号", "重量(kg)", "快递公司", "运单号",
    "到货时间",
)  # fmt: skip
SERVICE_COLUMNS = ("订单编号", "步骤", "结果", "发生时间", "原因", "勾选", "客户选择", "签收时间")
CASE_COLUMNS = (
    "售后单号", "步骤", "结果", "发生时间", "原因", "勾选", "客户选择", "索赔金额", "退款金额",
)  # fmt: skip
MONEY_COLUMNS = ("售后单号", "步骤", "结果", "发生时间", "勾选")

Row = dict[str, str]
Thing = TypeVar("Thing")


class Dice:
    """Numbers that look random and are the same in every version of Python: a SplitMix64 sequence."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def random(self) -> float:
        """A number from 0 up to 1."""
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        mixed = ((self.state ^ (self.state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        return ((mixed ^ (mixed >> 31)) >> 11) / (1 << 53)

    def randint(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return low + int(self.random() * (high - low + 1))

    def choice(self, things: Sequence[Thing]) -> Thing:
        """One of the things."""
        return things[int(self.random() * len(things))]

    def weighted(self, things: Sequence[Thing], weights: Sequence[int]) -> Thing:
        """One of the things, the heavier ones more often."""
        point = self.random() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            point -= weight
            if point < 0:
                return thing
        return things[-1]


class Order(NamedTuple):
    """One order and what is fated to happen to it."""

    no: str
    paid: datetime
    row: Row
    sku: str
    amount: str
    weight: float
    fate: str


class Shop:
    """The files as they grow; ``done`` takes what happened until the demo's end and drops the rest."""

    def __init__(self, seed: int) -> None:
        self.random = Dice(seed)
        self.files: dict[str, list[tuple[datetime, Row]]] = {name: [] for name in COLUMNS}
        self.picked_on: dict[date, int] = {}
        self.unmissed = ""

    def done(self, order: Order, step: str, outcome: str, at: datetime, whose: str = "", **more: str) -> bool:
        """Put down that a step of an order was closed, or voted on; False when that lies after the end.
        ``whose`` file it stands in, where that is not the step's."""
        if at > STOP:
            return False
        file = whose or ("service.csv" if outcome == "买家取消" else FILES.get(step, "service.csv"))
        case = file not in ("warehouse.csv", "service.csv")
        name = {"售后单号": f"{order.no}-S"} if case else {"订单编号": order.no}
        row = {**name, "步骤": step, "结果": outcome, "发生时间": written(at), **more}
        self.files[file].append((at, row))
        return True

    def after(self, at: datetime, low: int, high: int) -> datetime:
        """A moment between ``low`` and ``high`` minutes later."""
        return at + timedelta(minutes=self.random.randint(low, high))

    def working(self, at: datetime, low: int, high: int) -> datetime:
        """A moment after so many minutes of the warehouse's working time."""
        return add_work(at, self.random.randint(low, high))

    def turn_to_pick(self, at: datetime) -> datetime:
        """When an order is picked: its turn comes on the first day that is not full."""
        at = self.working(at, 20, 150)
        day = at.date()
        while self.picked_on.get(day, 0) >= (A_DAY if works(day) == FULL else A_DAY // 2) or not works(day):
            day += timedelta(days=1)
        self.picked_on[day] = self.picked_on.get(day, 0) + 1
        if day == at.date():
            return at
        return self.working(moment(day, 540), 5, works(day) - 160)


COLUMNS = {
    "warehouse.csv": WAREHOUSE_COLUMNS,
    "service.csv": SERVICE_COLUMNS,
    "cases.csv": CASE_COLUMNS,
    "approvals.csv": MONEY_COLUMNS,
    "finance.csv": MONEY_COLUMNS,
}
FILES = {
    **dict.fromkeys(("拣货", "打包", "约大件物流", "交接出库", "等到货"), "warehouse.csv"),
    **dict.fromkeys(("追件", "丢件索赔", "核定退款金额"), "cases.csv"),
    "退款审批": "approvals.csv",
    "原路退款": "finance.csv",
}
"""Which file a step's rows stand in; the other steps are customer service's."""


def works(day: date) -> int:
    """Minutes that the warehouse works on a day, from 9:00 on."""
    if day in CLOSED:
        return 0
    if day in MAKE_UP or day.weekday() < 5:
        return FULL
    return 300 if day.weekday() == 5 else 0


def add_work(at: datetime, minutes: int) -> datetime:
    """The moment when so many minutes of working time have passed."""
    while True:
        opening = moment(at.date(), 540)
        closing = opening + timedelta(minutes=works(at.date()))
        at = max(at, opening)
        if at < closing:
            left = int((closing - at).total_seconds()) // 60
            if minutes < left:
                return at + timedelta(minutes=minutes)
            minutes -= left
        at = opening + timedelta(days=1)


def moment(day: date, minutes: int) -> datetime:
    """The moment so many minutes after a day began."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(minutes=minutes)


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def orders(shop: Shop) -> list[Order]:
    """The orders in the sequence of their payment."""
    random, made, serial = shop.random, [], 260914000100
    day = FIRST
    while day <= LAST:
        sale = date(2026, 9, 28) <= day <= date(2026, 9, 30)
        count = random.randint(7, 11) + (5 if sale else 0) - (3 if day in CLOSED else 0)
        for minute in sorted(random.choice(BUSY) * 60 + random.randint(0, 59) for _ in range(count)):
            serial += random.randint(3, 97)
            made.append(order(shop, str(serial), moment(day, minute), sale))
        day += timedelta(days=1)
    return [one for one in made if one.paid <= STOP]


def order(shop: Shop, no: str, paid: datetime, sale: bool) -> Order:
    random = shop.random
    name, sku, price, weight, fragile = random.weighted(GOODS, (6, 4, 5, 4, 2, 1, 3, 5))
    quantity = random.weighted((1, 2, 3), (8, 2, 1)) if price < 300 else 1
    amount = f"{price * quantity:.2f}"
    big = sale and random.random() < 0.5
    row = {
        "订单编号": f'="{no}"',
        "收货人姓名": random.choice(PEOPLE) + "**",
        "商品标题": name,
        "商家编码": sku,
        "商品总数量": str(quantity),
        "买家实际支付金额": amount,
        "订单付款时间": written(paid),
        "大促订单": "是" if big else "",
        "易碎品": "是" if fragile else "否",
    }
    fate = random.weighted(
        ("plain", "short_wait", "short_replace", "short_cancel", "cancelled", "lost", "found"),
        (100, 2, 2, 2, 4, 1, 2),
    )
    return Order(no, paid, row, sku, amount, round(weight * quantity + random.random() / 2, 1), fate)


def live(shop: Shop, one: Order) -> None:
    """What happens to an order from its payment to its end."""
    random = shop.random
    picked = shop.turn_to_pick(one.paid)
    if one.fate == "cancelled":
        cancelled = min(shop.after(one.paid, 20, 900), picked - timedelta(minutes=1))
        reason = random.choice(("不想要了", "拍错了", "发货太慢"))
        if cancelled > one.paid and shop.done(one, "拣货", "买家取消", cancelled, 原因=reason):
            refund(shop, one, cancelled)
        return
    if one.fate.startswith("short"):
        if not shop.done(one, "拣货", "缺货", picked, 原因="库位为空", 缺货货号=one.sku):
            return
        told = answered(shop, picked)
        choice = {"short_wait": "等货", "short_replace": "换货", "short_cancel": "取消"}[one.fate]
        if not shop.done(one, "联系客户", "done", told, 勾选="1,2", 客户选择=choice):
            return
        if choice == "取消":
            refund(shop, one, told)
            return
        if choice == "等货":
            told = shop.working(told, 500, 2000)
            if not shop.done(one, "等到货", "已到货", told, 到货时间=written(told - timedelta(minutes=30))):
                return
        picked = shop.working(told, 180, 300)
    ship(shop, one, picked)


def ship(shop: Shop, one: Order, picked: datetime) -> None:
    """From the shelf to the buyer's door."""
    random = shop.random
    late = {"迟到原因": random.choice(("爆单", "缺人手"))} if (picked - one.paid).days >= 2 else {}
    if not shop.done(one, "拣货", "拣货完成", picked, **late):
        return
    # On a Saturday the warehouse picks for Monday as well; much of it is packed then.
    packed = shop.working(picked, 15, 150) if works(picked.date()) == FULL else shop.working(picked, 90, 400)
    if random.random() < 0.06:
        packed = shop.working(packed, 240, 500)
    if not shop.done(one, "打包", "done", packed, **{"重量(kg)": str(one.weight)}):
        return
    heavy = one.weight > 30
    if heavy:
        packed = shop.working(packed, 60, 700)
        if not shop.done(one, "约大件物流", "done", packed):
            return
    handed = dispatch_run(shop, packed)
    slow = {"迟到原因": "快递未揽收"} if random.random() < 0.03 else {}
    if slow:
        handed = dispatch_run(shop, handed + timedelta(hours=12))
    courier = "德邦" if heavy else random.choice(COURIERS)
    number = f"{LETTERS[courier]}{random.randint(10**11, 10**12 - 1)}"
    if not shop.done(one, "交接出库", "done", handed, 快递公司=courier, 运单号=number, **slow):
        return
    follow(shop, one, handed)


def dispatch_run(shop: Shop, at: datetime) -> datetime:
    """The courier comes once a day, shortly before six (at one on Saturdays)."""
    day = at.date()
    while True:
        minutes = works(day)
        run = moment(day, 540 + minutes - shop.random.randint(5, 50))
        if minutes and run > at:
            return run
        day += timedelta(days=1)


def follow(shop: Shop, one: Order, handed: datetime) -> None:
    """Customer service follows the parcel until it is signed for."""
    slower = 2 if any(handed.date() <= day <= handed.date() + timedelta(3) for day in CLOSED) else 0
    signed = shop.after(handed, (1 + slower) * 1440, (4 + slower) * 1440)
    if not shop.unmissed and one.fate == "plain" and handed.date() == UNMISSED:
        shop.unmissed = one.no
        return
    if one.fate in ("lost", "found"):
        missed = answered(shop, handed + timedelta(days=5))
        if not shop.done(one, "运输中", "物流停滞", missed, 原因="三天没有物流更新"):
            return
        traced = answered(shop, shop.after(missed, 400, 2600))
        if one.fate == "lost":
            lost(shop, one, traced)
            return
        if not shop.done(one, "追件", "已找到", traced, 勾选="1,2"):
            return
        signed = shop.after(traced, 600, 2000)
    shop.done(one, "运输中", "已签收", answered(shop, signed), 签收时间=written(signed))


def lost(shop: Shop, one: Order, traced: datetime) -> None:
    """A parcel is gone: claimed from the courier; the buyer wants another one, or the money."""
    if not shop.done(one, "追件", "确认丢件", traced, 原因="快递公司确认丢失", 勾选="1,2"):
        return
    claimed = answered(shop, shop.after(traced, 200, 2000))
    choice = "补发" if int(one.no) % 2 else "退款"
    if shop.done(one, "丢件索赔", "done", claimed, 勾选="1", 客户选择=choice, 索赔金额=one.amount):
        if choice == "退款":
            refund(shop, one, claimed)
        else:
            ship(shop, one._replace(fate="plain"), shop.turn_to_pick(claimed))


def refund(shop: Shop, one: Order, at: datetime) -> None:
    """The amount is decided, approved where it is above 200, by finance too above 500, and paid."""
    at = answered(shop, at)
    if not shop.done(one, "核定退款金额", "done", at, 退款金额=one.amount):
        return
    if float(one.amount) > 200:
        at = answered(shop, at)
        if not shop.done(one, "退款审批", "同意", at):
            return
    if float(one.amount) > 500:
        at = answered(shop, at)
        if not shop.done(one, "退款审批", "同意", at, whose="finance.csv"):
            return
    shop.done(one, "原路退款", "done", shop.after(answered(shop, at), 30, 1200), 勾选="1,2")


def answered(shop: Shop, at: datetime) -> datetime:
    """Customer service works every day from 9 to 22."""
    at = shop.after(at, 15, 170)
    if at.hour >= 22:
        at = moment(at.date() + timedelta(days=1), 540 + at.minute)
    return at if at.hour >= 9 else at.replace(hour=9)


def break_some(rows: list[list[str]]) -> list[list[str]]:
    """The rows that a real export has too: twice the same, contradicting, cut off, mistyped."""

    def changed(index: int, **cells: str) -> list[str]:
        return [cells.get(column, cell) for column, cell in zip(ORDER_COLUMNS, rows[index], strict=True)]

    broken = [
        (20, changed(18)),
        (45, changed(40, 买家实际支付金额="1.00")),
        (80, changed(77, 订单编号='="260923A0417"')),
        (120, changed(118, 订单编号='="260928990001"', 订单付款时间="")),
        (150, changed(149, 订单编号='="260931990002"', 订单付款时间="2026/9/31 10:20")),
        (200, changed(199, 订单编号="2.61005E+11")),
        (240, changed(239, 订单编号='="261010990004"', 买家实际支付金额="159.005")),
        (270, changed(269, 订单编号='="261013990005"')[:4]),
    ]
    for place, row in reversed(broken):
        rows.insert(place, row)
    return rows


def mistakes(shop: Shop) -> None:
    """What people at the keyboard get wrong: an unknown order, an unknown courier, a wrong day."""
    warehouse = shop.files["warehouse.csv"]
    handed = [entry for entry in warehouse if entry[1]["步骤"] == "交接出库"]
    wrong_order = dict(handed[30][1], 订单编号="260900000000")
    wrong_courier = dict(handed[60][1], 快递公司="申通")
    too_early = dict(handed[90][1], 发生时间=written(handed[90][0] - timedelta(days=3)))
    for base, row in ((handed[30], wrong_order), (handed[60], wrong_courier), (handed[90], too_early)):
        warehouse.insert(warehouse.index(base), (base[0], row))


def write(path: Path, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def make(folder: Path) -> None:
    """Write the files into a folder."""
    shop = Shop(20261001)
    made = orders(shop)
    for one in made:
        live(shop, one)
    for entries in shop.files.values():
        entries.sort(key=lambda entry: entry[0])
    mistakes(shop)
    rows = break_some([[one.row[column] for column in ORDER_COLUMNS] for one in made])
    write(folder / "orders.csv", ORDER_COLUMNS, rows)
    for name, columns in COLUMNS.items():
        cells = [[row.get(column, "") for column in columns] for _, row in shop.files[name]]
        write(folder / name, columns, cells)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
