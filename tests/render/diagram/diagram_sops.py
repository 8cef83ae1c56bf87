"""SOPs and a task to be drawn; made without reading any document."""

from __future__ import annotations

import random

from engine.model.definition import Case, Cases, Deadline, Definition, Expression, Field, Outcome, Step
from engine.model.task import Span, Task, Visit
from engine.model.team import Team
from engine.model.timing import Anchor, Instant
from engine.render.naming import Names

ZONE = "Asia/Shanghai"
OPENED = 1_795_276_800_000  # 2026-11-22 00:00 in Shanghai
HOUR = 3_600_000
TEAM = Team("店", {"warehouse": "仓库", "service": "客服"}, {}, {})


def always(value: object) -> Cases:
    return (Case(None, value),)


def rule(source: str) -> Expression:
    return Expression(source, [], "boolean")


CANCEL = Outcome(
    "cancel",
    "买家取消",
    always("end.cancelled"),
    always(("service",)),
    reason=True,
    reasons=("拍错了", "太慢"),
)
PICK = Step(
    "pick",
    "拣货",
    always(("warehouse",)),
    outcomes={
        "done": Outcome("done", "拣货完成", always("pack")),
        "short": Outcome("short", "缺货", always("call"), reason=True),
        "cancel": CANCEL,
    },
    due=always(Instant("4 work hours", "work_ms", 4 * HOUR)),
)
PACK = Step(
    "pack",
    "打包",
    always(("warehouse",)),
    outcomes={
        "done": Outcome("done", "done", (Case(rule("weight_kg > 30"), "call"), Case(None, "end"))),
        "cancel": CANCEL._replace(items=(3,)),
    },
    due=(Case(rule("big_sale"), None), Case(None, Instant("by 18:00", by=18 * 60, roll="after"))),
    limit=always(Instant("2 days", "days", 2)),
)
CALL = Step(
    "call",
    "联系客户",
    always(("service",)),
    outcomes={
        "done": Outcome("done", "换货", always("pick")),
        "wait": Outcome("wait", "等一等", always("call")),
        "cancel": CANCEL,
    },
    when=rule("reachable"),
    not_by=("pick",),
)
PAID = Instant("24h after paid_at", "ms", 24 * HOUR, anchor=Anchor("field", "paid_at"))
SMALL = Definition(
    "shipping",
    "订单发货",
    "zh",
    "pick",
    {"pick": PICK, "pack": PACK, "call": CALL},
    {"paid_at": Field("paid_at", "付款时间", "datetime")},
    {"dispatch": Deadline("dispatch", "发货承诺", "pack", due=always(PAID))},
    texts={
        "en": {
            "订单发货": "Shipping", "拣货": "Pick", "打包": "Pack", "联系客户": "Call the customer",
            "拣货完成": "Picked", "缺货": "Out of stock", "换货": "Replace", "等一等": "Wait",
            "买家取消": "Buyer cancels", "拍错了": "by mistake", "太慢": "too slow",
            "发货承诺": "Dispatch promise", "付款时间": "Paid at",
        }
    },
)  # fmt: skip


def names(definition: Definition = SMALL) -> Names:
    return Names(ZONE, definition, TEAM)


def begun() -> Task:
    """Short of stock, sent on with another article, and now late in packing."""

    def visit(no: int, step: str, n: int, outcome: str | None) -> Visit:
        opened = OPENED + (no - 1) * HOUR
        closed = None if outcome is None else opened + HOUR
        return Visit(no, step, n, (), opened, opened, closed=closed, outcome=outcome, actor="王五")

    visits = (
        visit(1, "pick", 1, "short"),
        visit(2, "call", 1, "done"),
        visit(3, "pick", 2, "done"),
        visit(4, "pack", 1, None)._replace(due=OPENED + 18 * HOUR),
    )
    clocks = (Span(1, "dispatch", 0, "pack", ("warehouse",), OPENED, OPENED, OPENED + 24 * HOUR, None),)
    return Task(
        17, "", "shipping", 1, "240001", None, "王五", OPENED, OPENED, {}, {}, visits=visits, clocks=clocks
    )


def large(steps: int, seed: int = 4) -> Definition:
    """So many steps one after another, with shortcuts, loops back, repeats and ends on the way."""
    chance = random.Random(seed)
    found = {}
    for place in range(steps):
        onward = f"s{place + 1}" if place + 1 < steps else "end"
        ways = {"done": Outcome("done", "通过", always(onward)), "cancel": CANCEL}
        kind = chance.random()
        if 0.4 <= kind < 0.6:
            later = f"s{min(place + chance.randint(2, 4), steps - 1)}"
            ways["done"] = Outcome("done", "done", (Case(rule("amount > 3000"), later), Case(None, onward)))
        elif 0.6 <= kind < 0.85:
            back = f"s{max(0, place - chance.randint(1, 6))}"
            ways["reject"] = Outcome("reject", "退回修改", always(back), reason=True)
        elif kind >= 0.85:
            ways["again"] = Outcome("again", "重做", always(f"s{place}"))
            ways["stop"] = CANCEL._replace(name="stop", title="终止", to=always("end.stopped"))
        role = always((chance.choice(("设计", "运营", "仓库", "客服")),))
        due = always(Instant("", "workdays", chance.randint(1, 5)))
        title = f"第 {place + 1} 步：核对详情页与主图"
        found[f"s{place}"] = Step(f"s{place}", title, role, (), ways, due=due)
    return Definition("large", "大流程", "zh", "s0", found)
