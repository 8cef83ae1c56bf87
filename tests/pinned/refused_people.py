"""Who may do what, whose a step is, who is away."""

from __future__ import annotations

from engine.model.refusals import Refusal
from tests.pinned.instants import AFTER, AT, FIRST, LATER, NOON

PEOPLE: dict[str, list[Refusal]] = {
    "not-your-role": [
        Refusal(
            "not-your-role",
            {
                "step": "pack",
                "person": "小张",
                "roles_needed": ["warehouse"],
                "roles_held": ["service", "lead"],
            },
        ),
        Refusal(
            "not-your-role",
            {"step": "pack", "person": "小张", "roles_needed": ["warehouse"], "roles_held": []},
        ),
        Refusal(
            "not-your-role",
            {
                "step": "pack",
                "outcome": "lost",
                "person": "小张",
                "roles_needed": ["lead"],
                "roles_held": ["service"],
            },
        ),
        Refusal(
            "not-your-role",
            {"step": "pack", "outcome": "lost", "person": "小张", "roles_needed": ["lead"], "roles_held": []},
        ),
    ],
    "not-by": [Refusal("not-by", {"person": "小张", "step": "review", "other_step": "write"})],
    "may-not": [
        Refusal("may-not", {"person": "小张", "action": "cancel", "roles_needed": ["director"]}),
        Refusal("may-not", {"person": "小张", "action": "cancel", "roles_needed": []}),
        Refusal(
            "may-not", {"person": "小李", "sop": "", "roles_needed": ["director"], "action": "administer"}
        ),
        Refusal("may-not", {"person": "小李", "sop": "", "roles_needed": ["director"], "action": "override"}),
        Refusal("may-not", {"person": "小王", "action": "override", "sop": "a", "roles_needed": []}),
        Refusal(
            "may-not", {"person": "wang", "action": "migrate", "sop": "shipping", "roles_needed": ["lead"]}
        ),
        Refusal("may-not", {"person": "小张", "action": "publish", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "administer", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "see", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "assign", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "override", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "start", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "give", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "set", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "comment", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "act_as", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "hold", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "reopen", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "extend", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "migrate", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "schedule", "roles_needed": ["lead"]}),
        Refusal("may-not", {"person": "小张", "action": "replan", "roles_needed": ["lead"]}),
    ],
    "may-not-act-as": [
        Refusal("may-not-act-as", {"person": "小张", "other": "小王", "roles_needed": []}),
        Refusal("may-not-act-as", {"person": "小张", "other": "小王", "roles_needed": ["lead"]}),
    ],
    "at-capacity": [Refusal("at-capacity", {"person": "小王", "load": 4, "capacity": 3})],
    "may-not-see-team": [
        Refusal("may-not-see-team", {"person": "小王", "roles_needed": ["lead", "director"]}),
        Refusal("may-not-see-team", {"person": "小王", "roles_needed": []}),
    ],
    "assigned-to-other": [
        Refusal(
            "assigned-to-other",
            {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": "小李", "person": "小王"},
        ),
        Refusal("assigned-to-other", {"step": "pack", "assignee": "小李", "person": "小王"}),
    ],
    "other-shop": [Refusal("other-shop", {"person": "小王", "shop": "north", "shops": ["south", "west"]})],
    "not-shared": [
        Refusal(
            "not-shared",
            {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": None, "kind": "votes"},
        )
    ],
    "already-yours": [
        Refusal("already-yours", {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": "小王"})
    ],
    "already-theirs": [
        Refusal("already-theirs", {"task": 3, "visit": "T-3/pack#1", "step": "pack", "person": "小李"})
    ],
    "nobody-has-it": [
        Refusal("nobody-has-it", {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": None})
    ],
    "not-yours": [
        Refusal(
            "not-yours",
            {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": "小李", "person": "小王"},
        )
    ],
    "not-a-candidate": [
        Refusal("not-a-candidate", {"person": "小王", "step": "pack", "shop": "", "shops": ["south"]}),
        Refusal(
            "not-a-candidate",
            {
                "person": "小王",
                "step": "pack",
                "visit": "T-3/pack#1",
                "roles_needed": ["warehouse"],
                "roles_held": ["service"],
            },
        ),
        Refusal(
            "not-a-candidate",
            {
                "person": "小王",
                "step": "pack",
                "visit": "T-3/pack#1",
                "roles_needed": ["warehouse"],
                "roles_held": [],
            },
        ),
    ],
    "delegated-already": [
        Refusal(
            "delegated-already",
            {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": "小王", "delegator": "小李"},
        )
    ],
    "delegate-to-self": [Refusal("delegate-to-self", {"person": "小王"})],
    "delegation-over": [Refusal("delegation-over", {"person": "小王", "step": "pack", "delegator": "小李"})],
    "not-theirs": [
        Refusal(
            "not-theirs",
            {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": None, "person": "小王"},
        )
    ],
    "snooze-nobodys": [
        Refusal("snooze-nobodys", {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": None})
    ],
    "snooze-past": [Refusal("snooze-past", {"until": AT, "now": LATER})],
    "not-snoozed": [
        Refusal("not-snoozed", {"task": 3, "visit": "T-3/pack#1", "step": "pack", "assignee": "小王"})
    ],
    "bad-priority": [Refusal("bad-priority", {"priority": 7})],
    "none-of-them": [Refusal("none-of-them")],
    "same-person": [Refusal("same-person", {"person": "小王"})],
    "attach-empty": [Refusal("attach-empty")],
    "attach-scheme": [Refusal("attach-scheme", {"text": "javascript:alert(1)", "scheme": "javascript"})],
    "attach-no-hash": [Refusal("attach-no-hash", {"text": "photos/a.jpg"})],
    "attach-not-a-file": [Refusal("attach-not-a-file", {"path": "photos"})],
    "evidence-missing": [
        Refusal("evidence-missing", {"no": 3, "title": "Light", "task": 3, "step": "pack", "n": 1}),
        Refusal("evidence-missing", {"title": "Light"}),
    ],
    "na-reason": [
        Refusal("na-reason", {"lines": [2, 3], "task": 3, "step": "pack", "n": 1}),
        Refusal("na-reason"),
    ],
    "may-not-see": [Refusal("may-not-see", {"person": "小李", "text": "T-12"}), Refusal("may-not-see")],
    "person-left": [Refusal("person-left", {"person": "赵敏", "day": "2026-11-30"})],
    "absence-backwards": [
        Refusal("absence-backwards", {"person": "何亮", "away_from": AFTER, "away_until": NOON})
    ],
    "absence-over": [Refusal("absence-over", {"person": "何亮", "away_until": AFTER})],
    "absence-long": [
        Refusal("absence-long", {"person": "何亮", "away_from": FIRST, "away_until": AFTER}),
        Refusal("absence-long", {"person": "何亮", "away_from": FIRST, "away_until": None}),
    ],
    "absence-overlaps": [
        Refusal(
            "absence-overlaps",
            {"person": "何亮", "person_name": "何亮", "away_from": FIRST, "away_until": AFTER},
        ),
        Refusal(
            "absence-overlaps",
            {"person": "何亮", "person_name": "何亮", "away_from": NOON, "away_until": None},
        ),
    ],
    "own-deputy": [Refusal("own-deputy", {"person": "何亮"})],
    "deputy-left": [Refusal("deputy-left", {"person": "赵敏", "day": "2026-11-30"})],
    "not-away": [Refusal("not-away", {"person": "何亮"})],
    "days-off": [Refusal("days-off", {"person": "苏芮", "away_until": AFTER})],
}
