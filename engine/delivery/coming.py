"""When it is worth coming back to deliver: the first instant at which something that waits can go out."""

from __future__ import annotations

from engine.delivery.planning import Parts
from engine.delivery.quiet import quiet_until
from engine.store.leases import FURTHEST, LEASE, SKEW, Leases
from engine.store.outbox import Outbox


def coming(parts: Parts, now: int) -> int | None:
    """That instant (ms UTC), ``now`` at the earliest; None where nothing waits. A message is due after its
    pause, or when whoever has it must be dead; what still gathers, when its digest window is over; both only
    when their channel is not left alone, has not sent as much as it may, and it is not quiet."""
    ways = parts.ways.ways
    first: dict[str, int] = {}
    with parts.store.reading():
        outbox, leases = Outbox(parts.store), Leases(parts.store, "")
        for row in outbox.heads():
            # What lies further ahead than we ever put off was written by a clock that was set back since.
            at = row.due if row.due <= now + FURTHEST else now
            if row.lease_until is not None and row.lease_until <= now + LEASE + SKEW:
                at = max(at, row.lease_until)
            first[row.channel] = min(at, first.get(row.channel, at))
        for waiting in outbox.waiting():
            way = ways.get(waiting.channel)
            if way is not None and parts.channel_of(way.kind) is not None:
                at = waiting.since + way.digest if waiting.since <= now else now
                first[way.name] = min(at, first.get(way.name, at))
        free = leases.free(now, {name: ways[name].rates for name in first if name in ways})
    return min(
        (
            quiet_until(ways[name].quiet, max(at, free[name]), parts.zone)
            for name, at in first.items()
            if name in free
        ),
        default=None,
    )
