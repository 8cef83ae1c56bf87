"""A small SOP, a task of it, and everything that rendering it needs; made without reading any document."""

from __future__ import annotations

from typing import Any

from engine.kernel import Context, Program
from engine.model.commands import Actor
from engine.model.definition import Case, Cases, Definition, Expression, Field, Item, Outcome, Step
from engine.model.task import Task, Visit
from engine.model.team import Person, Team
from engine.render.naming import Names
from engine.rules.expressions import Scope, parse

ZONE = "Asia/Shanghai"
OPENED = 1_795_276_800_000  # 2026-11-22 00:00 in Shanghai
HOUR = 3_600_000

DATA = {
    "fragile": Field("fragile", "易碎", "boolean"),
    "weight_kg": Field("weight_kg", "重量(kg)", "number"),
    "phone": Field("phone", "电话", "text", private=True),
}
TEAM = Team("店", {"warehouse": "仓库"}, {"wang": Person("wang", "王五", frozenset({"warehouse"}))}, {})


def rule(source: str) -> Expression:
    expression, problems = parse(source, Scope(fields=DATA), "boolean")
    assert expression is not None, problems
    return expression


def to(target: str) -> Cases:
    return (Case(None, target),)


PACK = Step(
    "pack",
    "打包",
    (Case(None, ("warehouse",)),),
    (
        Item(1, "tick", "包装准确无误"),
        Item(2, "tick", "易碎品加固", when=rule("fragile")),
        Item(3, "fill", "weight_kg", field="weight_kg"),
        Item(4, "fill", "收件电话", field="phone"),
        Item(5, "must", "够轻", must=rule("weight_kg < 30")),
        Item(6, "tick", "附赠品", na=True),
    ),
    {
        "done": Outcome("done", "完成", to("end"), items=(1, 2, 3, 4, 5, 6)),
        "lost": Outcome("lost", "丢了", to("end.lost"), reason=True),
    },
    help="小心轻放",
)
SOP = Definition(
    "shipping", "订单发货", "zh", "pack", {"pack": PACK}, DATA, role="warehouse",
    texts={"en": {"订单发货": "Shipping", "打包": "Pack", "包装准确无误": "Packed well"}},
)  # fmt: skip
PROGRAM = Program(SOP)


def pack_task(data: dict[str, Any], origin: dict[str, int] | None = None, **visit: Any) -> Task:
    opened = Visit(1, "pack", 1, ("warehouse",), OPENED, OPENED)._replace(**visit)
    given = dict.fromkeys(data, 1) | (origin or {})
    return Task(17, "", "shipping", 1, "240001", None, "wang", OPENED, OPENED, data, given, (opened,))


def asked(hours: float, roles: frozenset[str] = frozenset({"warehouse"})) -> Context:
    """The question of 王五, so many hours after the opening."""
    return Context(Actor("wang", roles, "wang"), OPENED + int(hours * HOUR), ZONE)


def names(private: bool = False) -> Names:
    return Names(ZONE, SOP, TEAM, private)
