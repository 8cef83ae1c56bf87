"""A small definition, and tasks of it, for the tests of intake."""

from __future__ import annotations

from pathlib import Path

from engine.intake import Row, Table, open_table
from engine.model.definition import Case, Definition, Field, Item, Outcome, Step
from engine.model.task import Task, Visit

ZONE = "Asia/Shanghai"
NINE = 1_789_347_600_000
"""2026-09-14 09:00 in Shanghai."""

_DATA = (
    Field("order_no", "订单编号", "text", pattern="[0-9]{6,32}"),
    Field("paid_at", "付款时间", "datetime", columns=("订单付款时间",)),
    Field("quantity", "数量", "integer", min=1),
    Field("courier", "快递公司", "choice", choices=("顺丰", "圆通")),
    Field("weight_kg", "重量(kg)", "number"),
    Field("late_by", "迟到", "duration", value=None),
)


def _to(target: str) -> tuple[Case, ...]:
    return (Case(None, target),)


_ROLE = (Case(None, ("warehouse",)),)
DEFINITION = Definition(
    sop="shipping",
    title="发货",
    lang="zh",
    first="pick",
    data={field.name: field for field in _DATA},
    ref="order_no",
    unique="order_no",
    required=("order_no", "paid_at"),
    steps={
        "pick": Step(
            "pick",
            "拣货",
            _ROLE,
            items=(Item(1, "tick", "核对"),),
            outcomes={
                "done": Outcome("done", "完成", _to("pack"), items=(1,)),
                "short": Outcome("short", "缺货", _to("end"), reason=True),
            },
            bulk=True,
        ),
        "pack": Step(
            "pack",
            "打包",
            _ROLE,
            items=(Item(1, "fill", "重量", "weight_kg"),),
            outcomes={"done": Outcome("done", "完成", _to("call"), items=(1,))},
        ),
        "call": Step(
            "call",
            "联系",
            _ROLE,
            outcomes={
                "wait": Outcome("wait", "等货", _to("end")),
                "stop": Outcome("stop", "取消", _to("end")),
            },
        ),
    },
)


def table(folder: Path, text: str, encoding: str = "utf-8", name: str = "t.csv") -> Table:
    """A table with this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return open_table(str(path))


def task(id: int, ref: str, *steps: str, closed: bool = False) -> Task:
    """A task that has been through ``steps`` and stands in the last of them (or was closed there)."""
    visits = tuple(
        Visit(
            no,
            step,
            steps[:no].count(step),
            ("warehouse",),
            NINE,
            NINE,
            closed=NINE if no < len(steps) or closed else None,
            outcome="done" if no < len(steps) or closed else None,
        )
        for no, step in enumerate(steps, 1)
    )
    return Task(id, "", "shipping", 1, ref, ref, "周强", NINE, NINE, {}, {}, visits)


def codes(row: Row) -> list[str]:
    """The codes of a row's refusals, with those of their reasons."""
    found = []
    for refusal in row.refusals:
        found.append("/".join([refusal.code, *(reason.code for reason in refusal.reasons)]))
    return found
