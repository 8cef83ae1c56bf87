"""Delivery: what people are to be told gets to them, at least once (docs/decisions/0023).

Notices wait in the outbox since their event. ``deliver`` plans them (whom, through which channel, in which
message) and sends what is due. Until a ``channels`` document is published it does nothing: everything waits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from engine.delivery.coming import coming
from engine.delivery.planning import Parts, Planned, plan
from engine.delivery.sending import Sent, send
from engine.delivery.ways import Ways, ways_of
from engine.model.record import Record
from engine.notify.channel import Channel
from engine.registry import Registry
from engine.store import Store

__all__ = ["Parts", "Planned", "Sent", "Tally", "Ways", "Workspace", "deliver", "parts_of", "ways_of"]

ROUNDS = 20
"""An address whose notices fill more than one digest gets the next one when the first is sent."""


class Workspace(Protocol):
    """What delivery needs of whoever calls it; an ``App`` and a service's ``Desk`` have it."""

    @property
    def store(self) -> Store: ...
    @property
    def registry(self) -> Registry: ...
    @property
    def zone(self) -> str: ...
    @property
    def clock(self) -> Callable[[], int]: ...


class Tally(Record):
    """What a delivery did. ``configured``: channels are published. Of notices: ``addressed`` to somebody,
    led to ``nobody``, ``expired``. Of messages: ``messages`` made, ``sent``, put off (``later``), given up
    (``dead``). ``again``: when the first of what waits can go out (ms UTC), None where nothing waits."""

    configured: bool
    addressed: int = 0
    nobody: int = 0
    expired: int = 0
    messages: int = 0
    sent: int = 0
    later: int = 0
    dead: int = 0
    again: int | None = None


def parts_of(workspace: Workspace, ways: Ways) -> Parts:
    """What planning and sending work with."""
    return Parts(workspace.store, workspace.registry, workspace.zone, ways, channel_of)


def channel_of(kind: str) -> Channel | None:
    """The code of a kind of channel, imported when something is sent."""
    from engine.notify.kinds import CHANNELS

    return CHANNELS.get(kind)


def deliver(
    workspace: Workspace, now: int | None = None, stopping: Callable[[], bool] = lambda: False
) -> Tally:
    """Plan and send everything that can go out now. ``now`` (ms UTC) stands for the workspace's clock where
    it is given. Once ``stopping`` says so, no further message is begun. Harmless to call twice, by whomever
    at once. Raises StoreError, never for a channel."""
    ways = ways_of(workspace.store)
    if ways is None:
        return Tally(False)
    parts = parts_of(workspace, ways)
    clock = workspace.clock if now is None else lambda: now
    planned, sent = Planned(), Sent()
    for _ in range(ROUNDS):
        made, gone = plan(parts, clock()), send(parts, clock, stopping=stopping)
        planned = Planned(*(sum(pair) for pair in zip(planned, made, strict=True)))
        sent = Sent(*(sum(pair) for pair in zip(sent, gone, strict=True)))
        if not gone.sent or stopping():
            break
    return Tally(True, *planned, *sent, coming(parts, clock()))
