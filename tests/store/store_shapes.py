"""An order on its way through five steps, as the kernel would hand it to the store: made by hand here,
because the store knows nothing of rules."""

from __future__ import annotations

import json
from hashlib import sha256

from engine.model.task import Span, Task, Visit
from engine.store import Change, EventRow

STEPS = ("pick", "pack", "hand_over", "in_transit", "confirm")
ROLES = ("warehouse",)
T0 = 1_763_700_000_000
HOUR = 3_600_000


def event(task: Task | None, id: int, kind: str, facts: list[dict[str, object]], at: int) -> EventRow:
    """The next event of a task, with a real chain and a body of the usual size."""
    seq = task.seq + 1 if task else 1
    body = json.dumps({"facts": facts}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    command = sha256(f"{id}/{seq}".encode()).digest()[:16]
    previous = task.head if task else b""
    return EventRow(
        id, seq, 1, kind, command, sha256(body.encode()).digest()[:16], "小王", None, "wang", at, at, body,
        sha256(previous + body.encode()).digest(),
    )  # fmt: skip


def start(id: int, ref: str | None = None, at: int = T0) -> Change:
    """An order comes in: a task, its first visit, the step's clock and the platform's."""
    order = ref or f"{2_000_000_000 + id}"
    data = {"order_no": order, "paid_at": at - HOUR, "big_sale": False, "fragile": False}
    facts: list[dict[str, object]] = [
        {"fact": "started", "sop": "shipping", "version": 1, "ref": order},
        {"fact": "set", "values": data, "visit": 0},
        {"fact": "opened", "visit": 1, "step": "pick", "n": 1, "roles": list(ROLES), "due": at + 4 * HOUR},
        {"fact": "clock", "no": 1, "deadline": "dispatch", "due": at + 23 * HOUR, "limit": at + 47 * HOUR},
        {"fact": "clock", "no": 2, "deadline": "", "visit": 1, "due": at + 4 * HOUR},
    ]
    row = event(None, id, "start", facts, at)
    task = Task(
        id, "", "shipping", 1, order, order, "小王", at, at, data, dict.fromkeys(data, 0),
        (Visit(1, "pick", 1, ROLES, at, at, due=at + 4 * HOUR),),
        (
            Span(1, "dispatch", 0, "hand_over", ROLES, at, at, at + 23 * HOUR, at + 47 * HOUR),
            Span(2, "", 1, "pick", ROLES, at, at, at + 4 * HOUR, None),
        ),
        1, row.hash,
    )  # fmt: skip
    return Change(row, None, task)


def advance(task: Task, after: int = HOUR) -> Change:
    """Close the open visit with ``done`` and open the next step; after the last one the task ends."""
    visit = task.visits[-1]
    at = visit.opened + after
    closed = visit._replace(
        ticks=(1, 2), closed=at, closed_recorded=at, outcome="done", actor="小王", due=visit.due
    )
    clocks = tuple(
        span._replace(ended=at, ended_recorded=at, why="closed", actor="小王")
        if span.ended is None and (span.visit == visit.no or span.step == visit.step)
        else span
        for span in task.clocks
    )
    facts: list[dict[str, object]] = [
        {"fact": "ticked", "visit": visit.no, "lines": [1, 2]},
        {"fact": "closed", "visit": visit.no, "outcome": "done", "to": "next"},
    ]
    if visit.no < len(STEPS):
        step = STEPS[visit.no]
        opened = Visit(visit.no + 1, step, 1, ROLES, at, at, due=at + 4 * HOUR)
        span = Span(len(clocks) + 1, "", opened.no, step, ROLES, at, at, at + 4 * HOUR, None)
        facts += [
            {
                "fact": "opened",
                "visit": opened.no,
                "step": step,
                "n": 1,
                "roles": list(ROLES),
                "due": opened.due,
            },
            {"fact": "clock", "no": span.no, "deadline": "", "visit": opened.no, "due": span.due},
        ]
        row = event(task, task.id, "advance", facts, at)
        moved = task._replace(visits=(*task.visits[:-1], closed, opened), clocks=(*clocks, span))
    else:
        facts.append({"fact": "ended", "end": "end"})
        row = event(task, task.id, "advance", facts, at)
        moved = task._replace(
            visits=(*task.visits[:-1], closed), clocks=clocks, ended=at, ended_recorded=at, end="end"
        )
    return Change(row, task, moved._replace(seq=row.seq, head=row.hash))


def life(id: int) -> list[Change]:
    """All changes of one order, from the start to the end: six events, five visits."""
    changes = [start(id)]
    while changes[-1].after.ended is None:
        changes.append(advance(changes[-1].after))
    return changes
