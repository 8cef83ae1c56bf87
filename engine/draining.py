"""What commands led to elsewhere is carried out: each in a transaction of its own, which also takes it out of
the queue, so exactly once (docs/decisions/0019)."""

from __future__ import annotations

from collections.abc import Callable

from engine.chunk import Accepted, Chunk, Desk
from engine.kernel.record import canonical
from engine.model.commands import Call, Command, Gather, Internal, Withdraw
from engine.model.refusals import Refusal
from engine.queueing import SYSTEM, command_of
from engine.sealing import plain
from engine.store import ConflictError, QueueRow

ATTEMPTS = 5
LONGEST = 1000
"""How many commands may lead to each other before the chain is taken for endless."""

FINAL = frozenset({"calls-too-deep", "rules-too-deep", "chain-too-long"})
"""Refusals that no new try changes."""


def drain(desk: Desk, stopping: Callable[[], bool] = lambda: False) -> int:
    """Carry out everything that was not tried yet, and what that leads to; how many commands that were.
    ``stopping`` is asked before each.

    Raises StoreError; what was not done then stays queued.
    """
    done = 0
    while rows := desk.store.pending.fresh():
        for row in rows:
            if stopping():
                return done
            carry_out(desk, row)
            done += 1
    return done


def carry_out(desk: Desk, row: QueueRow) -> Refusal | None:
    """Carry out one queued command; when it is refused it stays queued, with why. None too where another
    process was faster."""
    for _ in range(ATTEMPTS - 1):
        try:
            with desk.store.writing():
                return _once(desk, row)
        except ConflictError:  # only PostgreSQL: somebody else wrote the same meanwhile
            continue
    with desk.store.writing():
        return _once(desk, row)


def _once(desk: Desk, row: QueueRow) -> Refusal | None:
    pending = desk.store.pending
    if not pending.take(row):
        return None
    if row.chain > LONGEST:
        refusal: Refusal | None = Refusal("chain-too-long", {"most": LONGEST, "task": row.cause})
    else:
        refusal = _decided(desk, row)
    if refusal is not None:
        code, body = refusal.code, canonical(plain(refusal))
        pending.add([row._replace(attempts=row.attempts + 1, code=code, refusal=body)])
    return refusal


def _decided(desk: Desk, row: QueueRow) -> Refusal | None:
    queued = command_of(row)
    if queued is None:
        return Refusal("queue-unreadable", {"kind": row.kind})
    for command in _resolved(desk, queued):
        chunk = Chunk(desk, [command], SYSTEM, row.chain, quiet=row.code, since=row.created)
        answer = chunk.answers()[0]
        if not isinstance(answer, Accepted):
            return answer
    return None


def _resolved(desk: Desk, command: Internal) -> list[Command]:
    """The command with the task that it is about, where only the moment of carrying it out knows that."""
    pending = desk.store.pending
    if isinstance(command, Call) and command.gather:
        shared = pending.gathering(desk.shop, command.sop, command.key)
        if shared is not None:
            _, _, _, caller, visit, _, field, ref, _, happened, _ = command
            return [Gather(command.id, shared, caller, visit, field, ref, happened)]
    if isinstance(command, Withdraw) and not command.task:
        called = pending.called_for(command.caller, command.visit)
        if not called:
            _drop_call(desk, command)
        return [command._replace(task=task) for task in called[:1]]
    return [command]


def _drop_call(desk: Desk, command: Withdraw) -> None:
    """A call that was refused and is not wanted any more."""
    pending = desk.store.pending
    for row in pending.of(command.caller):
        other = command_of(row)
        wanted = (command.caller, command.visit)
        if isinstance(other, Call) and (other.caller, other.visit) == wanted:
            pending.take(row)
