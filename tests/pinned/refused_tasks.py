"""What the state of a task refuses; reasons, comments, instants."""

from __future__ import annotations

from engine.model.refusals import Refusal
from tests.pinned.instants import AT

TASKS: dict[str, list[Refusal]] = {
    "several-open": [
        Refusal("several-open", {"task": 17, "visits": ["T-17/a", "T-17/b"]}),
        Refusal("several-open", {"task": 17, "visits": ["T-17/a/X", "T-17/a/Y"], "more": 3}),
    ],
    "step-not-open": [
        Refusal("step-not-open", {"task": 17, "step": "pick", "open": ["pack", "weigh"]}),
        Refusal("step-not-open", {"task": 17, "step": "pick", "open": []}),
    ],
    "visit-closed": [
        Refusal("visit-closed", {"visit": "T-17/pack#2", "actor": "小王", "at": AT, "outcome": "done"}),
        Refusal("visit-closed", {"visit": "T-17/pack#2", "actor": "小王", "at": AT}),
        Refusal("visit-closed", {"visit": "T-17/pack#2"}),
    ],
    "task-ended": [
        Refusal("task-ended", {"task": 17, "end": "end.lost", "at": AT}),
        Refusal("task-ended", {"task": 17}),
    ],
    "outcome-not-possible": [
        Refusal("outcome-not-possible", {"outcome": "buyer_cancels", "source": "not closed(hand_over)"}),
        Refusal("outcome-not-possible", {"outcome": "lost"}),
    ],
    "outcome-unknowable": [
        Refusal("outcome-unknowable", {"outcome": "fast", "missing": "big_sale"}),
        Refusal("outcome-unknowable", {"task": 17, "outcome": "fast", "missing": "big_sale"}),
    ],
    "not-before": [Refusal("not-before", {"step": "a", "earliest": AT, "at": AT - 1})],
    "no-case": [Refusal("no-case", {"outcome": "done", "step": "pack"}), Refusal("no-case")],
    "endless-skips": [Refusal("endless-skips", {"step": "a"})],
    "nothing-to-do": [Refusal("nothing-to-do")],
    "duplicate-command": [Refusal("duplicate-command", {"kind": "advance"})],
    "already-started": [
        Refusal("already-started", {"task": 17, "value": "8801"}),
        Refusal("already-started", {"task": 17, "unique": "order_no"}),
        Refusal("already-started", {"task": 17}),
        Refusal("already-started"),
    ],
    "reason-required": [
        Refusal("reason-required", {"outcome": "lost", "reasons": []}),
        Refusal("reason-required", {"outcome": "lost", "reasons": ["a", "b"]}),
        Refusal("reason-required", {"outcome": "override", "reasons": []}),
    ],
    "reason-empty": [Refusal("reason-empty")],
    "bad-text": [Refusal("bad-text", {"most": 10}), Refusal("bad-text")],
    "reason-not-listed": [
        Refusal("reason-not-listed", {"reason": "爆丹了", "reasons": ["爆单了", "缺人手"]}),
        Refusal("reason-not-listed", {"reason": "没货", "reasons": []}),
    ],
    "late-reason-not-listed": [
        Refusal("late-reason-not-listed", {"reason": "x", "reasons": ["爆单"]}),
        Refusal("late-reason-not-listed", {"reason": "没货", "reasons": []}),
    ],
    "empty-comment": [Refusal("empty-comment")],
    "in-the-future": [Refusal("in-the-future", {"at": AT, "now": AT - 1})],
    "before-opened": [Refusal("before-opened", {"at": AT, "earliest": AT + 60_000})],
    "before-start": [Refusal("before-start", {"at": AT, "earliest": AT + 61_000})],
}
