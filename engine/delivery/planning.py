"""Planning: notices get their recipients, and what waits for an address and has waited long enough becomes a
message. Both happen in one transaction, whose locks keep a second planner waiting: nothing is planned twice.

An address that still has a message on its way gets no other one: what comes up while a robot is out of order
gathers, and goes out as one digest when it is back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from engine.delivery.addressing import language, recipients
from engine.delivery.digests import Desk, pieces, written
from engine.delivery.quiet import is_quiet
from engine.delivery.ways import Way, Ways
from engine.model.record import Record
from engine.notify.channel import Channel
from engine.registry import Registry
from engine.store import ConflictError, Store
from engine.store.outbox import ADDRESSED, NOBODY, MessageRow, Outbox, WaitingRow

PAGE = 500
"""So many notices are planned in one transaction, and stand in one message at most."""
ATTEMPTS = 5
SET_UP = "notices_set_up"
"""The setting that says that channels were set up, and what was too old then was put aside."""

T = TypeVar("T")
ChannelOf = Callable[[str], Channel | None]


class Parts(Record):
    """What delivery works with. ``channel_of`` gives the code of a kind of channel, None for an unknown one;
    ``zone`` is the workspace's."""

    store: Store
    registry: Registry
    zone: str
    ways: Ways
    channel_of: ChannelOf


class Planned(Record):
    """What a planning did: notices that got recipients, that lead to nobody, that were too old when channels
    were set up; messages that were made."""

    addressed: int = 0
    nobody: int = 0
    expired: int = 0
    messages: int = 0


def plan(parts: Parts, now: int) -> Planned:
    """Plan everything that can be planned at ``now`` (ms UTC), page by page."""
    done = Planned()
    while True:
        page = in_transaction(parts.store, lambda: one_page(parts, now))
        done = Planned(*(sum(pair) for pair in zip(done, page, strict=True)))
        if page.addressed + page.nobody < PAGE:
            return done


def in_transaction(store: Store, work: Callable[[], T]) -> T:
    """What ``work`` gives, in a transaction that writes; run again where another process was in the way
    (which only PostgreSQL lets happen)."""
    for _ in range(ATTEMPTS - 1):
        try:
            with store.writing():
                return work()
        except ConflictError:
            continue
    with store.writing():
        return work()


def one_page(parts: Parts, now: int) -> Planned:
    """One page of new notices, and every message that is due to be made; in a transaction that writes."""
    store, ways = parts.store, parts.ways
    outbox, settings = Outbox(store), store.settings()
    expired = 0
    if SET_UP not in settings:
        expired = outbox.expire(ways.cutoff)
        store.set_settings({SET_UP: "yes"})
    gone = outbox.channels_wanted() - set(ways.ways)
    for name in sorted(gone):
        outbox.readdress(name)
        outbox.orphan(name, now, "channel-gone")
    presence, lang = parts.registry.presence(now), language(settings)
    states, addressed = [], []
    for row in outbox.fresh(n=PAGE, lock=True):
        rows = recipients(row, presence, ways, lang)
        addressed += rows
        states.append((ADDRESSED if rows else NOBODY, row.id or 0))
    outbox.address(addressed)
    outbox.mark(states)
    desk = Desk(parts.registry, presence.team if presence is not None else None, parts.zone)
    made = sum(_gather(parts, desk, outbox, waiting, now) for waiting in outbox.waiting())
    reached = sum(state == ADDRESSED for state, _ in states)
    return Planned(reached, len(states) - reached, expired, made)


def ready(way: Way, waiting: WaitingRow, now: int, zone: str) -> bool:
    """Whether what waits for an address goes out now: it is not quiet, and the first has waited for more as
    long as it should. (One from the future was written before the clock was set back.)"""
    return not is_quiet(way.quiet, now, zone) and not now - way.digest < waiting.since <= now


def _gather(parts: Parts, desk: Desk, outbox: Outbox, waiting: WaitingRow, now: int) -> int:
    """Make the messages for one address; how many."""
    way = parts.ways.ways[waiting.channel]
    channel = parts.channel_of(way.kind)
    if channel is None or not ready(way, waiting, now, parts.zone):
        return 0
    rows = outbox.open(way.name, waiting.address, PAGE)
    if not rows:
        return 0
    notices = {row.id or 0: row for row in outbox.named(row.notice for row in rows)}
    tasks = parts.store.load_many({row.task for row in notices.values()})
    made = pieces(desk, way, channel, rows, notices, tasks, now)
    for piece in made:
        row = MessageRow(piece.message.key, way.name, waiting.address, written(piece.message), now, now)
        outbox.put(outbox.write(row), way.name, waiting.address, piece.notices)
    return len(made)


def whereto(parts: Parts, now: int) -> Mapping[int, list[tuple[str, str, int | None]]]:
    """What planning now would lead to, without doing it: notice -> (channel, address, number of the message
    it would be in, None where it would wait for more)."""
    found: dict[int, list[tuple[str, str, int | None]]] = {}

    class Undone(Exception):
        """Takes the planning back."""

    try:
        with parts.store.writing():
            new = [row.id or 0 for row in Outbox(parts.store).fresh(n=PAGE)]
            one_page(parts, now)
            for row in Outbox(parts.store).recipients(new):
                found.setdefault(row.notice, []).append((row.channel, row.address, row.message))
            raise Undone
    except Undone:
        return found
