"""What a command did, in words: where the task is now, for whom, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.facts import sentence
from cli.output import inert, say, say_object
from cli.when import iso
from engine.render.instants import lasting
from engine.render.naming import Names
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition
    from engine.model.task import Task, Visit
    from engine.service import Accepted


AT_ONCE = frozenset(
    {"started", "ticked", "unticked", "set", "closed", "skipped", "warned", "commented", "signalled"}
)
"""The facts that are said at once; what else there is shows in where the task stands then."""


def names_for(app: App, definition: Definition | None) -> Names:
    """The names around an SOP for whoever is typing; private values only for those with a part in it."""
    return Names(app.zone, definition, app.team, definition is not None and may_see_private(app, definition))


def may_see_private(app: App, definition: Definition) -> bool:
    """Whether whoever is typing holds a role of the SOP."""
    from engine.app import Refused
    from engine.rules.access import holds, roles_in

    try:
        return holds(app.actor, roles_in(definition))
    except Refused:
        return False


def task_name(task: Task) -> str:
    """``T-12`` and what people call it."""
    return inert(f"T-{task.id} {task.ref}".strip())


def visit_name(task: Task, visit: Visit) -> str:
    """``T-12/pack``, with ``#2`` from the second time on."""
    return f"T-{task.id}/{visit.step}" + (f"#{visit.n}" if visit.n > 1 else "")


def tell(app: App, accepted: Accepted, as_json: bool = False) -> None:
    """Say what an accepted command did."""
    task = accepted.task
    if as_json:
        say_object(as_data(app, accepted))
        return
    names = names_for(app, app.program(task).definition)
    if accepted.repeated:
        say(_("%(task)s: this was done before; nothing was changed.") % {"task": task_name(task)})
    for fact in accepted.facts:
        if fact["fact"] in AT_ONCE:
            said = {"task": task_name(task), "text": sentence(names, task, fact)}
            say(_("%(task)s: %(text)s") % said)
    tell_where(names, task, app.clock())


def tell_where(names: Names, task: Task, now: int) -> None:
    """One line for every open step: what is next, for whom, until when; or how the task ended."""
    if task.ended is not None:
        say(_("%(task)s has ended: %(end)s.") % {"task": task_name(task), "end": inert(task.end)})
    for visit in task.open_visits():
        data = {
            "visit": inert(visit_name(task, visit)),
            "step": inert(names.step(visit.step)),
            "roles": inert(names.roles(visit.roles)),
            "due": due_text(names, visit.due, now),
        }
        if visit.kind != "work":
            if visit.kind in ("wait", "call"):
                say(_("Waiting: %(visit)s, %(step)s.") % data)
        elif visit.due is None:
            say(_("Now: %(visit)s, %(step)s, for %(roles)s.") % data)
        else:
            say(_("Now: %(visit)s, %(step)s, for %(roles)s, due %(due)s.") % data)


def due_text(names: Names, due: int | None, now: int) -> str:
    """A due instant and, once it has passed, by how much."""
    if due is None:
        return ""
    text = names.at(due)
    return text + _(" (late by %(time)s)") % {"time": lasting(now - due)} if now > due else text


def as_data(app: App, accepted: Accepted) -> dict[str, Any]:
    """An accepted command as plain data."""
    return {
        "task": f"T-{accepted.task.id}",
        "ref": accepted.task.ref,
        "repeated": accepted.repeated,
        "event": accepted.event.seq if accepted.event else accepted.task.seq,
        **whereabouts(app, accepted.task),
    }


def whereabouts(app: App, task: Task) -> dict[str, Any]:
    """Where a task stands, as plain data."""
    return {
        "open": [
            {
                "visit": f"T-{task.id}/{visit.step}#{visit.n}",
                "step": visit.step,
                "roles": list(visit.roles),
                "opened": iso(visit.opened, app.zone),
                "due": iso(visit.due, app.zone),
            }
            for visit in task.open_visits()
        ],
        "ended": iso(task.ended, app.zone),
        "end": task.end,
    }
