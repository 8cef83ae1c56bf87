"""Facts in words: whose a step is, for whom something was done, what was left at a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.task import Task
from engine.render.priorities import PRIORITIES, priority_text
from engine.render.whose import holder
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.render.naming import Names

Fact = Mapping[str, Any]
Words = tuple[str, dict[str, str]]
Sentence = Callable[["Names", Task, Fact], Words]

HOW = {
    "claim": N_("%(step)s is taken by %(person)s."),
    "release": N_("%(step)s goes back to %(person)s."),
    "assign": N_("%(step)s is given to %(person)s."),
    "delegate": N_("%(step)s is to be done by %(person)s."),
    "leave": N_("%(step)s is handed over to %(person)s."),
    "least": N_("%(step)s goes to %(person)s, who has the least to do."),
    "turn": N_("%(step)s goes to %(person)s, whose turn it is."),
    "same": N_("%(step)s goes to %(person)s, who did the step that it goes with."),
    "starter": N_("%(step)s goes to %(person)s, who started the task."),
}
"""What is said of how a step became somebody's; of every other way that it did."""
GOES = N_("%(step)s goes to %(person)s.")
BACK = {
    "release": N_("%(step)s is given back: whoever may can take it."),
    "leave": N_("%(step)s is handed back: whoever may can take it."),
}
FREE = N_("%(step)s is nobody's now: whoever may can take it.")
WHY: dict[str, str] = {
    "no-room": N_("nobody who may do it has room for more"),
    "no-candidate": N_("nobody may do it who is there"),
    "unknown-person": N_("%(person)s is not in the team"),
    "not-a-candidate": N_("%(person)s may not do it"),
    "not-by": N_("%(person)s did what has to be done by somebody else"),
}
"""Why a step that is assigned by rule was given to nobody."""


def _step(names: Names, task: Task, fact: Fact) -> str:
    return names.step(task.visits[fact["visit"] - 1].step)


def _assigned(names: Names, task: Task, fact: Fact) -> Words:
    data = {"step": _step(names, task, fact)}
    if fact["to"] is None:
        text = BACK.get(fact["how"], FREE)
    else:
        text = HOW.get(fact["how"], GOES)
        data["person"] = holder(names, fact["to"], fact.get("behalf"))
    return _because(names, _(text) % data, fact.get("reason"))


def _because(names: Names, text: str, reason: str | None) -> Words:
    if reason:
        text = names.followed(text, _("Reason: %(reason)s.") % {"reason": reason})
    return "%(text)s", {"text": text}


def _unassigned(names: Names, task: Task, fact: Fact) -> Words:
    person = names.person(fact["person"]) if "person" in fact else ""
    text = WHY.get(str(fact["why"]))
    why = str(fact["why"]) if text is None else _(text) % {"person": person}
    data = {"step": _step(names, task, fact), "why": why}
    return N_("%(step)s was given to nobody: %(why)s. Whoever may can take it."), data


def _behalf(names: Names, task: Task, fact: Fact) -> Words:
    return N_("done for %(person)s."), {"person": names.person(fact["for"])}


def _priority(names: Names, task: Task, fact: Fact) -> Words:
    number = fact["priority"]
    said = priority_text(number) if number in PRIORITIES else str(number)
    return N_("%(step)s: priority %(priority)s."), {"step": _step(names, task, fact), "priority": said}


def _snoozed(names: Names, task: Task, fact: Fact) -> Words:
    data = {"step": _step(names, task, fact)}
    if fact["until"] is None:
        return N_("%(step)s is on the list again."), data
    data["at"] = names.at(fact["until"])
    return N_("%(step)s is put off until %(at)s; no deadline moves."), data


def _noted(names: Names, task: Task, fact: Fact) -> Words:
    from cli.facts import items

    data = {"text": str(fact["text"])}
    if fact["visit"]:
        data["step"] = _step(names, task, fact)
    if fact.get("item"):
        data["items"] = items(names, task.visits[fact["visit"] - 1].step, [fact["item"]])
    if fact["kind"] == "na" and "items" in data:
        return N_("%(items)s does not apply, because: %(text)s."), data
    if fact["kind"] == "evidence" and "items" in data:
        return N_("evidence for %(items)s: %(text)s"), data
    if "step" in data:
        return N_("attached to %(step)s: %(text)s"), data
    return N_("attached: %(text)s"), data


def with_people(sentence: Sentence) -> Sentence:
    """The sentence of a closing, with for whom it was done and, of a called task, who did its steps. (Who
    typed it is said with the event.)"""

    def told(names: Names, task: Task, fact: Fact) -> Words:
        text, data = sentence(names, task, fact)
        called = bool(fact.get("hands")) and task.visits[fact["visit"] - 1].kind == "call"
        if not fact.get("for") and not called:
            return text, data
        said = _(text) % data
        if fact.get("for"):
            said = names.followed(said, _("For %(person)s.") % {"person": names.person(fact["for"])})
        if called:
            people = names.several(map(names.person, fact["hands"]))
            said = names.followed(said, _("Also had a hand in it: %(people)s.") % {"people": people})
        return "%(text)s", {"text": said}

    return told


SENTENCES: dict[str, Sentence] = {
    "assigned": _assigned,
    "unassigned": _unassigned,
    "behalf": _behalf,
    "priority": _priority,
    "snoozed": _snoozed,
    "noted": _noted,
}
