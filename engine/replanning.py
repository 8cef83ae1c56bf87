"""Open tasks planned anew by the calendars as they are published now, tried or carried out.

Each task is planned by a command of its own, a page of them in a transaction, as with migration: a run that
is cut short is finished by the same one again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from os import urandom
from typing import NamedTuple

from engine.kernel import Decision, Fact, decide
from engine.model.commands import Actor, Command, Replan
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.service import Accepted, Service
from engine.shifts import Shift, shifts
from engine.store import Store

PAGE = 1000


class Planned(NamedTuple):
    """What becomes of one task: the clocks that change (none: the new calendar says the same), or the
    ``refusal``. ``version`` is the document of its SOP."""

    task: int
    ref: str
    version: int
    shifts: tuple[Shift, ...] = ()
    refusal: Refusal | None = None


def outdated(store: Store, sop: str | None = None) -> Iterator[list[int]]:
    """The open tasks with a running clock that was planned by a calendar's earlier version, by ascending
    number, a page at a time. Raises StoreError."""
    with store.reading():
        latest = [row.id for row in store.documents("calendar")]
        known = store.document("sop", sop) if sop is not None else None
    after = 0
    while not (sop is not None and known is None):
        with store.reading():
            page = store.pending.planned_otherwise(latest, sop or "", after, PAGE)
        if not page:
            return
        after = page[-1]
        yield page


def replan(
    service: Service,
    actor: Actor,
    tasks: Sequence[int] | None,
    sop: str | None,
    reason: str | None,
    dry: bool,
) -> Iterator[list[Planned]]:
    """Verdicts, page after page, each given when its tasks are planned for good; with ``dry`` nothing is
    written and the verdicts are the same. ``tasks`` (ids) alone, or all that are ``outdated``. Raises
    StoreError."""
    store, sight = service.desk.store, service.desk.registry.sight(actor)
    for page in _pages(tasks) if tasks is not None else outdated(store, sop):
        with store.reading():
            before = store.load_many(page)
        wanted = [task for task in before.values() if task.ended is None or tasks is not None]
        wanted = [task for task in wanted if sight.refusal(task) is None]
        commands = [Replan(b"" if dry else urandom(16), task.id, reason) for task in wanted]
        if dry:
            answers = [tried(service, actor, task, one) for task, one in zip(wanted, commands, strict=True)]
        else:
            answers = [_outcome(answer) for answer in service.run_many(commands, actor)]
        yield [_planned(task, answer) for task, answer in zip(wanted, answers, strict=True)]


Outcome = Refusal | tuple[list[Fact], Task]


def tried(service: Service, actor: Actor, task: Task, command: Command) -> Outcome:
    """What a command would do to a task, decided and thrown away. Raises StoreError."""
    program = service.desk.registry.program(task.version)
    context = service.context(actor, program)
    if isinstance(context, Refusal):
        return context
    decision = decide(program, task, command, context)
    if isinstance(decision, Decision):
        return decision.facts, decision.draft.task()
    return decision


def _pages(tasks: Sequence[int]) -> Iterator[list[int]]:
    ids = iter(sorted(set(tasks)))
    while page := list(islice(ids, PAGE)):
        yield page


def _outcome(answer: Accepted | Refusal) -> Outcome:
    return answer if isinstance(answer, Refusal) else (answer.facts, answer.task)


def _planned(task: Task, outcome: Outcome) -> Planned:
    if isinstance(outcome, Refusal):
        return Planned(task.id, task.ref, task.version, (), outcome)
    return Planned(task.id, task.ref, task.version, tuple(shifts(*outcome)))
