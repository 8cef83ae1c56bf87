"""What an event says that people are to be told, as rows of the outbox: in new words and in old ones."""

from __future__ import annotations

import json
from typing import Any

from store_shapes import start

from engine.outboxing import missing, notices_of
from engine.store.outbox import NoticeRow

STARTED = start(1)
TASK = STARTED.after


def told(*facts: dict[str, Any]) -> list[tuple[int, str, list[str]]]:
    rows = notices_of(STARTED.event, [{"fact": "closed"}, *facts], TASK)
    return [(row.ordinal, row.kind, json.loads(row.body)["for"]) for row in rows]


def test_a_fact_that_says_whom_it_means() -> None:
    fact = {
        "fact": "noticed", "notice": 2, "kind": "rung", "deadline": "", "step": "pick", "visit": 1,
        "to": ["assignee"], "for": ["role:warehouse", "person:小王"], "text": "快点", "due": 5,
    }  # fmt: skip
    (row,) = notices_of(STARTED.event, [fact], TASK)
    assert (row.task, row.seq, row.ordinal, row.kind, row.created) == (
        1,
        1,
        2,
        "rung",
        STARTED.event.recorded,
    )
    assert json.loads(row.body) == {
        "for": ["role:warehouse", "person:小王"], "text": "快点", "due": 5, "deadline": "", "step": "pick",
        "visit": 1, "ref": TASK.ref, "sop": "shipping", "version": 1, "happened": STARTED.event.happened,
    }  # fmt: skip


def test_facts_of_before_there_was_an_outbox() -> None:
    facts = [
        {"fact": "noticed", "rule": "a", "to": ["service", "starter"], "text": "x"},
        {"fact": "noticed", "rule": "b", "to": ["assignee"], "text": "y"},
    ]
    assert told(*facts) == [
        (1, "rule", ["role:service", "person:小王"]), (2, "rule", ["warehouse"])
    ]  # fmt: skip


def test_nothing_is_missing_that_was_recorded_before() -> None:
    row = NoticeRow("", 1, 4, 1, "rule", "{}", 0)
    facts = [(3, {"rule": "old"}), (4, {"notice": 1}), (4, {"notice": 2}), (5, {"notice": 1})]
    assert missing(1, facts, [row]) == [4, 5]
    assert missing(2, facts[:1], [row]) == []
