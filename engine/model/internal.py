"""Commands that tasks give each other and themselves; nobody types these (see ``commands``)."""

from __future__ import annotations

from typing import Any

from engine.model.record import Record


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
