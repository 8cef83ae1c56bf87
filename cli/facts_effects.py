"""Facts in words: lanes, calls between tasks, signals, timers, rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.task import Lane, Task, Timer
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.render.naming import Names

Fact = Mapping[str, Any]
Words = tuple[str, dict[str, str]]


def _lane(names: Names, task: Task, fact: Fact) -> Words:
    lane = task.lanes[fact["lane"] - 1]
    data = {"block": names.step(task.visits[lane.block - 1].step), "lane": _lane_name(names, task, lane)}
    if lane.place:
        return N_("%(block)s: begun for %(lane)s."), data
    return N_("%(block)s: lane %(lane)s begun."), data


def _lane_closed(names: Names, task: Task, fact: Fact) -> Words:
    lane = task.lanes[fact["lane"] - 1]
    data = {"block": names.step(task.visits[lane.block - 1].step), "lane": _lane_name(names, task, lane)}
    if fact["why"] == "end":
        return N_("%(block)s: %(lane)s has ended."), data
    return N_("%(block)s: %(lane)s was cancelled."), data


def _lane_name(names: Names, task: Task, lane: Lane) -> str:
    """A lane by its name and title, or an item by its value."""
    from engine.render.items import item, lane_title

    block = task.visits[lane.block - 1].step
    return item(names, block, lane.item) if lane.place else lane_title(names, block, lane.name)


def _arrived(names: Names, task: Task, fact: Fact) -> Words:
    return N_("at its end (%(end)s), when the lanes that are left have ended."), {"end": fact["end"]}


def _called(names: Names, task: Task, fact: Fact) -> Words:
    if not fact["visit"]:
        return N_("starts a task of %(sop)s."), {"sop": fact["sop"]}
    data = {"sop": fact["sop"], "step": names.step(task.visits[fact["visit"] - 1].step)}
    return N_("%(step)s calls %(sop)s."), data


def _returned(names: Names, task: Task, fact: Fact) -> Words:
    data = {"child": f"T-{fact['child']}", "end": fact["end"]}
    return N_("%(child)s came back: %(end)s."), data


def _caller(names: Names, task: Task, fact: Fact) -> Words:
    return N_("%(caller)s waits for this task too."), {"caller": f"T-{fact['task']}"}


def _caller_gone(names: Names, task: Task, fact: Fact) -> Words:
    caller = task.callers[fact["caller"] - 1]
    return N_("%(caller)s no longer waits for this task."), {"caller": f"T-{caller.task}"}


def _gathered(names: Names, task: Task, fact: Fact) -> Words:
    return N_("takes no more callers."), {}


def _signalled(names: Names, task: Task, fact: Fact) -> Words:
    return N_("signal: %(signal)s."), {"signal": fact["name"]}


def _timer(names: Names, task: Task, fact: Fact) -> Words:
    timer = task.timers[fact["timer"] - 1]
    return N_("%(what)s, at %(at)s."), {"what": timer_name(names, timer), "at": names.at(timer.at)}


def _timer_ended(names: Names, task: Task, fact: Fact) -> Words:
    timer = task.timers[fact["timer"] - 1]
    data = {"what": timer_name(names, timer), "at": names.at(timer.at)}
    if fact["why"] == "fired":
        return N_("%(what)s: it is time."), data
    return N_("%(what)s, at %(at)s: not any more."), data


def _ruled(names: Names, task: Task, fact: Fact) -> Words:
    return N_("the rule %(rule)s acts."), {"rule": fact["rule"]}


def _noticed(names: Names, task: Task, fact: Fact) -> Words:
    if fact.get("kind") == "mention":
        return N_("tells %(to)s of it."), {"to": names.several(names.told(one) for one in fact["for"])}
    data = {"to": names.several(map(names.whom, fact["to"])), "text": fact["text"]}
    if not fact["text"]:
        return N_("tells %(to)s."), data
    return N_("tells %(to)s: %(text)s"), data


def timer_name(names: Names, timer: Timer) -> str:
    """What a timer is for, in words."""
    if timer.kind == "wait":
        return _("%(step)s waits no longer") % {"step": names.step(timer.name)}
    if timer.kind == "overdue":
        return _("%(name)s is overdue") % {"name": names.step(timer.name)}
    if timer.kind == "hold":
        return _("the hold was expected to be over")
    if timer.kind == "rung":
        return _("%(name)s: rung %(no)s of its ladder") % {"name": names.step(timer.name), "no": timer.no}
    return _("the rule %(rule)s acts again") % {"rule": timer.name}


SENTENCES: dict[str, Callable[[Names, Task, Fact], Words]] = {
    "lane": _lane,
    "lane_closed": _lane_closed,
    "arrived": _arrived,
    "called": _called,
    "returned": _returned,
    "caller": _caller,
    "caller_gone": _caller_gone,
    "gathered": _gathered,
    "signalled": _signalled,
    "timer": _timer,
    "timer_ended": _timer_ended,
    "ruled": _ruled,
    "noticed": _noticed,
}
