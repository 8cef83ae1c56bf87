"""What an event says that people are to be told becomes rows of the outbox, in the event's own transaction:
so nothing is announced that was not kept, and nothing kept is not announced (docs/decisions/0023).

A notice's body is canonical JSON: the ``noticed`` fact as it stands, and what a reader needs who has nothing
else at hand: ``ref``, ``sop``, ``version`` (a document's id), ``happened``. ``for`` names everybody meant:
``role:NAME``, ``person:KEY``, ``everybody``, or a bare name that is either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.kernel.facts import Fact
from engine.kernel.notices import EVERYBODY, PERSON, ROLE
from engine.kernel.record import canonical
from engine.model.task import Task
from engine.store import EventRow, Store
from engine.store.outbox import NoticeRow, Outbox


def notices_of(event: EventRow, facts: Iterable[Fact], task: Task) -> list[NoticeRow]:
    """The rows for what an event says is to be told; ``task`` is as the event left it."""
    noticed = [fact for fact in facts if fact["fact"] == "noticed"]
    return [
        NoticeRow(
            event.shop,
            event.task,
            event.seq,
            fact.get("notice", place),
            fact.get("kind", "rule"),
            canonical(_body(fact, event, task)),
            event.recorded,
        )
        for place, fact in enumerate(noticed, start=1)
    ]


def keep(store: Store, told: Iterable[tuple[EventRow, Sequence[Fact], Task]]) -> None:
    """Write the rows of several events, in their transaction."""
    Outbox(store).add([row for event, facts, task in told for row in notices_of(event, facts, task)])


def _body(fact: Fact, event: EventRow, task: Task) -> dict[str, Any]:
    said = {key: value for key, value in fact.items() if key not in ("fact", "notice", "kind")}
    told = said.pop("to", [])
    return {
        **said,
        "for": list(said.get("for") or _meant(told, task)),
        "ref": task.ref,
        "sop": task.sop,
        "version": task.version,
        "happened": event.happened,
    }


def _meant(words: Iterable[str], task: Task) -> list[str]:
    """Whom the words of a fact mean that was recorded before facts said so: ``assignee`` and ``starter``, a
    person field, a role."""
    found: dict[str, None] = {}
    for word in words:
        if word == EVERYBODY or word.startswith((ROLE, PERSON)):
            found[word] = None
        elif word == "starter":
            found[PERSON + task.starter] = None
        elif word == "assignee":
            roles = [role for visit in task.open_visits() if visit.kind == "work" for role in visit.roles]
            found.update(dict.fromkeys(roles or [EVERYBODY]))
        else:
            value = task.data.get(word)
            found[PERSON + value if isinstance(value, str) else ROLE + word] = None
    return list(found)


def missing(task: int, told: Iterable[tuple[int, Mapping[str, Any]]], rows: Iterable[NoticeRow]) -> list[int]:
    """The events of a task whose ``noticed`` facts have no row: numbers, each once. ``told`` are (seq, fact);
    facts that have no number were recorded before there was an outbox."""
    there = {(row.seq, row.ordinal) for row in rows if row.task == task}
    wanted = [(seq, fact["notice"]) for seq, fact in told if "notice" in fact]
    return sorted({seq for seq, number in wanted if (seq, number) not in there})
