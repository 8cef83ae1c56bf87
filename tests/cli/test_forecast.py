"""``forecast``: what is due for whom, which promises will be late, the longest way of a task."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SHIPPING = """\
sop: shipping
lang: zh
title: 发货
calendar: office
role: operations
ref: order
required: [order, paid_at]
data:
  order: {type: text, title: 订单}
  paid_at: {type: datetime, title: 付款时间}
  heavy: {type: boolean, title: 大件, default: false}
deadlines:
  dispatch: {title: 发货承诺, step: hand_over, due: 24h after paid_at, limit: 48h after paid_at, pause: []}
steps:
  pick: {title: 拣货, due: 4 work hours}
  pack: {title: 打包, next: {heavy: freight, else: hand_over}}
  freight: {title: 约物流, due: 1 workday}
  hand_over: {title: 交接, due: 2 work hours}
texts:
  en: {发货: Shipping, 拣货: Pick, 打包: Pack, 约物流: Book freight, 交接: Hand over,
       发货承诺: Dispatch promise, 大件: Heavy, 订单: Order, 付款时间: Paid at}
"""
FRIDAY = "2026-11-20 10:00"


@pytest.fixture
def orders(workspace: Path, call: Call) -> Path:
    """One that can be made, one that is heavy and cannot, one that is overdue; two that took 1 h and 3 h to
    pack."""
    (workspace / "sops" / "shipping.sop.yaml").write_text(SHIPPING, encoding="utf-8")
    assert call("publish").exit_code == 0
    for order, hour in (("1", "11"), ("2", "13")):
        call("start", "shipping", f"order={order}", "paid_at=2026-11-19 09:00", now="2026-11-19 10:00")
        call("advance", order, now="2026-11-19 10:00")
        call("advance", order, now=f"2026-11-19 {hour}:00")
        call("advance", order, now=f"2026-11-19 {hour}:00")
    call("start", "shipping", "order=880001", "paid_at=2026-11-20 09:30")
    call("start", "shipping", "order=880002", "paid_at=2026-11-19 15:00", "heavy=yes")
    call("start", "shipping", "order=880003", "paid_at=2026-11-18 15:00")
    return workspace


WEEK = {
    "en": """\
Due to the end of 2026-11-26, as of 2026-11-20 10:00
day                  role                     people  due
overdue              operations (Operations)       1    1
2026-11-20 Friday    operations (Operations)       1    4
2026-11-21 Saturday  operations (Operations)       1    1

Promises that will be late if every step takes its planned time
task  name    deadline                     due               by plan
T-5   880003  dispatch (Dispatch promise)  2026-11-19 15:00  2026-11-20 18:00  too late for its limit
T-4   880002  dispatch (Dispatch promise)  2026-11-20 15:00  2026-11-23 18:00  too late for its limit
""",
    "zh": """\
到 2026-11-26 结束为止到期的，截至 2026-11-20 10:00
日期             角色                     人数  应完成
超期             operations (Operations)     1       1
2026-11-20 周五  operations (Operations)     1       4
2026-11-21 周六  operations (Operations)     1       1

若每步都按计划用时，将超期的承诺
任务  名称    时限                 应完成            按计划
T-5   880003  dispatch (发货承诺)  2026-11-19 15:00  2026-11-20 18:00  赶不上最晚时刻
T-4   880002  dispatch (发货承诺)  2026-11-20 15:00  2026-11-23 18:00  赶不上最晚时刻
""",
}
ONE = {
    "en": """\
dispatch (Dispatch promise): due 2026-11-20 15:00, limit 2026-11-21 15:00
  past its limit: 2026-11-23 18:00 at the earliest if every step takes its planned time
  step                    opens             closes            takes
  pick (Pick)             open              2026-11-20 14:00  4 work hours
  pack (Pack)             2026-11-20 14:00  2026-11-20 16:00  2h, the median of 2
  freight (Book freight)  2026-11-20 16:00  2026-11-23 16:00  1 workday
  hand_over (Hand over)   2026-11-23 16:00  2026-11-23 18:00  2 work hours
""",
    "zh": """\
dispatch (发货承诺)：应完成 2026-11-20 15:00、最晚 2026-11-21 15:00
  超过最晚时刻：若每步都按计划用时，最早 2026-11-23 18:00
  步骤              开始              完成              用时
  pick (拣货)       未完成            2026-11-20 14:00  4 work hours
  pack (打包)       2026-11-20 14:00  2026-11-20 16:00  2 小时（2 次的中位数）
  freight (约物流)  2026-11-20 16:00  2026-11-23 16:00  1 workday
  hand_over (交接)  2026-11-23 16:00  2026-11-23 18:00  2 work hours
""",
}
KEPT = """\
dispatch (Dispatch promise): due 2026-11-21 09:30, limit 2026-11-22 09:30
  kept 2026-11-20 18:00 if every step takes its planned time: 0h of working time to spare
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_due_for_whom_and_what_will_be_late(call: Call, orders: Path, lang: str) -> None:
    assert call("forecast", SOP_LANG=lang).stdout == WEEK[lang]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_longest_way_of_a_task(call: Call, orders: Path, lang: str) -> None:
    assert call("forecast", "880002", SOP_LANG=lang).stdout == ONE[lang]
    if lang == "en":
        assert call("forecast", "880001").stdout.startswith(KEPT)


def test_the_same_as_data(call: Call, orders: Path) -> None:
    found = json.loads(call("forecast", "--json").stdout)
    assert [(one["day"], one["roles"], one["people"], one["due"]) for one in found["loads"]] == [
        (None, ["operations"], 1, 1),
        ("2026-11-20", ["operations"], 1, 4),
        ("2026-11-21", ["operations"], 1, 1),
    ]
    assert [(one["task"], one["state"]) for one in found["doubtful"]] == [
        ("T-5", "breach"),
        ("T-4", "breach"),
    ]
    one = json.loads(call("forecast", "880002", "--json").stdout)
    (promise,) = one["promises"]
    assert (promise["slack_minutes"], promise["earliest"]) == (-720, "2026-11-23T18:00:00+08:00")
    assert [(leg["step"], leg["basis"], leg["median_minutes"], leg["visits"]) for leg in promise["way"]] == [
        ("pick", "due", None, 0), ("pack", "median", 120, 2), ("freight", "due", None, 0),
        ("hand_over", "due", None, 0),
    ]  # fmt: skip


def test_narrowed(call: Call, orders: Path) -> None:
    call("start", "request", "item=lamp")
    for words, due in ((("--sop", "request"), 1), (("--person", "ma"), 7), (("--role", "operations"), 7)):
        found = json.loads(call("forecast", "--json", *words).stdout)
        assert sum(one["due"] for one in found["loads"]) == due, words
    one_day = json.loads(call("forecast", "--json", "--days", "1").stdout)
    assert sum(one["due"] for one in one_day["loads"]) == 6


def test_what_was_not_looked_at_is_said(call: Call, orders: Path) -> None:
    said = call("forecast", "--tasks", "1")
    assert said.stderr == "1 of 3 promises were looked at, the earliest due first; more: --tasks N\n"
    assert "T-5" in said.stdout
    assert "T-4" not in said.stdout
    zh = call("forecast", "--tasks", "1", SOP_LANG="zh")
    assert zh.stderr == "3 个承诺中细看了 1 个，最早到期的在先；要看更多：--tasks N\n"


def test_nothing_to_say(call: Call, workspace: Path) -> None:
    assert call("forecast").stdout.splitlines()[1:] == ["Nothing is due in these days."]
    call("start", "request", "item=lamp")
    assert call("forecast", "lamp").stdout == "T-1 lamp has no promise that is still to be kept.\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("T-9",), 1, "There is no task T-9."),
        (("T-1", "--sop", "request"), 2, "A task, or --person, --role and --sop: not both."),
        (("--person", "ma", "--role", "operations"), 2, "One of --person and --role, not both."),
        (("--sop", "reqest"), 1, "request"),
        (("--role", "nobody"), 1, "The team has no role nobody."),
        (("--days", "0"), 2, "0"),
    ],
)
def test_mistakes(call: Call, workspace: Path, words: tuple[str, ...], code: int, said: str) -> None:
    found = call("forecast", *words)
    assert (found.exit_code, found.stdout) == (code, "")
    assert said in found.stderr
