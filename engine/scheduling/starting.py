"""Starts by schedule: one task for each nominal time, exactly once (docs/decisions/0024).

The start's command id follows from shop, SOP and nominal time, and the mark of how far a schedule has been
attended to is written in the same transaction: after a crash, with several sweeps at once, and with a clock
that was set back, a time is neither lost nor done twice.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Any

from engine.chunk import Accepted, Chunk, Desk
from engine.kernel.record import canonical
from engine.kernel.stopping import calendar_gap
from engine.model.commands import Actor, Start
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.queueing import SYSTEM
from engine.rules.calendars import CalendarGap
from engine.rules.schedules import CannotGive, values_at
from engine.scheduling.marks import Mark, mark_of, put
from engine.scheduling.timetable import ALL, Line, NoCalendar, Pending, Timetable, calendar_of, lines
from engine.sealing import plain
from engine.store import ConflictError, RefusalRow

ATTEMPTS = 5


class Started(Record):
    """A task that a schedule started (or had started before): whose, for which time (ms UTC), which."""

    sop: str
    at: int
    task: int


class Unstarted(Record):
    """A start that was refused; ``at`` is None where not even the time is known."""

    sop: str
    at: int | None
    refusal: Refusal


class Dropped(Record):
    """Times that were missed and are left out, up to this one."""

    sop: str
    up_to: int


class Scheduled(Record):
    """What a sweep did about schedules. ``more``: SOPs of which further starts wait for the next sweep."""

    started: list[Started]
    refused: list[Unstarted]
    dropped: list[Dropped]
    more: list[str]


NOTHING = Scheduled([], [], [], [])
"""Nothing was due."""


def start_id(shop: str, sop: str, at: int) -> bytes:
    """The id of the command that starts the task of one nominal time, whoever gives it."""
    return sha256(canonical(["schedule", shop, sop, at]).encode()).digest()[:16]


def due(desk: Desk) -> list[tuple[str, Pending | Refusal]]:
    """What a sweep would do now, by SOP; nothing is changed."""
    desk.registry.refresh()
    settings = desk.store.settings()
    found = [
        (line.sop, _pending(desk, line, mark_of(settings, line.sop)))
        for line in lines(desk.store, desk.registry)
    ]
    return [
        (sop, one) for sop, one in found if isinstance(one, Refusal) or one.starts or one.dropped is not None
    ]


def next_start(desk: Desk, now: int) -> int | None:
    """The next time after ``now`` at which a schedule starts something; None where none is known."""
    desk.registry.refresh()
    settings = desk.store.settings()
    found: list[int] = []
    for line in lines(desk.store, desk.registry):
        if mark_of(settings, line.sop).paused is None:
            with suppress(CalendarGap, NoCalendar):
                found += Timetable(desk.store, desk.registry, line).next(now, 1)
    return min(found, default=None)


def start_due(desk: Desk, stopping: Callable[[], bool] = lambda: False) -> Scheduled:
    """Start everything that is due by schedule: each in a transaction of its own. What is refused keeps
    nothing else from being started. ``stopping``: whether to leave the rest for later.

    Raises StoreError, ConflictError.
    """
    done = Scheduled([], [], [], [])
    desk.registry.refresh()
    settings = desk.store.settings()
    for line in lines(desk.store, desk.registry):
        mark = mark_of(settings, line.sop)
        pending = _pending(desk, line, mark)
        if isinstance(pending, Refusal):
            _tell_once(desk, line, pending)
            done.refused.append(Unstarted(line.sop, None, pending))
            continue
        if pending.dropped is not None and _drop(desk, line, pending.dropped):
            done.dropped.append(Dropped(line.sop, pending.dropped))
        for at in pending.starts:
            if stopping():
                return done
            answer = _start(desk, line, at)
            if isinstance(answer, Started):
                done.started.append(answer)
            elif answer is not None:
                done.refused.append(Unstarted(line.sop, at, answer))
        if pending.more:
            done.more.append(line.sop)
    return done


def values_of(desk: Desk, line: Line, at: int) -> dict[str, Any] | Refusal:
    """What the schedule gives the task of a time (ms UTC)."""
    definition = line.definition
    program = desk.registry.program(line.row.id)
    key = f"{line.sop}:{at}"
    try:
        calendar = calendar_of(desk.registry, definition)
        return values_at(line.schedule, definition.data, at, calendar, program.value, key)
    except NoCalendar as none:
        return none.refusal
    except CannotGive as cannot:
        return cannot.refusal()


def run_by_hand(desk: Desk, line: Line, actor: Actor, at: int, nominal: bool) -> Accepted | Refusal:
    """Start the task of a time as a person; ``nominal``: in place of the schedule's own start, which then
    is none any more. Raises StoreError, ConflictError."""
    id = start_id(desk.shop, line.sop, at) if nominal else b""
    for attempt in range(ATTEMPTS):
        try:
            with desk.store.writing():
                desk.registry.refresh()
                before = desk.store.command(id) if nominal else None
                if before is not None:
                    task = desk.store.load(before.task)
                    assert task is not None
                    right = desk.registry.program(line.row.id).right("start", actor, task.shop)
                    seen = desk.registry.sight(actor)
                    refused = right if isinstance(right, Refusal) else seen.refusal(task)
                    if refused is not None:  # it would tell where the task is
                        return _written(desk, actor, refused, task.id)
                    return Accepted(task, [], True, before)
                values = values_of(desk, line, at)
                if isinstance(values, Refusal):
                    return values
                answer = Chunk(desk, [Start(id, line.sop, values, at, desk.shop)], actor).answers()[0]
                if isinstance(answer, Accepted) and nominal:
                    mark = mark_of(desk.store.settings(), line.sop)
                    waiting = tuple([one for one in mark.waiting if one[0] != at])
                    put(desk.store, line.sop, mark._replace(waiting=waiting, last=at, task=answer.task.id))
                return answer
        except ConflictError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _pending(desk: Desk, line: Line, mark: Mark) -> Pending | Refusal:
    try:
        return Timetable(desk.store, desk.registry, line).pending(mark, desk.clock())
    except CalendarGap as gap:
        return calendar_gap(gap, line.definition.calendar)
    except NoCalendar as none:
        return none.refusal


def _start(desk: Desk, line: Line, at: int) -> Started | Refusal | None:
    """Start one; None where another process did it, or published or paused meanwhile."""
    for _ in range(ATTEMPTS - 1):
        try:
            with desk.store.writing():
                return _once(desk, line, at)
        except ConflictError:  # only PostgreSQL: another sweep did the same meanwhile
            continue
    with desk.store.writing():
        return _once(desk, line, at)


def _once(desk: Desk, line: Line, at: int) -> Started | Refusal | None:
    store = desk.store
    desk.registry.refresh()
    mark = mark_of(store.settings(), line.sop)
    told = dict(mark.waiting)
    current = desk.registry.current(line.sop)
    fresh = mark.done is None or at > mark.done
    if mark.paused or current is None or current.id != line.row.id or not (fresh or at in told):
        return None
    id = start_id(desk.shop, line.sop, at)
    before = store.command(id)
    answer = -before.task if before is not None else _answer(desk, line, at, id, told.get(at))
    waiting = [one for one in mark.waiting if one[0] != at and (line.schedule.missed == ALL or one[0] > at)]
    if isinstance(answer, Refusal):
        waiting = sorted([*waiting, (at, answer.code)])
    mark = mark._replace(done=max(at, mark.done or at), waiting=tuple(waiting), told="")
    if not isinstance(answer, Refusal):
        mark = mark._replace(last=at, task=abs(answer))
    put(store, line.sop, mark)
    if isinstance(answer, Refusal):
        return answer
    return Started(line.sop, at, answer) if answer > 0 else None


def _answer(desk: Desk, line: Line, at: int, id: bytes, quiet: str | None) -> int | Refusal:
    """The task of a time (negative where another process had started it already), or why there is none; on
    record once, however often it is tried."""
    values = values_of(desk, line, at)
    if isinstance(values, Refusal):
        if values.code != quiet:
            _record(desk, values, id)
        return values
    answer = Chunk(desk, [Start(id, line.sop, values, at, desk.shop)], SYSTEM, quiet=quiet).answers()[0]
    if isinstance(answer, Refusal):
        return answer
    return -answer.task.id if answer.repeated else answer.task.id


def _drop(desk: Desk, line: Line, up_to: int) -> bool:
    """Times up to this one are left out; False where another process said so before."""
    with desk.store.writing():
        mark = mark_of(desk.store.settings(), line.sop)
        if mark.done is not None and mark.done >= up_to:
            return False
        waiting = tuple([one for one in mark.waiting if one[0] > up_to])
        put(desk.store, line.sop, mark._replace(done=up_to, waiting=waiting))
        return True


def _tell_once(desk: Desk, line: Line, refusal: Refusal) -> None:
    """Put on record that not even the times are known, once for each reason."""
    with desk.store.writing():
        mark = mark_of(desk.store.settings(), line.sop)
        told = canonical([refusal.code, refusal.data])
        if mark.told != told:
            _record(desk, refusal, b"")
            put(desk.store, line.sop, mark._replace(told=told))


def _written(desk: Desk, actor: Actor, refusal: Refusal, task: int) -> Refusal:
    row = RefusalRow(
        desk.shop, task, None, "start", actor.person, actor.acting, actor.login, desk.clock(), refusal.code,
        canonical(plain(refusal)),
    )  # fmt: skip
    desk.store.refuse([row])
    return refusal


def _record(desk: Desk, refusal: Refusal, id: bytes) -> None:
    row = RefusalRow(
        desk.shop, None, id or None, "start", SYSTEM.person, None, SYSTEM.login, desk.clock(), refusal.code,
        canonical(plain(refusal)),
    )  # fmt: skip
    desk.store.refuse([row])
