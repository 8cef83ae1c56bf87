"""Holds, lanes, signals, calls, schedules, notices, channels and calendars."""

from __future__ import annotations

from engine.model.refusals import Refusal
from tests.pinned.instants import AT, FAR, LATER

FLOW: dict[str, list[Refusal]] = {
    "on-hold": [
        Refusal(
            "on-hold",
            {"task": 3, "visit": "T-3/pack#1", "actor": "小王", "at": AT, "reason": "rain", "until": None},
        ),
        Refusal("on-hold"),
    ],
    "already-held": [
        Refusal(
            "already-held",
            {"task": 3, "visit": "T-3/pack#1", "actor": "小王", "at": AT, "reason": "rain", "until": None},
        ),
        Refusal("already-held"),
    ],
    "not-held": [Refusal("not-held", {"task": 3, "visit": "T-3", "held": []}), Refusal("not-held")],
    "hold-until-past": [Refusal("hold-until-past", {"until": AT, "now": LATER})],
    "hold-cures": [Refusal("hold-cures", {"step": "pack", "due": LATER, "at": AT})],
    "before-held": [Refusal("before-held", {"at": AT, "earliest": LATER})],
    "no-terminal": [Refusal("no-terminal", {"text": "T-17/pack"}), Refusal("no-terminal")],
    "nobody-does": [
        Refusal("nobody-does", {"visit": "T-17/paid#1", "task": 17, "waits": {"signal": "paid"}}),
        Refusal("nobody-does", {"visit": "T-17/paid#1", "task": 17}),
    ],
    "closes-itself": [
        Refusal("closes-itself", {"step": "prepare", "outcome": "done", "kind": "parallel"}),
        Refusal(
            "closes-itself",
            {"step": "paid", "outcome": "done", "waits": {"condition": "has(a)", "signal": "x", "until": AT}},
        ),
        Refusal("closes-itself", {"task": 17, "step": "prepare", "outcome": "done", "kind": "parallel"}),
        Refusal("closes-itself", {"task": 17, "step": "paid", "outcome": "done", "waits": {"sop": "refund"}}),
        Refusal("closes-itself", {"task": 17, "step": "paid", "outcome": "done", "waits": {"until": AT}}),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"condition": "has(a)", "until_source": "3 days after paid_at"},
            },
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"until_source": "3 days after paid_at"},
            },
        ),
        Refusal(
            "closes-itself", {"task": 17, "step": "paid", "outcome": "done", "waits": {"signal": "paid"}}
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"of": "lanes", "join": "all", "ended": 1, "open": 2},
            },
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"of": "lanes", "join": 1, "ended": 0, "open": 3},
            },
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"of": "lanes", "join": 2, "ended": 1, "open": 2},
            },
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"of": "items", "join": "all", "ended": 1, "open": 2, "later": 4},
            },
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"of": "items", "join": 1, "ended": 0, "open": 3},
            },
        ),
        Refusal(
            "closes-itself",
            {
                "task": 17,
                "step": "paid",
                "outcome": "done",
                "waits": {"of": "items", "join": 2, "ended": 1, "open": 2},
            },
        ),
    ],
    "item-field": [Refusal("item-field", {"field": "weight", "block": "parcels"})],
    "endless-moves": [Refusal("endless-moves", {"step": "a", "most": 100})],
    "not-into-items": [Refusal("not-into-items", {"step": "weigh", "block": "parcels"})],
    "unknown-signal": [
        Refusal(
            "unknown-signal",
            {"signal": "payd", "signals": ["paid"], "sop": "orders"},
            (),
            ("signal", "paid", "T-1"),
        ),
        Refusal("unknown-signal", {"signal": "payd", "signals": [], "sop": "orders"}),
    ],
    "calls-too-deep": [Refusal("calls-too-deep", {"sop": "orders", "most": 32})],
    "rules-too-deep": [Refusal("rules-too-deep", {"rule": "late", "most": 32})],
    "chain-too-long": [Refusal("chain-too-long", {"most": 1000, "task": 3})],
    "queue-unreadable": [Refusal("queue-unreadable", {"kind": "act"})],
    "gathers-no-more": [Refusal("gathers-no-more", {"task": 3})],
    "called-exists": [Refusal("called-exists", {"sop": "orders", "field": "no", "value": "A1", "task": 3})],
    "clock-ahead": [
        Refusal("clock-ahead", {"now": FAR, "at": AT - 140_000_000}),
        Refusal("clock-ahead", {"now": FAR, "earliest": AT - 140_000_000}),
    ],
    "no-schedule": [
        Refusal("no-schedule", {"name": "pack", "sops": ["daily"]}),
        Refusal("no-schedule", {"name": "pack", "sops": []}),
    ],
    "schedule-paused": [Refusal("schedule-paused", {"sop": "daily", "person": "小王", "at": AT})],
    "schedule-not-paused": [Refusal("schedule-not-paused", {"sop": "daily"})],
    "no-schedule-time": [
        Refusal("no-schedule-time", {"sop": "daily", "at": AT, "earliest": LATER}),
        Refusal("no-schedule-time", {"sop": "daily", "at": AT}),
    ],
    "unknown-notice": [Refusal("unknown-notice", {"number": 7})],
    "notice-not-given-up": [Refusal("notice-not-given-up", {"number": 7}), Refusal("notice-not-given-up")],
    "no-channels": [Refusal("no-channels")],
    "unknown-channel": [Refusal("unknown-channel", {"name": "opps", "channels": ["ops", "mail"]})],
    "to-whom": [
        Refusal("to-whom", {"channel": "mail", "kind": "email", "person": "小李"}),
        Refusal("to-whom", {"channel": "mail", "kind": "email"}),
    ],
    "unknown-calendar": [Refusal("unknown-calendar", {"name": "cn-ofice"})],
    "not-a-calendar": [Refusal("not-a-calendar", {"path": "team.yaml"})],
    "days-unreadable": [Refusal("days-unreadable", {"path": "x.ics", "problem": "no"})],
    "days-bad-rows": [Refusal("days-bad-rows", {"path": "x.csv", "n": 2})],
    "days-no-place": [Refusal("days-no-place", {"path": "c.yaml"})],
    "into-which": [Refusal("into-which", {"files": ["a.yaml", "b.yaml"]}), Refusal("into-which")],
}
