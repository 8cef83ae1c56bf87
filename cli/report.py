"""``checklist``: a task's checklist to read, print or paste; ``audit``: what is overdue. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import all_option, json_option
from cli.output import inert, say, say_object
from cli.refused import refuse
from cli.telling import names_for
from cli.when import instant, is_day, week
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.audit.rows import Audit
    from engine.model.definition import Definition
    from engine.store.places import Around

    Items = dict[tuple[int, int], Around]

CASES = 20
"""So many single cases are printed where nobody says how many."""


@command(
    "checklist",
    epilog=N_(
        "Examples:\n  sop checklist T-12 --markdown > checklist.md\n"
        "  sop checklist T-12 --html > checklist.html"
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@all_option
@option("--markdown", is_flag=True, help=N_("As Markdown."))
@option("--html", is_flag=True, help=N_("As a page to print or to look at on a phone."))
def print_checklist(console: Console, task: str, everything: bool, markdown: bool, html: bool) -> int:
    """The lines of every open step with their state, and what each outcome still lacks."""
    from cli.had import taken
    from cli.standing import called
    from cli.votes import viewer
    from engine.render.checklist import HTML, MARKDOWN, TEXT, render

    if markdown and html:
        raise click.UsageError(_("--markdown and --html exclude each other."))

    app = console.app()
    found, visit = app.place(task)
    program, context = app.program(found), app.context(found)
    names, form = names_for(app, program.definition), MARKDOWN if markdown else HTML if html else TEXT
    ties, since = called(app, found), taken(app, found)
    votes = viewer(app, found, program, context, names)
    say(render(program, found, context, names, form, everything, visit, ties, since, votes))
    return 0


@command(
    "audit",
    help=N_(
        "Counted are steps and promises that were overdue in the week: due in it and late, or due before it "
        "and still open when it began. --as-of shows them as they stood at an instant, --known-at as they "
        "were known at one."
    ),
    epilog=N_(
        "Examples:\n  sop audit --week last\n  sop audit --week 2026-W47 --as-of 2026-11-22 --sop shipping\n"
        "  sop audit --week last --html > week.html"
    ),
)
@option("--week", "named", metavar=N_("WEEK"), help=N_("2026-W47, this or last; else that of --as-of."))
@option("--as-of", "as_of", metavar=N_("TIME"), help=N_("As things stood then; a date means its end."))
@option("--known-at", "known_at", metavar=N_("TIME"), help=N_("By what was written down until then."))
@option("--sop", metavar=N_("SOP"), help=N_("Only this SOP."))
@option("--role", metavar=N_("ROLE"), help=N_("Only steps of this role."))
@option("--person", metavar=N_("PERSON"), help=N_("Only what this person closed."))
@option("--limit", metavar=N_("N"), type=click.IntRange(0), help=N_("At most N single cases (text: 20)."))
@option("--html", is_flag=True, help=N_("As a page to print or to look at on a phone."))
@option("--refused", is_flag=True, help=N_("Instead: what was tried and refused, by person and code."))
@option("--rework", is_flag=True, help=N_("Instead: how often work was right at first, and sent back."))
@option("--since", metavar=N_("TIME"), help=N_("With --refused or --rework: from when on (a week)."))
@option("--until", "to", metavar=N_("TIME"), help=N_("With --rework: until when; a date means its end."))
@option("--csv", "as_csv", is_flag=True, help=N_("The single cases as CSV for a spreadsheet."))
@json_option
def print_audit(
    console: Console, named: str | None, as_of: str | None, known_at: str | None, sop: str | None,
    role: str | None, person: str | None, limit: int | None, html: bool, refused: bool, since: str | None,
    to: str | None, rework: bool, as_csv: bool, as_json: bool,
) -> int:  # fmt: skip
    """What was overdue in a week; or what was refused."""
    if html and as_json:
        raise click.UsageError(_("--html and --json exclude each other."))
    if as_csv and (html or as_json or refused or rework):
        raise click.UsageError(_("--csv goes with neither --html, --json, --refused nor --rework."))
    if since is not None and not (refused or rework):
        raise click.UsageError(_("--since goes with --refused or --rework."))
    if to is not None and not rework:
        raise click.UsageError(_("--until goes with --rework."))
    if rework:
        if refused or any(each is not None for each in (as_of, known_at, role, person, limit)):
            raise click.UsageError(_("--rework goes with --week, --since, --until and --sop."))
        return _rework(console.app(), named, since, to, sop, as_json)
    if refused:
        if any(each is not None for each in (named, as_of, known_at, sop, role)):
            raise click.UsageError(_("--refused goes with --since, --person and --limit."))
        from cli.attempted import show

        return show(console.app(), since, person, limit, as_json)
    from engine.audit.overdue import audit
    from engine.audit.overrides import overrides
    from engine.render import overrides as overridden
    from engine.render.audit import Titles, as_data, render
    from engine.render.page import audit_page as page

    app = console.app()
    now = app.clock()
    until = now if as_of is None else _past(as_of, app, now, "--as-of")
    known = None if known_at is None else _past(known_at, app, now, "--known-at")
    asked = week(named or "this", app.zone, now if named else until)
    definitions = _definitions(app)
    _must_exist(app, definitions, sop, role)
    who = app.person(person).key if person is not None else None
    most = CASES if limit is None and not (as_json or as_csv) else limit
    found = audit(
        app.store, asked.start, asked.end, until, known, sop=sop, role=role, person=who, most=most,
        sight=app.sight,
    )  # fmt: skip
    against = overrides(
        app.store, asked.start, asked.end, until, known, sop=sop, role=role, person=who, sight=app.sight
    )
    guessed = _provisional(app, found)
    titles = Titles(app.zone, definitions, app.team, _items(app, found, definitions), guessed)
    if html:
        say(page(found, against, titles, asked.name, now))
    elif as_csv:
        from cli.csv_out import write

        write(as_data(found, app.zone, titles)["overdue"])
    elif as_json:
        more = {"overrides": overridden.as_data(against, app.zone)}
        say_object({"week": asked.name, **as_data(found, app.zone, titles), **more})
    else:
        say(render(found, titles, asked.name))
        say()
        say(overridden.render(against, titles))
    return 0


def _rework(
    app: App, named: str | None, since: str | None, until: str | None, sop: str | None, as_json: bool
) -> int:
    from cli.rework import show

    definitions = _definitions(app)
    _must_exist(app, definitions, sop, None)
    asked = week(named or "this", app.zone, app.clock())
    return show(app, definitions, (asked.start, asked.end), since, until, sop, as_json)


def _items(app: App, found: Audit, definitions: dict[str, Definition]) -> Items:
    """The items around the visits of the single cases, asked for tasks of SOPs that have any."""
    sops = {sop for sop, one in definitions.items() if any(step.each for step in one.steps.values())}
    rows = (*found.rows, *found.born_late, *found.recorded_late)
    tasks = {row.task for row in rows if row.sop in sops and row.visit}
    if not tasks:
        return {}
    from engine.store.places import items_of

    with app.store.reading():
        return items_of(app.store, tasks)


def _provisional(app: App, found: Audit) -> set[tuple[int, int]]:
    """The dues among the single cases that rest on a year whose holidays were not known."""
    with app.store.reading():
        return app.store.pending.provisional({row.task for row in (*found.rows, *found.born_late)})


def _past(text: str, app: App, now: int, name: str) -> int:
    """An instant that is not in the future. Raises a usage error."""
    at = instant(text, app.zone, now, name)
    if at > now and not is_day(text):
        message = _("%(text)s lies in the future.") % {"text": inert(text)}
        raise click.BadParameter(message, param_hint=name)
    return min(at, now)


def _definitions(app: App) -> dict[str, Definition]:
    """The current definition of every SOP, for titles."""
    with app.store.reading():
        return {row.name: app.registry.definition(row.id) for row in app.store.documents("sop")}


def _must_exist(app: App, definitions: dict[str, Definition], sop: str | None, role: str | None) -> None:
    if sop is not None and sop not in definitions:
        refuse("unknown-sop", name=sop, sops=sorted(definitions))
    roles = app.team.roles if app.team else {}
    if role is not None and role not in roles:
        refuse("unknown-role", role=role, roles=list(roles))
