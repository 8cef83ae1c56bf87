"""What each refusal of votes says, whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_vote_texts import VOTE_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

AT = 1_795_140_000_000
AGREE = {"task": 3, "step": "agree", "n": 1, "outcome": "approve"}
VOTED = {"person": "小王", "at": AT, **AGREE}
CHANGED = [{"field": "price", "was": "10.00", "now": "12.00"}, {"field": "note", "was": "x", "now": None}]
VOID = {**AGREE, "approval": 2, "place": "T-3/agree"}

SAID = [
    (
        Refusal("voted-already", VOTED),
        "小王 voted for T-3/agree#1 already: approve, at 2026-11-20 02:00.\n"
        "Hint: who else may vote: sop why T-3",
        "小王 已经对 T-3/agree#1 投过票：approve，2026-11-20 02:00。\n提示：还有谁可以投票：sop why T-3",
    ),
    (
        Refusal("voted-already", {**VOTED, "wanted": "dear"}),
        "小王 voted for T-3/agree#1 already: approve, at 2026-11-20 02:00.\n"
        "Hint: before voting dear, 小王 takes that vote back: sop undo T-3",
        "小王 已经对 T-3/agree#1 投过票：approve，2026-11-20 02:00。\n"
        "提示：要改投 dear，小王 先收回那一票：sop undo T-3",
    ),
    (
        Refusal("voted-already", {**VOTED, "other": "小李"}),
        "小李 has a hand in 小王's vote for T-3/agree#1 already (approve, 2026-11-20 02:00), and nobody "
        "counts twice.\nHint: who else may vote: sop why T-3",
        "小王 对 T-3/agree#1 的一票（approve，2026-11-20 02:00）已有 小李 参与，谁也不能算两票。\n"
        "提示：还有谁可以投票：sop why T-3",
    ),
    (
        Refusal(
            "vote-out-of-order",
            {**AGREE, "person": "小王", "roles_held": ["legal"], "roles_needed": ["finance"]},
        ),
        "On T-3/agree#1 the roles vote one after the other, and it is the turn of finance, not of legal.\n"
        "Hint: who may vote now: sop why T-3",
        "T-3/agree#1 按角色依次表决，现在轮到 finance，还没轮到 legal。\n提示：现在谁可以投票：sop why T-3",
    ),
    (
        Refusal(
            "role-has-voted",
            {
                **AGREE,
                "person": "小王",
                "roles_held": ["finance"],
                "roles_needed": ["legal"],
                "voters": ["小李"],
            },
        ),
        "finance has agreed to T-3/agree#1 already: 小李. Still wanted: a vote of legal.\n"
        "Hint: who may vote now: sop why T-3",
        "finance 已经同意 T-3/agree#1：小李。还要一票：legal。\n提示：现在谁可以投票：sop why T-3",
    ),
    (
        Refusal("approval-void", {**VOID, "changes": CHANGED, "other": "小李", "at": AT}),
        "What was agreed to in T-3/agree#1 (approve) is not so any more: price from 10.00 to 12.00, note "
        "from x to nothing (小李, 2026-11-20 02:00). The task goes on once it is agreed to again.\n"
        "Try: sop reopen T-3/agree --reason WHY",
        "T-3/agree#1（approve）通过的内容变了：price 从 10.00 改为 12.00、note 从 x 改为 空"
        "（小李，2026-11-20 02:00）。重新通过之后任务才能继续。\n"
        "可以试试：sop reopen T-3/agree --reason 原因",
    ),
    (
        Refusal("approval-void", {**VOID, "changes": CHANGED[:1], "other": "小李"}),
        "This would change what was agreed to in T-3/agree#1 (approve): price from 10.00 to 12.00. The "
        "task goes on once it is agreed to again.\nTry: sop reopen T-3/agree --reason WHY",
        "这会改动 T-3/agree#1（approve）通过的内容：price 从 10.00 改为 12.00。重新通过之后任务才能继续。\n"
        "可以试试：sop reopen T-3/agree --reason 原因",
    ),
    (
        Refusal("approval-void", VOID),
        "What was agreed to in T-3/agree#1 (approve) was changed since. The task goes on once it is agreed "
        "to again.\nTry: sop reopen T-3/agree --reason WHY",
        "T-3/agree#1（approve）通过的内容后来变了。重新通过之后任务才能继续。\n"
        "可以试试：sop reopen T-3/agree --reason 原因",
    ),
    (
        Refusal("vote-followed", VOTED),
        "小王 voted for T-3/agree#1 after that, at 2026-11-20 02:00, on the strength of it: it cannot be "
        "taken back.\nHint: whoever sees a mistake closes the step with another outcome: sop why T-3",
        "小王 随后据此对 T-3/agree#1 投了票（2026-11-20 02:00），所以不能收回。\n"
        "提示：发现错误时以别的结果完成这一步：sop why T-3",
    ),
    (
        Refusal("votes-missing", {**AGREE, "given": 1, "needed": 2}),
        "For approve T-3/agree#1 needs 2 votes and has 1, and no rule gives one.\n"
        "Hint: who may vote: sop why T-3",
        "T-3/agree#1 以 approve 完成要 2 票，现在有 1 票，规则不能代替投票。\n提示：谁可以投票：sop why T-3",
    ),
]


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """The language is afterwards what it was."""
    before = current_language()
    yield
    set_language(before)


@pytest.mark.parametrize(("refusal", "english", "chinese"), SAID, ids=[one[0].code for one in SAID])
def test_what_is_said(refusal: Refusal, english: str, chinese: str) -> None:
    set_language("en")
    assert render(refusal) == english
    set_language("zh")
    assert render(refusal) == chinese


def test_every_one_is_here() -> None:
    assert {one[0].code for one in SAID} == set(VOTE_TEXTS)
