"""Looking at the outbox: what became of each notice, and taking up again what was given up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.model.actor import EVERYTHING, Sight
from engine.model.record import Record
from engine.store import Store
from engine.store.outbox import (
    DEAD,
    EXPIRED,
    LAST,
    NEW,
    NOBODY,
    SENT,
    WAITING,
    AttemptRow,
    MessageRow,
    NoticeRow,
    Outbox,
    RecipientRow,
)
from engine.store.seen import seen_of

STATES = (WAITING, SENT, DEAD, EXPIRED, NOBODY)
"""What can have become of a notice, by all its recipients: one dead letter, and it is ``dead``; else one that
still waits, and it is ``waiting``."""
PAGE = 200


class Seen(Record):
    """A notice, what became of it, and where: recipients with their messages (None where there is none)."""

    notice: NoticeRow
    state: str
    places: tuple[tuple[RecipientRow, MessageRow | None], ...]


def seen(store: Store, rows: Sequence[NoticeRow]) -> list[Seen]:
    """What became of some notices, in their order."""
    outbox = Outbox(store)
    recipients = outbox.recipients(row.id or 0 for row in rows) if rows else []
    ids = {row.message for row in recipients if row.message is not None}
    messages = {row.id: row for row in outbox.messages(ids)} if ids else {}
    places: dict[int, list[tuple[RecipientRow, MessageRow | None]]] = {}
    for one in recipients:
        places.setdefault(one.notice, []).append((one, messages.get(one.message)))
    return [_seen(row, places.get(row.id or 0, [])) for row in rows]


def _seen(row: NoticeRow, places: list[tuple[RecipientRow, MessageRow | None]]) -> Seen:
    if row.state in (NOBODY, EXPIRED):
        return Seen(row, row.state, ())
    states = {WAITING if message is None else message.state for _, message in places} or {WAITING}
    state = next(one for one in (DEAD, WAITING, SENT) if one in states)
    return Seen(row, WAITING if row.state == NEW and state == SENT else state, tuple(places))


def listed(
    store: Store,
    task: int | None,
    state: str | None,
    limit: int,
    offset: int = 0,
    sight: Sight = EVERYTHING,
) -> list[Seen]:
    """Notices, the newest first: of a task, in a state, or all; with ``task`` None, those about tasks that
    ``sight`` sees."""
    outbox = Outbox(store)
    found: list[Seen] = []
    wanted, before = limit + offset, LAST
    while len(found) < wanted:
        if task is not None:
            page = [row for row in reversed(outbox.of([task])) if (row.id or 0) < before]
        elif state in (NOBODY, EXPIRED):
            page = outbox.aside(str(state), before, PAGE)
        elif state in (WAITING, DEAD):
            page = outbox.stuck(str(state), before, PAGE)
        else:
            page = outbox.notices(before, PAGE)
        if not page:
            break
        before = min(row.id or 0 for row in page)
        if task is None and not sight.whole:
            shown = seen_of(store, {row.task for row in page}, sight)
            page = [row for row in page if row.task in shown]
        found += [one for one in seen(store, page) if state in (None, one.state)]
    return found[offset:wanted]


def attempts(store: Store, one: Seen) -> dict[int, list[AttemptRow]]:
    """Message -> all attempts to send it, for the messages that a notice is in."""
    ids = {message.id for _, message in one.places if message is not None and message.id is not None}
    found: dict[int, list[AttemptRow]] = {}
    for row in Outbox(store).attempts(ids) if ids else []:
        found.setdefault(row.message, []).append(row)
    return found


def take_up(store: Store, chosen: Iterable[Seen], now: int) -> int:
    """Have notices tried again that were given up: their dead letters, under the same keys; those that led to
    nobody or were too old are planned once more. How many notices that was of."""
    outbox, done = Outbox(store), 0
    revived: set[int] = set()
    with store.writing():
        for one in chosen:
            if one.state in (NOBODY, EXPIRED):
                outbox.mark([(NEW, one.notice.id or 0)])
                done += 1
                continue
            dead = {message.id or 0 for _, message in one.places if message and message.state == DEAD}
            revived |= {id for id in dead - revived if outbox.again(id, now)}
            done += bool(dead & revived)
    return done
