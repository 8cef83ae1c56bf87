"""Facts in words: one sentence for each kind of thing that can happen to a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from cli.output import inert
from engine.model.task import WITHDRAWN, Span, Task
from engine.render.naming import Names
from engine.words import N_, _

Fact = Mapping[str, Any]


def sentence(names: Names, task: Task, fact: Fact) -> str:
    """A fact as one inert sentence, with the item it is about. ``task`` is the task after it or later."""
    msgid, data = SENTENCES[fact["fact"]](names, task, fact)
    text = _(msgid) % {name: inert(value) for name, value in data.items()}
    return inert(of_item(names, task, _lane_of(task, fact), text)) if task.lanes else text


def _lane_of(task: Task, fact: Fact) -> int:
    """The number of the lane that a fact is about, 0 for the main one."""
    kind = fact["fact"]
    if kind == "set":
        return int(fact.get("lane", 0))
    if kind in ("clock", "stopped", "reckoned", "escalated", "rungs"):
        visit = task.clocks[fact["clock"] - 1].visit
    elif kind in ("timer", "timer_ended"):
        visit = task.timers[fact["timer"] - 1].visit
    elif kind == "lane":
        visit = fact["block"]
    elif kind == "lane_closed":
        visit = task.lanes[fact["lane"] - 1].block
    else:
        visit = fact.get("visit", 0)
    return task.visits[visit - 1].lane if visit else 0


Words = tuple[str, dict[str, str]]


def items(names: Names, step: str, numbers: list[int]) -> str:
    """Checklist lines by number and title."""
    definition = names.definition
    body = definition.steps.get(step) if definition else None
    titles = {item.no: item.title for item in body.items} if body else {}
    return names.several(f"{no} {names.title(titles.get(no, ''))}".strip() for no in numbers)


def given(names: Names, values: Mapping[str, Any]) -> str:
    """Data values by field; a field alone was taken away."""
    return names.several(
        names.field(name) + (" -" if value is None else f" = {names.value(name, value)}")
        for name, value in values.items()
    )


def _started(names: Names, task: Task, fact: Fact) -> Words:
    if not fact["data"]:
        return N_("started."), {}
    return N_("started with %(fields)s."), {"fields": given(names, fact["data"])}


def _set(names: Names, task: Task, fact: Fact) -> Words:
    if "back" in fact:
        return N_("back as before: %(fields)s."), {"fields": given(names, fact["data"])}
    return N_("given: %(fields)s."), {"fields": given(names, fact["data"])}


def _ticked(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    data = {"items": items(names, step, fact["items"]), "na": items(names, step, fact["na"])}
    if not fact["na"]:
        return N_("ticked: %(items)s."), data
    if not fact["items"]:
        return N_("not applicable: %(na)s."), data
    return N_("ticked: %(items)s. Not applicable: %(na)s."), data


def _unticked(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    return N_("no longer ticked: %(items)s."), {"items": items(names, step, fact["items"])}


def _warned(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    return N_("warning: not done, but not required: %(items)s."), {"items": items(names, step, fact["items"])}


def _closed(names: Names, task: Task, fact: Fact) -> Words:
    if fact["outcome"] in WITHDRAWN:
        from cli.facts_back import withdrawn

        if (said := withdrawn(names, task, fact)) is not None:
            return said
    if fact.get("for") or fact.get("hands"):
        from cli.facts_people import with_people

        return with_people(_done)(names, task, fact)
    return _done(names, task, fact)


def _done(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    data = {"step": names.step(step), "outcome": names.outcome(fact["outcome"], step)}
    reason, late = fact.get("reason"), fact.get("late_reason")
    if reason and late:
        data |= {"reason": reason, "late": late}
        return N_("%(step)s is done: %(outcome)s, because: %(reason)s. Late because: %(late)s."), data
    if reason:
        return N_("%(step)s is done: %(outcome)s, because: %(reason)s."), {**data, "reason": reason}
    if late:
        return N_("%(step)s is done: %(outcome)s. Late because: %(late)s."), {**data, "late": late}
    return N_("%(step)s is done: %(outcome)s."), data


def _skipped(names: Names, task: Task, fact: Fact) -> Words:
    return N_("%(step)s is skipped."), {"step": names.step(fact["step"])}


def _opened(names: Names, task: Task, fact: Fact) -> Words:
    data = {"step": names.step(fact["step"]), "roles": names.roles(fact["roles"])}
    if fact.get("kind", "work") != "work":
        return N_("%(step)s begins."), data
    return N_("%(step)s is open, for %(roles)s."), data


def _roles(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    data = {"step": names.step(step), "roles": names.roles(fact["roles"])}
    return N_("%(step)s is now for %(roles)s."), data


def _clock(names: Names, task: Task, fact: Fact) -> Words:
    data = {"name": clock_name(names, fact["deadline"], fact["step"])}
    data |= {key: names.at(fact[key]) for key in ("due", "limit") if fact[key] is not None}
    if "limit" not in data:
        text = N_("%(name)s: due %(due)s.")
    elif "due" not in data:
        text = N_("%(name)s: limit %(limit)s.")
    else:
        text = N_("%(name)s: due %(due)s, limit %(limit)s.")
    if fact["born_late"]:
        data["plan"] = _(text) % data
        text = N_("%(plan)s It was late from the start.")
    return text, data


def _stopped(names: Names, task: Task, fact: Fact) -> Words:
    span, why = task.clocks[fact["clock"] - 1], str(fact["why"])
    if why == "paused":
        return N_("%(name)s: the clock stands still."), {"name": clock_name(names, span.deadline, span.step)}
    data = {"name": clock_name(names, span.deadline, span.step), "why": _(WHY.get(why, why))}
    return N_("%(name)s: the clock stops, %(why)s."), data


def _ended(names: Names, task: Task, fact: Fact) -> Words:
    return N_("the task has ended: %(end)s."), {"end": str(fact["end"])}


def _migrated(names: Names, task: Task, fact: Fact) -> Words:
    """``versions`` are the numbers that people know; a fact by itself has the ids of documents."""
    before, after = fact.get("versions", (fact["from"], fact["to"]))
    said = [_("moved from version %(before)s to version %(after)s.") % {"before": before, "after": after}]
    if fact.get("reason"):
        said = [_("moved from version %(before)s to version %(after)s, because: %(reason)s.") % {
            "before": before, "after": after, "reason": fact["reason"],
        }]  # fmt: skip
    lost = [names.title(line) for left in fact["lost"] for line in left["lines"]]
    if lost:
        said.append(_("No longer ticked: %(items)s.") % {"items": names.several(lost)})
    gone = [name for name, value in fact["data"].items() if value is None]
    if gone:
        said.append(_("No longer there: %(fields)s.") % {"fields": names.several(gone)})
    new = {name: value for name, value in fact["data"].items() if value is not None}
    if new:
        said.append(_("Now: %(fields)s.") % {"fields": given(names, new)})
    text = said[0]
    for more in said[1:]:
        text = names.followed(text, more)
    return "%(text)s", {"text": text}


def _commented(names: Names, task: Task, fact: Fact) -> Words:
    return N_("comment: %(text)s"), {"text": fact["text"]}


WHY = {
    "closed": N_("the step was closed"),
    "void": N_("it fell away"),
    "cancelled": N_("the step was cancelled"),
    "replanned": N_("it was planned anew"),
    "paused": N_("stands still since"),
    "resumed": N_("stood still from"),
}
"""Why a clock's span ended."""

Sentence = Callable[[Names, Task, Fact], Words]
OTHERS = ("facts_times", "facts_effects", "facts_people", "facts_votes", "facts_back")
"""Where the sentences of what happens to fewer tasks stand, each in its ``SENTENCES``; an answer that needs
none of them does not wait for them."""


class _Sentences(dict[str, Sentence]):
    def __missing__(self, kind: str) -> Sentence:
        for name in OTHERS:
            found: dict[str, Sentence] = import_module(f"cli.{name}").SENTENCES
            if kind in found:
                self[kind] = found[kind]
                return found[kind]
        raise KeyError(kind)


SENTENCES = _Sentences(
    {
        "started": _started,
        "set": _set,
        "ticked": _ticked,
        "unticked": _unticked,
        "warned": _warned,
        "closed": _closed,
        "skipped": _skipped,
        "opened": _opened,
        "roles": _roles,
        "clock": _clock,
        "stopped": _stopped,
        "ended": _ended,
        "migrated": _migrated,
        "commented": _commented,
    }
)


def span_name(names: Names, task: Task, span: Span) -> str:
    """The name of a task's clock (see below), with the item that it is for."""
    text = clock_name(names, span.deadline, span.step)
    lane = task.visits[span.visit - 1].lane if task.lanes and span.visit else 0
    return of_item(names, task, lane, text)


def of_item(names: Names, task: Task, lane: int, text: str) -> str:
    """A text about something in a lane, with the item that the lane is for."""
    if not lane:
        return text
    from engine.render.items import items_of

    items = items_of(names, task, lane)
    return _("%(item)s: %(text)s") % {"item": items, "text": text} if items else text


def clock_name(names: Names, deadline: str, step: str) -> str:
    """A deadline block by name and title, or the step whose own due it is."""
    body = names.definition.deadlines.get(deadline) if names.definition else None
    if body is None:
        return deadline or names.step(step)
    title = names.title(body.title)
    return deadline if title in ("", deadline) else f"{deadline} ({title})"
