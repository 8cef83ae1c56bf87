"""``sweep``: what is due by now happens; what is queued is tried. For cron."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.console import Console
from cli.facts_effects import timer_name
from cli.frame import command, option
from cli.linked import queued
from cli.options import json_option
from cli.output import inert, say, say_object, warn
from cli.telling import names_for
from cli.when import iso
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.sweep import Swept


@command(
    "sweep",
    help=N_(
        "Waits whose time is over go on, rules act that were to act by now, and what tasks had to do to each "
        "other is done where it was left (after a crash) or refused. Each happens once, as of its own time. "
        "Let cron call it every few minutes; it does no harm to call it twice. Exit code 1 when something "
        "could not be done."
    ),
    epilog=N_("Example, in a crontab:\n  */5 * * * *  cd /srv/shop && sop sweep"),
)
@option("--dry-run", "dry", is_flag=True, help=N_("Say what would be done and write nothing."))
@json_option
def sweep_due(console: Console, dry: bool, as_json: bool) -> int:
    """Do what is due."""
    app = console.app()
    if dry:
        return _say_waiting(app, as_json)
    from engine.sweep import sweep

    swept = sweep(app.service)
    if as_json:
        from engine.service import plain

        say_object(
            {
                "timers": swept.fired,
                "commands": swept.carried,
                "tasks": [f"T-{task}" for task in swept.tasks],
                "refused": [
                    {"task": f"T-{one.task}", "kind": one.kind, **plain(one.refusal)} for one in swept.refused
                ],
            }
        )
    else:
        _say_swept(app, swept)
    return 1 if swept.refused else 0


def _say_swept(app: App, swept: Swept) -> None:
    from engine.render.refusals import sentence

    fired = ngettext("%(n)s timer", "%(n)s timers", swept.fired) % {"n": swept.fired}
    carried = ngettext("%(n)s command", "%(n)s commands", swept.carried) % {"n": swept.carried}
    say(_("Due: %(timers)s. Left over: %(commands)s.") % {"timers": fired, "commands": carried})
    for one in swept.refused:
        task = app.store.load(one.task) if one.task is not None else None
        names = names_for(app, app.program(task).definition if task is not None else None)
        said = inert(sentence(one.refusal, names))
        warn(_("%(task)s: could not be done. %(why)s") % {"task": f"T-{one.task}", "why": said})


def _say_waiting(app: App, as_json: bool) -> int:
    from engine.sweep import waiting

    found = waiting(app.store, app.clock())
    if as_json:
        say_object(
            {
                "timers": [
                    {
                        "task": f"T-{task.id}",
                        "kind": timer.kind,
                        "name": timer.name,
                        "at": iso(timer.at, app.zone),
                    }
                    for task, timer in found.timers
                ],
                "commands": [
                    {
                        "kind": row.kind,
                        "because": f"T-{row.cause}",
                        "attempts": row.attempts,
                        "code": row.code,
                    }
                    for row in found.queue
                ],
            }
        )
        return 0
    for task, timer in found.timers:
        names = names_for(app, app.program(task).definition)
        data = {"task": f"T-{task.id}", "what": timer_name(names, timer), "at": names.at(timer.at)}
        say(inert(_("%(task)s: %(what)s, at %(at)s") % data))
    for row in found.queue:
        cause = app.store.load(row.cause)
        names = names_for(app, app.program(cause).definition if cause is not None else None)
        say(inert(_("%(task)s: %(text)s") % {"task": f"T-{row.cause}", "text": queued(row, names)}))
    if not found.timers and not found.queue:
        say(_("Nothing is due."))
    return 0
