"""Every text that keeps something from being undone, reopened or overridden, in both languages; and how what
was taken back or closed against a rule is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_back_texts import BACK_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

AT, EARLIER = 1_795_150_000_000, 1_795_140_000_000
DONE: dict[str, Any] = {"visit": "T-3/check#1", "outcome": "ok"}
PUT = {"visit": "T-3/a#1", "block": "both", "other": "T-3/both#1", "at": EARLIER}
CLOSED = {"task": 3, "step": "pack", "n": 1, "outcome": "done"}

SAID: list[tuple[Refusal, str, str]] = [
    (
        Refusal("undo-nothing", {"task": 3, "person": "小王"}),
        "On T-3 there is nothing of yours to undo.\nHint: what happened, and by whom: sop log T-3",
        "T-3 上没有你可以撤销的操作。\n提示：查看谁做过什么：sop log T-3",
    ),
    (
        Refusal("undo-not-yours", {**DONE, "task": 3, "person": "小王", "actor": "小李", "at": EARLIER}),
        "On T-3 there is nothing of yours to undo: 小李 closed T-3/check#1 with ok at 2026-11-20 02:00.\n"
        "Hint: who did it can undo it; or: sop reopen T-3/check#1 --reason WHY",
        "T-3 上没有你可以撤销的操作：T-3/check#1 由 小李 于 2026-11-20 02:00 以 ok 完成。\n"
        "提示：由本人撤销；或者重开：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("undo-touched", {**DONE, "other": "T-3/pack#1", "actor": "小李", "at": EARLIER}),
        "T-3/check#1 (ok) cannot be undone: 小李 went on with T-3/pack#1 at 2026-11-20 02:00.\n"
        "Hint: the step can be opened once more: sop reopen T-3/check#1 --reason WHY",
        "T-3/check#1（ok）不能撤销：小李 已在 2026-11-20 02:00 动过 T-3/pack#1。\n"
        "提示：可以重开这个步骤：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("undo-touched", {**DONE, "rule": "late", "at": EARLIER}),
        "T-3/check#1 (ok) cannot be undone: rule late went on from there at 2026-11-20 02:00.\n"
        "Hint: the step can be opened once more: sop reopen T-3/check#1 --reason WHY",
        "T-3/check#1（ok）不能撤销：规则 late 已在 2026-11-20 02:00 接着往下做了。\n"
        "提示：可以重开这个步骤：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("undo-touched", {**DONE, "actor": "小李", "at": EARLIER}),
        "T-3/check#1 (ok) cannot be undone: 小李 went on from there at 2026-11-20 02:00.\n"
        "Hint: the step can be opened once more: sop reopen T-3/check#1 --reason WHY",
        "T-3/check#1（ok）不能撤销：小李 已在 2026-11-20 02:00 接着往下做了。\n"
        "提示：可以重开这个步骤：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("undo-moved", {**DONE, "actor": "小李", "at": EARLIER}),
        "T-3/check#1 (ok) cannot be undone: at 2026-11-20 02:00 the task was moved to another version of "
        "its SOP.\nHint: the step can be opened once more: sop reopen T-3/check#1 --reason WHY",
        "T-3/check#1（ok）不能撤销：任务已在 2026-11-20 02:00 换到 SOP 的另一个版本。\n"
        "提示：可以重开这个步骤：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("undo-joined", {**DONE, "block": "both"}),
        "T-3/check#1 (ok) cannot be undone: with it the lanes of both joined, and the task went on.\n"
        "Hint: a step after them can be opened once more: sop reopen TASK/STEP --reason WHY",
        "T-3/check#1（ok）不能撤销：both 的泳道已随它汇合，任务已经往下走了。\n"
        "提示：可以重开汇合之后的步骤：sop reopen 任务/步骤 --reason 原因",
    ),
    (
        Refusal("undo-reached", {**DONE, "step": "send"}),
        "T-3/check#1 (ok) cannot be undone: send has called another task.\n"
        "Hint: the step can be opened once more: sop reopen T-3/check#1 --reason WHY",
        "T-3/check#1（ok）不能撤销：send 已经启动了另一个任务。\n"
        "提示：可以重开这个步骤：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("undo-reached", DONE),
        "T-3/check#1 (ok) cannot be undone: a task that waited for this one has gone on.\n"
        "Hint: the step can be opened once more: sop reopen T-3/check#1 --reason WHY",
        "T-3/check#1（ok）不能撤销：等它的那个任务已经往下走了。\n"
        "提示：可以重开这个步骤：sop reopen T-3/check#1 --reason 原因",
    ),
    (
        Refusal("before-closed", {"at": EARLIER, "earliest": AT}),
        "2026-11-20 02:00 is before what is taken back happened, at 2026-11-20 04:46:40.",
        "2026-11-20 02:00 早于要撤销的操作，它发生在 2026-11-20 04:46:40。",
    ),
    (
        Refusal("reopen-open", {"visit": "T-3/pack#2", "at": EARLIER}),
        "T-3/pack#2 is open already, since 2026-11-20 02:00.",
        "T-3/pack#2 从 2026-11-20 02:00 起就是打开的。",
    ),
    (
        Refusal("reopen-which", {"task": 3, "visits": ["T-3/pick", "T-3/pack"]}),
        "Which step of T-3 is to be reopened: T-3/pick, T-3/pack?",
        "要重开 T-3 的哪个步骤：T-3/pick、T-3/pack？",
    ),
    (
        Refusal("reopen-which", {"task": 3, "visits": ["T-3/pick"], "more": 4}),
        "Which step of T-3 is to be reopened: T-3/pick, or one of 4 others?",
        "要重开 T-3 的哪个步骤：T-3/pick，还是另外 4 个中的一个？",
    ),
    (
        Refusal("never-open", {"task": 3, "step": "pack"}),
        "T-3 has never been in pack: there is nothing to reopen.",
        "T-3 从没到过 pack：没有可以重开的。",
    ),
    (
        Refusal("reopen-joined", PUT),
        "T-3/a#1 cannot be reopened by itself: the lanes of both joined at 2026-11-20 02:00, and the task "
        "went on.\nHint: all of it can be opened once more: sop reopen T-3/both#1 --reason WHY",
        "T-3/a#1 不能单独重开：both 的泳道已在 2026-11-20 02:00 汇合，任务已经往下走了。\n"
        "提示：可以整块重开：sop reopen T-3/both#1 --reason 原因",
    ),
    (
        Refusal("reopen-left", PUT),
        "T-3/a#1 cannot be reopened by itself: both was left at 2026-11-20 02:00.\n"
        "Hint: all of it can be opened once more: sop reopen T-3/both#1 --reason WHY",
        "T-3/a#1 不能单独重开：任务已在 2026-11-20 02:00 离开 both。\n"
        "提示：可以整块重开：sop reopen T-3/both#1 --reason 原因",
    ),
    (
        Refusal("override-votes", CLOSED),
        "T-3/pack#1 (done) is decided by votes, and votes are not overridden.\n"
        "Hint: who has voted: sop show T-3/pack#1",
        "T-3/pack#1（done）由表决决定，表决不能越权放行。\n提示：查看谁表决过：sop show T-3/pack#1",
    ),
    (
        Refusal("nothing-to-override", CLOSED, help=("advance", "T-3/pack#1", "done")),
        "Nothing keeps T-3/pack#1 from being closed with done: there is nothing to override.\n"
        "Try: sop advance T-3/pack#1 done",
        "T-3/pack#1 现在就能以 done 完成，没有什么要放行的。\n可以试试：sop advance T-3/pack#1 done",
    ),
    (
        Refusal("may-not", {"person": "小王", "action": "override", "sop": "a", "roles_needed": []}),
        "小王 may not act against a rule. No role may.",
        "",
    ),
    (
        Refusal("reason-required", {"outcome": "override", "reasons": []}),
        "override needs a reason.\nHint: give it: --reason TEXT",
        "",
    ),
]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("refusal", "english", "chinese"), SAID, ids=[f"{n}-{one[0].code}" for n, one in enumerate(SAID)]
)
def test_each_says_this(refusal: Refusal, english: str, chinese: str) -> None:
    set_language("en")
    assert render(refusal, "UTC") == english
    set_language("zh")
    said = render(refusal, "UTC")
    assert said == chinese if chinese else said != english


def test_every_one_is_here() -> None:
    assert {*BACK_TEXTS} <= {one[0].code for one in SAID}
