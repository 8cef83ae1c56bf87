"""What the log says of whose a step is and of what was left, of every way in which that comes, in both
languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cli.facts import sentence
from engine.language import load_sop
from engine.model.task import Task, Visit
from engine.render.naming import Names
from engine.words import current_language, set_language

AT = 1_795_140_000_000
SOP = b"""
sop: pics
steps:
  shoot: {title: Shoot, checklist: [Light, Props]}
"""
DEFINITION = load_sop(SOP, "pics.sop.yaml").definition
TASK = Task(7, "", "pics", 1, "", None, "ma", AT, AT, {}, {}, (Visit(1, "shoot", 1, (), AT, AT),))

SAID = [
    ({"to": "何亮", "how": "claim"}, "is taken by 何亮.", "由 何亮 领取。"),
    (
        {"to": "何亮", "how": "claim", "behalf": "苏芮"},
        "is taken by 何亮 on behalf of 苏芮.",
        "由 何亮（替 苏芮） 领取。",
    ),
    (
        {"to": None, "how": "release"},
        "is given back: whoever may can take it.",
        "已放回：可以做的人都能领取。",
    ),
    ({"to": "何亮", "how": "release"}, "goes back to 何亮.", "退回给 何亮。"),
    (
        {"to": "何亮", "how": "assign", "reason": "ill"},
        "is given to 何亮. Reason: ill.",
        "指派给 何亮。原因：ill。",
    ),
    (
        {"to": "何亮", "how": "delegate", "behalf": "苏芮"},
        "is to be done by 何亮 on behalf of 苏芮.",
        "委托给 何亮（替 苏芮）。",
    ),
    ({"to": "何亮", "how": "leave"}, "is handed over to 何亮.", "交接给 何亮。"),
    (
        {"to": None, "how": "leave"},
        "is handed back: whoever may can take it.",
        "已交回：可以做的人都能领取。",
    ),
    (
        {"to": "何亮", "how": "least"},
        "goes to 何亮, who has the least to do.",
        "归 何亮，手上的事最少。",
    ),
    ({"to": "何亮", "how": "turn"}, "goes to 何亮, whose turn it is.", "归 何亮，轮到了。"),
    (
        {"to": "何亮", "how": "same"},
        "goes to 何亮, who did the step that it goes with.",
        "归 何亮，与它相关的步骤也是此人做的。",
    ),
    ({"to": "何亮", "how": "starter"}, "goes to 何亮, who started the task.", "归 何亮，任务是此人发起的。"),
    ({"to": "何亮", "how": "field"}, "goes to 何亮.", "归 何亮。"),
    (
        {"to": None, "how": "rule"},
        "is nobody's now: whoever may can take it.",
        "现在没有负责人：可以做的人都能领取。",
    ),
]
OTHERS = [
    (
        {"fact": "unassigned", "visit": 1, "how": "least", "why": "no-room"},
        "shoot (Shoot) was given to nobody: nobody who may do it has room for more. Whoever may can take it.",
        "shoot (Shoot) 没有指派给任何人：可以做的人都已经满了。可以做的人都能领取。",
    ),
    (
        {"fact": "unassigned", "visit": 1, "how": "field", "why": "not-by", "person": "何亮"},
        "shoot (Shoot) was given to nobody: 何亮 did what has to be done by somebody else. "
        "Whoever may can take it.",
        "shoot (Shoot) 没有指派给任何人：何亮 做过必须由另一个人做的步骤。可以做的人都能领取。",
    ),
    ({"fact": "behalf", "for": "何亮"}, "done for 何亮.", "替 何亮 做的。"),
    (
        {"fact": "priority", "visit": 1, "priority": 2},
        "shoot (Shoot): priority urgent.",
        "shoot (Shoot)：优先级 紧急。",
    ),
    (
        {"fact": "snoozed", "visit": 1, "until": AT},
        "shoot (Shoot) is put off until 2026-11-20 10:00; no deadline moves.",
        "shoot (Shoot) 稍后再看，2026-11-20 10:00 再出现；时限不变。",
    ),
    (
        {"fact": "snoozed", "visit": 1, "until": None},
        "shoot (Shoot) is on the list again.",
        "shoot (Shoot) 回到清单里。",
    ),
    (
        {"fact": "noted", "note": 1, "visit": 0, "item": 0, "kind": "attachment", "text": "a.jpg"},
        "attached: a.jpg",
        "附上：a.jpg",
    ),
    (
        {"fact": "noted", "note": 1, "visit": 1, "item": 0, "kind": "attachment", "text": "a\x1b.jpg"},
        "attached to shoot (Shoot): a\\x1b.jpg",
        "给 shoot (Shoot) 附上：a\\x1b.jpg",
    ),
    (
        {"fact": "noted", "note": 1, "visit": 1, "item": 1, "kind": "evidence", "text": "a.jpg"},
        "evidence for 1 Light: a.jpg",
        "1 Light 的凭证：a.jpg",
    ),
    (
        {"fact": "noted", "note": 1, "visit": 1, "item": 2, "kind": "na", "text": "none"},
        "2 Props does not apply, because: none.",
        "2 Props 不适用，原因：none。",
    ),
    (
        {"fact": "noticed", "kind": "mention", "to": [], "for": ["person:何亮", "role:design", "everybody"],
         "text": "x", "by": "ma"},
        "tells 何亮, design, everybody of it.",
        "已通知 何亮、design、所有人。",
    ),
    (
        {"fact": "closed", "visit": 1, "outcome": "done", "for": "何亮", "hands": ["ma"]},
        "shoot (Shoot) is done: done. For 何亮.",
        "shoot (Shoot) 已完成：done。替 何亮。",
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def language_again() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


def said(fact: dict[str, Any], lang: str, task: Task = TASK) -> str:
    set_language(lang)
    return sentence(Names("Asia/Shanghai", DEFINITION), task, fact)


@pytest.mark.parametrize(("fact", "english", "chinese"), SAID)
def test_how_a_step_became_somebodys(fact: dict[str, Any], english: str, chinese: str) -> None:
    whole = {"fact": "assigned", "visit": 1, **fact}
    assert said(whole, "en") == f"shoot (Shoot) {english}"
    assert said(whole, "zh") == f"shoot (Shoot) {chinese}"


@pytest.mark.parametrize(("fact", "english", "chinese"), OTHERS)
def test_the_other_facts_about_people(fact: dict[str, Any], english: str, chinese: str) -> None:
    assert (said(fact, "en"), said(fact, "zh")) == (english, chinese)


def test_who_did_a_called_task_is_named_with_its_call() -> None:
    called = TASK._replace(visits=(TASK.visits[0]._replace(kind="call"),))
    fact = {"fact": "closed", "visit": 1, "outcome": "done", "hands": ["何亮", "苏芮"]}
    assert said(fact, "en", called).endswith(" Also had a hand in it: 何亮, 苏芮.")


def test_what_a_newer_program_wrote_is_still_shown() -> None:
    fact = {"fact": "assigned", "visit": 1, "to": "何亮", "how": "lottery"}
    assert said(fact, "en") == "shoot (Shoot) goes to 何亮."
    fact = {"fact": "unassigned", "visit": 1, "how": "lottery", "why": "no-luck"}
    assert "given to nobody: no-luck." in said(fact, "en")
    fact = {"fact": "priority", "visit": 1, "priority": 9}
    assert said(fact, "en") == "shoot (Shoot): priority 9."
