"""Who sweeps, and when somebody last did: settings of the workspace, so that everybody can say it.

A sweep leaves when it came by; each worker that stays leaves a row of its own, and takes it away when it
stops. One that was killed is taken away by the others after a week.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from engine.model.record import Record
from engine.store import Store

SWEPT = "swept"
"""The setting that holds when the last sweep was."""
WORKER = "worker:"
"""How the names of workers' settings begin; the worker's own name follows."""
FORGOTTEN = 7 * 24 * 3_600_000
"""After so many ms without a sign, a worker's row is taken away."""


class Beat(Record):
    """A worker's sign of life: its name (host and process), since when it runs, when it last came by
    (ms UTC), and how long it sleeps at most (seconds)."""

    name: str
    since: int
    seen: int
    every: float


def last_swept(settings: Mapping[str, str]) -> int | None:
    """When the last sweep was, ms UTC by the clock of whoever did it; None where none ever was."""
    text = settings.get(SWEPT, "")
    return int(text) if text.isascii() and text.lstrip("-").isdigit() else None


def workers(settings: Mapping[str, str]) -> list[Beat]:
    """The workers that left a sign, the latest first."""
    found = [_beat(key, value) for key, value in settings.items() if key.startswith(WORKER)]
    return sorted((beat for beat in found if beat is not None), key=lambda beat: (-beat.seen, beat.name))


def leave_sign(store: Store, now: int, beat: Beat | None = None) -> None:
    """Write down that a sweep came by at ``now`` (ms UTC), and which worker it was, where it was one."""
    signs = {SWEPT: str(now)}
    drop: list[str] = []
    if beat is not None:
        signs[WORKER + beat.name] = json.dumps([beat.since, beat.seen, beat.every])
        others = workers(store.settings())
        drop = [WORKER + other.name for other in others if other.seen < now - FORGOTTEN]
    store.set_settings(signs, drop)


def take_away(store: Store, name: str) -> None:
    """A worker stops."""
    store.set_settings({}, [WORKER + name])


def _beat(key: str, value: str) -> Beat | None:
    try:
        since, seen, every = json.loads(value)
        return Beat(key.removeprefix(WORKER), int(since), int(seen), float(every))
    except (TypeError, ValueError):
        return None
