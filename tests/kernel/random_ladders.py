"""Ladders and pauses made at random, for SOPs made at random (``random_blocks``)."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

PROMISED = ["1 workday after start", "4h after s1.opened", "3h before paid_at", "2 days after paid_at"]
RUNGS: list[dict[str, Any]] = [
    {"at": "1h before due", "notify": "assignee"},
    {"at": "due", "notify": ["assignee", "lead"], "text": "late: {size}"},
    {"at": "due", "every": "2h", "notify": "lead", "when": "fragile or count > 3"},
    {"at": "30min after due", "assign": "lead", "set": {"count": "= visits(s0)"}},
    {"at": "1 workday after due", "every": "1 workday", "set": {"weight": "= weight / 2 + 1"}},
    {"at": "2h after due", "close": "s1.done"},
    {"at": "due", "start": "callee", "with": {"what": "= size"}},
    {"at": "paid_at", "notify": "lead"},
]
PAUSES: list[dict[str, Any]] = [
    {}, {"pause": []}, {"resume": "absolute"}, {"resume": "restart"},
    {"pause": ["hold", "s1"], "resume": "restart"}, {"pause": ["s1"]}, {"pause": ["hold", "s2"]},
]  # fmt: skip
ladders = st.lists(st.sampled_from(RUNGS), min_size=1, max_size=4)


def timed(draw: st.DrawFn, step: str) -> dict[str, Any]:
    """A ladder, and where a clock stands still."""
    found = dict(draw(st.sampled_from([each for each in PAUSES if step not in each.get("pause", ())])))
    if draw(st.booleans()):
        found["escalate"] = draw(ladders)
    return found
