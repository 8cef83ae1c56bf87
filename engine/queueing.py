"""Internal commands on their way: as rows of the queue, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from engine.kernel.record import canonical, hashed
from engine.model.commands import ITSELF, Act, Actor, Call, Gather, Internal, Return, Wake, Withdraw
from engine.store import EventRow, QueueRow

SYSTEM = Actor(ITSELF, frozenset(), ITSELF)
"""Who acts where nobody does."""

KINDS: dict[str, Any] = {
    "call": Call,
    "gather": Gather,
    "withdraw": Withdraw,
    "return": Return,
    "wake": Wake,
    "act": Act,
}


def queued(event: EventRow, effects: Sequence[Internal], chain: int) -> list[QueueRow]:
    """The rows for what an event leads to. Each command's id follows from the event and its place among
    them, so that it is carried out once, whoever does it and however often it is tried."""
    return [
        QueueRow(
            event.shop,
            hashed(canonical([event.task, event.seq, index, event.hash.hex()]))[:16],
            command.kind,
            getattr(command, "task", None) or None,
            event.task,
            event.seq,
            chain,
            canonical(
                {name: value for name, value in command._asdict().items() if name not in ("id", "kind")}
            ),
            event.recorded,
        )
        for index, command in enumerate(effects)
    ]


def command_of(row: QueueRow) -> Internal | None:
    """The command that a row holds; None for a row that nothing here wrote."""
    try:
        found: Internal = KINDS[row.kind](row.command_id, **json.loads(row.body))
    except (KeyError, TypeError, ValueError):
        return None
    return found
