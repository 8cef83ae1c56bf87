"""Telling people, from the first notice to the dead letter: as somebody at the keyboard sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SOP = """
sop: review
role: service
ref: sku
required: [sku]
data: {sku: text}
steps:
  assess: {title: Assess it, due: 2h, checklist: [read it]}
  answer: {}
rules:
  new: {after: assess.opened, notify: service, text: "look at {sku}"}
  late: {after: assess.overdue, notify: [assignee, starter], text: "still not assessed"}
"""
TEAM = """
team: shop
roles: {director: Director, service: Customer service}
people:
  ma: {name: Ma Li, roles: [director, service], logins: [ma], handles: {phone: "13800001111"}}
  li: {name: Li Na, roles: [service], lang: zh}
"""
CHANNELS = """
channels:
  log: {{kind: file, path: {path}}}
  night: {{kind: file, path: {night}, quiet: "12:00-14:00"}}
routes:
  - {{role: director, to: night}}
default: log
"""


@pytest.fixture
def shop(workspace: Path, call: Call) -> Path:
    """The workspace with an SOP that tells people things."""
    (workspace / "review.sop.yaml").write_text(SOP)
    (workspace / "team.yaml").write_text(TEAM)
    assert call("publish", "team.yaml", "review.sop.yaml").exit_code == 0
    return workspace


def set_up(shop: Path, call: Call, at: str = "2026-11-20 13:00") -> Path:
    path = shop / "told.jsonl"
    text = CHANNELS.format(path=path, night=shop / "night.jsonl")
    (shop / "channels.yaml").write_text(text)
    done = call("publish", "channels.yaml", now=at)
    assert done.exit_code == 0, done.output
    return path


def test_until_channels_are_set_up_it_all_waits_and_is_said(shop: Path, call: Call) -> None:
    assert call("notices").stdout == "There are no notices.\n"
    call("start", "review", "sku=A1")
    seen = call("notices")
    assert seen.stdout.splitlines() == [
        "no.  at                task  to                          notice                          "
        "state    goes to",
        "  1  2026-11-20 10:00  T-1   service (Customer service)  assess (Assess it): look at A1  waiting",
    ]
    waits = (
        "No channels are set up, so nothing is sent; it all waits here. What would go to whom: sop notices. "
        "To set channels up: sop publish channels.yaml\n"
    )
    assert seen.stderr == waits
    swept = call("sweep")
    assert swept.stdout == "Due: 0 timers. Left over: 0 commands.\nNotices: 1 waits.\n"
    assert swept.stderr == waits
    assert "notices" in json.loads(call("sweep", "--json").stdout)


def test_a_day_of_notices(shop: Path, call: Call) -> None:
    call("start", "review", "sku=A1")
    call("start", "review", "sku=B2")
    path = set_up(shop, call)
    later = "2026-11-20 13:00"
    dry = call("sweep", "--dry-run", now=later)
    assert dry.stdout.splitlines()[-2:] == [
        "notice 2 of T-2, to service (Customer service): assess (Assess it): look at B2",
        "notice 1 of T-1, to service (Customer service): assess (Assess it): look at A1",
    ]
    assert not path.exists()
    assert [line.split()[-1] for line in call("notices", now=later).stdout.splitlines()[1:]] == [
        "log",
        "log",
    ]
    swept = call("sweep", now=later)
    assert (swept.exit_code, swept.stdout) == (
        0, "Due: 2 timers. Left over: 0 commands.\nNotices: 1 message sent.\n"
    )  # fmt: skip
    told = [json.loads(line) for line in path.read_text().splitlines()]
    late = "due 2026-11-20 12:00 (late by 1h)"
    assert [section["head"] for section in told[0]["sections"]] == ["T-1 A1 · review", "T-2 B2 · review"]
    assert told[0]["sections"][0] == {
        "head": "T-1 A1 · review",
        "notices": [
            {"notice": 1, "lines": ["assess (Assess it): look at A1", late]},
            {"notice": 3, "lines": ["assess (Assess it): still not assessed", late]},
        ],
        "command": "sop advance T-1",
    }
    # The director's own, in quiet hours, waits for their end; what was done by then is said to be.
    assert call("sweep", now="2026-11-20 13:59").stdout.endswith("commands.\n")
    call("advance", "T-1", "--tick", "1", now="2026-11-20 13:59")
    assert "1 message sent" in call("sweep", now="2026-11-20 14:00").stdout
    night = json.loads((shop / "night.jsonl").read_text())
    lines = [notice["lines"] for section in night["sections"] for notice in section["notices"]]
    assert ["assess (Assess it): still not assessed", "done meanwhile"] in lines
    assert {row["state"] for row in json.loads(call("notices", "--json").stdout)} == {"sent"}


def test_a_dead_letter_is_found_mended_and_sent_under_its_key(shop: Path, call: Call) -> None:
    call("start", "review", "sku=A1")
    path = set_up(shop, call)
    path.mkdir()  # a folder stands where the file should be
    (shop / "night.jsonl").mkdir()
    now = 13 * 60
    for _ in range(16):
        swept = call("sweep", now=f"2026-11-{20 + now // 1440} {now // 60 % 24:02}:{now % 60:02}")
        now += 70
    later = f"2026-11-{20 + now // 1440} {now // 60 % 24:02}:{now % 60:02}"
    dead = call("notices", "--state", "dead", now=later)
    assert "given up" in dead.stdout
    assert swept.exit_code in (0, 1)
    one = json.loads(call("notices", "--state", "dead", "--json", now=later).stdout)[0]
    (key,) = {
        place["key"] for place in one["places"] if place["state"] == "dead" and place["channel"] == "log"
    }
    shown = call("notices", "show", str(one["notice"]), now=later).stdout
    assert "12. " in shown
    assert "Is a directory" in shown
    path.rmdir()
    (shop / "night.jsonl").rmdir()
    again = call("notices", "retry", "--dead", now=later)
    assert again.stdout.endswith("tried again.\n")
    assert call("notices", "send", now=f"2026-11-22 {now // 60 % 24:02}:{now % 60:02}").exit_code == 0
    assert key in {json.loads(line)["key"] for line in path.read_text().splitlines()}
    assert call("notices", "retry", "--dead", now=later).stdout == "Nothing was given up.\n"


def test_refusals_and_usage(shop: Path, call: Call) -> None:
    call("start", "review", "sku=A1")
    assert call("notices", "show", "7").output.splitlines()[0] == "There is no notice 7."
    said = call("notices", "retry", "1")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == (
        "Notice 1 was not given up: it was delivered, or it still waits.\n"
        "Hint: see what became of it: sop notices show 1\n"
    )
    for words in (["burn"], ["show"], ["retry"], ["prune"], ["--state", "lost"], ["show", "x"]):
        assert call("notices", *words).exit_code == 2, words
    assert (
        call("notices", "prune", "--before", "today").stdout == "Nothing that was sent is older than that.\n"
    )
    assert call("notices", "--task", "T-9").stderr.startswith("There is no task T-9.")


def test_in_chinese(shop: Path, call: Call) -> None:
    call("start", "review", "sku=A1")
    assert call("--lang", "zh", "notices").stdout.splitlines()[0].split() == [
        "编号", "时间", "任务", "通知谁", "通知", "状态", "去处"
    ]  # fmt: skip
    assert call("--lang", "zh", "sweep").stdout.splitlines()[1] == "通知：1 条等待发送。"


def test_old_notices_are_not_sent_when_channels_come(shop: Path, call: Call) -> None:
    call("start", "review", "sku=A1")
    path = set_up(shop, call, "2026-11-23 09:00")
    swept = call("sweep", now="2026-11-23 09:00")
    assert "1 too old to be sent" in swept.stdout
    told = json.loads(path.read_text())
    assert [notice["notice"] for section in told["sections"] for notice in section["notices"]] == [2]
    assert "too old" in call("notices", "--state", "expired").stdout
    assert (
        call("notices", "retry", "--expired", now="2026-11-23 09:05").stdout == "1 notice is tried again.\n"
    )
    call("sweep", now="2026-11-23 09:06")
    assert [
        json.loads(line)["sections"][0]["notices"][0]["notice"] for line in path.read_text().splitlines()
    ] == [2, 1]


def test_verify_finds_a_notice_that_somebody_took_away(shop: Path, call: Call) -> None:
    import sqlite3

    call("start", "review", "sku=A1")
    assert call("verify").exit_code == 0
    with sqlite3.connect(shop / "sop.db") as raw:
        raw.execute("DELETE FROM notice")
    found = call("verify")
    assert found.stdout.splitlines()[0] == "T-1, event 2: what it tells people is not in the outbox"
    assert found.exit_code == 1


def test_who_does_not_look_after_the_workspace_neither_tries_again_nor_throws_away(
    call: Call, workspace: Path
) -> None:
    """Sending what waits is for everybody of the team: a sweep does it, whoever starts it."""
    team = TEAM + "may: {publish: [director], act_as: [director]}\n"
    (workspace / "team.yaml").write_text(team, encoding="utf-8")
    assert call("publish", "team.yaml").exit_code == 0
    for words in (["retry", "--dead"], ["prune", "--before", "today"]):
        ended = call("--as", "li", "--lang", "en", "notices", *words)
        assert (ended.exit_code, ended.stdout) == (1, "")
        assert ended.stderr.splitlines()[0] == (
            "li (Li Na) may not look after the workspace. Who may: director (Director)."
        )
    assert call("--as", "li", "notices", "send").exit_code == 0
