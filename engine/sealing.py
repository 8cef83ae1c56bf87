"""How a command is written down: its event row and the chain, what tells a repeat, refusals as plain data."""

from __future__ import annotations

from engine.kernel.facts import Fact
from engine.kernel.record import EVENT_FORMAT, canonical, digest, hashed
from engine.model.commands import Actor, Command
from engine.model.refusals import Refusal
from engine.store import EventRow


def sealed(
    seq: int,
    task: int,
    shop: str,
    previous: bytes,
    command: Command,
    content: bytes,
    actor: Actor,
    happened: int,
    recorded: int,
    facts: list[Fact],
) -> EventRow:
    """The event row of a decided command, chained to the task's previous one."""
    row = EventRow(
        task=task,
        seq=seq,
        format=EVENT_FORMAT,
        kind=command.kind,
        command_id=command.id or None,
        content=content,
        actor=actor.person,
        acting=actor.acting,
        login=actor.login,
        happened=happened,
        recorded=recorded,
        body=canonical({"facts": facts}),
        hash=b"",
        shop=shop,
    )
    return row._replace(hash=chained(previous, row))


def chained(previous: bytes, row: EventRow) -> bytes:
    """The hash that a row has after ``previous``: over every column but the hash itself."""
    return digest(
        previous,
        (
            row.shop, row.task, row.seq, row.format, row.kind, row.command_id, row.content,
            row.actor, row.acting, row.login, row.happened, row.recorded, row.body,
        ),
    )  # fmt: skip


def content_digest(command: Command) -> bytes:
    """16 bytes that tell whether a repeated command id carries the same command.

    Who it comes from is no part of it: when a colleague reads in the same file once more, its rows were
    done before.
    """
    return hashed(canonical(command[1:]))[:16]


def plain(refusal: Refusal) -> dict[str, object]:
    """A refusal as plain data, for its row and for ``--json``."""
    return {
        "code": refusal.code,
        "data": _plain_data(refusal.data),
        "reasons": [plain(reason) for reason in refusal.reasons],
        "help": list(refusal.help),
    }


def _plain_data(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain_data(item) for item in value]
    return value if value is None or isinstance(value, str | int | bool) else str(value)
