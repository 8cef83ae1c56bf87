"""Verifying: every event replayed and compared with the stored rows, every chain recomputed.

What this can and cannot find (DESIGN 4a): a changed byte in any event, a missing event inside a chain, a
row that differs from what the events say, are found always. A chain that somebody rewrote from some event
to its end, a cut tail and a task removed with all its events are consistent in themselves: they are found
only against heads that were exported earlier and kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from engine.kernel import Meta, evolve
from engine.kernel.record import EVENT_FORMAT, canonical
from engine.model.task import Task
from engine.outboxing import missing
from engine.people.checking import check_team
from engine.service import chained
from engine.store import EventRow, Store
from engine.store.outbox import NoticeRow, Outbox

PAGE = 1000
TEAM = 0
"""What stands for the team where heads and findings name a task."""
PARTS = ("visits", "clocks", "lanes", "timers", "callers", "holds", "votes", "notes")


class Finding(NamedTuple):
    """Something that is not as it was written. code: ``chain-broken`` | ``event-missing`` | ``unreadable`` |
    ``row-differs`` | ``row-missing`` | ``row-extra`` | ``head-differs`` | ``task-gone`` | ``notice-missing``
    (an event says that somebody is to be told, and the outbox does not have it); ``seq`` is the event's, 0
    where it is about the task; ``detail`` names the column. Those of the team's own chain (``task`` 0) are in
    ``engine.people.checking``."""

    code: str
    task: int
    seq: int = 0
    detail: str = ""


class Progress(NamedTuple):
    """How far verifying has come: tasks and events seen, and what the last page had wrong."""

    tasks: int
    events: int
    findings: list[Finding]


def verify(store: Store, heads: Mapping[int, tuple[int, str]] | None = None) -> Iterator[Progress]:
    """Replay everything, a page of tasks in each read transaction; yields after every page.

    ``heads`` maps task id to (seq, hash in hexadecimal) as ``heads`` exported them earlier; 0 is the team.
    The team comes last.
    """
    tasks = events = 0
    after = 0
    remaining = dict(heads or {})
    team_head = remaining.pop(TEAM, None)
    while True:
        with store.reading():
            ids = store.task_ids(after, PAGE)
            rows = by_task(store.events_of(ids))
            stored = store.load_many(ids)
            notices = Outbox(store).of(ids) if ids else []
        if not ids:
            break
        outbox: dict[int, list[NoticeRow]] = {}
        for notice in notices:
            outbox.setdefault(notice.task, []).append(notice)
        findings: list[Finding] = []
        for task_id in ids:
            chain = rows.get(task_id, [])
            tasks += 1
            events += len(chain)
            findings += check_task(task_id, chain, stored.get(task_id))
            findings += _check_outbox(task_id, chain, outbox.get(task_id, []))
            findings += _check_head(task_id, chain, remaining.pop(task_id, None))
        yield Progress(tasks, events, findings)
        after = ids[-1]
    with store.reading():
        last = [Finding(code, TEAM, no, detail) for code, no, detail in check_team(store, team_head)]
    yield Progress(tasks, events, [Finding("task-gone", task_id) for task_id in sorted(remaining)] + last)


def by_task(rows: list[EventRow]) -> dict[int, list[EventRow]]:
    """The events of several tasks, each task's in order."""
    found: dict[int, list[EventRow]] = {}
    for row in rows:
        found.setdefault(row.task, []).append(row)
    return found


def check_task(task_id: int, chain: list[EventRow], stored: Task | None) -> list[Finding]:
    """Everything wrong with one task: its chain, its events, its rows."""
    findings: list[Finding] = []
    task: Task | None = None
    previous = b""
    for number, row in enumerate(chain, start=1):
        if row.seq != number:
            return [*findings, Finding("event-missing", task_id, number)]
        if chained(previous, row) != row.hash:
            findings.append(Finding("chain-broken", task_id, row.seq))
        previous = row.hash
        try:
            task = replayed(task, row)
        except (ValueError, KeyError, IndexError, TypeError):
            return [*findings, Finding("unreadable", task_id, row.seq)]
    if task is None:
        return [Finding("row-extra", task_id)] if stored else []
    if stored is None:
        return [*findings, Finding("row-missing", task_id)]
    return findings + [Finding("row-differs", task_id, 0, detail) for detail in differences(task, stored)]


def replayed(task: Task | None, row: EventRow) -> Task:
    """The task after one recorded event. Raises ValueError for a body that is not canonical."""
    if row.format != EVENT_FORMAT:
        raise ValueError(f"event format {row.format}")
    body = json.loads(row.body)
    if canonical(body) != row.body:
        raise ValueError("not canonical")
    meta = Meta(row.actor, row.happened, row.recorded)
    return evolve(task, body["facts"], meta, row.seq, row.hash, row.task, row.shop)


def differences(expected: Task, stored: Task) -> list[str]:
    """The columns in which a stored task differs from the replayed one."""
    found = [
        name
        for name in Task._fields
        if name not in PARTS and getattr(expected, name) != getattr(stored, name)
    ]
    for name in PARTS:
        want, have = getattr(expected, name), getattr(stored, name)
        if len(want) != len(have):
            found.append(name)
        for left, right in zip(want, have, strict=False):
            found += [
                f"{name}/{left.no}/{key}" for key in left._fields if getattr(left, key) != getattr(right, key)
            ]
    return found


def heads(store: Store) -> Iterator[tuple[int, int, str]]:
    """(task id, seq, hash in hexadecimal) of every task: to be kept elsewhere, and compared later."""
    after = 0
    while True:
        with store.reading():
            ids = store.task_ids(after, PAGE)
            tasks = store.load_many(ids)
        if not ids:
            return
        for task_id in ids:
            task = tasks[task_id]
            yield task_id, task.seq, task.head.hex()
        after = ids[-1]


def _check_outbox(task_id: int, chain: list[EventRow], notices: list[NoticeRow]) -> list[Finding]:
    """Every ``noticed`` fact has its row."""
    told = [
        (row.seq, fact)
        for row in chain
        if '"fact":"noticed"' in row.body
        for fact in facts_in(row)
        if fact.get("fact") == "noticed"
    ]
    return [Finding("notice-missing", task_id, seq) for seq in missing(task_id, told, notices)]


def facts_in(row: EventRow) -> list[dict[str, Any]]:
    """The facts of an event; none where its body cannot be read, which is a finding of its own."""
    try:
        facts = json.loads(row.body)["facts"]
    except (ValueError, KeyError, TypeError):
        return []
    return [fact for fact in facts if isinstance(fact, dict)] if isinstance(facts, list) else []


def _check_head(task_id: int, chain: list[EventRow], head: tuple[int, str] | None) -> list[Finding]:
    if head is None:
        return []
    seq, expected = head
    found = next((row for row in chain if row.seq == seq), None)
    if found is None or found.hash.hex() != expected:
        return [Finding("head-differs", task_id, seq)]
    return []
