"""A promise that was late when it was made stays what it is when the task goes on after it was cancelled: on
record against who made it, and nobody's overdue work."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Call

SHOPS = """\
sop: shops
role: director
owner: director
lang: en
ref: name
required: [name, opens]
data: {name: text, opens: date}
deadlines: {opening: {step: papers, due: opens by 18:00, pause: []}}
steps: [papers]
"""


def test_a_wrong_date_that_was_put_right_is_nobody_s_overdue_work(workspace: Path, call: Call) -> None:
    (workspace / "sops" / "shops.sop.yaml").write_text(SHOPS, "utf-8")
    assert call("publish").exit_code == 0
    assert "(late by" in call("start", "shops", "name=Lampy", "opens=2026-10-11").output
    call("cancel", "T-1", "--reason", "wrong date", now="2026-11-20 10:05")
    assert call("reopen", "T-1", "--reason", "put right", now="2026-11-20 10:10").exit_code == 0
    assert call("set", "T-1", "opens=2026-12-11", now="2026-11-20 10:15").exit_code == 0
    for week in ("2026-W46", "2026-W47"):
        told = json.loads(call("audit", "--week", week, "--json", now="2026-11-23 09:00").output)
        assert told["overdue"] == [], week
    assert call("verify").exit_code == 0
