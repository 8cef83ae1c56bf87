"""What a sweep did, or would do, about schedules: in words, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.output import inert, say, warn
from cli.telling import names_for
from cli.when import iso
from engine.render.instants import local
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.scheduling.starting import Scheduled


def started(sop: str, task: int, at: str) -> str:
    """A start, as one line."""
    return _("%(sop)s: %(task)s was started for %(at)s.") % {"sop": inert(sop), "task": f"T-{task}", "at": at}


def say_scheduled(app: App, done: Scheduled) -> None:
    """What was started and what was left out, one line each; what was refused is told with the others."""
    for one in done.started:
        say(started(one.sop, one.task, local(one.at, app.zone)))
    for left in done.dropped:
        data = {"sop": inert(left.sop), "at": local(left.up_to, app.zone)}
        warn(_("%(sop)s: what was to start up to %(at)s was missed and is left out.") % data)
    for sop in done.more:
        say(_("%(sop)s: there is more to catch up with; the next sweep goes on.") % {"sop": inert(sop)})


def as_data(app: App, done: Scheduled) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "started": [
            {"sop": one.sop, "at": iso(one.at, app.zone), "task": f"T-{one.task}"} for one in done.started
        ],
        "left_out": [{"sop": one.sop, "up_to": iso(one.up_to, app.zone)} for one in done.dropped],
        "more": done.more,
    }


def say_due(app: App, as_json: bool) -> list[dict[str, Any]]:
    """What would be started: said, or given back as data."""
    from engine.model.refusals import Refusal
    from engine.render.refusals import sentence
    from engine.scheduling.starting import due
    from engine.service import plain

    found: list[dict[str, Any]] = []
    for sop, pending in due(app.service.desk):
        if isinstance(pending, Refusal):
            found.append({"sop": sop, "refusal": plain(pending)})
            if not as_json:
                why = inert(sentence(pending, names_for(app, None)))
                say(_("%(sop)s: could not be started. %(why)s") % {"sop": inert(sop), "why": why})
            continue
        for at in pending.starts:
            found.append({"sop": sop, "at": iso(at, app.zone)})
            if not as_json:
                data = {"sop": inert(sop), "at": local(at, app.zone)}
                say(_("%(sop)s: a task would be started for %(at)s.") % data)
        if pending.dropped is not None and not as_json:
            data = {"sop": inert(sop), "at": local(pending.dropped, app.zone)}
            say(_("%(sop)s: what was to start up to %(at)s was missed and would be left out.") % data)
    return found
