"""What ties a task to others and to time: whom it called, who waits for it, its timers, what is queued."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cli.facts_effects import timer_name
from cli.output import inert, say
from cli.when import iso
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.app import App
    from engine.model.task import Task
    from engine.render.naming import Names
    from engine.store import QueueRow

KINDS = {
    "call": N_("a call"),
    "gather": N_("a call"),
    "withdraw": N_("a call that is not wanted any more"),
    "return": N_("telling a caller of the end"),
    "wake": N_("a timer"),
    "act": N_("a rule"),
}
"""What internal commands are, for people."""


def lines(app: App, task: Task, names: Names, past: bool = True, told: Collection[int] = ()) -> list[str]:
    """One inert line for each tie; without ``past`` only for what is still to come. What the visits with the
    numbers ``told`` wait for is said already."""
    with app.store.reading():
        called, queue = app.store.pending.called_by(task.id), app.store.pending.of(task.id)
    found = []
    for row in called:
        if row.visit in told and not row.gone:
            continue
        step = names.step(task.visits[row.visit - 1].step) if row.visit else _("a rule")
        data = {
            "child": f"T-{row.task} {'' if row.sop in app.sight.hidden else row.ref}".strip(),
            "sop": row.sop,
            "step": step,
            "end": row.end or "",
        }
        if row.ended is None:
            found.append(_("%(step)s called %(child)s (%(sop)s), which goes on") % data)
        elif past:
            found.append(_("%(step)s called %(child)s (%(sop)s), which has ended: %(end)s") % data)
    for caller in task.callers:
        if not caller.visit:
            found.append(_("started by a rule of %(task)s") % {"task": f"T-{caller.task}"})
        elif task.ended is not None and not caller.gone:
            found.append(_("called by %(task)s") % {"task": f"T-{caller.task}"})
        elif not caller.gone:
            found.append(_("%(task)s waits for this task") % {"task": f"T-{caller.task}"})
    found += [
        _("%(what)s, at %(at)s") % {"what": timer_name(names, timer), "at": names.at(timer.at)}
        for timer in task.timers
        if timer.ended is None and not (timer.kind == "wait" and timer.visit in told)
    ]
    found += [queued(row, names) for row in queue]
    return [inert(text) for text in found]


def queued(row: QueueRow, names: Names) -> str:
    """A queued command in words, with why it was refused."""
    from engine.draining import FINAL
    from engine.render.refusals import sentence

    kind = _(KINDS.get(row.kind, row.kind))
    if row.refusal is None:
        return _("still to be done: %(kind)s") % {"kind": kind}
    body = json.loads(row.refusal)
    refusal = refusal_of(body)
    said = _("; ").join([sentence(refusal, names), *(sentence(one, names) for one in refusal.reasons)])
    data = {"kind": kind, "why": said}
    if row.code in FINAL:
        return _("could not be done: %(kind)s. %(why)s") % data
    return _("could not be done: %(kind)s. %(why)s 'sop sweep' tries again.") % data


def refusal_of(body: dict[str, Any]) -> Refusal:
    """A refusal from the plain data of its row."""
    reasons = tuple(refusal_of(one) for one in body["reasons"])
    return Refusal(body["code"], body["data"], reasons, tuple(body["help"]))


def say_ties(app: App, task: Task, names: Names, told: Collection[int] = ()) -> None:
    """Say them all but those ``told``, under one heading; nothing where there are none."""
    found = lines(app, task, names, told=told)
    if found:
        say()
        say(_("By itself"))
        for text in found:
            say(f"  {text}")


def as_data(app: App, task: Task) -> dict[str, Any]:
    """The same as plain data."""
    with app.store.reading():
        called, queue = app.store.pending.called_by(task.id), app.store.pending.of(task.id)
    return {
        "called": [
            {
                "visit": row.visit,
                "task": f"T-{row.task}",
                "ref": None if row.sop in app.sight.hidden else row.ref,
                "sop": row.sop,
                "gone": row.gone,
                "ended": iso(row.ended, app.zone),
                "end": row.end,
            }
            for row in called
        ],
        "callers": [{"task": f"T-{one.task}", "visit": one.visit, "gone": one.gone} for one in task.callers],
        "timers": [
            {"kind": one.kind, "name": one.name, "at": iso(one.at, app.zone), "why": one.why}
            for one in task.timers
        ],
        "queued": [{"kind": row.kind, "attempts": row.attempts, "code": row.code} for row in queue],
    }
