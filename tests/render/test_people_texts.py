"""What each refusal about whose a step is, and about what is left at it, says: whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_people_texts import LEAVING_TEXTS, SHARING_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

AT, LATER = 1_795_140_000_000, 1_795_150_000_000
STEP = {"task": 3, "visit": "T-3/pack#1", "step": "pack"}

SAID = [
    (
        Refusal("assigned-to-other", {**STEP, "assignee": "小李", "person": "小王"}),
        "T-3/pack#1 is for 小李 alone, not for 小王.\nHint: 小李 can give it back: sop release T-3/pack#1",
        "T-3/pack#1 只归 小李，不归 小王。\n提示：小李 可以放回：sop release T-3/pack#1",
    ),
    (
        Refusal("assigned-to-other", {"step": "pack", "assignee": "小李", "person": "小王"}),
        "pack is for 小李 alone, not for 小王.\nHint: see what is open for you: sop todo",
        "pack 只归 小李，不归 小王。\n提示：看看有哪些该你做：sop todo",
    ),
    (
        Refusal("other-shop", {"person": "小王", "shop": "north", "shops": ["south", "west"]}),
        "The task is of another shop: 小王 works for south, west.\nHint: see what is open for you: sop todo",
        "任务属于别的店铺：小王 负责的是 south、west。\n提示：看看有哪些该你做：sop todo",
    ),
    (
        Refusal("not-shared", {**STEP, "assignee": None, "kind": "votes"}),
        "T-3/pack#1 is nobody's alone: it closes by itself, or several people vote on it.\nTry: sop show T-3",
        "T-3/pack#1 不归某一个人：它会自动完成，或者由几个人表决。\n可以试试：sop show T-3",
    ),
    (
        Refusal("already-yours", {**STEP, "assignee": "小王"}),
        "T-3/pack#1 is yours already.\nHint: see what is open for you: sop todo",
        "T-3/pack#1 已经归你了。\n提示：看看有哪些该你做：sop todo",
    ),
    (
        Refusal("already-theirs", {**STEP, "person": "小李"}),
        "小李 has T-3/pack#1 already.",
        "T-3/pack#1 已经归 小李 了。",
    ),
    (
        Refusal("nobody-has-it", {**STEP, "assignee": None}),
        "Nobody has taken T-3/pack#1, so it cannot be given back.\nHint: take it: sop claim T-3/pack#1",
        "T-3/pack#1 没有人领取，不能放回。\n提示：领取：sop claim T-3/pack#1",
    ),
    (
        Refusal("not-yours", {**STEP, "assignee": "小李", "person": "小王"}),
        "T-3/pack#1 is for 小李, so 小王 cannot give it back.\nHint: 小李 can, or whoever may assign steps",
        "T-3/pack#1 归 小李，小王 不能放回。\n提示：小李 可以，有权指派步骤的人也可以",
    ),
    (
        Refusal("not-a-candidate", {"person": "小王", "step": "pack", "shop": "", "shops": ["south"]}),
        "小王 cannot get pack, a step of another shop: they work for south.",
        "不能把 pack 交给 小王：它属于别的店铺，此人负责的是 south。",
    ),
    (
        Refusal(
            "not-a-candidate",
            {
                "person": "小王",
                "step": "pack",
                "visit": "T-3/pack#1",
                "roles_needed": ["warehouse"],
                "roles_held": ["service"],
            },
        ),
        "小王 cannot get pack, which is for warehouse. They hold: service.\n"
        "Hint: whoever has it can let them do it nevertheless: sop delegate T-3/pack#1 PERSON",
        "不能把 pack 交给 小王：它归 warehouse，此人的角色是 service。\n"
        "提示：负责人还是可以委托此人去做：sop delegate T-3/pack#1 人员",
    ),
    (
        Refusal(
            "not-a-candidate",
            {
                "person": "小王",
                "step": "pack",
                "visit": "T-3/pack#1",
                "roles_needed": ["warehouse"],
                "roles_held": [],
            },
        ),
        "小王 cannot get pack, which is for warehouse. They hold no role.\n"
        "Hint: whoever has it can let them do it nevertheless: sop delegate T-3/pack#1 PERSON",
        "不能把 pack 交给 小王：它归 warehouse，此人没有角色。\n"
        "提示：负责人还是可以委托此人去做：sop delegate T-3/pack#1 人员",
    ),
    (
        Refusal("delegated-already", {**STEP, "assignee": "小王", "delegator": "小李"}),
        "T-3/pack#1 is done for 小李 already, and is not passed on further.\n"
        "Hint: give it back: sop release T-3/pack#1",
        "T-3/pack#1 已经是替 小李 做的，不能再转给别人。\n提示：放回：sop release T-3/pack#1",
    ),
    (
        Refusal("delegate-to-self", {"person": "小王"}),
        "小王 cannot delegate a step to themselves.",
        "小王 不能把步骤委托给自己。",
    ),
    (
        Refusal("delegation-over", {"person": "小王", "step": "pack", "delegator": "小李"}),
        "小王 was to do pack for 小李, who may not do it any more.\n"
        "Hint: give it back (sop release), so that somebody else can take it",
        "小王 是替 小李 做 pack 的，而 小李 已经没有权限做它。\n提示：放回（sop release），让别人领取",
    ),
    (
        Refusal("not-theirs", {**STEP, "assignee": None, "person": "小王"}),
        "T-3/pack#1 is not 小王's any more.\nTry: sop show T-3",
        "T-3/pack#1 已经不归 小王 了。\n可以试试：sop show T-3",
    ),
    (
        Refusal("snooze-nobodys", {**STEP, "assignee": None}),
        "Nobody has taken T-3/pack#1: put off, it would be gone from everybody's list.\n"
        "Hint: take it first: sop claim T-3/pack#1",
        "T-3/pack#1 没有人领取：稍后再看的话，它会从大家的清单里消失。\n提示：先领取：sop claim T-3/pack#1",
    ),
    (
        Refusal("snooze-past", {"until": AT, "now": LATER}),
        "2026-11-20 02:00 is past: a step is put off until later than now.",
        "2026-11-20 02:00 已经过去：稍后再看的时间要晚于现在。",
    ),
    (
        Refusal("not-snoozed", {**STEP, "assignee": "小王"}),
        "T-3/pack#1 is not put off.",
        "T-3/pack#1 没有设成稍后再看。",
    ),
    (
        Refusal("bad-priority", {"priority": 7}),
        "7 is no priority: there are -1 (low), 0, 1 (high) and 2 (urgent).",
        "没有 7 这个优先级：只有 -1（低）、0、1（高）和 2（紧急）。",
    ),
    (
        Refusal("none-of-them", {}),
        "None of those who are named can get it.",
        "点名的人都不能接手。",
    ),
    (
        Refusal("same-person", {"person": "小王"}),
        "小王 cannot hand over to themselves.",
        "小王 不能交接给自己。",
    ),
    (
        Refusal("attach-empty", {}),
        "Neither a file nor a URL is named.",
        "没有写文件，也没有写链接。",
    ),
    (
        Refusal("attach-scheme", {"text": "javascript:alert(1)", "scheme": "javascript"}),
        "javascript:alert(1) cannot be attached: URLs begin with http:// or https://, not with javascript:.",
        "不能附上 javascript:alert(1)：链接要以 http:// 或 https:// 开头，不能以 javascript: 开头。",
    ),
    (
        Refusal("attach-no-hash", {"text": "photos/a.jpg"}),
        "photos/a.jpg is neither a URL nor a file that was read.",
        "photos/a.jpg 既不是链接，也不是读取过的文件。",
    ),
    (
        Refusal("attach-not-a-file", {"path": "photos"}),
        "photos is not a file: folders and devices cannot be attached.",
        "photos 不是文件：文件夹和设备不能附上。",
    ),
    (
        Refusal("evidence-missing", {"no": 3, "title": "Light", "task": 3, "step": "pack", "n": 1}),
        "line 3, Light: nothing shows that it is done\nTry: sop check T-3/pack#1 3 --evidence FILE",
        "第 3 项 Light：没有凭证\n可以试试：sop check T-3/pack#1 3 --evidence 文件",
    ),
    (
        Refusal("evidence-missing", {"title": "Light"}),
        "Light: nothing shows it",
        "Light：没有凭证",
    ),
    (
        Refusal("na-reason", {"lines": [2, 3], "task": 3, "step": "pack", "n": 1}),
        "Why this does not apply has to be said: line 2, 3.\nHint: say it: --reason TEXT",
        "第 2、3 项为什么不适用，要写明原因。\n提示：写明：--reason 原因",
    ),
    (
        Refusal("na-reason", {}),
        "Why a line does not apply has to be said.\nHint: say it: --reason TEXT",
        "检查项为什么不适用，要写明原因。\n提示：写明：--reason 原因",
    ),
]


@pytest.fixture(autouse=True)
def language_again() -> Iterator[None]:
    spoken = current_language()
    yield
    set_language(spoken)


def test_every_one_is_pinned() -> None:
    assert {refusal.code for refusal, _, _ in SAID} == {*SHARING_TEXTS, *LEAVING_TEXTS}


@pytest.mark.parametrize(("refusal", "english", "chinese"), SAID)
def test_what_is_said(refusal: Refusal, english: str, chinese: str) -> None:
    set_language("en")
    assert render(refusal) == english
    set_language("zh")
    assert render(refusal) == chinese
