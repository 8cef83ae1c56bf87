"""Moving the open tasks of an SOP to one of its versions: a verdict for each, tried or carried out.

Each task is moved by a command of its own, a page of them in a transaction, so one that cannot go keeps no
other back, and a run that is cut short is finished by the same one again: who was moved already stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from os import urandom
from typing import NamedTuple

from engine.audit.versions import Running, running
from engine.kernel import Decision, Fact, decide
from engine.model.commands import Actor, Migrate
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.shifts import Shift, shifts
from engine.store import DocumentRow, Store

PAGE = 1000
MOVES, CANNOT, STAYS = "moves", "cannot", "stays"


class Wish(NamedTuple):
    """What is to be moved: the open tasks of an SOP, or ``tasks`` (ids) alone, or those of version ``start``
    (a document's id) alone, to ``target``; ``names`` and ``reason`` as in ``Migrate``."""

    target: DocumentRow
    names: dict[str, str]
    tasks: tuple[int, ...] | None = None
    start: int | None = None
    reason: str | None = None


class Verdict(NamedTuple):
    """What becomes of one task: ``moves``, ``stays`` (it is there already) or ``cannot`` with the
    ``refusal``. ``version`` is the document it was on, ``steps`` the open ones, by the names they had;
    ``lost`` are ticked lines (step, title) and ``gone`` fields that the new version does not have."""

    task: int
    ref: str
    version: int
    steps: tuple[str, ...]
    verdict: str
    refusal: Refusal | None = None
    shifts: tuple[Shift, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()


def migrate(
    store: Store, registry: Registry, service: Service, actor: Actor, wish: Wish, dry: bool
) -> Iterator[list[Verdict]]:
    """Verdicts, page after page, each given when its tasks are moved for good; with ``dry`` nothing is
    written and the verdicts are the same. Raises StoreError."""
    sight = registry.sight(actor)
    for everybody in _pages(store, wish):
        page = everybody
        if not sight.whole:  # of what somebody may not see, nothing is said
            with store.reading():
                tasks = store.load_many([one.task for one in everybody])
            page = [one for one in everybody if sight.refusal(tasks[one.task]) is None]
        candidates = [one for one in page if one.version != wish.target.id]
        if dry:
            answers = _tried(store, registry, service, actor, wish, candidates)
        else:
            commands = [Migrate(urandom(16), one.task, *_asked(wish)) for one in candidates]
            run = service.run_many(commands, actor)
            answers = [_outcome(answer) for answer in run]
        found = dict(zip((one.task for one in candidates), answers, strict=True))
        yield [_verdict(one, found.get(one.task)) for one in page]


def _asked(wish: Wish) -> tuple[int, dict[str, str], str | None]:
    return wish.target.id, wish.names, wish.reason


_Outcome = Refusal | tuple[list[Fact], Task]


def _outcome(answer: Accepted | Refusal) -> _Outcome:
    return answer if isinstance(answer, Refusal) else (answer.facts, answer.task)


def _tried(
    store: Store,
    registry: Registry,
    service: Service,
    actor: Actor,
    wish: Wish,
    candidates: Sequence[Running],
) -> list[_Outcome]:
    """What would come of it, decided and thrown away."""
    found: list[_Outcome] = []
    with store.reading():
        target = registry.program(wish.target.id)
        context = service.context(actor, target)
        tasks = store.load_many([one.task for one in candidates])
        for one in candidates:
            if isinstance(context, Refusal):
                found.append(context)
                continue
            command, task = Migrate(b"", one.task, *_asked(wish)), tasks[one.task]
            aimed = context._replace(target=target)
            decision = decide(registry.program(task.version), task, command, aimed)
            if isinstance(decision, Decision):
                found.append((decision.facts, decision.draft.task()))
            else:
                found.append(decision)
    return found


def _pages(store: Store, wish: Wish) -> Iterator[list[Running]]:
    """The tasks that are meant, by ascending number. Named ones are all given, ended or not."""
    if wish.tasks is not None:
        ids = iter(sorted(set(wish.tasks)))
        while part := list(islice(ids, PAGE)):
            with store.reading():
                tasks = store.load_many(part)
            yield [_standing(task) for task in tasks.values()]
        return
    after = 0
    while True:
        rows = running(store, wish.target.name, after, PAGE)
        if not rows:
            return
        after = rows[-1].task
        yield [row for row in rows if wish.start in (None, row.version)]


def _standing(task: Task) -> Running:
    return Running(task.id, task.ref, task.version, tuple(visit.step for visit in task.open_visits()))


def _verdict(one: Running, outcome: _Outcome | None) -> Verdict:
    if outcome is None or (isinstance(outcome, Refusal) and outcome.code == "already-there"):
        return Verdict(*one, STAYS)
    if isinstance(outcome, Refusal):
        return Verdict(*one, CANNOT, outcome)
    facts, after = outcome
    moved = facts[0]
    lost = [(after.visits[left["visit"] - 1].step, line) for left in moved["lost"] for line in left["lines"]]
    gone = tuple(name for name, value in moved["data"].items() if value is None)
    return Verdict(*one, MOVES, None, tuple(shifts(facts, after)), tuple(lost), gone)
