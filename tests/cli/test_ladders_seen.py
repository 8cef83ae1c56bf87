"""What people read of a ladder: nobody is shown the language's own words, and nobody is named twice."""

from __future__ import annotations

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
    assert call("log", "A1", now=LATER).stdout.splitlines()[-1] == (
        "  to be told to whose step it is, operations (Operations), who started the task: A1 还没退款"
    )
    assert call("log", "A1", now=LATER, SOP_LANG="zh").stdout.splitlines()[-1] == (
        "  通知 步骤负责人、operations (Operations)、发起人：A1 还没退款"
    )


def test_who_is_meant_by_two_words_is_named_once(late: Path, call: Call) -> None:
    (row,) = call("notices", now=LATER).stdout.splitlines()[1:]
    assert "  operations (Operations), ma  pay: A1" in row
