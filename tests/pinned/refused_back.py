"""Undoing, reopening, overriding, voting, moving to another version."""

from __future__ import annotations

from engine.model.refusals import Refusal
from tests.pinned.instants import AT, LATER

BACK: dict[str, list[Refusal]] = {
    "cannot-migrate": [
        Refusal("cannot-migrate", {"task": 17}),
        Refusal("cannot-migrate"),
        Refusal(
            "cannot-migrate",
            {"task": 17},
            (Refusal("step-gone", {"step": "pick"}), Refusal("newly-required", {"field": "courier"})),
        ),
    ],
    "already-there": [Refusal("already-there", {"task": 17}), Refusal("already-there")],
    "other-sop": [
        Refusal("other-sop", {"task": 17, "sop": "shipping", "other_sop": "listing"}),
        Refusal("other-sop"),
    ],
    "step-gone": [Refusal("step-gone", {"step": "pick", "steps": ["picking"], "suggestions": ["picking"]})],
    "step-elsewhere": [Refusal("step-elsewhere", {"step": "pick"})],
    "block-changed": [Refusal("block-changed", {"step": "prepare"})],
    "waits-otherwise": [Refusal("waits-otherwise", {"step": "pause"})],
    "unique-changed": [Refusal("unique-changed", {"field": "slip_no", "was": "order_no"})],
    "other-type": [
        Refusal(
            "other-type", {"field": "weight", "title": "weight", "was": "number", "type": "list of number"}
        ),
        Refusal("other-type", {"field": "weight_kg"}),
    ],
    "newly-required": [Refusal("newly-required", {"field": "size", "title": "size"})],
    "map-unknown": [Refusal("map-unknown", {"name": "pik", "where": "shipping@1", "suggestions": ["pick"]})],
    "map-step": [Refusal("map-step", {"name": "pick", "other_name": "dispatch", "where": "shipping@2"})],
    "map-deadline": [
        Refusal("map-deadline", {"name": "dispatch", "other_name": "pack", "where": "shipping@2"})
    ],
    "map-still-there": [Refusal("map-still-there", {"name": "pick", "where": "shipping@2"})],
    "undo-nothing": [Refusal("undo-nothing", {"task": 3, "person": "小王"}), Refusal("undo-nothing")],
    "undo-not-yours": [
        Refusal(
            "undo-not-yours",
            {"visit": "T-3/check#1", "outcome": "ok", "task": 3, "person": "小王", "actor": "小李", "at": AT},
        )
    ],
    "undo-touched": [
        Refusal(
            "undo-touched",
            {"visit": "T-3/check#1", "outcome": "ok", "other": "T-3/pack#1", "actor": "小李", "at": AT},
        ),
        Refusal("undo-touched", {"visit": "T-3/check#1", "outcome": "ok", "rule": "late", "at": AT}),
        Refusal("undo-touched", {"visit": "T-3/check#1", "outcome": "ok", "actor": "小李", "at": AT}),
        Refusal("undo-touched", {"visit": "T-3/check#1", "outcome": "ok"}),
    ],
    "undo-moved": [
        Refusal("undo-moved", {"visit": "T-3/check#1", "outcome": "ok", "actor": "小李", "at": AT})
    ],
    "undo-joined": [Refusal("undo-joined", {"visit": "T-3/check#1", "outcome": "ok", "block": "both"})],
    "undo-reached": [
        Refusal("undo-reached", {"visit": "T-3/check#1", "outcome": "ok", "step": "send"}),
        Refusal("undo-reached", {"visit": "T-3/check#1", "outcome": "ok"}),
    ],
    "before-closed": [Refusal("before-closed", {"at": AT, "earliest": LATER})],
    "reopen-open": [Refusal("reopen-open", {"visit": "T-3/pack#2", "at": AT})],
    "reopen-which": [
        Refusal("reopen-which", {"task": 3, "visits": ["T-3/pick", "T-3/pack"]}),
        Refusal("reopen-which", {"task": 3, "visits": ["T-3/pick"], "more": 4}),
    ],
    "never-open": [Refusal("never-open", {"task": 3, "step": "pack"})],
    "reopen-joined": [
        Refusal("reopen-joined", {"visit": "T-3/a#1", "block": "both", "other": "T-3/both#1", "at": AT})
    ],
    "reopen-left": [
        Refusal("reopen-left", {"visit": "T-3/a#1", "block": "both", "other": "T-3/both#1", "at": AT})
    ],
    "override-votes": [Refusal("override-votes", {"task": 3, "step": "pack", "n": 1, "outcome": "done"})],
    "nothing-to-override": [
        Refusal(
            "nothing-to-override",
            {"task": 3, "step": "pack", "n": 1, "outcome": "done"},
            (),
            ("advance", "T-3/pack#1", "done"),
        )
    ],
    "voted-already": [
        Refusal(
            "voted-already",
            {"person": "小王", "at": AT, "task": 3, "step": "agree", "n": 1, "outcome": "approve"},
        ),
        Refusal(
            "voted-already",
            {
                "person": "小王",
                "at": AT,
                "task": 3,
                "step": "agree",
                "n": 1,
                "outcome": "approve",
                "wanted": "dear",
            },
        ),
        Refusal(
            "voted-already",
            {
                "person": "小王",
                "at": AT,
                "task": 3,
                "step": "agree",
                "n": 1,
                "outcome": "approve",
                "other": "小李",
            },
        ),
        Refusal("voted-already", {"person": "小王"}),
    ],
    "vote-out-of-order": [
        Refusal(
            "vote-out-of-order",
            {
                "task": 3,
                "step": "agree",
                "n": 1,
                "outcome": "approve",
                "person": "小王",
                "roles_held": ["legal"],
                "roles_needed": ["finance"],
            },
        ),
        Refusal("vote-out-of-order", {"roles_needed": ["finance"]}),
    ],
    "role-has-voted": [
        Refusal(
            "role-has-voted",
            {
                "task": 3,
                "step": "agree",
                "n": 1,
                "outcome": "approve",
                "person": "小王",
                "roles_held": ["finance"],
                "roles_needed": ["legal"],
                "voters": ["小李"],
            },
        ),
        Refusal("role-has-voted", {"roles_needed": ["legal"]}),
    ],
    "approval-void": [
        Refusal(
            "approval-void",
            {
                "task": 3,
                "step": "agree",
                "n": 1,
                "outcome": "approve",
                "approval": 2,
                "place": "T-3/agree",
                "changes": [
                    {"field": "price", "was": "10.00", "now": "12.00"},
                    {"field": "note", "was": "x", "now": None},
                ],
                "other": "小李",
                "at": AT,
            },
        ),
        Refusal(
            "approval-void",
            {
                "task": 3,
                "step": "agree",
                "n": 1,
                "outcome": "approve",
                "approval": 2,
                "place": "T-3/agree",
                "changes": [{"field": "price", "was": "10.00", "now": "12.00"}],
                "other": "小李",
            },
        ),
        Refusal(
            "approval-void",
            {"task": 3, "step": "agree", "n": 1, "outcome": "approve", "approval": 2, "place": "T-3/agree"},
        ),
        Refusal("approval-void", {"task": 3}),
    ],
    "vote-followed": [
        Refusal(
            "vote-followed",
            {"person": "小王", "at": AT, "task": 3, "step": "agree", "n": 1, "outcome": "approve"},
        )
    ],
    "votes-missing": [
        Refusal(
            "votes-missing",
            {"task": 3, "step": "agree", "n": 1, "outcome": "approve", "given": 1, "needed": 2},
        ),
        Refusal("votes-missing"),
    ],
}
