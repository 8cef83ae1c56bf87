"""``forecast``: what is due in the next days, and which promises cannot be kept any more. Reads only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option
from cli.outlook import outlook_data, say_task
from cli.output import say, say_object, say_table, warn
from cli.refused import refuse
from cli.telling import names_for
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app import App
    from engine.audit.forecast import Forecast
    from engine.audit.running import Whose
    from engine.kernel import Context, Program
    from engine.model.task import Task

DAY = 86_400_000
SHORT = {
    "tight": N_("only on a quicker way"),
    "late": N_("too late for its due"),
    "breach": N_("too late for its limit"),
}


@command(
    "forecast",
    help=N_(
        "Without a task: how much is due on each of the next days and for which roles, and the promises that "
        "cannot be kept any more, or only on a quicker way than the longest. Of a task: the longest way to "
        "each promise, step by step. A step takes what its due gives it, else what such steps took in the "
        "last 90 days (the median)."
    ),
    epilog=N_("Examples:\n  sop forecast --days 14 --role warehouse\n  sop forecast T-12"),
)
@argument("task", TASK_NOTE, metavar=TASK, required=False)
@option("--days", metavar=N_("N"), type=click.IntRange(1, 366), default=7, help=N_("So many days (7)."))
@option("--person", metavar=N_("PERSON"), help=N_("Only steps that this person may do."))
@option("--role", metavar=N_("ROLE"), help=N_("Only steps of this role."))
@option("--sop", metavar=N_("SOP"), help=N_("Only this SOP."))
@option(
    "--tasks",
    metavar=N_("N"),
    type=click.IntRange(0, 100_000),
    help=N_("Look at the promises of at most N tasks (300)."),
)
@json_option
def print_forecast(
    console: Console, task: str | None, days: int, person: str | None, role: str | None, sop: str | None,
    tasks: int | None, as_json: bool,
) -> int:  # fmt: skip
    """What will be due, and what will be late."""
    from engine.audit.forecast import LOOKED_AT, forecast

    app = console.app()
    if task is not None:
        if person or role or sop:
            raise click.UsageError(_("A task, or --person, --role and --sop: not both."))
        return say_task(app, task, _Looking(app).at, as_json)
    now = app.clock()
    until = _end_of_day(app, now + (days - 1) * DAY)
    whose = _whose(app, person, role, sop)._replace(sight=app.sight)
    looking = _Looking(app)
    most = LOOKED_AT if tasks is None else tasks
    found = forecast(app.store, whose, now, until, app.zone, looking.at, most)
    if as_json:
        say_object(_data(app, found, now, until))
    else:
        _say(app, found, now, until)
    return 0


class _Looking:
    """The program and the context of tasks, made once for each version."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._known: dict[int, tuple[Program, Context]] = {}

    def at(self, task: Task) -> tuple[Program, Context]:
        if task.version not in self._known:
            self._known[task.version] = (self._app.program(task), self._app.context(task))
        return self._known[task.version]


def _whose(app: App, person: str | None, role: str | None, sop: str | None) -> Whose:
    from engine.audit.running import Whose

    if person is not None and role is not None:
        raise click.UsageError(_("One of --person and --role, not both."))
    if sop is not None and app.registry.current(sop) is None:
        with app.store.reading():
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
    if role is not None:
        roles = app.team.roles if app.team else {}
        if role not in roles:
            refuse("unknown-role", role=role, roles=list(roles))
        return Whose(None, frozenset((role,)), sop)
    if person is not None:
        who = app.person(person)
        return Whose(who.key, who.roles, sop)
    return Whose(sop=sop)


def _end_of_day(app: App, at: int) -> int:
    """The end of an instant's local day, ms UTC."""
    from engine.rules.calendars.zones import zone

    here = zone(app.zone)
    return here.join(here.split(at)[0] + 1, 0)


# -- of everybody


def _say(app: App, found: Forecast, now: int, until: int) -> None:
    from engine.render.naming import Names

    names = Names(app.zone, None, app.team)
    day = names.at(until - 1).split()[0]
    say(_("Due to the end of %(day)s, as of %(now)s") % {"day": day, "now": names.at(now)})
    rows = [
        (_day(load.day), names.roles(load.roles), _holders(app, load.roles), load.due) for load in found.loads
    ]
    if not rows:
        say(_("Nothing is due in these days."))
    else:
        head = (_("day"), _("role"), _("people"), _("due"))
        say_table(head, rows, right=(2, 3), colours=["" if load.day else "red" for load in found.loads])
    _say_doubtful(app, found)
    if found.more:
        warn(_("There are more deadlines than were counted: narrow it with --days, --role or --sop."))
    if found.looked_at < found.promises:
        data = {"n": found.looked_at, "all": found.promises}
        warn(_("%(n)s of %(all)s promises were looked at, the earliest due first; more: --tasks N") % data)


def _say_doubtful(app: App, found: Forecast) -> None:
    if not found.doubtful:
        return
    say()
    say(_("Promises that will be late if every step takes its planned time"))
    rows = []
    for task, one in found.doubtful:
        names = names_for(app, app.program(task).definition)
        span = one.span
        rows.append(
            (
                f"T-{task.id}",
                task.ref,
                names.deadline(span.deadline),
                names.at(span.due) if span.due is not None else "",
                names.at((one.finish if one.state == "tight" else one.earliest) or 0),
                _(SHORT[one.state]),
            )
        )
    head = (_("task"), _("name"), _("deadline"), _("due"), _("by plan"), "")
    say_table(head, rows, colours=["yellow" if one.state == "tight" else "red" for _t, one in found.doubtful])


def _day(day: str) -> str:
    if not day:
        return _("overdue")
    from engine.rules.deadlines.lines import WEEKDAYS

    return f"{day} {_(WEEKDAYS[date.fromisoformat(day).weekday()])}"


def _holders(app: App, roles: Iterable[str]) -> int:
    """How many people share the work of these roles now."""
    wanted = set(roles)
    people = app.team.here() if app.team else ()
    return sum(not wanted or one.key in wanted or not wanted.isdisjoint(one.roles) for one in people)


def _data(app: App, found: Forecast, now: int, until: int) -> dict[str, Any]:
    return {
        "now": iso(now, app.zone),
        "until": iso(until, app.zone),
        "loads": [
            {
                "day": load.day or None,
                "roles": list(load.roles),
                "people": _holders(app, load.roles),
                "due": load.due,
            }
            for load in found.loads
        ],
        "doubtful": [
            {"task": f"T-{task.id}", "ref": task.ref, "sop": task.sop, **outlook_data(app, one)}
            for task, one in found.doubtful
        ],
        "promises": found.promises,
        "looked_at": found.looked_at,
        "more": found.more,
    }
