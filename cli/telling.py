"""What a command did, in words: where the task is now, for whom, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.output import inert, say, say_object
from cli.when import iso
from engine.render.instants import lasting
from engine.words import _

if TYPE_CHECKING:
    from collections.abc import Container

    from engine.app import App
    from engine.model.commands import Command
    from engine.model.definition import Definition
    from engine.model.task import Hold, Task, Visit
    from engine.render.naming import Names
    from engine.render.titles import StepNames
    from engine.service import Accepted

MOST = 5
"""So many open steps are told after a command; the others are counted."""
AT_ONCE = frozenset(
    {
        "started",
        "ticked",
        "unticked",
        "set",
        "closed",
        "skipped",
        "warned",
        "commented",
        "signalled",
        "held",
        "resumed",
        "undid",
        "reopened",
        "overrode",
        "assigned",
        "unassigned",
        "behalf",
        "priority",
        "snoozed",
        "noted",
        "voted",
        "voided",
    }
)
"""The facts that are said at once; what else there is shows in where the task stands then."""


def names_for(app: App, definition: Definition | None) -> Names:
    """The names around an SOP for whoever is typing; private values only for those with a part in it."""
    from engine.render.naming import Names

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


def tell(app: App, accepted: Accepted, as_json: bool = False, command: Command | None = None) -> None:
    """Say what an accepted command did; of a ``command`` that was carried out before, what there is."""
    from cli.facts import sentence  # here and not above: lists tell no facts

    task = accepted.task
    if as_json:
        say_object(as_data(app, accepted))
        return
    names = names_for(app, app.program(task).definition)
    if accepted.repeated:
        from cli.repeated import say_repeated

        say_repeated(names, task, command)
    for fact in accepted.facts:
        if fact["fact"] in AT_ONCE:
            said = {"task": task_name(task), "text": sentence(names, task, fact)}
            say(_("%(task)s: %(text)s") % said)
    fresh = {fact["visit"] for fact in accepted.facts if fact["fact"] == "opened"}
    tell_where(names, task, app.clock(), fresh)
    if concerned := _voted_on(app, accepted, fresh):
        from cli.votes import lines, viewer

        views = viewer(app, task, app.program(task), app.context(task), names)
        for visit in concerned:
            for text in lines(views(visit)):
                say(inert(text))


def _voted_on(app: App, accepted: Accepted, fresh: Container[int]) -> list[Visit]:
    """The open visits on which a command asked for votes, or of whose votes it changed something."""
    steps = app.program(accepted.task).definition.steps
    if not any(step.votes is not None for step in steps.values()):
        return []
    touched = {fact["visit"] for fact in accepted.facts if fact["fact"] in ("voted", "voided")}
    return [
        visit
        for visit in accepted.task.open_visits()
        if steps[visit.step].votes is not None and (visit.no in touched or visit.no in fresh)
    ][:MOST]


def tell_where(names: Names, task: Task, now: int, fresh: Container[int] = ()) -> None:
    """One line for every step that people do next, for whom, until when; those with the numbers ``fresh``
    first, and not more than fit. Then what the task waits for; or how it ended."""
    from engine.model.holding import over
    from engine.render.whose import whose

    if task.ended is not None:
        say(_("%(task)s has ended: %(end)s.") % {"task": task_name(task), "end": inert(task.end)})
    opened = task.open_visits()
    work = [visit for visit in opened if visit.kind == "work"]
    if len(work) > MOST:
        work.sort(key=lambda visit: visit.no not in fresh)
    for visit in work[:MOST]:
        data = {
            "visit": inert(place_name(names, task, visit)),
            "step": inert(names.step(visit.step)),
            "roles": inert(whose(names, visit)),
            "due": due_text(names, visit.due, now, is_provisional(task, visit.due)),
        }
        hold = over(task, visit.no)
        if hold is not None:
            say(inert(on_hold(names, hold, _("%(visit)s, %(step)s, for %(roles)s") % data)))
        elif visit.due is None:
            say(_("Now: %(visit)s, %(step)s, for %(roles)s.") % data)
        else:
            say(_("Now: %(visit)s, %(step)s, for %(roles)s, due %(due)s.") % data)
    if len(work) > MOST:
        more = {"n": len(work) - MOST, "task": f"T-{task.id}"}
        say(_("Now: and %(n)s more; all of them: sop show %(task)s --all") % more)
    parked = [visit for visit in opened if visit.kind in ("wait", "call")]
    if parked:
        texts = [
            _("%(visit)s, %(step)s")
            % {"visit": place_name(names, task, visit), "step": names.step(visit.step)}
            for visit in parked[:MOST]
        ]
        if len(parked) > MOST:
            texts.append(_("and %(n)s more") % {"n": len(parked) - MOST})
        say(_("Waiting: %(visit)s.") % {"visit": inert(_("; ").join(texts))})


def on_hold(names: Names, hold: Hold, what: str) -> str:
    """What is on hold, why, and until when that is expected. Not inert."""
    data = {"what": what, "reason": hold.reason or "", "at": names.at(hold.until) if hold.until else ""}
    if hold.until is not None:
        return _("On hold: %(what)s, because: %(reason)s. Expected to go on %(at)s.") % data
    return _("On hold: %(what)s, because: %(reason)s.") % data


def place_name(names: Names, task: Task, visit: Visit) -> str:
    """What names an open visit on the command line: ``T-12/pack``, ``T-12/pack#2``, ``T-12/pack/A``."""
    if not task.lanes or names.definition is None:
        return visit_name(task, visit)
    from engine.model.places import name

    return name(names.definition, task, visit)


def due_text(names: StepNames, due: int | None, now: int, provisional: bool = False) -> str:
    """A due instant and, once it has passed, by how much; that it is ``provisional``, as it rests on a year
    whose holidays are not known yet."""
    if due is None:
        return ""
    text = names.at(due) + (_(" (provisional)") if provisional else "")
    return text + _(" (late by %(time)s)") % {"time": lasting(now - due)} if now > due else text


def is_provisional(task: Task, due: int | None) -> bool:
    """Whether a running clock of the task has this due and was planned over a year without data."""
    return any(span.provisional and span.ended is None and span.due == due for span in task.clocks)


def as_data(app: App, accepted: Accepted) -> dict[str, Any]:
    """An accepted command as plain data."""
    return {
        "task": f"T-{accepted.task.id}",
        "ref": accepted.task.ref,
        "repeated": accepted.repeated,
        "event": accepted.event.seq if accepted.event else accepted.task.seq,
        **whereabouts(app, accepted.task),
    }


def people_data(visit: Visit) -> dict[str, Any]:
    """Whose an open visit is and for whom they do it, by their keys; None where nobody has it."""
    return {"assignee": visit.assignee, "for": visit.behalf}


def whereabouts(app: App, task: Task) -> dict[str, Any]:
    """Where a task stands, as plain data; each visit with its kind and, in lanes, where it stands and what it
    waits for."""
    from cli.standing import place_data
    from cli.votes import in_open

    return {
        "open": [
            {
                "visit": f"T-{task.id}/{visit.step}#{visit.n}",
                "step": visit.step,
                "roles": list(visit.roles),
                **people_data(visit),
                "opened": iso(visit.opened, app.zone),
                "due": iso(visit.due, app.zone),
                **place_data(app, task, visit),
                **in_open(app, task, visit),
            }
            for visit in task.open_visits()
        ],
        "ended": iso(task.ended, app.zone),
        "end": task.end,
    }
