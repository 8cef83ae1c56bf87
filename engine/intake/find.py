"""Finding the tasks that rows name, many at a time, in the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from engine.intake.visits import Found, Resolve, Sought
from engine.model.actor import EVERYTHING, Sight
from engine.model.definition import Definition
from engine.model.refusals import Refusal
from engine.model.task import Task


class Recorded(Protocol):
    """What is read of an event row."""

    @property
    def task(self) -> int: ...

    @property
    def body(self) -> str: ...


class Tasks(Protocol):
    """What is used of the store."""

    def commands(self, ids: Iterable[bytes]) -> Mapping[bytes, Any]: ...

    def load_many(self, ids: Iterable[int]) -> Mapping[int, Task]: ...

    def find_ref(self, text: str) -> list[int]: ...


def finder(
    tasks: Tasks,
    definition_of: Callable[[int], Definition],
    sop: str = "",
    sight: Sight = EVERYTHING,
) -> Resolve:
    """A ``Resolve`` on the store. ``definition_of`` gives the definition of a version; with ``sop``, only
    tasks of that SOP are found. ``sight`` is what whoever brings the rows may see.

    Refuses ``unknown-task``, ``ambiguous-ref``, ``may-not-see`` and ``other-shop``. A command that was
    carried out before is answered with the visit it closed, so that it is recognised although its task has
    gone on.
    """

    def resolve(sought: Sequence[Sought]) -> list[Found | Refusal]:
        earlier = tasks.commands([one.id for one in sought])
        named = {one.ref: tasks.find_ref(one.ref) for one in sought if one.task is None}
        ids = {one.task for one in sought if one.task is not None}
        for several in named.values():
            ids.update(several)
        loaded = tasks.load_many(sorted(ids))
        answers = [_answer(one, earlier.get(one.id), named, loaded, definition_of, sop) for one in sought]
        return answers if sight.whole else [_seen(answer, sight) for answer in answers]

    return resolve


def _answer(
    one: Sought,
    earlier: Recorded | None,
    named: Mapping[str, list[int]],
    loaded: Mapping[int, Task],
    definition_of: Callable[[int], Definition],
    sop: str,
) -> Found | Refusal:
    ids = named.get(one.ref, []) if one.task is None else [one.task]
    found = [loaded[id] for id in ids if id in loaded and (not sop or loaded[id].sop == sop)]
    if earlier is not None:
        found = [task for task in found if task.id == earlier.task]
    if not found:
        return Refusal("unknown-task", {"text": one.ref if one.task is None else f"T-{one.task}"})
    if len(found) > 1:
        return Refusal("ambiguous-ref", {"ref": one.ref, "tasks": [task.id for task in found]})
    task = found[0]
    return Found(task, definition_of(task.version), _closed_by(earlier) if earlier is not None else None)


def _seen(answer: Found | Refusal, sight: Sight) -> Found | Refusal:
    refusal = sight.refusal(answer.task) if isinstance(answer, Found) else None
    return answer if refusal is None else refusal


def _closed_by(event: Recorded) -> int | None:
    """The number of the visit that an advance closed: its first fact that closes one."""
    for fact in json.loads(event.body)["facts"]:
        if fact["fact"] == "closed":
            visit: int = fact["visit"]
            return visit
    return None
