"""What each refusal of signals, calls and rules says, whole."""

from __future__ import annotations

import pytest

from engine.model.refusals import Refusal
from engine.render.refusal_effect_texts import EFFECT_TEXTS
from engine.render.refusals import render

SAID = [
    (
        Refusal(
            "unknown-signal",
            {"signal": "payd", "signals": ["paid"], "sop": "orders"},
            (),
            ("signal", "paid", "T-1"),
        ),
        "orders listens to no signal payd. It listens to: paid.\nTry: sop signal paid T-1",
    ),
    (
        Refusal("unknown-signal", {"signal": "payd", "signals": [], "sop": "orders"}),
        "orders listens to no signal at all.",
    ),
    (
        Refusal("calls-too-deep", {"sop": "orders", "most": 32}),
        "orders is not called: tasks call each other at most 32 deep.\n"
        "Hint: this has to be mended in the SOP: sop lint FILE, then sop publish FILE",
    ),
    (
        Refusal("rules-too-deep", {"rule": "late", "most": 32}),
        "The rule late was stopped: 32 rules in a row have set each other off.\n"
        "Hint: this has to be mended in the SOP: sop lint FILE, then sop publish FILE",
    ),
    (
        Refusal("chain-too-long", {"most": 1000, "task": 3}),
        "Stopped: 1000 commands in a row have led to each other, from T-3 on.\n"
        "Hint: this has to be mended in the SOP: sop lint FILE, then sop publish FILE",
    ),
    (
        Refusal("queue-unreadable", {"kind": "act"}),
        "What is queued cannot be read (act): something else wrote it.",
    ),
    (
        Refusal("gathers-no-more", {"task": 3}),
        "T-3 takes no more callers: its first step was closed.\nTry: sop show T-3",
    ),
    (
        Refusal("called-exists", {"sop": "orders", "field": "no", "value": "A1", "task": 3}),
        "orders is not called: it has a task with no A1 already, T-3.\nTry: sop show T-3",
    ),
    (
        Refusal("clock-ahead", {"now": 2_095_000_000_000, "at": 1_795_000_000_000}),
        "Nothing was done: this computer's clock says 2036-05-21 16:26:40, more than a year after the last "
        "sweep, at 2026-11-18 11:06:40. What is due by then would all happen now, and a record is "
        "never taken "
        "back.\nHint: set the clock; or, where it is right: sop sweep --clock-is-right",
    ),
    (
        Refusal("clock-ahead", {"now": 2_095_000_000_000, "earliest": 1_795_000_000_000}),
        "Nothing was done: this computer's clock says 2036-05-21 16:26:40, more than a year after the newest "
        "record, at 2026-11-18 11:06:40. What is due by then would all happen now, and a record is never "
        "taken back.\nHint: set the clock; or, where it is right: sop sweep --clock-is-right",
    ),
]


@pytest.mark.parametrize(("refusal", "text"), SAID, ids=[refusal.code for refusal, _ in SAID])
def test_what_is_said(refusal: Refusal, text: str) -> None:
    assert render(refusal) == text


def test_every_one_is_here() -> None:
    assert {refusal.code for refusal, _ in SAID} == set(EFFECT_TEXTS)
