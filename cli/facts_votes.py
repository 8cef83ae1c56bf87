"""Facts in words: votes, and what was agreed to and is not so any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.task import Task
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.render.naming import Names

Fact = Mapping[str, Any]
Words = tuple[str, dict[str, str]]


def _voted(names: Names, task: Task, fact: Fact) -> Words:
    step = task.visits[fact["visit"] - 1].step
    data = {"step": names.step(step), "outcome": names.outcome(fact["outcome"], step)}
    if "for" in fact:
        data["person"] = names.person(fact["for"])
        text = N_("%(step)s: a vote for %(outcome)s, on behalf of %(person)s.")
    else:
        text = N_("%(step)s: a vote for %(outcome)s.")
    said = [_(text) % data]
    if not fact["binding"]:
        said.append(_("It is advice and does not bind."))
    if fact.get("reason"):
        said.append(_("Reason: %(reason)s.") % {"reason": fact["reason"]})
    return _together(names, said)


def _voided(names: Names, task: Task, fact: Fact) -> Words:
    visit = task.visits[fact["visit"] - 1]
    people = [names.person(task.votes[no - 1].person) for no in fact["votes"]]
    data = {"step": names.step(visit.step), "people": names.several(people)}
    if not fact["fields"]:
        return N_("%(step)s: the vote of %(people)s is taken back."), data
    data["changes"] = changed(names, fact)
    if fact.get("closed"):
        said = _("what was agreed to in %(step)s is not so any more: %(changes)s.") % data
        place = f"T-{task.id}/{visit.step}" + (f"#{visit.n}" if visit.lane else "")
        more = _("The task goes on once it is agreed to again: sop reopen %(visit)s --reason WHY") % {
            "visit": place
        }
        return _together(names, [said, more])
    return N_(
        "%(step)s: what %(people)s voted for is not so any more, and does not count: %(changes)s."
    ), data


def changed(names: Names, fact: Fact) -> str:
    """What a ``voided`` fact says was changed, from what to what."""
    from engine.kernel.voids import changes
    from engine.render.refusal_data import shown

    return shown({"changes": changes(fact)}, names)["changes"]


def _together(names: Names, said: list[str]) -> Words:
    text = said[0]
    for more in said[1:]:
        text = names.followed(text, more)
    return "%(text)s", {"text": text}


SENTENCES: dict[str, Callable[[Names, Task, Fact], Words]] = {"voted": _voted, "voided": _voided}
