"""The one writer: one command, one transaction, one event row or one refusal.

    begin -> decide -> append the event, write the task's rows -> commit

A bulk is the same, a transaction for each chunk. Nothing is answered before it is durable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import islice

from engine.kernel import Context, Fact, Program, decide
from engine.kernel.record import EVENT_FORMAT, canonical, digest
from engine.model.commands import Actor, Command, Migrate, Start
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.registry import Registry
from engine.store import Change, ConflictError, EventRow, RefusalRow, Store

CHUNK = 1000
ATTEMPTS = 5


class Accepted(Record):
    """A command that was carried out. ``repeated``: it had been carried out before, nothing was changed."""

    task: Task
    facts: list[Fact]
    repeated: bool
    event: EventRow | None


class Service:
    """Runs commands on a store. ``clock`` gives now in ms UTC and is read once for each command."""

    def __init__(
        self, store: Store, registry: Registry, clock: Callable[[], int], zone: str, shop: str = ""
    ) -> None:
        self._store = store
        self._registry = registry
        self._clock = clock
        self._zone = zone
        self._shop = shop

    def run(self, command: Command, actor: Actor) -> Accepted | Refusal:
        """Carry out one command. Raises StoreError when the database cannot be written."""
        return next(self.run_many([command], actor))

    def run_many(
        self, commands: Iterable[Command], actor: Actor, chunk: int = CHUNK
    ) -> Iterator[Accepted | Refusal]:
        """Carry out many commands, ``chunk`` in a transaction; one answer each, in order, after its commit.

        A refused command is on record and does not keep the others of its chunk from being carried out.
        Commands of one chunk may be about the same task; each sees what the ones before it did.
        """
        source = iter(commands)
        while batch := list(islice(source, chunk)):
            yield from self._chunk(batch, actor)

    def _chunk(self, batch: list[Command], actor: Actor) -> list[Accepted | Refusal]:
        """One transaction. When another process was quicker with the same value or command (which only
        PostgreSQL lets happen), it is run again and finds what that one did."""
        for _ in range(ATTEMPTS - 1):
            try:
                with self._store.writing():
                    return _Chunk(self, batch, actor).answers()
            except ConflictError:
                continue
        with self._store.writing():
            return _Chunk(self, batch, actor).answers()

    def context(self, actor: Actor, program: Program, recorded: int | None = None) -> Context | Refusal:
        """What deciding may look at, now. For questions (why, checklist) as for commands."""
        calendar = self._registry.calendar(program.definition.calendar)
        if isinstance(calendar, Refusal):
            return calendar
        number, arithmetic = calendar
        return Context(
            actor=actor,
            recorded=self._clock() if recorded is None else recorded,
            zone=self._zone,
            calendar=arithmetic,
            calendar_number=number,
            shop=self._shop,
        )


class _Chunk:
    """The commands of one transaction: what they need is read in a few statements, then each is decided."""

    def __init__(self, service: Service, batch: list[Command], actor: Actor) -> None:
        self.service = service
        self.store = service._store
        self.registry = service._registry
        self.batch = batch
        self.actor = actor
        self.changes: list[Change] = []
        self.refusals: list[RefusalRow] = []
        self.contexts: dict[int, Context | Refusal] = {}
        self.registry.refresh()

    def answers(self) -> list[Accepted | Refusal]:
        """Decide every command of the chunk and write what came of it; inside the transaction."""
        store, batch = self.store, self.batch
        self.seen = store.commands([command.id for command in batch if command.id])
        known = {command.task for command in batch if not isinstance(command, Start)}
        self.tasks = store.load_many(known, lock=True) if known else {}
        self._read_starts([command for command in batch if isinstance(command, Start)])
        answers = [self._answer(command) for command in batch]
        if self.changes:
            store.save(self.changes)
        if self.refusals:
            store.refuse(self.refusals)
        return answers

    def _read_starts(self, starts: list[Start]) -> None:
        """Which versions starts will have, which unique values are taken, which ids are free."""
        self.versions = {sop: self.registry.current(sop) for sop in {start.sop for start in starts}}
        self.taken: dict[tuple[str, str], int] = {}
        for sop, row in self.versions.items():
            field = self.registry.program(row.id).definition.unique if row else ""
            if field:
                values = [
                    str(start.values[field]) for start in starts if start.sop == sop and field in start.values
                ]
                found = self.store.find_unique(self.service._shop, sop, values)
                self.taken.update({(sop, value): task for value, task in found.items()})
        self.next_id = self.store.allocate(len(starts)) if starts else 0

    def _answer(self, command: Command) -> Accepted | Refusal:
        content = content_digest(command)
        earlier = self.seen.get(command.id) if command.id else None
        if earlier is not None:
            if earlier.content != content:
                return self._refused(command, Refusal("duplicate-command", {"kind": earlier.kind}))
            task = self.tasks.get(earlier.task) or self.store.load(earlier.task)
            assert task is not None
            return Accepted(task, [], True, earlier)
        if isinstance(command, Start):
            return self._start(command, content)
        task = self.tasks.get(command.task)
        if task is None:
            return self._refused(command, Refusal("unknown-task", {"text": f"T-{command.task}"}))
        return self._decide(command, content, task, task.version)

    def _start(self, command: Start, content: bytes) -> Accepted | Refusal:
        row = self.versions[command.sop]
        if row is None:
            known = sorted({document.name for document in self.store.documents("sop")})
            return self._refused(command, Refusal("unknown-sop", {"name": command.sop, "sops": known}))
        field = self.registry.program(row.id).definition.unique
        value = command.values.get(field) if field else None
        if value is not None and (existing := self.taken.get((command.sop, str(value)))) is not None:
            task = self.tasks.get(existing) or self.store.load(existing)
            assert task is not None
            return Accepted(task, [], True, None)
        answer = self._decide(command, content, None, row.id)
        if isinstance(answer, Accepted) and answer.task.unique is not None:
            self.taken[command.sop, answer.task.unique] = answer.task.id
        return answer

    def _decide(
        self, command: Command, content: bytes, task: Task | None, version: int
    ) -> Accepted | Refusal:
        program = self.registry.program(version)
        if isinstance(command, Migrate):
            target = self.registry.program(command.to)
            context = self._context(command.to, target)
        else:
            target, context = None, self._context(version, program)
        if isinstance(context, Refusal):
            return self._refused(command, context)
        if target is not None:
            context = context._replace(target=target)
        if task is None:
            context = context._replace(version=version, task_id=self.next_id)
        decision = decide(program, task, command, context)
        if isinstance(decision, Refusal):
            return self._refused(command, decision)
        base = decision.draft.base
        event = sealed(
            base.seq + 1, base.id, base.shop, base.head, command, content, self.actor,
            decision.happened, context.recorded, decision.facts,
        )  # fmt: skip
        after = decision.draft.task(event.seq, event.hash)
        if task is None:
            self.next_id += 1
        self.tasks[after.id] = after
        if command.id:
            self.seen[command.id] = event
        self.changes.append(Change(event, task, after))
        return Accepted(after, decision.facts, False, event)

    def _context(self, version: int, program: Program) -> Context | Refusal:
        found = self.contexts.get(version)
        if found is None:
            found = self.contexts[version] = self.service.context(self.actor, program)
        elif isinstance(found, Context):
            found = found._replace(recorded=max(found.recorded, self.service._clock()))
        return found

    def _refused(self, command: Command, refusal: Refusal) -> Refusal:
        actor = self.actor
        self.refusals.append(
            RefusalRow(
                shop=self.service._shop,
                task=None if isinstance(command, Start) else command.task,
                command_id=command.id or None,
                kind=command.kind,
                actor=actor.person,
                acting=actor.acting,
                login=actor.login,
                recorded=self.service._clock(),
                code=refusal.code,
                body=canonical(plain(refusal)),
            )
        )
        return refusal


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
    return sha256(canonical(command[1:]).encode("utf-8")).digest()[:16]


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
