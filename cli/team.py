"""``team``: who there is, with which roles, who is away and who stands in; now, then, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import list_options
from cli.output import inert
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.people.history import Then

SHOW, LOG, OFF, BACK = "show", "log", "off", "back"
ACTIONS = (SHOW, LOG, OFF, BACK)
MOST = 50


@command(
    "team",
    help=N_(
        "Without an ACTION: everybody, their roles, who is away and who stands in. show PERSON: all about "
        "one. log: what changed in the team, who said so and when. off: somebody is away, from now or --from "
        "on; their deputies act for them until 'sop team back'. Everybody may say it of themselves; of "
        "others, who may administer. What is permanent stands in the team file: sop publish team.yaml."
    ),
    epilog=N_(
        "Examples:\n  sop team --on 2026-11-03 --role designer\n"
        "  sop team off 何亮 --from 2026-11-03 --until 2026-11-07 --deputy 苏芮\n  sop team back 何亮"
    ),
)
@argument(
    "action",
    N_("show, log, off or back; a PERSON alone is shown."),
    metavar=N_("ACTION|PERSON"),
    required=False,
)
@argument("whom", N_("Whom it is about; you, where that is clear."), metavar=N_("PERSON"), required=False)
@option("--on", metavar=N_("TIME"), help=N_("As of a day or an instant, past or to come: 2026-11-03."))
@option("--role", metavar=N_("ROLE"), help=N_("Who holds this role."))
@option(
    "--from",
    "start",
    metavar=N_("TIME"),
    help=N_("With off: away from this day or instant on; else from now on."),
)
@option("--until", metavar=N_("TIME"), help=N_("With off: away up to and with this day, or to this instant."))
@option(
    "--deputy", "deputies", metavar=N_("PERSON"), multiple=True,
    help=N_("With off: who stands in this time, instead of the deputies in the team file."),
)  # fmt: skip
@option("--reason", metavar=N_("TEXT"), help=N_("With off: why; everybody of the team can read it."))
@option(
    "--limit",
    metavar=N_("N"),
    type=click.IntRange(1),
    default=MOST,
    help=N_("With log: so many, the latest (50)."),
)
@option(
    "--id", "name", metavar=N_("NAME"),
    help=N_("A name for this very command: typed again with the same one, it changes nothing."),
)  # fmt: skip
@list_options
def team(
    console: Console, action: str | None, whom: str | None, on: str | None, role: str | None,
    start: str | None, until: str | None, deputies: tuple[str, ...], reason: str | None, limit: int,
    name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Look at the team, or say who is away."""
    if action is not None and action not in ACTIONS and whom is None:
        action, whom = SHOW, action
    given = {"--from": start, "--until": until, "--deputy": deputies, "--reason": reason}
    _must_fit(action, given, on, role, name)
    app = console.app()
    if action == OFF:
        from cli.team_away import off

        return off(app, whom, start, until, deputies, reason, name, as_json)
    if action == BACK:
        from cli.team_away import back

        return back(app, whom, name, as_json)
    if action == LOG:
        from cli.team_log import log

        return log(app, whom, limit, as_json)
    from cli.team_told import show, show_all

    then = _then(app, on)
    if action == SHOW:
        return show(app, then, whom, as_json)
    return show_all(app, then, role, on is not None, as_json)


def _must_fit(
    action: str | None, given: Mapping[str, object], on: str | None, role: str | None, name: str | None
) -> None:
    """Raises a usage error for an option that this action does not take, and for one that there is not."""
    if action is not None and action not in ACTIONS:
        shown = {"action": inert(action), "actions": ", ".join(ACTIONS)}
        raise click.UsageError(_("%(action)s is no action: %(actions)s.") % shown)
    for option_name, value in given.items():
        if value and action != OFF:
            raise click.UsageError(_("%(option)s goes with off.") % {"option": option_name})
    if name is not None and action not in (OFF, BACK):
        raise click.UsageError(_("--id goes with off and back."))
    if role is not None and action is not None:
        raise click.UsageError(_("--role goes without an ACTION."))
    if on is not None and action not in (None, SHOW):
        raise click.UsageError(_("--on goes with looking, not with %(action)s.") % {"action": action})


def _then(app: App, on: str | None) -> Then:
    """The team at the instant that is asked for, else now. Raises Refused ``no-team``."""
    from cli.refused import refuse
    from cli.when import instant, is_day
    from engine.people.history import team_at

    at = app.clock()
    if on is not None:
        at = instant(on, app.zone, at, "--on") - (1 if is_day(on) else 0)
    with app.store.reading():
        found = team_at(app.store, app.zone, at)
    if found is None:
        refuse("no-team", ("sop publish team.yaml",))
    return found
