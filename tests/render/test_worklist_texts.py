"""What each refusal about work lists says: whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_worklist_texts import WORKLIST_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

SAID = [
    (
        Refusal("at-capacity", {"person": "小王", "load": 4, "capacity": 3}),
        "小王 has 4 open steps and does 3 at a time.\n"
        "Hint: finish or give back one of them (sop todo), or take one more nevertheless: sop next --more",
        "小王 手上有 4 个未完成的步骤，同时最多做 3 个。\n"
        "提示：先完成或放回其中一个（sop todo），或仍再领取一个：sop next --more",
    ),
    (
        Refusal("may-not-see-team", {"person": "小王", "roles_needed": ["lead", "director"]}),
        "小王 may not see what everybody has to do. Who may: lead, director.\n"
        "Hint: `may: {see: [ROLE]}` in the team file says who may see everything",
        "小王 不能查看每个人手上的工作。可以的角色：lead、director。\n"
        "提示：团队文件里的 `may: {see: [角色]}` 规定谁可以查看全部",
    ),
    (
        Refusal("may-not-see-team", {"person": "小王", "roles_needed": []}),
        "小王 may not see what everybody has to do. No role may.\n"
        "Hint: `may: {see: [ROLE]}` in the team file says who may see everything",
        "小王 不能查看每个人手上的工作。没有角色可以。\n"
        "提示：团队文件里的 `may: {see: [角色]}` 规定谁可以查看全部",
    ),
]


@pytest.fixture(autouse=True)
def language_again() -> Iterator[None]:
    spoken = current_language()
    yield
    set_language(spoken)


def test_every_one_is_pinned() -> None:
    assert {refusal.code for refusal, _, _ in SAID} == set(WORKLIST_TEXTS)


@pytest.mark.parametrize(("refusal", "english", "chinese"), SAID)
def test_what_is_said(refusal: Refusal, english: str, chinese: str) -> None:
    set_language("en")
    assert render(refusal) == english
    set_language("zh")
    assert render(refusal) == chinese
