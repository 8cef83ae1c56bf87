"""What a person asks for: one command, one transaction, one event row or one refusal.

Every command carries ``id`` (16 bytes; the same id with the same content is answered again and changes
nothing) and, all but ``Migrate``, ``happened`` (milliseconds UTC, when it happened; None for now). Values
are in stored form.

Here are those of every day; the others are in modules of their own, which are imported when somebody asks for
one: most processes carry out one command, and do not wait for the definitions of thirty.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.model.actor import Actor as Actor
from engine.model.record import Record

if TYPE_CHECKING:
    from engine.model.internal import Act as Act
    from engine.model.internal import Call as Call
    from engine.model.internal import Gather as Gather
    from engine.model.internal import Return as Return
    from engine.model.internal import Wake as Wake
    from engine.model.internal import Withdraw as Withdraw
    from engine.model.mending import Hold as Hold
    from engine.model.mending import Migrate as Migrate
    from engine.model.mending import Override as Override
    from engine.model.mending import Reopen as Reopen
    from engine.model.mending import Replan as Replan
    from engine.model.mending import Resume as Resume
    from engine.model.mending import Signal as Signal
    from engine.model.mending import Undo as Undo
    from engine.model.sharing import Assign as Assign
    from engine.model.sharing import Attach as Attach
    from engine.model.sharing import Claim as Claim
    from engine.model.sharing import Delegate as Delegate
    from engine.model.sharing import HandOver as HandOver
    from engine.model.sharing import Rank as Rank
    from engine.model.sharing import Release as Release
    from engine.model.sharing import Snooze as Snooze

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


ELSEWHERE = {
    **dict.fromkeys(
        ("Claim", "Release", "Assign", "Delegate", "HandOver", "Snooze", "Rank", "Attach"), "sharing"
    ),
    **dict.fromkeys(
        ("Override", "Undo", "Reopen", "Migrate", "Signal", "Hold", "Resume", "Replan"), "mending"
    ),
    **dict.fromkeys(("Call", "Gather", "Withdraw", "Return", "Wake", "Act"), "internal"),
}
"""The commands that are in modules of ``engine.model`` of their own, and in which."""

if TYPE_CHECKING:
    Internal = Call | Gather | Withdraw | Return | Wake | Act
    """What tasks ask of each other and of themselves; nobody types these."""
    Sharing = Claim | Release | Assign | Delegate | Snooze | Rank | HandOver
    """Whose a visit is, and when they want to see it."""
    Daily = Start | Advance | Check | Set | Comment | Cancel
    Mending = Override | Undo | Reopen | Migrate | Signal | Hold | Resume | Replan
    Command = Daily | Sharing | Attach | Mending | Internal
else:
    # Only for checking types; whoever asks at run time wants ``kind``.
    Command = Internal = Sharing = Any


def __getattr__(name: str) -> Any:
    if name not in ELSEWHERE:
        raise AttributeError(name)
    return getattr(import_module(f"engine.model.{ELSEWHERE[name]}"), name)
