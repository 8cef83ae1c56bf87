"""The sweep: timers that are due, and what is still queued. Whoever runs it: it is for cron, and harmless to
repeat; two at once do nothing twice."""

from __future__ import annotations

from engine.chunk import Accepted
from engine.draining import FINAL, carry_out, drain
from engine.model.commands import Wake
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task, Timer
from engine.queueing import SYSTEM
from engine.service import Service
from engine.store import QueueRow, Store

PAGE = 1000


class Refused(Record):
    """Something that could not be done: on which task (None: one to be started), and why."""

    task: int | None
    kind: str
    refusal: Refusal


class Swept(Record):
    """What a sweep did: how many timers fired, how many queued commands were carried out, what was refused,
    and the tasks it touched."""

    fired: int
    carried: int
    refused: list[Refused]
    tasks: list[int]


class Waiting(Record):
    """What a sweep would do: the timers that are due with their tasks, and the queue."""

    timers: list[tuple[Task, Timer]]
    queue: list[QueueRow]


def waiting(store: Store, now: int) -> Waiting:
    """What is due at ``now`` (ms UTC); nothing is changed."""
    found: list[tuple[Task, Timer]] = []
    after = 0
    while ids := store.pending.timers_due(now, after, PAGE):
        for task in store.load_many(ids).values():
            due = [timer for timer in task.timers if timer.ended is None and timer.at <= now]
            found += [(task, timer) for timer in due]
        after = ids[-1]
    return Waiting(sorted(found, key=lambda pair: (pair[1].at, pair[0].id, pair[1].no)), _queue(store))


def sweep(service: Service) -> Swept:
    """Try again what was refused, carry out what was left, fire every timer that is due by now: each in its
    own order, those of one task one after the other."""
    desk = service.desk
    refused: list[Refused] = []
    carried = 0
    touched: dict[int, None] = {}
    for row in _queue(desk.store):
        if row.code in FINAL:
            continue
        refusal = carry_out(desk, row)
        carried += refusal is None
        if row.task is not None:
            touched[row.task] = None
        if refusal is not None:
            refused.append(Refused(row.task or row.cause, row.kind, refusal))
    carried += drain(desk)
    fired = _fire(service, refused, touched)
    return Swept(fired, carried, refused, list(touched))


def _fire(service: Service, refused: list[Refused], touched: dict[int, None]) -> int:
    store, stuck, fired = service.desk.store, set[int](), 0
    while True:
        found, after = 0, 0
        now = service.desk.clock()
        while ids := store.pending.timers_due(now, after, PAGE):
            after = ids[-1]
            wakes = [Wake(b"", id) for id in ids if id not in stuck]
            for wake, answer in zip(wakes, service.run_many(wakes, SYSTEM), strict=True):
                if isinstance(answer, Accepted):
                    if answer.event is not None:
                        found += 1
                        touched[wake.task] = None
                    else:
                        stuck.add(wake.task)
                else:
                    stuck.add(wake.task)
                    refused.append(Refused(wake.task, "wake", answer))
        fired += found
        if not found:
            return fired


def _queue(store: Store) -> list[QueueRow]:
    rows: list[QueueRow] = []
    after = 0
    while page := store.pending.everything(after, PAGE):
        rows += page
        after = page[-1].id or 0
    return rows
