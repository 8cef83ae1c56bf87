"""One round of ``sop sweep`` or of a worker: is the clock to be believed, then everything that happens by
itself, then a sign that somebody came by (docs/decisions/0026), then what people are to be told goes out.
"""

from __future__ import annotations

from engine.delivery import Tally, deliver
from engine.heartbeat import Beat, last_swept, leave_sign
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.service import Service
from engine.sweep import USUAL, Manner, Swept, sweep

DAY = 24 * 3_600_000
FAR_AHEAD = 366 * DAY
"""A clock that is later than the last sweep by more than this is not believed."""
BEHIND = 60_000
"""Clocks of two machines may differ by so many ms and nobody need hear of it."""


class Round(Record):
    """What a round did, and what people were ``told``. ``behind``: by how many ms the clock is behind the
    last sweep, or behind what was to be followed now; 0 where it is not."""

    swept: Swept
    behind: int = 0
    told: Tally = Tally(False)


def believed(service: Service) -> Refusal | None:
    """Whether the clock may be right: ``clock-ahead`` where it is more than a year later than the last sweep,
    or, where none ever was, than the newest record. Everything of that year would happen at once, and a
    record is never taken back."""
    store, now = service.desk.store, service.desk.clock()
    last = last_swept(store.settings())
    newest = store.due.newest_record() if last is None else last
    if newest is None or now - newest <= FAR_AHEAD:
        return None
    return Refusal("clock-ahead", {"now": now, "earliest" if last is None else "at": newest})


def make_round(
    service: Service,
    manner: Manner = USUAL,
    sure: bool = False,
    beat: Beat | None = None,
) -> Round | Refusal:
    """Make one. ``sure``: the clock is right, however late it seems. ``beat`` is the worker's own sign,
    ``seen`` being filled in here.

    Raises StoreError, ConflictError.
    """
    doubt = None if sure else believed(service)
    if doubt is not None:
        return doubt
    desk = service.desk
    now = desk.clock()
    last = last_swept(desk.store.settings()) or now
    swept = sweep(service, manner)
    leave_sign(desk.store, now, None if beat is None else beat._replace(seen=now))
    told = deliver(desk, stopping=manner.stopping)
    behind, desk.behind = max(last - now, desk.behind), 0
    return Round(swept, behind if behind > BEHIND else 0, told)
