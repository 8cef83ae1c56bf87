"""Lanes, items, waits and called tasks on the command line: how they are seen, and what is typed for them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Call

SOP = """\
sop: drop
title: A drop
ref: name
role: operations
required: [name, skus]
data:
  name: text
  skus: {type: list, of: text}
  paid_at: datetime
  big: {type: boolean, default: no}
texts:
  zh: {A drop: 新品, Prepare everything: 准备, Goods: 货品, Photos: 照片, Legal: 法务,
    Shoot: 拍摄, Retouch: 修图, Each product: 逐个商品, Payment: 等付款, Order: 下单, Sign: 签字,
    Checked elsewhere: 质检, Call it off: 取消}
outcomes:
  call_off: {title: Call it off, to: end.cancelled, reason: required}
steps:
  prepare:
    title: Prepare everything
    parallel:
      goods:
        title: Goods
        steps:
          order: {title: Order, due: 2 days}
          payment:
            title: Payment
            wait: {for: has(paid_at), signal: paid, until: 3 days}
            outcomes: {done: checked, timeout: order}
          checked: {title: Checked elsewhere, call: check, with: {item: = name}}
      photos:
        title: Photos
        role: design
        steps:
          products:
            title: Each product
            each: sku in skus
            data: {shots: {type: integer, min: 1}}
            steps:
              shoot: {title: Shoot, due: 1 day, checklist: [{fill: shots}]}
              retouch: {title: Retouch}
      legal: {title: Legal, when: big, steps: {sign: {title: Sign}}}
    join: all
  launch: {}
"""
CHECK = """\
sop: check
ref: item
role: warehouse
required: [item]
data: {item: text}
steps: {inspect: {title: Inspect}, report: {}}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which ``drop`` and ``check`` are published."""
    folder = tmp_path_factory.mktemp("lanes") / "shop"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOP_LANG", "en")
        for module in ("cli.console", "cli.define"):
            patch.setattr(f"{module}.login", lambda: "ma")
        from cli.main import run

        assert run(["init", "--simulated"]) == 0
        Path("sops", "drop.sop.yaml").write_text(SOP, encoding="utf-8")
        Path("sops", "check.sop.yaml").write_text(CHECK, encoding="utf-8")
        assert run(["publish"]) == 0
    return folder


@pytest.fixture
def here(shop: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """A copy of it; what is called there speaks English."""
    shutil.copytree(shop, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SOP_LANG", "en")
    return call


@pytest.fixture
def begun(here: Call) -> Call:
    assert here("start", "drop", "name=Spring", "skus=A,B").exit_code == 0
    return here


BEGUN = """\
T-1 Spring  A drop

T-1/prepare  Prepare everything
Goes on when all lanes are done: 0 of 2 are
  goods (Goods)
    T-1/order  Order
    For: operations (Operations) · Due: 2026-11-22 10:00
    Outcomes
      done: possible now
  photos (Photos)
    T-1/products  Each product
    Goes on when all items are done: 0 of 2 are
      A
        T-1/shoot/A  Shoot
        For: design (Design) · Due: 2026-11-21 10:00
            1 [ ] shots
        Outcomes
          done: not yet
            - line 1, shots: no value yet (shots)
      B
        T-1/shoot/B  Shoot
        For: design (Design) · Due: 2026-11-21 10:00
            1 [ ] shots
        Outcomes
          done: not yet
            - line 1, shots: no value yet (shots)
  legal (Legal): not wanted: only if big

At any time
  call_off (Call it off): not yet
    - call_off (Call it off) needs a reason.

started 2026-11-20 10:00 by ma
  name  Spring
  skus  A, B
  big   no

Deadlines
  order (Order)     due 2026-11-22 10:00
  A: shoot (Shoot)  due 2026-11-21 10:00
  B: shoot (Shoot)  due 2026-11-21 10:00
"""


def test_a_task_is_shown_as_it_stands(begun: Call) -> None:
    assert begun("show", "T-1").stdout == BEGUN


def test_what_has_become_of_lanes_and_items(begun: Call) -> None:
    begun("advance", "T-1/order")
    begun("advance", "T-1/shoot/A", "shots=2")
    begun("advance", "T-1/retouch")
    found = begun("show", "T-1").stdout
    assert "    Waits for has(paid_at) or the signal paid, until 2026-11-23 10:00\n" in found
    assert "      A: done 2026-11-20 10:00, shots = 2\n      B\n" in found
    assert "By itself" not in found
    begun("signal", "paid", "T-1")
    assert begun("show", "T-1").stdout.splitlines()[5:8] == [
        "    T-1/checked  Checked elsewhere",
        "    Waits for a task of check",
        "    T-2 Spring (check) is in: inspect (Inspect)",
    ]


def test_one_item_alone(begun: Call) -> None:
    found = begun("show", "Spring/shoot/B").stdout
    assert "T-1/shoot/B" in found
    assert "T-1/shoot/A" not in found
    assert "order" not in found
    assert "Deadlines" not in found
    assert "T-1/shoot/B" in begun("checklist", "T-1/shoot/B").stdout


def test_in_chinese_with_the_titles_of_the_sop(begun: Call) -> None:
    begun("advance", "T-1/order")
    found = begun("show", "T-1", SOP_LANG="zh").stdout
    assert found.startswith(
        """\
T-1 Spring  新品

T-1/prepare  准备
所有泳道完成后继续：已完成 0/2
  goods (货品)
    T-1/payment  等付款
    在等 has(paid_at) 或 信号 paid，最晚到 2026-11-23 10:00
  photos (照片)
    T-1/products  逐个商品
    全部项完成后继续：已完成 0/2
      A
        T-1/shoot/A  拍摄
"""
    )
    assert "  legal (法务): 不需要：仅当 big\n" in found
    assert "A：shoot (拍摄)" in found
    assert "等待中：T-1/payment，payment (等付款)。" in begun("set", "T-1", "big=yes", SOP_LANG="zh").stdout


def test_in_markdown_the_lanes_are_headings(begun: Call) -> None:
    lines = begun("checklist", "T-1", "--markdown").stdout.splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# T-1 Spring A drop",
        "## Prepare everything (T-1/prepare)",
        "### goods (Goods)",
        "#### Order (T-1/order)",
        "##### Outcomes",
        "### photos (Photos)",
        "#### Each product (T-1/products)",
        "##### A",
        "###### Shoot (T-1/shoot/A)",
        "##### B",
        "###### Shoot (T-1/shoot/B)",
        "### legal (Legal): not wanted: only if big",
        "## At any time",
    ]


def test_many_items_fold_to_counts(here: Call) -> None:
    items = [f"S{number}" for number in range(1, 51)]
    told = here("start", "drop", "name=Big", "skus=" + ",".join(items)).stdout
    assert told.splitlines()[-1] == "Now: and 46 more; all of them: sop show T-1 --all"
    for item in items[:3]:
        here("advance", f"T-1/shoot/{item}", "shots=1")
    here("advance", "T-1/retouch/S2")
    found = here("show", "T-1").stdout
    assert "      50 items: 1 done, retouch (Retouch) 2, shoot (Shoot) 47\n" in found
    assert "      all of them: sop show T-1 --all\n" in found
    assert len(found.splitlines()) < 45
    assert "50 项：已完成 1" in here("checklist", "T-1", SOP_LANG="zh").stdout
    everything = here("show", "T-1", "--all").stdout
    assert all(f"\n      {item}" in everything for item in items)
    assert "and 49 more open steps; all of them: sop why T-1 --all" in here("why", "T-1").stdout
    assert here("advance", "T-1").stderr == (
        "T-1 is in several steps; name one: T-1/order, T-1/shoot/S4, T-1/shoot/S5, T-1/shoot/S6, "
        "T-1/shoot/S7, T-1/shoot/S8, T-1/shoot/S9, T-1/shoot/S10, T-1/shoot/S11, T-1/shoot/S12, "
        "or one of 40 more.\n"
    )
    assert "shoot (Shoot) ×47, retouch (Retouch) ×2" in here("list").stdout


def test_what_waits_is_no_work(begun: Call) -> None:
    begun("advance", "T-1/order")
    assert begun("todo").stdout == (
        "task         name    SOP   step           item  due               needs\n"
        "T-1/shoot#1  Spring  drop  shoot (Shoot)  A     2026-11-21 10:00  1 to fill in\n"
        "T-1/shoot#2  Spring  drop  shoot (Shoot)  B     2026-11-21 10:00  1 to fill in\n"
    )
    assert begun("list").stdout == (
        "task  name    SOP   started           where                                       due\n"
        "T-1   Spring  drop  2026-11-20 10:00  shoot (Shoot) ×2; waits: payment (Payment)  2026-11-21 10:00\n"
    )
    assert [row["items"] for row in json.loads(begun("todo", "--json").stdout)] == [["A"], ["B"]]


def test_a_list_without_items_has_no_column_for_them(here: Call) -> None:
    here("start", "check", "item=lamp")
    assert here("todo").stdout.splitlines()[0].split() == ["task", "name", "SOP", "step", "due"]


def test_only_what_people_can_do_is_offered(begun: Call) -> None:
    assert begun("advance", "T-1").stderr == (
        "T-1 is in several steps; name one: T-1/order, T-1/shoot/A, T-1/shoot/B.\n"
    )
    assert begun("advance", "T-1/shoot").stderr == (
        "T-1 is in several steps; name one: T-1/shoot/A, T-1/shoot/B.\n"
    )


def test_ones_own_step_is_meant_where_others_have_another(here: Call) -> None:
    team = Path("team.yaml")
    people = "people:\n  mei: {roles: [design], logins: [mei]}\n  bo: {roles: [operations], logins: [bo]}\n"
    team.write_text(team.read_text().replace("people:\n", people))
    assert here("publish", "team.yaml").exit_code == 0
    here("start", "drop", "name=Spring", "skus=A")
    assert "A: shoot (Shoot) is done" in here("advance", "T-1", "shots=1", "--as", "mei").stdout
    assert "order (Order) is done" in here("advance", "T-1", "--as", "bo").stdout


def test_an_outcome_of_the_whole_sop_needs_no_step(begun: Call) -> None:
    ended = begun("advance", "T-1", "call_off", "--reason", "rain")
    assert ended.stdout.endswith("T-1 Spring has ended: end.cancelled.\n")


def test_what_closes_itself_says_when(begun: Call) -> None:
    assert begun("advance", "T-1/prepare").stderr == (
        "'done' of prepare (Prepare everything) is not for people: it happens by itself. "
        "Goes on when all lanes are done: 0 of 2 are.\nTry: sop show T-1\n"
    )
    begun("advance", "T-1/order")
    assert begun("advance", "T-1/payment", SOP_LANG="zh").stderr == (
        "payment (等付款) 的“done”不由人操作，条件满足时会自动发生。"
        "在等 has(paid_at) 或 信号 paid，最晚到 2026-11-23 10:00。\n可以试试：sop show T-1\n"
    )


def test_an_item_gets_its_own_value(begun: Call) -> None:
    assert begun("set", "T-1/shoot/B", "shots=4").stdout.startswith("T-1 Spring: B: given: shots = 4.\n")
    assert begun("set", "T-1", "shots=4").stderr == (
        "shots belongs to one item of products (Each product), not to the whole task.\n"
        "Hint: name the item's open step: sop set TASK/STEP/ITEM shots=...\n"
    )
    lanes = json.loads(begun("show", "T-1", "--json").stdout)["lanes"]
    assert [(one["lane"], one["item"], one["data"]) for one in lanes] == [
        ("goods", None, {}),
        ("photos", None, {}),
        (None, "A", {}),
        (None, "B", {"shots": 4}),
    ]


def test_as_data_every_visit_says_where_it_stands(begun: Call) -> None:
    begun("advance", "T-1/order")
    opened = json.loads(begun("show", "T-1", "--json").stdout)["open"]
    assert [(one["name"], one["kind"], one["lane"], one["items"]) for one in opened] == [
        ("T-1/prepare", "parallel", "", []),
        ("T-1/products", "each", "prepare/photos", []),
        ("T-1/shoot/A", "work", "prepare/photos/products", ["A"]),
        ("T-1/shoot/B", "work", "prepare/photos/products", ["B"]),
        ("T-1/payment", "wait", "prepare/goods", []),
    ]
    assert [one["waits_for"] for one in opened] == [
        {"join": "all", "of": "lanes", "ended": 0, "open": 2},
        {"join": "all", "of": "items", "ended": 0, "open": 2},
        None,
        None,
        {
            "condition": "has(paid_at)",
            "signal": "paid",
            "until": "2026-11-23T10:00:00+08:00",
            "until_source": "3 days",
        },
    ]


def test_the_log_names_items(begun: Call) -> None:
    begun("advance", "T-1/shoot/B", "shots=4")
    assert begun("log", "T-1").stdout.splitlines()[-5:] == [
        "2026-11-20 10:00  ma",
        "  B: given: shots = 4.",
        "  B: shoot (Shoot) is done: done.",
        "  B: shoot (Shoot): the clock stops, the step was closed.",
        "  B: retouch (Retouch) is open, for design (Design).",
    ]


def test_rows_say_their_item(begun: Call) -> None:
    rows = [
        ("ref", "step", "item", "shots"),
        ("Spring", "shoot", "B", "3"),
        ("Spring", "shoot/A", "", "4"),
        ("Spring", "shoot", "B", "3"),
        ("Spring", "retouch", "", ""),
        ("Spring", "shoot", "C", "1"),
    ]
    Path("done.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    ended = begun("advance", "--from", "done.csv", "--sop", "drop")
    assert ended.stdout.startswith("2 rows carried out, 0 were done already, 3 rows refused.\n")
    with Path("done-rejects.csv").open(encoding="utf-8-sig") as file:
        assert [row["refusal"] for row in csv.DictReader(file)] == [
            "T-1/shoot#2 was closed already: done, by ma, at 2026-11-20 10:00.",
            "T-1 is in several steps; name one: T-1/retouch/B, T-1/retouch/A.",
            "T-1 has no visit shoot/C.",
        ]


def test_the_audit_names_items(begun: Call) -> None:
    found = begun("audit", "--week", "2026-W48", now="2026-11-29 10:00").stdout
    assert "  T-1   Spring  A: shoot (Shoot) " in found
    assert "  T-1   Spring  B: shoot (Shoot) " in found
    rows = json.loads(begun("audit", "--week", "2026-W48", "--json", now="2026-11-29 10:00").stdout)[
        "overdue"
    ]
    assert sorted((row["step"], row["items"]) for row in rows) == [
        ("order", []), ("shoot", ["A"]), ("shoot", ["B"]),
    ]  # fmt: skip


def test_an_item_becomes_no_markup_and_no_shell_word(here: Call) -> None:
    assert here("start", "drop", "name=Spring", "skus=**bold**,a/b,a b,$(rm)").exit_code == 0
    assert here("advance", "T-1").stderr == (
        "T-1 is in several steps; name one: T-1/order, T-1/shoot#1 (**bold**), T-1/shoot#2 (a/b), "
        "T-1/shoot#3 (a b), T-1/shoot#4 ($(rm)).\n"
    )
    assert "##### \\*\\*bold\\*\\*\n" in here("checklist", "T-1", "--markdown").stdout
    assert "a/b: shoot (Shoot) is done" in here("advance", "T-1/shoot/a/b", "shots=1").stdout


def test_items_are_completed(begun: Call) -> None:
    begun("advance", "T-1/order")
    code = "import cli.console; cli.console.login = lambda: 'ma'; from cli.main import run; run([])"

    def offered(typed: str) -> list[str]:
        ended = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True,
            env={
                **os.environ, "PYTHONPATH": str(ROOT), "_SOP_COMPLETE": "zsh_complete",
                "COMP_WORDS": f"sop advance {typed}", "COMP_CWORD": "2",
            },
        )  # fmt: skip
        return ended.stdout.split("\n")[1::3]

    assert offered("T-1/s") == ["T-1/shoot/A", "T-1/shoot/B"]
    assert offered("Spring/shoot/B") == ["Spring/shoot/B"]
    assert offered("T-1/")[:2] == ["T-1/shoot/A", "T-1/shoot/B"]
