"""Lines that are not done and values that cannot be taken."""

from __future__ import annotations

from engine.model.refusals import Refusal

CHECKLISTS: dict[str, list[Refusal]] = {
    "cannot-close": [
        Refusal("cannot-close", {"task": 17, "step": "pack", "n": 1, "outcome": "done"}),
        Refusal(
            "cannot-close",
            {"task": 17, "step": "pack", "n": 1, "outcome": "done"},
            (Refusal("tick-missing", {"no": 1, "title": "包装准确无误"}),),
        ),
        Refusal(
            "cannot-close",
            {"task": 17, "step": "pack", "n": 1, "outcome": "done"},
            (
                Refusal("tick-missing", {"no": 1, "title": "包装准确无误"}),
                Refusal("value-missing", {"no": 3, "title": "重量(kg)", "field": "weight_kg"}),
            ),
        ),
        Refusal(
            "cannot-close",
            {"task": 17, "step": "pack", "n": 2, "outcome": "lost"},
            (
                Refusal("reason-required", {"outcome": "lost", "reasons": []}),
                Refusal("tick-missing", {"no": 1, "title": "包装准确无误"}),
                Refusal("tick-missing", {"no": 2, "title": "面单"}),
                Refusal("value-missing", {"no": 3, "title": "重量(kg)", "field": "weight_kg"}),
                Refusal("value-unconfirmed", {"no": 4, "title": "快递", "field": "courier", "value": "顺丰"}),
                Refusal("must-fails", {"no": 5, "title": "够轻", "source": "weight_kg < 30"}),
            ),
        ),
        Refusal(
            "cannot-close",
            {
                "task": 17,
                "step": "pack",
                "n": 1,
                "outcome": "done",
                "gave": {"ticks": [2], "values": {"weight_kg": "3.5"}},
            },
            (
                Refusal("tick-missing", {"no": 1, "title": "包装准确无误"}),
                Refusal("evidence-missing", {"no": 2, "title": "照片"}),
            ),
        ),
        Refusal(
            "cannot-close",
            {"task": 17, "step": "pack", "n": 1, "outcome": "lost"},
            (Refusal("outcome-not-possible", {"outcome": "lost", "source": "a > 1"}),),
        ),
        Refusal("cannot-close", {"outcome": "done"}),
    ],
    "checklist-wrong": [
        Refusal("checklist-wrong"),
        Refusal(
            "checklist-wrong",
            {},
            (
                Refusal("item-unknown", {"no": 9, "task": 17}),
                Refusal("item-not-na", {"no": 1, "title": "包装"}),
            ),
        ),
    ],
    "tick-missing": [Refusal("tick-missing", {"no": 1, "title": "包装"}), Refusal("tick-missing", {"no": 1})],
    "value-missing": [
        Refusal("value-missing", {"no": 3, "title": "重量", "field": "weight_kg"}),
        Refusal("value-missing", {"field": "weight_kg"}),
    ],
    "value-unconfirmed": [
        Refusal("value-unconfirmed", {"no": 3, "title": "重量", "field": "weight_kg", "value": "31.5"}),
        Refusal("value-unconfirmed", {"field": "weight_kg"}),
    ],
    "must-fails": [
        Refusal("must-fails", {"no": 4, "title": "够轻", "source": "weight_kg < 30"}),
        Refusal("must-fails", {"title": "够轻"}),
    ],
    "must-unknown": [
        Refusal("must-unknown", {"no": 4, "title": "够轻", "field": "weight_kg"}),
        Refusal("must-unknown", {"no": 4, "title": "够轻", "source": "a > 1"}),
        Refusal("must-unknown", {"title": "够轻"}),
    ],
    "item-unknown": [
        Refusal("item-unknown", {"no": 9, "step": "pack"}),
        Refusal("item-unknown", {"no": 9, "task": 17}),
    ],
    "item-not-tickable": [Refusal("item-not-tickable", {"no": 3, "title": "重量"})],
    "item-not-na": [Refusal("item-not-na", {"no": 1, "title": "包装"})],
    "not-ticked": [Refusal("not-ticked", {"no": 1})],
    "not-bulk": [
        Refusal("not-bulk", {"step": "refund", "lines": [1, 3]}),
        Refusal("not-bulk", {"step": "refund"}),
        Refusal("not-bulk", {"step": "refund", "lines": [1, 3]}, (), ("check", "T-17/refund#1", "1", "3")),
    ],
    "computed-field": [Refusal("computed-field", {"field": "total"})],
    "missing-value": [
        Refusal("missing-value", {"field": "paid_at", "where": "case", "source": "paid_at > 1"}),
        Refusal(
            "missing-value", {"field": "paid_at", "where": "role", "source": "paid_at > 1", "step": "pay"}
        ),
        Refusal("missing-value", {"field": "paid_at"}),
    ],
    "bad-value": [
        Refusal("bad-value", {"field": "x"}),
        Refusal(
            "bad-value", {"field": "photos", "problem": "not-a-link", "data": {"value": "a.jpg", "item": 2}}
        ),
    ],
    "bad-values": [
        Refusal("bad-values"),
        Refusal(
            "bad-values",
            {},
            (
                Refusal(
                    "bad-value", {"field": "weight_kg", "problem": "not-a-number", "data": {"value": "三"}}
                ),
                Refusal(
                    "bad-value",
                    {
                        "field": "courier",
                        "problem": "not-a-choice",
                        "data": {"value": "顺", "choices": ["顺丰", "中通"], "suggestions": ["顺丰"]},
                    },
                ),
            ),
        ),
    ],
    "frozen-field": [Refusal("frozen-field", {"field": "order_no", "title": "订单"})],
    "required-value": [Refusal("required-value", {"field": "order_no", "title": "订单"})],
    "required-missing": [
        Refusal("required-missing"),
        Refusal(
            "required-missing",
            {},
            (
                Refusal("required-value", {"field": "order_no"}),
                Refusal("required-value", {"field": "paid_at"}),
            ),
        ),
        Refusal("required-missing", {}, (Refusal("required-value", {"field": "order_no"}),)),
    ],
    "no-row": [
        Refusal(
            "no-row", {"table": "rates", "output": "share", "where": "case", "source": "rates.share > 1"}
        ),
        Refusal(
            "no-row",
            {"no": 2, "title": "佣金", "table": "rates", "output": "share", "source": "rates.share > 1"},
        ),
        Refusal("no-row", {"table": "rates", "output": "share"}),
    ],
    "evaluation-failed": [
        Refusal("evaluation-failed", {"source": "a / b", "problem": "division-by-zero"}),
        Refusal("evaluation-failed"),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "too-large"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "text-too-long"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "list-too-long"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "empty-list"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "no-share", "share": "1.5"}),
        Refusal(
            "evaluation-failed", {"source": "a / b", "problem": "index-out-of-range", "index": 3, "length": 2}
        ),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "not-a-value", "field": "a"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "no-calendar"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "calendar-gap", "year": 2027}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "date-out-of-range"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "durations-not-comparable"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "durations-not-addable"}),
        Refusal("evaluation-failed", {"source": "a / b", "problem": "not-whole-days"}),
        Refusal(
            "evaluation-failed",
            {"source": "a / b", "problem": "rows-overlap", "table": "rates", "rows": [1, 3]},
        ),
        Refusal(
            "evaluation-failed",
            {"source": "a / b", "problem": "rows-disagree", "table": "rates", "rows": [1, 3]},
        ),
    ],
}
