"""How far each schedule has been attended to: one setting of the workspace for each SOP.

A mark is written in the transaction that starts the task, so that neither is there without the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from engine.model.record import Record
from engine.store import Store

PREFIX = "schedule:"
"""How the names of these settings begin; the SOP's name follows."""
KEPT = 20
"""So many pauses and resumptions stay on record."""
MOST_WAITING = 500
"""So many refused starts are tried again; of more the oldest are given up."""

PAUSED, RESUMED = "paused", "resumed"


class Entry(Record):
    """Who paused or resumed a schedule, and when (ms UTC)."""

    what: str
    by: str
    at: int


class Mark(Record):
    """``done``: the time (ms UTC) up to which everything was attended to, None where nothing was yet.
    ``last`` and ``task``: the nominal time of the last start, and its task. ``waiting``: times whose start
    was refused, each with the refusal's code; they are tried again. ``log``: pauses and resumptions.
    ``told``: why not even the times were known, as it was put on record."""

    done: int | None = None
    last: int | None = None
    task: int | None = None
    waiting: tuple[tuple[int, str], ...] = ()
    log: tuple[Entry, ...] = ()
    told: str = ""

    @property
    def paused(self) -> Entry | None:
        """Who paused it and when, where it is paused."""
        return self.log[-1] if self.log and self.log[-1].what == PAUSED else None


def mark_of(settings: Mapping[str, str], sop: str) -> Mark:
    """The mark of an SOP's schedule; an empty one where there is none, or one that nothing here wrote."""
    try:
        found = json.loads(settings[PREFIX + sop])
        return Mark(
            _instant(found.get("done")),
            _instant(found.get("last")),
            _instant(found.get("task")),
            tuple([(int(at), str(code)) for at, code in found.get("waiting", ())]),
            tuple([Entry(str(what), str(by), int(at)) for what, by, at in found.get("log", ())]),
            str(found.get("told", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return Mark()


def put(store: Store, sop: str, mark: Mark) -> None:
    """Write an SOP's mark; part of a transaction, where there is one."""
    said = {
        "done": mark.done,
        "last": mark.last,
        "task": mark.task,
        "waiting": list(mark.waiting[-MOST_WAITING:]),
        "log": list(mark.log[-KEPT:]),
        "told": mark.told,
    }
    store.set_settings({PREFIX + sop: json.dumps({name: value for name, value in said.items() if value})})


def _instant(value: object) -> int | None:
    return None if value is None else int(str(value))
