"""The sweep: what is due by now happens, and what is still queued is tried. Whoever runs it: it is for cron,
for the worker, and harmless to repeat; any number at once do nothing twice (docs/decisions/0026)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from engine.chunk import Accepted, Chunk, Desk
from engine.coming import come
from engine.draining import FINAL, carry_out, drain
from engine.draining import PAGE as TRIED
from engine.model.commands import Wake
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task, Timer
from engine.queueing import SYSTEM
from engine.scheduling.starting import NOTHING, Scheduled, start_due
from engine.service import Service
from engine.store import ConflictError, QueueRow, Store, StoreError
from engine.store.due import BEGINNING, Place

PAGE = 500
"""So many timers fire in one transaction: others wait for a sixth of a second at most."""
ATTEMPTS = 5
SOONEST, LATEST = 15_000, 3_600_000
"""A worker tries again what was refused: first after so many ms, then twice as long, at last every hour."""


SCHEDULE = "schedule:"
"""How the kind of a start by schedule begins that was refused; the SOP's name follows."""


class Refused(Record):
    """Something that could not be done: on which task (None: one to be started), and why."""

    task: int | None
    kind: str
    refusal: Refusal


class Swept(Record):
    """What a sweep did: how many timers fired, how many queued commands were carried out, what was refused,
    the tasks it touched, and what it did about schedules."""

    fired: int
    carried: int
    refused: list[Refused]
    tasks: list[int]
    scheduled: Scheduled = NOTHING


class Waiting(Record):
    """What a sweep would do: the timers that are due with their tasks (a rung of a ladder among them as a
    timer of kind ``rung``, ``no`` being the rung's number), and the queue."""

    timers: list[tuple[Task, Timer]]
    queue: list[QueueRow]


class Manner(Record):
    """How to sweep: at most ``limit`` timers; stop after the transaction at hand when ``stopping`` says so;
    ``patient``: leave for later what was refused a short while ago."""

    limit: int | None = None
    stopping: Callable[[], bool] = lambda: False
    patient: bool = False


USUAL = Manner()


def waiting(store: Store, now: int) -> Waiting:
    """What is due at ``now`` (ms UTC); nothing is changed."""
    found: list[tuple[Task, Timer]] = []
    place = BEGINNING
    seen: set[int] = set()
    while page := store.due.page(now, place):
        for task in store.load_many({task for _, task in page} - seen).values():
            found += [(task, timer) for timer in come(task, now)]
        seen.update(task for _, task in page)
        place = page[-1]
    return Waiting(sorted(found, key=lambda pair: (pair[1].at, pair[0].id, pair[1].no)), _queue(store))


def sweep(service: Service, manner: Manner = USUAL) -> Swept:
    """Try again what was refused, carry out what was left, start what is due by schedule, then let happen
    what else is due by now, the earliest first; what belongs to one task in its order.

    Raises StoreError, ConflictError; what was not done then is done by the next one.
    """
    desk = service.desk
    refused: list[Refused] = []
    carried = 0
    touched: dict[int, None] = {}
    for page in _pages(desk, manner.patient):
        if manner.stopping():
            break
        for row, refusal in carry_out(desk, page):
            carried += refusal is None
            if row.task is not None:
                touched[row.task] = None
            if refusal is not None:
                refused.append(Refused(row.task or row.cause, row.kind, refusal))
    scheduled = start_due(desk, manner.stopping)
    refused += [Refused(None, SCHEDULE + one.sop, one.refusal) for one in scheduled.refused]
    touched.update(dict.fromkeys(one.task for one in scheduled.started))
    carried += drain(desk, manner.stopping)
    fired = _fire(desk, manner, refused, touched)
    return Swept(fired, carried, refused, list(touched), scheduled)


def _pages(desk: Desk, patient: bool) -> Iterator[list[QueueRow]]:
    """What is to be tried of the queue as it is now, in pages for one transaction each."""
    now = desk.clock()
    rows = (
        row for row in _queue(desk.store) if row.code not in FINAL and not (patient and not _ripe(row, now))
    )
    while page := list(islice(rows, TRIED)):
        yield page


def _ripe(row: QueueRow, now: int) -> bool:
    """Whether a queued command may be tried: at once, then after growing pauses since it was queued; also
    where the clock was set back behind that."""
    pauses = sum(min(SOONEST << n, LATEST) for n in range(min(row.attempts, 9)))
    pauses += max(0, row.attempts - 9) * LATEST
    return row.code is None or not row.created <= now < row.created + pauses


def _fire(desk: Desk, manner: Manner, refused: list[Refused], touched: dict[int, None]) -> int:
    """Fire page by page, from the earliest on, until nothing new is due: one timer may set the next."""
    stuck, fired = set[int](), 0
    while True:
        found, place = 0, BEGINNING
        while not manner.stopping():
            most = PAGE if manner.limit is None else min(PAGE, manner.limit - fired - found)
            now = desk.clock()
            if most <= 0 or not desk.store.due.page(now, place, 1):
                break
            page, answers = _page(desk, now, place, most, stuck)
            if not page:
                break
            place = page[-1]
            for wake, answer in answers:
                if isinstance(answer, Accepted) and answer.event is not None:
                    found += 1
                    touched[wake.task] = None
                    continue
                stuck.add(wake.task)
                if isinstance(answer, Refusal):
                    refused.append(Refused(wake.task, "wake", answer))
            with suppress(StoreError, ConflictError):  # it stays queued, for the next sweep
                drain(desk, manner.stopping)
        fired += found
        if not found or manner.stopping():
            return fired


def _page(
    desk: Desk, now: int, after: Place, most: int, stuck: set[int]
) -> tuple[list[Place], list[tuple[Wake, Accepted | Refusal]]]:
    """One transaction: the next instants that have come, and a ``Wake`` for each of their tasks that nobody
    else is at (on SQLite nobody is), decided again as things stand. One for each task: its next is decided
    after what this one led to."""
    store = desk.store
    for attempt in range(ATTEMPTS):
        try:
            with store.writing():
                page = store.due.page(now, after, most)
                free = store.due.take({task for _, task in page} - stuck)
                wakes = [Wake(b"", task) for task in dict.fromkeys(task for _, task in page) if task in free]
                answers = Chunk(desk, wakes, SYSTEM).answers() if wakes else []
            break
        except ConflictError:
            if attempt == ATTEMPTS - 1:
                raise
    return page, list(zip(wakes, answers, strict=True))


def _queue(store: Store) -> list[QueueRow]:
    rows: list[QueueRow] = []
    after = 0
    while page := store.pending.everything(after, PAGE):
        rows += page
        after = page[-1].id or 0
    return rows
