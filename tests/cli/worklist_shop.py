"""A studio with people who have several roles, a deputy, four eyes and a vote; whoever types is logged in."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

TEAM = """\
team: shop
roles: [design, lead, director]
people:
  ma: {roles: [director], logins: [ma]}
  li: {roles: [design], capacity: 2, logins: [li]}
  何亮: {roles: [design, lead], deputies: [li], logins: [何亮]}
  wu: {roles: [lead], logins: [wu]}
may: {publish: [director], act_as: [director]}
"""
PHOTOS = """\
sop: photos
role: design
owner: director
ref: item
required: [item]
data: {item: text, weight: number, fragile: boolean}
steps:
  shoot:
    due: 4h
    checklist: [Clean it, {fill: weight}, {fill: fragile}, {tick: Wrap it, when: fragile}, {must: weight < 9}]
  check:
    role: [design, lead]
    not_by: [shoot]
    outcomes: {fine: agree, again: {to: shoot, reason: required}}
  agree: {role: lead, votes: 2}
"""
START = "2026-11-20 10:00"


@pytest.fixture
def shop(workspace: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Three lamps to be photographed, due at 14:00; ``shop("li todo")`` is typed by li."""
    (workspace / "team.yaml").write_text(TEAM, "utf-8")
    (workspace / "sops" / "photos.sop.yaml").write_text(PHOTOS, "utf-8")

    def run(line: str, now: str = START, **more: str) -> Any:
        who, *words = shlex.split(line)
        monkeypatch.setattr("cli.console.login", lambda: who)
        return call(*words, now=now, **more)

    assert call("publish").exit_code == 0
    for item in ("red", "green", "blue"):
        assert run(f"ma start photos item={item}").exit_code == 0
    return run  # type: ignore[return-value]


def rows(ended: Any) -> list[tuple[str, str]]:
    return [(row["task"], row["section"]) for row in json.loads(ended.stdout)]
