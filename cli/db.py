"""``db``: the database itself."""

from __future__ import annotations

import os

import click

from cli.console import Console
from cli.frame import argument, command
from cli.output import inert, say
from engine.words import N_, _


@command(
    "db",
    help=N_("'upgrade' brings a database that an older version made to this one; make a copy before."),
    epilog=N_("Example:\n  cp sop.db sop-before.db && sop db upgrade"),
)
@argument("action", N_("upgrade"), metavar=N_("ACTION"), type=click.Choice(["upgrade"]))
def database(console: Console, action: str) -> int:
    """Look after the database."""
    from engine.app import find_database
    from engine.store import upgrade_store

    place = find_database(console.db, os.environ, os.getcwd())
    before, after = upgrade_store(place)
    if before == after:
        say(_("The database is up to date (%(version)s).") % {"version": inert(after)})
    else:
        data = {"before": inert(before), "after": inert(after)}
        say(_("The database was brought from %(before)s to %(after)s.") % data)
    return 0
