"""The outbox: notices from their event to the message that was delivered (docs/decisions/0023).

The fields of the records stand in the order of the columns that the named SQL lists. Instants are integer
milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.model.record import Record
from engine.store.store import Store

PAGE = 1000
LAST = 2**62

NEW, ADDRESSED, NOBODY, EXPIRED = "new", "addressed", "nobody", "expired"
WAITING, SENT, DEAD = "waiting", "sent", "dead"


class NoticeRow(Record):
    """Something that people are to be told: the ``ordinal``-th ``noticed`` fact (from 1) of the event
    ``seq`` of a task, recorded at ``created``. ``body`` is canonical JSON (see ``engine.outboxing``).
    ``id`` is None until it is stored, and is how people name it."""

    shop: str
    task: int
    seq: int
    ordinal: int
    kind: str
    body: str
    created: int
    state: str = NEW
    id: int | None = None


class RecipientRow(Record):
    """One address that a notice goes to. ``people`` is a JSON list of keys, ``created`` the notice's instant,
    ``message`` the one that it was put into, None until then."""

    notice: int
    channel: str
    address: str
    lang: str
    people: str
    everybody: int
    created: int
    message: int | None = None


class MessageRow(Record):
    """What goes out in one piece. ``key`` (32 hexadecimal digits) stays the same over all attempts;
    ``body`` is JSON, None once it was pruned. ``due`` is the next attempt, ``lease_by`` who is at it until
    ``lease_until``; ``why`` is what kept the last attempt from succeeding."""

    key: str
    channel: str
    address: str
    body: str | None
    created: int
    due: int
    attempts: int = 0
    state: str = WAITING
    lease_by: str | None = None
    lease_until: int | None = None
    ended: int | None = None
    why: str | None = None
    id: int | None = None


class AttemptRow(Record):
    """One attempt to send a message. ``answer``: ``delivered`` | ``retry`` | ``dead``; None while it is under
    way, or when whoever made it died."""

    message: int
    no: int
    channel: str
    sender: str
    at: int
    ended: int | None = None
    answer: str | None = None
    why: str | None = None


class WaitingRow(Record):
    """An address for which so many ``notices`` wait, the first of them since ``since``."""

    channel: str
    address: str
    since: int
    notices: int


class Outbox:
    """Reads and writes of one store; may raise what its other methods may. What plans, claims or marks runs
    in a transaction that writes."""

    __slots__ = ("_database", "_store")

    def __init__(self, store: Store) -> None:
        self._store = store
        self._database = store.database

    # -- notices

    def add(self, rows: Sequence[NoticeRow]) -> None:
        """Write notices, in the transaction of their event; one that is there already stays as it is."""
        self._database.run_many(self._sql("notice-add"), [row[:-1] for row in rows])

    def fresh(self, after: int = 0, n: int = PAGE, lock: bool = False) -> list[NoticeRow]:
        """What was not planned yet, in order, after that ``id``; with ``lock``, kept from other planners."""
        return self._notices("notices-new" if lock else "notices-seen", after, n)

    def notices(self, before: int = LAST, n: int = PAGE) -> list[NoticeRow]:
        """All notices, the newest first, below that ``id``."""
        return self._notices("notices-page", before, n)

    def aside(self, state: str, before: int = LAST, n: int = PAGE) -> list[NoticeRow]:
        """Those that went to ``nobody`` or are ``expired``, the newest first."""
        return self._notices("notices-aside", state, before, n)

    def stuck(self, state: str, before: int = LAST, n: int = PAGE) -> list[NoticeRow]:
        """Those still ``waiting`` to be told to somebody, or in a ``dead`` letter; the newest first."""
        return self._notices(f"notices-{state}", before, n)

    def named(self, ids: Iterable[int]) -> list[NoticeRow]:
        """Those with these numbers."""
        return self._notices("notices-by-id", self._database.listed(ids))

    def of(self, tasks: Iterable[int]) -> list[NoticeRow]:
        """The notices of some tasks, in the order of their events."""
        return self._notices("notices-of", self._database.listed(tasks))

    def mark(self, states: Iterable[tuple[str, int]]) -> None:
        """Give notices another state: (state, id)."""
        self._database.run_many(self._sql("notice-state"), states)

    def expire(self, before: int) -> int:
        """Set aside what was not planned and is older than that instant; how many."""
        return len(self._database.fetch(self._sql("notices-expire"), (before,)))

    # -- recipients

    def address(self, rows: Iterable[RecipientRow]) -> None:
        """Say where notices go; an address that a notice has already stays as it is."""
        self._database.run_many(self._sql("recipient-add"), rows)

    def waiting(self) -> list[WaitingRow]:
        """The addresses for which something waits and that have no message on its way."""
        return list(map(WaitingRow._make, self._database.fetch(self._sql("recipients-waiting"))))

    def open(self, channel: str, address: str, n: int = PAGE) -> list[RecipientRow]:
        """What waits for one address, in order; kept from other planners."""
        return self._recipients("recipients-open", channel, address, n)

    def recipients(self, notices: Iterable[int]) -> list[RecipientRow]:
        """Where some notices go or went."""
        return self._recipients("recipients-of", self._database.listed(notices))

    def within(self, messages: Iterable[int]) -> list[RecipientRow]:
        """What is in some messages."""
        return self._recipients("recipients-in", self._database.listed(messages))

    def put(self, message: int, channel: str, address: str, notices: Iterable[int]) -> None:
        """These notices are in that message for that address."""
        rows = [(message, notice, channel, address) for notice in notices]
        self._database.run_many(self._sql("recipient-told"), rows)

    def readdress(self, channel: str) -> None:
        """A channel is gone: what waits to go through it is planned once more."""
        self._database.run(self._sql("notices-again"), (channel,))
        self._database.run(self._sql("recipients-gone"), (channel,))

    def channels_wanted(self) -> set[str]:
        """The channels that something waits for, be it in a message already or not."""
        fetched = [
            self._database.fetch(self._sql(name)) for name in ("recipients-channels", "message-channels")
        ]
        return {row[0] for rows in fetched for row in rows}

    # -- messages

    def write(self, row: MessageRow) -> int:
        """A new message; its number."""
        return int(self._database.fetch(self._sql("message-add"), row[:-1])[0][0])

    def messages(self, ids: Iterable[int]) -> list[MessageRow]:
        """Those with these numbers."""
        return self._messages("messages-by-id", self._database.listed(ids))

    def dead(self, before: int = LAST, n: int = PAGE) -> list[MessageRow]:
        """The dead letters, the newest first."""
        return self._messages("messages-dead", before, n)

    def unsent(self, after: int = 0, n: int = PAGE) -> list[MessageRow]:
        """What is still to be sent, the oldest first."""
        return self._messages("messages-waiting", after, n)

    def heads(self) -> list[MessageRow]:
        """The first unsent message of each address."""
        return self._messages("messages-heads")

    def attempts(self, messages: Iterable[int]) -> list[AttemptRow]:
        """All attempts to send some messages."""
        found = self._database.fetch(self._sql("attempts-of"), (self._database.listed(messages),))
        return list(map(AttemptRow._make, found))

    def again(self, id: int, due: int) -> bool:
        """Take a dead letter up again, under its key; False when it is none."""
        return bool(self._database.fetch(self._sql("message-again"), (due, id)))

    def orphan(self, channel: str, at: int, why: str) -> int:
        """Give up what waits for a channel that is gone; how many messages."""
        return len(self._database.fetch(self._sql("messages-orphaned"), (at, why, channel, at)))

    def prune(self, before: int) -> int:
        """Take the texts of what was sent before that instant; keys and recipients stay. How many."""
        pruned = self._database.fetch(self._sql("messages-prune"), (before,))
        self._database.run(self._sql("attempts-prune"), (before,))
        return len(pruned)

    def _notices(self, statement: str, *params: object) -> list[NoticeRow]:
        return list(map(NoticeRow._make, self._database.fetch(self._sql(statement), params)))

    def _recipients(self, statement: str, *params: object) -> list[RecipientRow]:
        return list(map(RecipientRow._make, self._database.fetch(self._sql(statement), params)))

    def _messages(self, statement: str, *params: object) -> list[MessageRow]:
        return list(map(MessageRow._make, self._database.fetch(self._sql(statement), params)))

    def _sql(self, name: str) -> str:
        return self._store.sql(name)
