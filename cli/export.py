"""``export``: running deadlines as a calendar file that phones subscribe to. Reads only."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from cli import tongue
from cli.console import Console
from cli.frame import command, option
from cli.options import list_options
from cli.output import inert, say_json, warn
from cli.refused import refuse
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.audit.running import Running, Whose
    from engine.model.actor import Sight
    from engine.render.naming import Names

MOST = 1000
"""So many deadlines go into one file; programs that show calendars get slow with a few thousand."""


@command(
    "export",
    help=N_(
        "Deadlines that run now, of the steps that a person may do (without more: yours), each an event at "
        "its due. A web server or a synced folder hands the file to phones, which subscribe to it; run this "
        "from cron. The file is replaced whole, and only when something has changed."
    ),
    epilog=N_("Example:\n  sop export --ics --person 周强 --out /srv/www/zhouqiang.ics"),
)
@option("--ics", is_flag=True, help=N_("As a calendar (iCalendar), the one form that there is."))
@option("--person", metavar=N_("PERSON"), help=N_("Of the steps that this person may do."))
@option("--role", metavar=N_("ROLE"), help=N_("Of the steps of this role."))
@option("--team", is_flag=True, help=N_("Of everybody."))
@option("--out", metavar=N_("FILE"), help=N_("Into this file; else to the terminal."))
@list_options
def export(
    console: Console,
    ics: bool,
    person: str | None,
    role: str | None,
    team: bool,
    out: str | None,
    as_json: bool,
) -> int:
    """Write the deadlines of a person, a role or everybody."""
    from engine.audit.running import running

    if sum((person is not None, role is not None, team)) > 1:
        raise click.UsageError(_("One of --person, --role and --team, not several."))
    if ics == as_json:
        raise click.UsageError(_("In which form: --ics (a calendar) or --json."))
    app = console.app()
    whose, title = _whose(console, app, person, role, team)
    whose = whose._replace(sight=_sight(app, person))
    found, more = running(app.store, whose, app.registry.definition, most=MOST)
    names = _Shown(app)
    if as_json:
        say_json(_data(app, one, names.of(one.version)) for one in found)
    else:
        _write(app, found, names, title, out)
    if more:
        warn(_("There are more than %(n)s deadlines; the earliest ones were written.") % {"n": MOST})
    return 0


NOWHERE = frozenset({"\0"})
"""No shop is called so."""


def _sight(app: App, person: str | None) -> Sight:
    """What whoever asks may see, and whom the feed is for may, too: it is handed on to them."""
    sight = app.sight
    shops = frozenset[str]() if person is None else app.person(person).serves()
    if not shops:
        return sight
    return sight._replace(shops=(shops & sight.shops or NOWHERE) if sight.shops else shops)


class _Shown:
    """The names around each version, without private values: a feed leaves the house."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._names: dict[int, Names] = {}

    def of(self, version: int) -> Names:
        from engine.render.naming import Names

        if version not in self._names:
            app = self._app
            self._names[version] = Names(app.zone, app.registry.definition(version), app.team, False)
        return self._names[version]


def _whose(console: Console, app: App, person: str | None, role: str | None, team: bool) -> tuple[Whose, str]:
    """What is asked for, and what the calendar is called, in the language of whom it is for."""
    from engine.audit.running import Whose
    from engine.render.feed import FOR, FOR_ALL
    from engine.render.naming import Names

    names = Names(app.zone, None, app.team)
    if team:
        return Whose(), _(FOR_ALL)
    if role is not None:
        roles = app.team.roles if app.team else {}
        if role not in roles:
            refuse("unknown-role", role=role, roles=list(roles))
        return Whose(None, frozenset((role,))), _(FOR) % {"name": names.role(role)}
    if person is None:
        actor = app.actor
        return Whose(actor.person, actor.roles), _(FOR) % {"name": names.person(actor.person)}
    who = app.person(person)
    if who.lang and not tongue.chosen(console.lang, os.environ):
        tongue.speak(who.lang)
    return Whose(who.key, who.roles), _(FOR) % {"name": names.person(who.key)}


def _write(app: App, found: list[Running], names: _Shown, title: str, out: str | None) -> None:
    from cli.files import write_over
    from engine.render.feed import feed

    made = feed(found, names.of, title, app.zone)
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        return
    if _holds(out, made):
        warn(_("%(path)s is as it was: nothing has changed.") % {"path": inert(out)})
        return
    write_over(out, [made.decode()])
    warn(_("%(path)s: %(n)s deadlines.") % {"path": inert(out), "n": len(found)})


def _holds(path: str, content: bytes) -> bool:
    """Whether a file has this content; then it stays, and with it what web servers say of its age."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(content) + 1) == content
    except OSError:
        return False


def _data(app: App, one: Running, names: Names) -> dict[str, Any]:
    from engine.render.feed import summary_of, task_called, uid

    return {
        "uid": uid(one),
        "task": f"T-{one.task}",
        "ref": task_called(one, names),
        "sop": one.sop,
        "step": one.step,
        "deadline": one.deadline,
        "title": summary_of(one, names),
        "roles": list(one.roles),
        "due": iso(one.due, app.zone),
        "limit": iso(one.limit, app.zone),
        "provisional": one.provisional,
        "planned": one.plans,
    }
