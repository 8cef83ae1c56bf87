"""Facts in words: holds, and the rungs of ladders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.task import Task
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.render.naming import Names

Fact = Mapping[str, Any]
Words = tuple[str, dict[str, str]]


def _held(names: Names, task: Task, fact: Fact) -> Words:
    data = {"what": _held_what(names, task, fact["visit"]), "reason": fact["reason"]}
    if "until" in fact:
        data["at"] = names.at(fact["until"])
        return N_("%(what)s is on hold, because: %(reason)s. Expected to go on %(at)s."), data
    return N_("%(what)s is on hold, because: %(reason)s."), data


def _resumed(names: Names, task: Task, fact: Fact) -> Words:
    hold = task.holds[fact["hold"] - 1]
    return N_("%(what)s goes on."), {"what": _held_what(names, task, hold.visit)}


def _held_what(names: Names, task: Task, visit: int) -> str:
    return names.step(task.visits[visit - 1].step) if visit else _("the task")


def _escalated(names: Names, task: Task, fact: Fact) -> Words:
    from cli.facts import span_name

    data = {
        "name": span_name(names, task, task.clocks[fact["clock"] - 1]),
        "rung": str(fact["rung"]),
        "at": names.at(fact["at"]),
    }
    if fact.get("skipped"):
        return N_("%(name)s: rung %(rung)s of the ladder, at %(at)s: its condition does not hold."), data
    if "failed" in fact:
        data["code"] = fact["failed"]
        return N_(
            "%(name)s: rung %(rung)s of the ladder, at %(at)s; not all of it could be done (%(code)s)."
        ), data
    return N_("%(name)s: rung %(rung)s of the ladder, at %(at)s."), data


def _reckoned(names: Names, task: Task, fact: Fact) -> Words:
    from cli.facts import span_name

    name = span_name(names, task, task.clocks[fact["clock"] - 1])
    return N_("%(name)s: as before by the new calendar."), {"name": name}


def _rungs(names: Names, task: Task, fact: Fact) -> Words:
    from cli.facts import span_name

    name = span_name(names, task, task.clocks[fact["clock"] - 1])
    return N_("%(name)s: its ladder is set anew."), {"name": name}


SENTENCES: dict[str, Callable[[Names, Task, Fact], Words]] = {
    "held": _held,
    "resumed": _resumed,
    "escalated": _escalated,
    "reckoned": _reckoned,
    "rungs": _rungs,
}
