"""The one writer: one command, one transaction, one event row or one refusal.

    begin -> decide -> append the event, write the task's rows, queue what it leads to -> commit
    -> carry out what is queued, each in the same way

A bulk is the same, a transaction for each chunk. Nothing is answered before it is durable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from engine.chunk import Accepted, Chunk, Desk
from engine.kernel import Context, Program
from engine.model.commands import Actor, Command
from engine.model.refusals import Refusal
from engine.registry import Registry
from engine.sealing import chained, content_digest, plain
from engine.store import ConflictError, Store, StoreError

__all__ = ["Accepted", "Service", "chained", "content_digest", "plain"]

CHUNK = 1000
ATTEMPTS = 5


class Service:
    """Runs commands on a store. ``clock`` gives now in ms UTC and is read once for each command."""

    def __init__(
        self, store: Store, registry: Registry, clock: Callable[[], int], zone: str, shop: str = ""
    ) -> None:
        self.desk = Desk(store, registry, clock, zone, shop)

    def run(self, command: Command, actor: Actor) -> Accepted | Refusal:
        """Carry out one command. Raises StoreError when the database cannot be written."""
        return next(self.run_many([command], actor))

    def run_many(
        self, commands: Iterable[Command], actor: Actor, chunk: int = CHUNK
    ) -> Iterator[Accepted | Refusal]:
        """Carry out many commands, ``chunk`` in a transaction; one answer each, in order, after its commit.

        A refused command is on record and does not keep the others of its chunk from being carried out.
        Commands of one chunk may be about the same task; each sees what the ones before it did. What they
        lead to elsewhere is carried out before the answers are given.
        """
        source = iter(commands)
        while batch := list(islice(source, chunk)):
            yield from self._chunk(batch, actor)

    def _chunk(self, batch: list[Command], actor: Actor) -> list[Accepted | Refusal]:
        """One transaction. When another process was quicker with the same value or command (which only
        PostgreSQL lets happen), it is run again and finds what that one did."""
        for attempt in range(ATTEMPTS):
            try:
                with self.desk.store.writing():
                    chunk = Chunk(self.desk, batch, actor)
                    answers = chunk.answers()
                break
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
        if chunk.reaches_out:
            # The command is done, whatever becomes of what it leads to: that stays queued for the next one.
            from engine.draining import drain

            with suppress(StoreError, ConflictError):
                drain(self.desk)
        return answers

    def context(self, actor: Actor, program: Program, recorded: int | None = None) -> Context | Refusal:
        """What deciding may look at, now. For questions (why, checklist) as for commands."""
        return self.desk.context(actor, program, recorded)
