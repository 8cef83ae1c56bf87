"""``calendar``: see which days are worked, check a calendar file, take holidays over from a file."""

from __future__ import annotations

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option
from engine.words import N_, _

VERBS = ("show", "check", "import")


@command(
    "calendar",
    help=N_(
        "'show' without a name lists the calendars, published and in files here; with one it shows a month. "
        "'check' says what is wrong with calendar files and what is remarkable in them. 'import' writes days "
        "off and make-up workdays from an .ics, .csv or .json file into a calendar file, where its comments "
        "stay; nothing is written while a row is not clear."
    ),
    epilog=N_(
        "Examples:\n  sop calendar show cn-office --month 2026-10\n"
        "  sop calendar show cn-office --year 2026\n  sop calendar check calendars/office.yaml\n"
        "  sop calendar import holidays-2027.csv --into calendars/office.yaml --dry-run"
    ),
)
@argument("action", N_("What to do: show, check or import."), metavar=N_("ACTION"), type=click.Choice(VERBS))
@argument(
    "what",
    N_("A calendar or its file to show; calendar files to check; the file to import."),
    metavar=N_("NAME|FILE"),
    nargs=-1,
)
@option("--month", metavar=N_("MONTH"), help=N_("For show: which month, as 2026-10; else this one."))
@option("--year", metavar=N_("YEAR"), help=N_("For show: a whole year, as 2026."))
@option("--into", metavar=N_("FILE"), help=N_("For import: the calendar file to write into."))
@option("--dry-run", is_flag=True, help=N_("For import: show what would be written, and write nothing."))
@json_option
def calendar(
    console: Console,
    action: str,
    what: tuple[str, ...],
    month: str | None,
    year: str | None,
    into: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Show, check or fill calendars."""
    if action != "show" and (month or year):
        raise click.UsageError(_("--month and --year go with 'show'."))
    if action != "import" and (into or dry_run):
        raise click.UsageError(_("--into and --dry-run go with 'import'."))
    if action == "show":
        from cli.calendar_show import show

        if len(what) > 1 or (month and year):
            raise click.UsageError(_("Name one calendar, and a month or a year."))
        return show(console, what[0] if what else None, month, year, as_json)
    if action == "check":
        from cli.calendar_check import check

        return check(console, what, as_json)
    from cli.calendar_import import take_over

    if len(what) != 1:
        raise click.UsageError(_("Name the one file to import."))
    return take_over(console, what[0], into, dry_run, as_json)
