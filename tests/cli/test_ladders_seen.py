"""What people read of a ladder: nobody is shown the language's own words, and nobody is named twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SOP = """\
sop: refund
title: 退货
lang: zh
role: operations
ref: no
required: [no]
data: {no: text}
deadlines: {back: {title: 退款时限, step: pay, due: 2h after start, escalate: [{at: due, notify: starter}]}}
steps:
  pay: {due: 2h, escalate: [{at: due, notify: [assignee, operations, starter], text: "{no} 还没退款"}]}
"""
LATER = "2026-11-20 13:00"


@pytest.fixture
def late(workspace: Path, call: Call) -> Path:
    (workspace / "refund.sop.yaml").write_text(SOP, encoding="utf-8")
    assert call("publish", "refund.sop.yaml").exit_code == 0
    assert call("start", "refund", "no=A1").exit_code == 0
    assert call("sweep", now=LATER).exit_code == 0
    return workspace


def test_the_log_says_whom_in_words(late: Path, call: Call) -> None:
    assert call("log", "A1", now=LATER).stdout.splitlines()[-4] == (
        "  tells whose step it is, operations (Operations), who started the task: A1 还没退款"
    )
    assert call("log", "A1", now=LATER, SOP_LANG="zh").stdout.splitlines()[-4] == (
        "  通知 步骤负责人、operations (Operations)、发起人：A1 还没退款"
    )


def test_who_is_meant_by_two_words_is_named_once(late: Path, call: Call) -> None:
    rows = call("notices", now=LATER).stdout.splitlines()[1:]
    assert [row for row in rows if "  operations (Operations), ma  pay: A1" in row]


def test_a_promise_is_told_by_its_own_name_and_the_sop_by_its_title(late: Path, call: Call) -> None:
    assert "  ma                           back (退款时限): look" in call("notices", now=LATER).stdout
    path = late / "told.jsonl"
    (late / "channels.yaml").write_text(f"channels: {{log: {{kind: file, path: {path}}}}}\ndefault: log\n")
    assert call("publish", "channels.yaml", now=LATER).exit_code == 0
    assert call("sweep", now=LATER).exit_code == 0
    assert {section["head"] for line in path.open() for section in json.loads(line)["sections"]} == {
        "T-1 A1 · 退货"
    }
