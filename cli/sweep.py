"""``sweep``: what is due by now happens; what is queued is tried. For cron."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

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
    from engine.rounds import Round
    from engine.sweep import Refused, Waiting

SHOWN = 50
"""So many lines of a dry run, where nothing else is asked for."""


@command(
    "sweep",
    help=N_(
        "Waits whose time is over go on, rules and escalations act that were to act by now, schedules start "
        "their tasks, and what tasks had to do to each other is done where it was left (after a crash) or "
        "refused. Each happens once, as of its own time. Let cron call it every few minutes, or let "
        "'sop worker' run; any number at once do no harm. Exit code 1 when something could not be done."
    ),
    epilog=N_("Example, in a crontab:\n  */5 * * * *  cd /srv/shop && sop sweep"),
)
@option("--dry-run", "dry", is_flag=True, help=N_("Say what would be done and write nothing."))
@option(
    "--limit",
    metavar=N_("N"),
    type=click.IntRange(1),
    help=N_("Let at most N timers fire; with --dry-run: at most N lines (50)."),
)
@option(
    "--clock-is-right",
    "sure",
    is_flag=True,
    help=N_("Sweep although the clock is more than a year later than the last sweep."),
)
@json_option
def sweep_due(console: Console, dry: bool, limit: int | None, sure: bool, as_json: bool) -> int:
    """Do what is due."""
    app = console.app()
    if dry:
        return _say_waiting(app, limit or SHOWN, sure or simulated(app), as_json)
    from engine.model.refusals import Refusal
    from engine.rounds import make_round
    from engine.sweep import Manner

    made = make_round(app.service, Manner(limit), sure or simulated(app))
    if isinstance(made, Refusal):
        from engine.app import Refused as NotBelieved

        raise NotBelieved(made)
    swept = made.swept
    if as_json:
        from cli.notices_told import tally_data
        from cli.scheduled import as_data
        from engine.service import plain

        say_object(
            {
                "timers": swept.fired,
                "commands": swept.carried,
                "tasks": [f"T-{task}" for task in swept.tasks],
                "scheduled": as_data(app, swept.scheduled),
                "refused": [
                    {"task": _task(one), "kind": one.kind, **plain(one.refusal)} for one in swept.refused
                ],
                "notices": tally_data(made.told),
            }
        )
    else:
        _say_round(app, made)
    if made.behind and not simulated(app):
        from cli.clock import behind

        warn(behind(made.behind))
    return 1 if swept.refused or made.told.dead else 0


def simulated(app: App) -> bool:
    """Whether the workspace's time is made up: then no clock is too late."""
    return app.settings.get("simulated") == "yes"


def counted(timers: int, commands: int) -> dict[str, str]:
    """Both numbers with their words."""
    return {
        "timers": ngettext("%(n)s timer", "%(n)s timers", timers) % {"n": f"{timers:,}"},
        "commands": ngettext("%(n)s command", "%(n)s commands", commands) % {"n": f"{commands:,}"},
    }


def _task(one: Refused) -> str | None:
    return f"T-{one.task}" if one.task is not None else None


def not_done(app: App, one: Refused) -> str:
    """What could not be done, and why, as one inert line."""
    from engine.render.refusals import sentence

    task = app.store.load(one.task) if one.task is not None else None
    names = names_for(app, app.program(task).definition if task is not None else None)
    where = _task(one) or inert(one.kind.partition(":")[2])
    data = {"task": where, "why": inert(sentence(one.refusal, names))}
    return _("%(task)s: could not be done. %(why)s") % data


def _say_round(app: App, made: Round) -> None:
    from cli.notices_told import how_many_wait, say_tally
    from cli.scheduled import say_scheduled

    swept = made.swept
    say_scheduled(app, swept.scheduled)
    say(_("Due: %(timers)s. Left over: %(commands)s.") % counted(swept.fired, swept.carried))
    for one in swept.refused:
        warn(not_done(app, one))
    say_tally(made.told, how_many_wait(app) if not made.told.configured else 0)


def _say_waiting(app: App, most: int, sure: bool, as_json: bool) -> int:
    from engine.rounds import believed
    from engine.sweep import waiting

    doubt = None if sure else believed(app.service)
    found = waiting(app.store, app.clock())
    if as_json:
        _say_data(app, found)
    else:
        _say_lines(app, found, most)
    if doubt is not None:
        from cli.refused import print_refusal

        print_refusal(doubt, app.zone)
        return 1
    return 0


def _say_data(app: App, found: Waiting) -> None:
    from cli.notices_told import as_data, unsent
    from cli.scheduled import say_due

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
            "scheduled": say_due(app, as_json=True),
            "commands": [
                {"kind": row.kind, "because": f"T-{row.cause}", "attempts": row.attempts, "code": row.code}
                for row in found.queue
            ],
            "notices": [as_data(app, one) for one in unsent(app)],
        }
    )


def _say_lines(app: App, found: Waiting, most: int) -> None:
    from cli.notices_told import say_planned, unsent
    from cli.scheduled import say_due

    starts = say_due(app, as_json=False)
    for task, timer in found.timers[:most]:
        names = names_for(app, app.program(task).definition)
        data = {"task": f"T-{task.id}", "what": timer_name(names, timer), "at": names.at(timer.at)}
        say(inert(_("%(task)s: %(what)s, at %(at)s") % data))
    left = found.queue[: max(0, most - len(found.timers))]
    for row in left:
        cause = app.store.load(row.cause)
        names = names_for(app, app.program(cause).definition if cause is not None else None)
        say(inert(_("%(task)s: %(text)s") % {"task": f"T-{row.cause}", "text": queued(row, names)}))
    shown = min(most, len(found.timers)) + len(left)
    if (more := len(found.timers) + len(found.queue) - shown) > 0:
        said = {**counted(len(found.timers), len(found.queue)), "more": f"{more:,}"}
        say(_("and %(more)s more lines. In all: %(timers)s due, %(commands)s queued.") % said)
    untold = unsent(app, most)
    say_planned(app, untold)
    if not found.timers and not found.queue and not starts and not untold:
        say(_("Nothing is due."))
