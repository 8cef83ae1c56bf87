"""What a person asks for: one command, one transaction, one event row or one refusal.

Every command carries ``id`` (16 bytes; the same id with the same content is answered again and changes
nothing) and ``happened`` (milliseconds UTC, when it happened; None for now). Values are in stored form.
"""

from __future__ import annotations

from typing import Any

from engine.model.record import Record


class Actor(Record):
    """Who acts: ``person`` as whom it counts, ``acting`` who really typed it when that is somebody
    else, ``login`` the name the operating system gave."""

    person: str
    roles: frozenset[str]
    login: str
    acting: str | None = None


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
    """Tick (or with ``undo`` untick) checklist lines; ``na`` marks lines as not applicable, with a reason."""

    id: bytes
    task: int
    visit: int
    ticks: tuple[int, ...] = ()
    na: tuple[int, ...] = ()
    undo: bool = False
    reason: str | None = None
    happened: int | None = None
    kind: str = "check"


class Set(Record):
    """Give data values; None takes a value away."""

    id: bytes
    task: int
    values: dict[str, Any]
    happened: int | None = None
    kind: str = "set"


class Comment(Record):
    """Say something on a task's record."""

    id: bytes
    task: int
    text: str
    happened: int | None = None
    kind: str = "comment"


class Cancel(Record):
    """End a task without finishing it."""

    id: bytes
    task: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "cancel"


Command = Start | Advance | Check | Set | Comment | Cancel
