"""Sending, as the database sees it: who has which message until when, what became of it, and how often a
channel was used (docs/decisions/0023).

Clocks jump. Whatever lies further ahead than any of our own waits can reach was written by a clock that was
set back since, and counts as over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.model.record import Record
from engine.store.outbox import DEAD, SENT, MessageRow
from engine.store.store import Store

Rates = Sequence[tuple[int, int]]

LEASE = 120_000
"""How long whoever claims a message has it, in ms; no channel may take as long for one attempt."""
SKEW = 120_000
"""So far the clocks of two senders may lie apart (ms); one that waited for the database counts as behind."""
FURTHEST = 86_400_000
"""No attempt is put off, and no channel left alone, for longer than this (ms)."""


class Claim(Record):
    """What asking for a channel's next message gave; None where none can be sent now."""

    message: MessageRow | None


class Leases:
    """Claims and outcomes of one sender, which ``name`` tells from all others. Every method is to be called
    in a transaction that writes."""

    __slots__ = ("_database", "_store", "name")

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._database = store.database
        self.name = name

    def claim(self, channel: str, now: int, rates: Rates) -> Claim:
        """The next message of a channel: the first unsent one of its address, due, in nobody's hands, and
        within ``rates`` (each how many in how many ms). The channel's row is locked meanwhile, so that
        senders count one after the other."""
        database, sql = self._database, self._store.sql
        database.run(sql("channel-new"), (channel,))
        rests, _ = database.fetch(sql("channel-lock"), (channel,))[0]
        if self._free(channel, now, rates, rests) > now:
            return Claim(None)
        params = (channel, now, now + FURTHEST, now, now + LEASE + SKEW)
        rows = database.fetch(sql("message-next"), params)
        if not rows:
            return Claim(None)
        message = MessageRow._make(rows[0])
        until = now + LEASE
        database.run(sql("message-claim"), (self.name, until, message.id))
        database.run(sql("attempt-add"), (message.id, channel, self.name, now, message.id))
        return Claim(message._replace(attempts=message.attempts + 1, lease_by=self.name, lease_until=until))

    def free(self, now: int, rates: Mapping[str, Rates]) -> dict[str, int]:
        """For each of these channels the first instant from ``now`` on at which it may be used; for looking,
        in any transaction."""
        known = {name: rests for name, rests, _ in self._database.fetch(self._store.sql("channels-known"))}
        return {name: self._free(name, now, each, known.get(name, 0)) for name, each in rates.items()}

    def _free(self, channel: str, now: int, rates: Rates, rests: int) -> int:
        if now < rests <= now + FURTHEST:
            return rests
        found = now
        for most, within in rates:
            params = (channel, now - within, now + within)
            used, oldest = self._database.fetch(self._store.sql("attempts-between"), params)[0]
            if used >= most:
                found = max(found, oldest + within)
        return found

    def delivered(self, message: MessageRow, now: int, detail: str) -> None:
        """It is with its receiver: true whoever has the message by now."""
        sql = self._store.sql
        done = self._database.fetch(sql("message-over"), (SENT, now, None, message.id, SENT, self.name))
        if not done:
            self._database.run(sql("message-sent-late"), (now, message.id))
        self._over(message, now, "delivered", detail or None)
        self._database.run(sql("channel-rests"), (0, 0, message.channel))

    def dead(self, message: MessageRow, now: int, why: str) -> None:
        """It will never be; unless somebody else is at it by now, who will see for themselves."""
        sql = self._store.sql
        self._database.fetch(sql("message-over"), (DEAD, now, why, message.id, DEAD, self.name))
        self._over(message, now, "dead", why)

    def later(self, message: MessageRow, now: int, due: int, why: str) -> None:
        """It is to be tried again at ``due``."""
        sql = self._store.sql
        self._database.fetch(sql("message-later"), (min(due, now + FURTHEST), why, message.id, self.name))
        self._over(message, now, "retry", why)

    def failures(self, channel: str) -> int:
        """How many attempts in a row came to nothing on a channel; its row is locked."""
        return int(self._database.fetch(self._store.sql("channel-lock"), (channel,))[0][1])

    def rest(self, channel: str, until: int, failures: int) -> None:
        """Leave a channel alone until that instant."""
        self._database.run(self._store.sql("channel-rests"), (until, failures, channel))

    def _over(self, message: MessageRow, now: int, answer: str, why: str | None) -> None:
        params = (now, answer, why, message.id, self.name)
        self._database.run(self._store.sql("attempt-over"), params)
