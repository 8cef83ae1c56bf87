"""What commands led to elsewhere is carried out, a page of it in one transaction, which also takes it out of
the queue: so exactly once (docs/decisions/0019)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.chunk import Chunk, Desk
from engine.kernel.record import canonical
from engine.model.commands import Call, Command, Gather, Withdraw
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.queueing import SYSTEM, command_of
from engine.sealing import plain
from engine.store import ConflictError, QueueRow, StoreError

ATTEMPTS = 5
PAGE = 250
"""So many are carried out in one transaction: others wait for a tenth of a second at most."""
LONGEST = 1000
"""How many commands may lead to each other before the chain is taken for endless."""

FINAL = frozenset({"calls-too-deep", "rules-too-deep", "chain-too-long"})
"""Refusals that no new try changes."""


class Tried(Record):
    """A queued command that was tried: carried out, or refused."""

    row: QueueRow
    refusal: Refusal | None


def drain(desk: Desk, stopping: Callable[[], bool] = lambda: False) -> int:
    """Carry out everything that was not tried yet, and what that leads to; how many commands that were.
    ``stopping`` is asked before each page.

    Raises StoreError; what was not done then stays queued.
    """
    done = 0
    while rows := desk.store.pending.fresh(n=PAGE):
        if stopping():
            break
        done += len(carry_out(desk, rows))
    return done


def carry_out(desk: Desk, rows: Sequence[QueueRow]) -> list[Tried]:
    """Carry out a page of queued commands in their order, with the same result as one after the other. What
    is refused stays queued, with why, and keeps no other back. Those that another process was faster with
    are not among what is given back.

    Raises StoreError, and ConflictError when somebody was in the way again and again.
    """
    if len(rows) > 1:
        try:
            return _in_transaction(desk, rows)
        except StoreError:
            raise
        except Exception:  # whichever of them it is: those before it are carried out all the same
            rows = list(rows)
    return [tried for row in rows for tried in _in_transaction(desk, [row])]


def _in_transaction(desk: Desk, rows: Sequence[QueueRow]) -> list[Tried]:
    for _ in range(ATTEMPTS - 1):
        try:
            with desk.store.writing():
                return _Page(desk, rows).tried()
        except ConflictError:  # only PostgreSQL: somebody else wrote the same meanwhile
            continue
    with desk.store.writing():
        return _Page(desk, rows).tried()


class _Page:
    """Queued commands in one transaction, each of which sees what those before it did."""

    def __init__(self, desk: Desk, rows: Sequence[QueueRow]) -> None:
        self.desk, self.pending = desk, desk.store.pending
        self.rows = self.pending.take_all(rows)
        self.commands = {row.command_id: command_of(row) for row in self.rows}
        self.dropped: set[bytes] = set()
        self.chunk = Chunk(desk, [command for command in self.commands.values() if command], SYSTEM)

    def tried(self) -> list[Tried]:
        """Carry them out."""
        if not self.rows:
            return []
        self.chunk.read(self._foreseen())
        found: list[Tried] = []
        for row in self.rows:
            if row.command_id in self.dropped:
                continue
            refusal = self._one(row)
            if refusal is not None:
                body = canonical(plain(refusal))
                again = row._replace(attempts=row.attempts + 1, code=refusal.code, refusal=body)
                self.chunk.queued.append(again)
            found.append(Tried(row, refusal))
        self.chunk.write()
        return found

    def _foreseen(self) -> list[int]:
        """The tasks that this will be about as things stand now: locked with the others, in one order.
        (Where one turns out to be another, that one is locked out of order, and a deadlock is a conflict.)"""
        tasks: list[int | None] = []
        for command in self.commands.values():
            if isinstance(command, Call) and command.gather:
                tasks.append(self.pending.gathering(self.desk.shop, command.sop, command.key))
            elif isinstance(command, Withdraw) and not command.task:
                tasks += self.pending.called_for(command.caller, command.visit)[:1]
        return [task for task in tasks if task is not None]

    def _one(self, row: QueueRow) -> Refusal | None:
        if row.chain > LONGEST:
            return Refusal("chain-too-long", {"most": LONGEST, "task": row.cause})
        queued = self.commands[row.command_id]
        if queued is None:
            return Refusal("queue-unreadable", {"kind": row.kind})
        command: Command | None = queued
        if isinstance(queued, Call) and queued.gather:
            command = self._joining(queued)
        elif isinstance(queued, Withdraw) and not queued.task:
            command = self._withdrawn(queued)
        if command is None:
            return None
        chunk = self.chunk
        chunk.chain, chunk.quiet, chunk.since = row.chain, row.code, row.created
        answer = chunk.answer(command)
        return answer if isinstance(answer, Refusal) else None

    def _joining(self, call: Call) -> Command:
        """The same call, or the joining of a task in which callers with its key still gather now."""
        shared = self._gathering(call)
        if shared is None:
            return call
        self._have(shared)
        return Gather(call.id, shared, call.caller, call.visit, call.gather, call.ref, call.happened)

    def _gathering(self, call: Call) -> int | None:
        """The task in which they gather: one of those changed here, which are not written yet, or another."""
        changed = {change.after.id for change in self.chunk.changes}
        for id in changed:
            task = self.chunk.tasks[id]
            if (task.sop, task.gathers, task.ended) == (call.sop, call.key, None):
                return id
        found = self.pending.gathering(self.desk.shop, call.sop, call.key)
        if found in changed:  # it gathers no more
            self.chunk.write()
            found = self.pending.gathering(self.desk.shop, call.sop, call.key)
        return found

    def _withdrawn(self, command: Withdraw) -> Command | None:
        """The command about the task that the visit waits for now; None where it waits for none."""
        self.chunk.write()
        called = self.pending.called_for(command.caller, command.visit)
        if not called:
            self._drop_call(command)
            return None
        self._have(called[0])
        return command._replace(task=called[0])

    def _have(self, task: int) -> None:
        if task not in self.chunk.tasks:
            self.chunk.tasks.update(self.desk.store.load_many({task}, lock=True))

    def _drop_call(self, command: Withdraw) -> None:
        """A call that was refused and is not wanted any more."""
        wanted = (command.caller, command.visit)
        for row in self.pending.of(command.caller):
            other = command_of(row)
            if isinstance(other, Call) and (other.caller, other.visit) == wanted:
                self.pending.take(row)
        for id, other in self.commands.items():
            if isinstance(other, Call) and (other.caller, other.visit) == wanted:
                self.dropped.add(id)
