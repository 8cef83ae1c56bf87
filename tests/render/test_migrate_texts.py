"""What each refusal of a migration says, whole."""

from __future__ import annotations

import pytest

from engine.model.definition import Case, Definition, Step
from engine.model.refusals import Refusal
from engine.render.refusal_migrate_texts import MIGRATE_TEXTS
from engine.render.refusals import line, render
from engine.words import set_language

SAID = [
    ("cannot-migrate", {"task": 17}, "T-17 cannot be moved to that version."),
    ("cannot-migrate", {}, "It cannot be moved to that version."),
    ("already-there", {"task": 17}, "T-17 is on that version already."),
    (
        "other-sop",
        {"task": 17, "sop": "shipping", "other_sop": "listing"},
        "T-17 is a task of shipping, not of listing.",
    ),
    (
        "step-gone",
        {"step": "pick", "steps": ["picking"], "suggestions": ["picking"]},
        "pick is not in the new version. Did you mean: picking?",
    ),
    (
        "step-elsewhere",
        {"step": "pick"},
        "pick is another kind of step in the new version, or stands in another lane.",
    ),
    (
        "block-changed",
        {"step": "prepare"},
        "prepare has open lanes and is not the same in the new version.",
    ),
    ("waits-otherwise", {"step": "pause"}, "pause waits for something else in the new version."),
    (
        "unique-changed",
        {"field": "slip_no", "was": "order_no"},
        "Tasks are told apart by slip_no in the new version; this one was started with order_no.",
    ),
    (
        "other-type",
        {"field": "weight", "title": "weight", "was": "number", "type": "list of number"},
        "weight is list of number in the new version, and was number.",
    ),
    (
        "newly-required",
        {"field": "size", "title": "size"},
        "size is required in the new version and has no value.",
    ),
    (
        "map-unknown",
        {"name": "pik", "where": "shipping@1", "suggestions": ["pick"]},
        "pik is no step and no deadline of shipping@1. Did you mean: pick?",
    ),
    (
        "map-step",
        {"name": "pick", "other_name": "dispatch", "where": "shipping@2"},
        "pick is a step, dispatch is none in shipping@2.",
    ),
    (
        "map-deadline",
        {"name": "dispatch", "other_name": "pack", "where": "shipping@2"},
        "dispatch is a deadline, pack is none in shipping@2.",
    ),
    (
        "map-still-there",
        {"name": "pick", "where": "shipping@2"},
        "shipping@2 has pick as well: what is there in both needs no --map.",
    ),
    (
        "may-not",
        {"person": "wang", "action": "migrate", "sop": "shipping", "roles_needed": ["lead"]},
        "wang may not move tasks to another version. Who may: lead.",
    ),
]


@pytest.mark.parametrize(
    ("code", "data", "text"), SAID, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(SAID)]
)
def test_each_code_says_this(code: str, data: dict[str, object], text: str) -> None:
    assert line(Refusal(code, data)) == text


def test_every_code_is_pinned() -> None:
    assert {code for code, _, _ in SAID} - {"may-not"} == set(MIGRATE_TEXTS)


def test_a_step_that_is_gone_is_named_as_it_is_typed() -> None:
    step = Step("pick", "拣货", (Case(None, ("",)),))
    sop = Definition("s", "s", "zh", "pick", {"pick": step})
    try:
        set_language("zh")
        said = render(Refusal("step-gone", {"step": "pick", "steps": ["fetch"]}), "UTC", sop)
    finally:
        set_language("en")
    assert said == '新版本里没有 pick (拣货)。\n提示：请说明由哪个步骤接替：--map "pick=步骤"'
