"""Commands about whose a visit is, when it is seen, and what is left at it (see ``commands``)."""

from __future__ import annotations

from engine.model.record import Record


class Claim(Record):
    """Take an open visit for oneself, of which nobody has taken or been given it."""

    id: bytes
    task: int
    visit: int
    happened: int | None = None
    kind: str = "claim"


class Release(Record):
    """Give a visit that is one's own back to whoever may do it; one that was delegated, to who delegated
    it."""

    id: bytes
    task: int
    visit: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "release"


class Assign(Record):
    """Give an open visit to a person who may do it, whosever it was before."""

    id: bytes
    task: int
    visit: int
    to: str
    reason: str | None = None
    happened: int | None = None
    kind: str = "assign"


class Delegate(Record):
    """Let another person, whatever their roles, do a visit for oneself; they cannot pass it on."""

    id: bytes
    task: int
    visit: int
    to: str
    reason: str | None = None
    happened: int | None = None
    kind: str = "delegate"


class HandOver(Record):
    """A visit goes on without ``person``, who leaves: whose it is, or for whom it is done. It is for ``to``
    then, or (None) for whoever may do it."""

    id: bytes
    task: int
    visit: int
    person: str
    to: str | None = None
    reason: str | None = None
    happened: int | None = None
    kind: str = "handover"


class Snooze(Record):
    """See an open visit on one's list again only at ``until`` (ms UTC; None: now). No deadline moves."""

    id: bytes
    task: int
    visit: int
    until: int | None = None
    happened: int | None = None
    kind: str = "snooze"


class Rank(Record):
    """Let an open visit go before others (``priority`` 1 or 2), as usual (0) or after them (-1)."""

    id: bytes
    task: int
    visit: int
    priority: int
    happened: int | None = None
    kind: str = "rank"


class Attach(Record):
    """Leave a path or a URL at a task (visit 0) or a visit; with ``item`` as evidence for that checklist
    line. ``hash`` is the SHA-256 (hex) of what stands there and ``size`` its bytes, where it was read."""

    id: bytes
    task: int
    text: str
    visit: int = 0
    item: int = 0
    hash: str = ""
    size: int | None = None
    happened: int | None = None
    kind: str = "attach"
