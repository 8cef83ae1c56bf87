"""What each refusal about people who are away or have left says, whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.model.refusals import Refusal
from engine.people.presence import midnight
from engine.render.refusal_team_texts import TEAM_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

ZONE = "Asia/Shanghai"
FIRST, AFTER, NOON = (
    midnight("2026-11-03", ZONE),
    midnight("2026-11-08", ZONE),
    midnight("2026-11-05", ZONE) + 43_200_000,
)

SAID = [
    (
        Refusal("person-left", {"person": "赵敏", "day": "2026-11-30"}),
        "赵敏 has left the team; the last day was 2026-11-30.\n"
        "Hint: if that is wrong, change 'until' in the team file and publish it",
        "赵敏 已经离开团队，最后一天是 2026-11-30。\n提示：如果不对，改团队文件里的 until 再发布",
    ),
    (
        Refusal("absence-backwards", {"person": "何亮", "away_from": AFTER, "away_until": NOON}),
        "From 2026-11-08 until 2026-11-05 12:00: 何亮 would be back before going.",
        "从 2026-11-08 到 2026-11-05 12:00：何亮 还没走就回来了。",
    ),
    (
        Refusal("absence-over", {"person": "何亮", "away_until": AFTER}),
        "2026-11-07 is past: somebody is said to be away who is away or will be.",
        "2026-11-07 已经过去：登记的是现在不在或将要不在的人。",
    ),
    (
        Refusal("absence-long", {"person": "何亮", "away_from": FIRST, "away_until": AFTER}),
        "何亮 cannot be away until 2026-11-07: that is more than a year from now.\n"
        "Hint: for somebody who leaves for good, write 'until' in the team file",
        "何亮 不能到 2026-11-07 一直不在：离现在超过一年。\n提示：不再回来的人，在团队文件里写 until",
    ),
    (
        Refusal("absence-long", {"person": "何亮", "away_from": FIRST, "away_until": None}),
        "何亮 cannot be away from 2026-11-03 on: that is more than a year from now.\n"
        "Hint: for somebody who leaves for good, write 'until' in the team file",
        "何亮 不能从 2026-11-03 起不在：离现在超过一年。\n提示：不再回来的人，在团队文件里写 until",
    ),
    (
        Refusal(
            "absence-overlaps",
            {"person": "何亮", "person_name": "何亮", "away_from": FIRST, "away_until": AFTER},
        ),
        "何亮 is away already, from 2026-11-03 until 2026-11-07.\n"
        "Hint: call that off first: sop team back 何亮",
        "何亮 从 2026-11-03 到 2026-11-07 已经登记为不在。\n提示：先取消那一次：sop team back 何亮",
    ),
    (
        Refusal(
            "absence-overlaps",
            {"person": "何亮", "person_name": "何亮", "away_from": NOON, "away_until": None},
        ),
        "何亮 is away already, from 2026-11-05 12:00 on.\nHint: call that off first: sop team back 何亮",
        "何亮 从 2026-11-05 12:00 起已经登记为不在。\n提示：先取消那一次：sop team back 何亮",
    ),
    (
        Refusal("own-deputy", {"person": "何亮"}),
        "何亮 cannot stand in for themself.",
        "何亮 不能做自己的代理人。",
    ),
    (
        Refusal("deputy-left", {"person": "赵敏", "day": "2026-11-30"}),
        "赵敏 cannot stand in: they have left the team, on 2026-11-30.\n"
        "Hint: the team file says who holds which role: sop publish team.yaml",
        "赵敏 不能做代理人：已经离开团队，最后一天是 2026-11-30。\n"
        "提示：谁有哪些角色，写在团队文件里：sop publish team.yaml",
    ),
    (
        Refusal("not-away", {"person": "何亮"}),
        "何亮 is not away, and is not going to be.",
        "何亮 没有登记为不在，现在和以后都没有。",
    ),
    (
        Refusal("days-off", {"person": "苏芮", "away_until": AFTER}),
        "苏芮 is off until 2026-11-07 by the team file.\n"
        "Hint: take the days out of 'off' in the team file and publish it",
        "按团队文件，苏芮 休假到 2026-11-07。\n提示：从团队文件的 off 里去掉这些天再发布",
    ),
]


@pytest.fixture(autouse=True)
def back_to_english() -> Iterator[None]:
    spoken = current_language()
    yield
    set_language(spoken)


@pytest.mark.parametrize(("refusal", "english", "chinese"), SAID, ids=[one[0].code for one in SAID])
def test_what_it_says(refusal: Refusal, english: str, chinese: str) -> None:
    set_language("en")
    assert render(refusal, ZONE) == english
    set_language("zh")
    assert render(refusal, ZONE) == chinese


def test_none_is_left_out() -> None:
    assert {refusal.code for refusal, _, _ in SAID} == set(TEAM_TEXTS)
