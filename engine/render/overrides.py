"""What was closed against a rule, as text for a terminal and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engine.model.refusals import Refusal
from engine.render.escape import terminal
from engine.render.instants import moment
from engine.render.refusals import sentence
from engine.render.sections import Section
from engine.words import _

if TYPE_CHECKING:
    from engine.audit.overrides import Overridden
    from engine.model.task import Task
    from engine.render.audit import Titles
    from engine.render.naming import Names


def render(found: Sequence[Overridden], titles: Titles) -> str:
    """The section of an audit: each with who, when, against what and why; that there were none, too.
    Inert."""
    if not found:
        return _("Overrides: none.")
    lines = [_("Overrides: %(n)s") % {"n": len(found)}]
    for one in found:
        names = titles.of(one.sop)
        data = {
            "task": f"T-{one.task} {one.ref}".strip(),
            "step": names.step(one.step),
            "outcome": names.outcome(one.outcome, one.step),
            "person": whoever(names, one),
            "at": names.at(one.at),
        }
        text = _("%(task)s  %(step)s: %(outcome)s, by %(person)s, %(at)s") % data
        if one.undone:
            text = _("%(text)s (undone since)") % {"text": text}
        lines.append("  " + terminal(text))
        lines += ["    - " + line for line in against(names, one)]
        lines.append("    " + terminal(_("because: %(reason)s") % {"reason": one.reason}))
    return "\n".join(lines)


def section(found: Sequence[Overridden], titles: Titles) -> Section:
    """The same as a table, for a page."""
    head = (_("task"), _("step"), _("outcome"), _("person"), _("at"), _("against"), _("reason"))
    rows = []
    for one in found:
        names = titles.of(one.sop)
        outcome = names.outcome(one.outcome, one.step)
        cells = (
            f"T-{one.task} {one.ref}".strip(),
            names.step(one.step),
            _("%(text)s (undone since)") % {"text": outcome} if one.undone else outcome,
            whoever(names, one),
            names.at(one.at),
            names.several(against(names, one)),
            one.reason,
        )
        rows.append(list(map(terminal, cells)))
    return Section(_("Overrides: %(n)s") % {"n": len(found)}, head, rows, cases=True)


def of_task(task: Task, names: Names) -> list[str]:
    """A line for each visit of a task that was closed against a rule. Not inert."""
    lines = []
    for visit in task.visits:
        if visit.override and visit.closed is not None:
            data = {
                "visit": f"T-{task.id}/{visit.step}#{visit.n}",
                "outcome": names.outcome(visit.outcome or "", visit.step),
                "person": names.person(visit.actor or ""),
                "at": names.at(visit.closed),
                "reason": visit.reason or "",
            }
            lines.append(
                _("Override: %(visit)s %(outcome)s, by %(person)s, %(at)s, because: %(reason)s") % data
            )
    return lines


def task_data(task: Task, zone: str) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "visit": f"T-{task.id}/{visit.step}#{visit.n}",
            "outcome": visit.outcome,
            "person": visit.actor,
            "at": moment(visit.closed, zone).isoformat(timespec="seconds"),
            "reason": visit.reason,
        }
        for visit in task.visits
        if visit.override and visit.closed is not None
    ]


def against(names: Names, one: Overridden) -> list[str]:
    """What it went against, each in the words of its refusal; inert."""
    return [sentence(Refusal(each["code"], each["data"]), names) for each in one.against]


def whoever(names: Names, one: Overridden) -> str:
    """Who did it, for whom, and who typed it. Not inert."""
    person = names.person(one.person)
    if one.behalf is not None:
        person = _("%(person)s for %(behalf)s") % {"person": person, "behalf": names.person(one.behalf)}
    if one.acting is not None:
        person = _("%(person)s (typed by %(other)s)") % {
            "person": person,
            "other": names.person(one.acting),
        }
    return person


def as_data(found: Sequence[Overridden], zone: str) -> list[dict[str, Any]]:
    """The same as plain data: instants as ISO 8601 in ``zone``; of what it went against the codes alone, as
    what they say may hold values."""
    return [
        {
            "task": f"T-{one.task}",
            "ref": one.ref,
            "sop": one.sop,
            "step": one.step,
            "visit": f"T-{one.task}/{one.step}#{one.n}",
            "outcome": one.outcome,
            "person": one.person,
            "typed_by": one.acting,
            "for": one.behalf,
            "at": moment(one.at, zone).isoformat(timespec="seconds"),
            "against": [each["code"] for each in one.against],
            "reason": one.reason,
            "undone": one.undone,
        }
        for one in found
    ]
