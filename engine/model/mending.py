"""Commands about a task out of the ordinary way: holding, going back, going against a rule, other versions
and calendars, what happens outside (see ``commands``)."""

from __future__ import annotations

from typing import Any

from engine.model.record import Record


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


class Replan(Record):
    """Plan a task's running clocks anew by the calendar as it is published now."""

    id: bytes
    task: int
    reason: str | None = None
    happened: int | None = None
    kind: str = "replan"
