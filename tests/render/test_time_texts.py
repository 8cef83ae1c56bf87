"""What each refusal of holds and schedules says, whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_hold_texts import HOLD_TEXTS
from engine.render.refusal_schedule_texts import SCHEDULE_TEXTS
from engine.render.refusals import render
from engine.words import current_language, set_language

AT, LATER = 1_795_140_000_000, 1_795_150_000_000
HOLD = {"task": 3, "visit": "T-3/pack#1", "actor": "小王", "at": AT, "reason": "rain", "until": None}

SAID = [
    (
        Refusal("on-hold", HOLD),
        "T-3/pack#1 is on hold since 2026-11-20 02:00, because: rain (小王).\nTry: sop resume T-3/pack#1",
        "T-3/pack#1 从 2026-11-20 02:00 起挂起，原因：rain（小王）。\n可以试试：sop resume T-3/pack#1",
    ),
    (
        Refusal("already-held", HOLD),
        "T-3/pack#1 is on hold already, since 2026-11-20 02:00, because: rain (小王).\n"
        "Hint: let it go on first: sop resume T-3/pack#1",
        "T-3/pack#1 从 2026-11-20 02:00 起已经挂起，原因：rain（小王）。\n"
        "提示：先恢复：sop resume T-3/pack#1",
    ),
    (
        Refusal("not-held", {"task": 3, "visit": "T-3", "held": []}),
        "T-3 is not on hold.",
        "T-3 没有挂起。",
    ),
    (
        Refusal("hold-until-past", {"until": AT, "now": LATER}),
        "2026-11-20 02:00 is past: a hold is expected to be over later than now.",
        "2026-11-20 02:00 已经过去：预计恢复的时间要晚于现在。",
    ),
    (
        Refusal("hold-cures", {"step": "pack", "due": LATER, "at": AT}),
        "pack was due at 2026-11-20 04:46:40, and is late since: a hold that is recorded now cannot have "
        "begun before, at 2026-11-20 02:00.\n"
        "Hint: put it on hold from now on, without --at",
        "pack 应在 2026-11-20 04:46:40 完成，已经超期：现在才记录的挂起不能说成从 2026-11-20 02:00 就开始。\n"
        "提示：从现在起挂起，不写 --at",
    ),
    (
        Refusal("before-held", {"at": AT, "earliest": LATER}),
        "It was put on hold, or a step of it was opened, at 2026-11-20 04:46:40, after 2026-11-20 02:00.",
        "2026-11-20 02:00 太早了：2026-11-20 04:46:40 才挂起，或才有步骤开始。",
    ),
    (
        Refusal("no-schedule", {"name": "pack", "sops": ["daily"]}),
        "pack has no schedule. These have one: daily.\n"
        "Hint: a schedule is written in the SOP: schedule: {every: workday at 06:30}",
        "pack 没有定时。有定时的：daily。\n提示：定时写在 SOP 里：schedule: {every: workday at 06:30}",
    ),
    (
        Refusal("no-schedule", {"name": "pack", "sops": []}),
        "pack has no schedule, and no other SOP has one.\n"
        "Hint: a schedule is written in the SOP: schedule: {every: workday at 06:30}",
        "pack 没有定时，其他 SOP 也没有。\n提示：定时写在 SOP 里：schedule: {every: workday at 06:30}",
    ),
    (
        Refusal("schedule-paused", {"sop": "daily", "person": "小王", "at": AT}),
        "The schedule of daily is paused already: 小王 did that at 2026-11-20 02:00.\n"
        "Try: sop schedule resume daily",
        "daily 的定时已经暂停：小王 于 2026-11-20 02:00 暂停。\n可以试试：sop schedule resume daily",
    ),
    (
        Refusal("schedule-not-paused", {"sop": "daily"}),
        "The schedule of daily is not paused.",
        "daily 的定时没有暂停。",
    ),
    (
        Refusal("no-schedule-time", {"sop": "daily", "at": AT, "earliest": LATER}),
        "2026-11-20 02:00 is no time of the schedule of daily. "
        "The next one after it is 2026-11-20 04:46:40.\n"
        "Hint: see the next times: sop schedule daily; without --at the task starts now",
        "2026-11-20 02:00 不是 daily 的定时时间。之后最近的是 2026-11-20 04:46:40。\n"
        "提示：查看之后的时间：sop schedule daily；不写 --at 则现在启动",
    ),
    (
        Refusal("no-schedule-time", {"sop": "daily", "at": AT}),
        "2026-11-20 02:00 is no time of the schedule of daily, and none comes after it.\n"
        "Hint: see the next times: sop schedule daily; without --at the task starts now",
        "2026-11-20 02:00 不是 daily 的定时时间，之后也再没有了。\n"
        "提示：查看之后的时间：sop schedule daily；不写 --at 则现在启动",
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
    assert {one[0].code for one in SAID} == {*HOLD_TEXTS, *SCHEDULE_TEXTS}
