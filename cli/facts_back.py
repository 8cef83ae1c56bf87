"""Facts in words: what was taken back, reopened, closed against a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.task import SUPERSEDED, UNDONE, Task
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.render.naming import Names

Fact = Mapping[str, Any]
Words = tuple[str, dict[str, str]]


def withdrawn(names: Names, task: Task, fact: Fact) -> Words | None:
    """A visit that was closed because what opened it was undone, or an earlier step reopened; else None."""
    data = {"step": names.step(task.visits[fact["visit"] - 1].step)}
    if fact["outcome"] == UNDONE:
        return N_("%(step)s is not open any more."), data
    if fact["outcome"] == SUPERSEDED:
        return N_("%(step)s is put aside."), data
    return None


def _undid(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    data = {"step": names.step(step), "outcome": names.outcome(fact["outcome"], step)}
    if "reason" in fact:
        return N_("undone: %(outcome)s of %(step)s, because: %(reason)s."), data | {"reason": fact["reason"]}
    return N_("undone: %(outcome)s of %(step)s."), data


def _undone(names: Names, task: Task, fact: Fact) -> Words:
    return N_("%(step)s is open again."), {"step": names.step(task.visits[fact["visit"] - 1].step)}


def _lane_back(names: Names, task: Task, fact: Fact) -> Words:
    block = task.lanes[fact["lane"] - 1].block
    return N_("%(block)s: the lane is open again."), {"block": names.step(task.visits[block - 1].step)}


def _goes_on(names: Names, task: Task, fact: Fact) -> Words:
    return N_("the task goes on."), {}


def _reopened(names: Names, task: Task, fact: Fact) -> Words:
    data = {"step": names.step(task.visits[fact["was"] - 1].step), "reason": fact["reason"]}
    return N_("%(step)s is reopened, because: %(reason)s."), data


def _overrode(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    data = {"step": names.step(step), "outcome": names.outcome(fact["outcome"], step)}
    return N_("OVERRIDE: %(outcome)s of %(step)s, against: %(against)s"), data | {
        "against": against(names, fact["against"])
    }


def against(names: Names, refused: list[Fact]) -> str:
    """What an override went against, each in the words of its refusal. Not inert."""
    from engine.model.refusals import Refusal
    from engine.render.refusals import sentence

    return _("; ").join(sentence(Refusal(one["code"], one["data"]), names) for one in refused)


SENTENCES: dict[str, Callable[[Names, Task, Fact], Words]] = {
    "undid": _undid,
    "undone": _undone,
    "lane_back": _lane_back,
    "goes_on": _goes_on,
    "reopened": _reopened,
    "overrode": _overrode,
}
