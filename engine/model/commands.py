"""What a person asks for: one command, one transaction, one event row or one refusal.

Every command carries ``id`` (16 bytes; the same id with the same content is answered again and changes
nothing) and, all but ``Migrate``, ``happened`` (milliseconds UTC, when it happened; None for now). Values
are in stored form.
"""

from __future__ import annotations

from typing import Any

from engine.model.actor import Actor as Actor
from engine.model.record import Record

ITSELF = "*"
"""As whom the program acts where no person does. No person can have this key: the schema of a team does not
let a name begin with it."""


class Start(Record):
    """Start a task of a version. ``values`` maps field to stored value."""

    id: bytes
    sop: str
    values: dict[str, Any]
    happened: int | None = None
    shop: str = ""
    kind: str = "start"


class Advance(Record):
    """Close a visit with an outcome, having ticked ``ticks`` and given ``values`` in the same breath.

    ``all_ticks``: everything that can be ticked was done (bulk work; only steps with ``bulk: true``).
    """

    id: bytes
    task: int
    visit: int
    outcome: str
    values: dict[str, Any] = {}
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    all_ticks: bool = False
    reason: str | None = None
    late_reason: str | None = None
    happened: int | None = None
    kind: str = "advance"


class Check(Record):
    """Tick (or with ``undo`` untick) checklist lines; ``na`` marks lines as not applicable, with a reason.
    ``evidence`` is what there is to show for the ticked lines: what ``Attach`` says of ``text``, ``hash`` and
    ``size``, of each."""

    id: bytes
    task: int
    visit: int
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    undo: bool = False
    reason: str | None = None
    happened: int | None = None
    evidence: tuple[tuple[str, str, int | None], ...] = ()
    kind: str = "check"


class Set(Record):
    """Give data values; None takes a value away. ``visit`` says for which item, where items have values of
    their own; 0: the task."""

    id: bytes
    task: int
    values: dict[str, Any]
    happened: int | None = None
    visit: int = 0
    kind: str = "set"


class Comment(Record):
    """Say something on a task's record. ``mentions`` is whom it points at, to be told: ``person:KEY``,
    ``role:NAME``, or ``everybody`` who has a part in the task."""

    id: bytes
    task: int
    text: str
    happened: int | None = None
    mentions: tuple[str, ...] = ()
    kind: str = "comment"


class Cancel(Record):
    """End a task without finishing it."""

    id: bytes
    task: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "cancel"


class Migrate(Record):
    """Move a task to version ``to`` of its SOP (a document's id, as ``Task.version``). It happens when it is
    recorded: what went on before went on under the version before.

    ``names`` maps steps and deadlines that the new version does not have to those that take their place.
    """

    id: bytes
    task: int
    to: int
    names: dict[str, str] = {}
    reason: str | None = None
    kind: str = "migrate"


class Signal(Record):
    """Something happened outside: tell a task that waits for it or has a rule about it. ``values`` are
    given in the same breath."""

    id: bytes
    task: int
    name: str
    values: dict[str, Any] = {}
    happened: int | None = None
    kind: str = "signal"


class Hold(Record):
    """The task (visit 0) or one of its open visits waits for somebody outside; what pauses then, pauses.
    ``until`` is when that is expected to be over (ms UTC), None where nobody knows."""

    id: bytes
    task: int
    visit: int = 0
    reason: str | None = None
    until: int | None = None
    happened: int | None = None
    kind: str = "hold"


class Resume(Record):
    """What was held goes on: the hold of the task (visit 0) or of that visit."""

    id: bytes
    task: int
    visit: int = 0
    happened: int | None = None
    kind: str = "resume"


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


class Override(Record):
    """Close a visit with an outcome against what keeps it from that, for a reason. What ``Advance`` says of
    the fields holds here; four eyes and votes are not overridden."""

    id: bytes
    task: int
    visit: int
    outcome: str
    reason: str | None = None
    values: dict[str, Any] = {}
    happened: int | None = None
    kind: str = "override"


class Undo(Record):
    """Take back what the same person did last on a task: an outcome or a vote."""

    id: bytes
    task: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "undo"


class Reopen(Record):
    """Go back to a step that was closed: a new visit of it, in place of what is open in its lane."""

    id: bytes
    task: int
    visit: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "reopen"


class Replan(Record):
    """Plan a task's running clocks anew by the calendar as it is published now."""

    id: bytes
    task: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "replan"


class Call(Record):
    """Internal: start a task for a visit that waits for its end. ``gather`` names the list field that
    gets the references of the callers that share it, ``ref`` is this caller's, ``key`` what they share."""

    id: bytes
    sop: str
    values: dict[str, Any]
    caller: int
    visit: int
    depth: int
    gather: str = ""
    ref: str = ""
    key: str = ""
    happened: int | None = None
    kind: str = "call"


class Gather(Record):
    """Internal: one more caller joins a task that still gathers."""

    id: bytes
    task: int
    caller: int
    visit: int
    field: str
    ref: str
    happened: int | None = None
    kind: str = "gather"


class Withdraw(Record):
    """Internal: a caller does not wait any more; the task is cancelled when nobody does. While it gathers,
    the caller's reference ``ref`` leaves the list ``field``."""

    id: bytes
    task: int
    caller: int
    visit: int
    happened: int | None = None
    field: str = ""
    ref: str = ""
    kind: str = "withdraw"


class Return(Record):
    """Internal: a called task ended as ``end`` with ``values`` (its data, stored form); ``hands`` did its
    steps."""

    id: bytes
    task: int
    visit: int
    child: int
    end: str
    values: dict[str, Any]
    happened: int | None = None
    hands: tuple[str, ...] = ()
    kind: str = "return"


class Wake(Record):
    """Internal: do what a task's timers say is due by now, in their order."""

    id: bytes
    task: int
    happened: int | None = None
    kind: str = "wake"


class Act(Record):
    """Internal: carry out a rule whose event happened; ``depth`` counts rules that set off rules."""

    id: bytes
    task: int
    rule: str
    visit: int
    depth: int
    happened: int | None = None
    kind: str = "act"


Internal = Call | Gather | Withdraw | Return | Wake | Act
"""What tasks ask of each other and of themselves; nobody types these."""

Sharing = Claim | Release | Assign | Delegate | HandOver | Snooze | Rank
"""Whose a visit is, and when they want to see it."""

Command = (
    Start
    | Advance
    | Check
    | Set
    | Comment
    | Cancel
    | Migrate
    | Signal
    | Hold
    | Resume
    | Replan
    | Sharing
    | Attach
    | Override
    | Undo
    | Reopen
    | Internal
)
