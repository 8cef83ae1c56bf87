"""Setting up and writing: ``init``, ``new``, ``lint``, ``publish``."""

from __future__ import annotations

import os
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from cli import documents, modeline
from cli.calendar_told import file_of, resting, told, worth_telling
from cli.console import Console, login
from cli.files import made_whole, write_new
from cli.frame import argument, command, option
from cli.options import json_option
from cli.output import inert, say, say_json, say_table
from cli.proving import tell_unproved
from cli.refused import refuse
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.publishing import Published

ZONE = "Asia/Shanghai"
KINDS = {
    "workspace": N_("workspace"),
    "calendar": N_("calendar"),
    "team": N_("team"),
    "channels": N_("channels"),
    "sop": N_("SOP"),
}


@command(
    "init",
    help=N_(
        "Files that are there already are kept and published. You become the first person of the team and "
        "hold every role, so that work can begin at once."
    ),
    epilog=N_("Examples:\n  sop init shop\n  sop init --zone Europe/Berlin"),
)
@argument("folder", N_("Where; the current folder without it."), metavar=N_("DIR"), required=False)
@option("--zone", metavar=N_("ZONE"), default=ZONE, help=N_("Time zone of the workspace (IANA name)."))
@option("--simulated", is_flag=True, help=N_("For trials: SOP_NOW can set the time."))
def init(console: Console, folder: str | None, zone: str, simulated: bool) -> int:
    """Make a workspace: files that are missing, the database, everything published."""
    from cli.starters import named, starter
    from engine.app import DATABASE, instant_named, wall_clock
    from engine.publishing import has_errors, publish
    from engine.render.instants import zone_of
    from engine.store import create_store
    from engine.store.opening import file_path, is_postgresql

    try:
        zone_of(zone)
    except ValueError:
        refuse("unknown-zone", zone=zone)
    folder = folder or "."
    frozen = os.environ.get("SOP_NOW") if simulated else None
    now = instant_named(frozen, zone) if frozen else wall_clock()
    database = console.db or os.environ.get("SOP_DB") or os.path.join(folder, DATABASE)
    if not is_postgresql(database) and os.path.exists(file_path(database)):
        refuse("workspace-exists", path=documents.shown_path(database))
    name = named(os.path.basename(os.path.abspath(folder)), "shop")
    words = {"WORKSPACE": name, "ZONE": zone, "PERSON": named(login(), "me"), "LOGIN": login()}
    for path, source in {
        "workspace.yaml": "workspace.yaml",
        "team.yaml": "team.yaml",
        os.path.join("calendars", "office.yaml"): "calendar.yaml",
    }.items():
        text = modeline.begun(starter(source, words), source.removesuffix(".yaml"))
        _write_missing(os.path.join(folder, path), text)
    os.makedirs(os.path.join(folder, "sops"), exist_ok=True)
    checked = documents.check(documents.read(documents.find([folder])), None)
    if has_errors(checked):
        documents.report(checked, to_stderr=True)
        return 1
    try:
        with nullcontext(database) if is_postgresql(database) else made_whole(file_path(database)) as place:
            store = create_store(place)
            try:
                published = publish(store, checked, now, login())
                if simulated:
                    with store.writing():
                        store.set_settings({**store.settings(), "simulated": "yes"})
            finally:
                store.close()
    except FileExistsError:
        refuse("workspace-exists", path=documents.shown_path(database))
    shown = os.path.abspath(folder) if folder == "." else folder
    say(_("The workspace is ready in %(folder)s.") % {"folder": inert(shown)})
    _say_published(published)
    say(_("Next: sop new NAME writes a starter SOP."))
    return 0


def _write_missing(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with suppress(FileExistsError):
        write_new(path, text)


@command("lint", help=N_("Exit code 1 when there are errors; warnings alone do not fail."))
@argument("paths", N_("Files or folders; the current folder without any."), metavar=N_("PATH"), nargs=-1)
@json_option
def lint(console: Console, paths: tuple[str, ...], as_json: bool) -> int:
    """Check documents; with a workspace around, against what is published in it."""
    from engine.publishing import has_errors

    around = _surroundings(console)
    checked = documents.check(documents.read(documents.find(paths or ["."])), around)
    if as_json:
        say_json(documents.as_rows(checked))
    else:
        documents.report(checked)
    from cli.unpublished import tell_checked

    tell_checked(around, checked)
    tell_unproved(checked)
    return 1 if has_errors(checked) else 0


def _surroundings(console: Console) -> App | None:
    """The workspace, if there is one here; a document can be checked without."""
    from engine.app import Refused

    try:
        return console.app()
    except Refused:
        return None


@command(
    "publish",
    help=N_(
        "All documents or none: where one has an error, nothing is published. What is published already, "
        "word for word, stays as it is."
    ),
)
@argument("paths", N_("Files or folders; the current folder without any."), metavar=N_("PATH"), nargs=-1)
@json_option
def publish_documents(console: Console, paths: tuple[str, ...], as_json: bool) -> int:
    """Check documents and put them to use."""
    from engine.app import Refused
    from engine.publishing import has_errors, publish, refuse_documents, refuse_team

    app = console.app()
    actor = app.actor if app.team is not None else None
    refused = refuse_documents(app.store, [], app.team, actor)
    if refused is not None:
        raise Refused(refused)
    checked = documents.check(documents.read(documents.find(paths or ["."])), app, to_publish=True)
    if has_errors(checked):
        documents.report(checked, to_stderr=True)
        return 1
    refused = refuse_documents(app.store, checked, app.team, actor)
    refused = refused or refuse_team(checked, app.login, documents.today(app))
    if refused is not None:
        raise Refused(refused)
    publisher = actor.person if actor is not None else app.login
    published = worth_telling(publish(app.store, checked, app.clock(), publisher, actor))
    resting_on = resting(app, published)
    if any(document.diagnostics for document in checked):
        documents.report(checked, to_stderr=True)
    tell_unproved(checked)
    if as_json:
        say_json(
            {
                "file": one.file,
                "kind": one.row.kind,
                "name": one.row.name,
                "version": one.row.no,
                "new": one.is_new,
                **(
                    {"planned_before": resting_on[one.row.name][0]}
                    if one.row.kind == "calendar" and one.row.name in resting_on
                    else {}
                ),
            }
            for one in published
        )
    elif published:
        _say_published(published)
        for name, counts in resting_on.items():
            say(told(name, *counts))
    else:
        say(_("Nothing to publish: parts are published with the SOPs that use them."))
    return 0


def _say_published(published: list[Published]) -> None:
    say_table(
        (_("document"), _("name"), _("version"), _("file")),
        [
            (
                _(KINDS.get(one.row.kind, one.row.kind)),
                one.row.name,
                _("%(no)s (new)") % {"no": one.row.no} if one.is_new else str(one.row.no),
                file_of(one),
            )
            for one in published
        ],
    )
