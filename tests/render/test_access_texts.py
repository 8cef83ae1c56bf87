"""What is said of what somebody may not see or look after, whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_access_texts import ACCESS_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

MAY_NOT = {"person": "小李", "sop": "", "roles_needed": ["director"]}
SAID = [
    (
        Refusal("may-not-see", {"person": "小李", "text": "T-12"}),
        "小李 may not see T-12.\nHint: see what is open for you: sop todo",
        "小李 不能查看 T-12。\n提示：看看有哪些该你做：sop todo",
    ),
    (
        Refusal("may-not-see"),
        "That may not be seen.\nHint: see what is open for you: sop todo",
        "这个不能查看。\n提示：看看有哪些该你做：sop todo",
    ),
    (
        Refusal("may-not", {**MAY_NOT, "action": "administer"}),
        "小李 may not look after the workspace. Who may: director.",
        "小李 不能管理工作区。可以的角色：director。",
    ),
    (
        Refusal("may-not", {**MAY_NOT, "action": "override"}),
        "小李 may not act against a rule. Who may: director.",
        "小李 不能越权放行。可以的角色：director。",
    ),
]


@pytest.fixture
def language() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


@pytest.mark.parametrize(("refusal", "english", "chinese"), SAID, ids=[one[0].code for one in SAID])
def test_it_is_said_like_this(refusal: Refusal, english: str, chinese: str, language: None) -> None:
    set_language("en")
    assert render(refusal) == english
    set_language("zh")
    assert render(refusal) == chinese


def test_every_code_stands_above() -> None:
    assert set(ACCESS_TEXTS) <= {refusal.code for refusal, _, _ in SAID}
