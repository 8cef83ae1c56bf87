"""Everything that a person has who leaves goes to others, tried or carried out in one transaction.

Who gets what is chosen by trying: the next in turn whom the decider of ``HandOver`` lets have a step. What
nobody of them may have stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from os import urandom
from typing import NamedTuple

from engine.kernel import decide
from engine.model.commands import Actor, HandOver
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.service import Accepted, Service
from engine.staffing import Staffing
from engine.store.sharing import Sharing


class Handed(NamedTuple):
    """What becomes of one visit of a task: whose it is now (None: of whoever may do it), or why it stays."""

    task: Task
    visit: int
    to: str | None = None
    refusal: Refusal | None = None


def hand_over(
    service: Service,
    actor: Actor,
    person: str,
    to: Sequence[str],
    reason: str | None,
    happened: int | None,
    name: str | None,
    dry: bool,
) -> list[Handed]:
    """Hand over everything of ``person`` to these persons in turn (none: back to whoever may do it), by task
    and visit. ``name`` names the commands, so that the same call again changes nothing; ``dry`` writes
    nothing. Raises StoreError."""
    store = service.desk.store
    with store.reading():
        places = Sharing(store).visits_of(person)
        tasks = store.load_many({task for task, _ in places}) if places else {}
        trial = _Trial(service, actor)
        found: list[Handed] = []
        turn = 0
        for number, visit in places:
            order: list[str | None] = [*to[turn:], *to[:turn]] or [None]
            wanted = [HandOver(b"", number, visit, person, one, reason, happened) for one in order]
            chosen = trial.choose(tasks[number], wanted)
            if to and chosen.to is not None:
                turn = (to.index(chosen.to) + 1) % len(to)
            found.append(chosen)
    if dry or not found:
        return found
    commands = [
        HandOver(
            _id(name, one),
            one.task.id,
            one.visit,
            person,
            (one.to or to[0]) if to else None,
            reason,
            happened,
        )
        for one in found
    ]
    answers = service.run_many(commands, actor, len(commands))
    return [_after(one, answer) for one, answer in zip(found, answers, strict=True)]


class _Trial:
    """Deciding that is thrown away, with what it needs at hand."""

    def __init__(self, service: Service, actor: Actor) -> None:
        self._desk, self._actor = service.desk, actor
        self._sight = service.desk.registry.sight(actor)
        self._staffing = Staffing(service.desk.store, service.desk.registry.presence(service.desk.clock()))

    def choose(self, task: Task, wanted: Sequence[HandOver]) -> Handed:
        """The first of these commands that would be carried out; else why none would."""
        unseen = self._sight.refusal(task)
        if unseen is not None:
            return Handed(task, wanted[0].visit, None, unseen)
        program = self._desk.registry.program(task.version)
        context = self._desk.context(self._actor, program)
        if isinstance(context, Refusal):
            return Handed(task, wanted[0].visit, None, context)
        context = context._replace(staff=self._staffing.of(task.sop, task.shop))
        refusals: list[Refusal] = []
        for command in wanted:
            answer = decide(program, task, command, context)
            if not isinstance(answer, Refusal):
                return Handed(task, command.visit, answer.draft.visits[command.visit - 1].assignee)
            refusals.append(answer)
        if len({refusal.code for refusal in refusals}) == 1 and refusals[0].code == "may-not":
            refusals = refusals[:1]
        refusal = refusals[0] if len(refusals) == 1 else Refusal("none-of-them", {}, tuple(refusals))
        return Handed(task, wanted[0].visit, None, refusal)


def _after(one: Handed, answer: Accepted | Refusal) -> Handed:
    """What became of it: somebody else may have been quicker. What was refused before is refused again, so
    that it is on record."""
    if isinstance(answer, Refusal):
        return one._replace(to=None, refusal=one.refusal or answer)
    return Handed(answer.task, one.visit, answer.task.visits[one.visit - 1].assignee)


def _id(name: str | None, one: Handed) -> bytes:
    if name is None:
        return urandom(16)
    return sha256(
        f"handover\x00{name}\x00{one.task.id}/{one.visit}".encode("utf-8", "surrogateescape")
    ).digest()[:16]
