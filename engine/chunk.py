"""One transaction of the one writer: commands decided in turn, then everything they did written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from engine.coming import come
from engine.kernel import Context, Fact, Program, decide
from engine.kernel.record import canonical
from engine.model.commands import ITSELF, Actor
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.registry import Registry
from engine.sealing import content_digest, plain, sealed
from engine.store import Change, EventRow, QueueRow, RefusalRow, Store

if TYPE_CHECKING:
    from engine.rules.staff import Staff
    from engine.staffing import Staffing


STARTS = ("start", "call")
"""The kinds of commands that begin a task. Kinds are asked for, not classes: an advance loads no others."""


STAFFED = frozenset({"assign", "delegate", "release", "handover", "reopen", "override"})
"""The kinds of commands that are about people, in whichever SOP."""


class Accepted(Record):
    """A command that was carried out. ``repeated``: it had been carried out before, nothing was changed.
    No ``event`` and not repeated: an internal command that found nothing to do."""

    task: Task
    facts: list[Fact]
    repeated: bool
    event: EventRow | None


class Desk:
    """What every transaction needs at hand. ``clock`` gives now in ms UTC; ``behind`` is by how many ms it
    was behind what a command had to follow, at the worst."""

    def __init__(
        self, store: Store, registry: Registry, clock: Callable[[], int], zone: str, shop: str = ""
    ) -> None:
        self.store = store
        self.registry = registry
        self.clock = clock
        self.zone = zone
        self.shop = shop
        self.behind = 0

    def context(self, actor: Actor, program: Program, recorded: int | None = None) -> Context | Refusal:
        """What deciding may look at, now. For questions (why, checklist) as for commands."""
        calendar = self.registry.calendar(program.definition.calendar)
        if isinstance(calendar, Refusal):
            return calendar
        number, arithmetic = calendar
        return Context(
            actor=actor,
            recorded=self.clock() if recorded is None else recorded,
            zone=self.zone,
            calendar=arithmetic,
            calendar_number=number,
            shop=self.shop,
        )


class Chunk:
    """The commands of one transaction: what they need is read in a few statements, then each is decided."""

    def __init__(
        self,
        desk: Desk,
        batch: Sequence[Any],
        actor: Actor,
        chain: int = 0,
        quiet: str | None = None,
        since: int = 0,
    ) -> None:
        """``chain`` is how many commands led to each other down to these; 0 for a person's. ``quiet`` is a
        code that was refused before and need not go on record again. ``since`` is when their cause was
        recorded (ms UTC): nothing here is recorded before it."""
        self.desk = desk
        self.store = desk.store
        self.registry = desk.registry
        self.batch = batch
        self.actor = actor
        self.chain = chain
        self.quiet = quiet
        self.since = since
        self.changes: list[Change] = []
        self.refusals: list[RefusalRow] = []
        self.queued: list[QueueRow] = []
        self.notices: list[tuple[EventRow, list[Fact], Task]] = []
        self.contexts: dict[int, Context | Refusal] = {}
        self.staffing: Staffing | None = None
        self.reaches_out = False
        self.sight = self.registry.sight(actor)
        self.registry.refresh()

    def answers(self) -> list[Accepted | Refusal]:
        """Decide every command of the chunk and write what came of it; inside the transaction."""
        self.read()
        answers = [self.answer(command) for command in self.batch]
        self.write()
        return answers

    def read(self, also: Iterable[int] = ()) -> None:
        """Read and lock what the commands are about, and ``also`` these tasks."""
        store, batch = self.store, self.batch
        self.seen = store.commands([command.id for command in batch if command.id])
        known = {command.task for command in batch if command.kind not in STARTS}.union(also)
        self.tasks = store.load_many(known, lock=True) if known else {}
        self._read_starts([command for command in batch if command.kind in STARTS])

    def write(self) -> None:
        """Write what came of the answers that were given since the last time."""
        store = self.store
        if self.changes:
            store.save(self.changes)
            self.changes = []
        if self.queued:
            store.pending.add(self.queued)
            self.queued = []
        if self.notices:
            from engine.outboxing import keep  # few events have any: nobody else waits for it

            keep(store, self.notices)
            self.notices = []
        if self.refusals:
            store.refuse(self.refusals)
            self.refusals = []

    def _read_starts(self, starts: Sequence[Any]) -> None:
        """Which versions starts will have, which unique values are taken, which ids are free."""
        self.versions = {sop: self.registry.current(sop) for sop in {start.sop for start in starts}}
        self.taken: dict[tuple[str, str], int] = {}
        for sop, row in self.versions.items():
            field = self.registry.program(row.id).definition.unique if row else ""
            if field:
                values = [
                    str(start.values[field]) for start in starts if start.sop == sop and field in start.values
                ]
                found = self.store.find_unique(self.desk.shop, sop, values)
                self.taken.update({(sop, value): task for value, task in found.items()})
        self.next_id = self.store.allocate(len(starts)) if starts else 0

    def answer(self, command: Any) -> Accepted | Refusal:
        """Decide one; it is written with the next ``write``."""
        content = content_digest(command)
        earlier = self.seen.get(command.id) if command.id else None
        if earlier is not None:
            if earlier.content != content:
                return self._refused(command, Refusal("duplicate-command", {"kind": earlier.kind}))
            task = self.tasks.get(earlier.task) or self.store.load(earlier.task)
            assert task is not None
            if (unseen := self.sight.refusal(task)) is not None:
                return self._refused(command, unseen)
            self.reaches_out = True  # it may have been interrupted before what it led to
            return Accepted(task, [], True, earlier)
        if command.kind in STARTS:
            return self._start(command, content)
        task = self.tasks.get(command.task)
        if task is None:
            return self._refused(command, Refusal("unknown-task", {"text": f"T-{command.task}"}))
        if (unseen := self.sight.refusal(task)) is not None:
            return self._refused(command, unseen)
        return self._decide(command, content, task, task.version)

    def _start(self, command: Any, content: bytes) -> Accepted | Refusal:
        row = self.versions[command.sop]
        if row is None:
            known = sorted({document.name for document in self.store.documents("sop")})
            return self._refused(command, Refusal("unknown-sop", {"name": command.sop, "sops": known}))
        field = self.registry.program(row.id).definition.unique
        value = command.values.get(field) if field else None
        if value is not None and (existing := self.taken.get((command.sop, str(value)))) is not None:
            if command.kind == "call":
                taken = {"sop": command.sop, "field": field, "value": str(value), "task": existing}
                return self._refused(command, Refusal("called-exists", taken))
            task = self.tasks.get(existing) or self.store.load(existing)
            assert task is not None
            right = self.registry.program(row.id).right("start", self.actor, task.shop)
            refused = right if isinstance(right, Refusal) else self.sight.refusal(task, str(value))
            if refused is not None and self.actor.person != ITSELF:  # it would tell where the task is
                return self._refused(command, refused)
            return Accepted(task, [], True, None)
        answer = self._decide(command, content, None, row.id)
        if isinstance(answer, Accepted) and answer.task.unique is not None:
            self.taken[command.sop, answer.task.unique] = answer.task.id
        return answer

    def _decide(self, command: Any, content: bytes, task: Task | None, version: int) -> Accepted | Refusal:
        program = self.registry.program(version)
        if command.kind == "migrate":
            target = self.registry.program(command.to)
            context = self._context(command.to, target)
        else:
            target, context = None, self._context(version, program)
        if isinstance(context, Refusal):
            return self._refused(command, context)
        if target is not None:
            context = context._replace(target=target)
        if (target or program).staffed or _about_people(command, task):
            context = context._replace(staff=self._staff(program, task))
        if task is not None and command.kind == "undo":
            from engine.undoing import past_of

            self.write()
            context = context._replace(past=past_of(self.store, task))
        last = self.since if task is None else max(self.since, self.store.recorded.get(task.id, 0))
        if last > context.recorded:  # the clock was set back: a record never is (ADR 0026)
            if task is not None and command.kind == "wake" and not come(task, context.recorded):
                return Accepted(task, [], False, None)  # what comes before ``last`` has still to come
            self.desk.behind = max(self.desk.behind, last - context.recorded)
            context = context._replace(recorded=last)
        if task is None:
            context = context._replace(version=version, task_id=self.next_id)
        decision = decide(program, task, command, context)
        if isinstance(decision, Refusal):
            return self._refused(command, decision)
        if not decision.facts:
            assert task is not None
            return Accepted(task, [], False, None)
        base = decision.draft.base
        event = sealed(
            base.seq + 1, base.id, base.shop, base.head, command, content, self.actor,
            decision.happened, context.recorded, decision.facts,
        )  # fmt: skip
        after = decision.draft.task(event.seq, event.hash)
        if task is None:
            self.next_id += 1
        self.tasks[after.id] = after
        self.store.recorded[after.id] = context.recorded
        if self.staffing is not None:
            self.staffing.follow(task, after, decision.facts)
        if command.id:
            self.seen[command.id] = event
        self.changes.append(Change(event, task, after))
        if decision.effects:
            from engine.queueing import queued

            self.queued += queued(event, decision.effects, self.chain + 1)
        if "noticed" in [fact["fact"] for fact in decision.facts]:
            self.notices.append((event, decision.facts, after))
        self.reaches_out = self.reaches_out or program.reaches_out or bool(after.callers)
        return Accepted(after, decision.facts, False, event)

    def _staff(self, program: Program, task: Task | None) -> Staff:
        if self.staffing is None:
            from engine.staffing import Staffing

            self.staffing = Staffing(self.store, self.registry.presence(self.desk.clock()))
        return self.staffing.of(program.definition.sop, self.desk.shop if task is None else task.shop)

    def _context(self, version: int, program: Program) -> Context | Refusal:
        found = self.contexts.get(version)
        if found is None:
            found = self.contexts[version] = self.desk.context(self.actor, program)
        elif isinstance(found, Context):
            found = found._replace(recorded=max(found.recorded, self.desk.clock()))
        return found

    def _refused(self, command: Any, refusal: Refusal) -> Refusal:
        actor = self.actor
        if refusal.code == self.quiet or (command.kind == "wake" and self._told(command.task, refusal)):
            return refusal
        self.refusals.append(
            RefusalRow(
                shop=self.desk.shop,
                task=command.caller if command.kind == "call" else getattr(command, "task", None),
                command_id=command.id or None,
                kind=command.kind,
                actor=actor.person,
                acting=actor.acting,
                login=actor.login,
                recorded=self.desk.clock(),
                code=refusal.code,
                body=canonical(plain(refusal)),
            )
        )
        return refusal

    def _told(self, task: int, refusal: Refusal) -> bool:
        """Whether a task's last refusal was the same: a sweep every minute need not say it every minute."""
        last = self.store.refusals(task)[-1:]
        return bool(last) and last[0].body == canonical(plain(refusal))


def _about_people(command: Any, task: Task | None) -> bool:
    """Whether a command needs to know who there is although its SOP gives nothing to anybody: it is about
    people, or something of the task's is done for somebody else."""
    return command.kind in STAFFED or (
        task is not None and any(one.closed is None and one.behalf is not None for one in task.visits)
    )
