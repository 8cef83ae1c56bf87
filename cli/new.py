"""``new``: an SOP to begin with, and stories that test it: asked for at a terminal, or from a template."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from cli import documents, modeline
from cli.console import Console
from cli.files import write_new
from cli.frame import argument, command, option
from cli.output import inert, say
from cli.refused import refuse
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App

COMMENTED, STEPS, CHECKLIST, APPROVAL, ORDERS = "commented", "empty", "checklist", "approval", "orders"
TEMPLATES = {
    STEPS: N_("steps of your own, one after the other"),
    CHECKLIST: N_("a checklist: one step, many lines"),
    APPROVAL: N_("an approval: somebody asks, somebody else decides"),
    ORDERS: N_("orders that are sent: pack, send, wait for the signature"),
    COMMENTED: N_("a bit of everything, commented, to learn from"),
}
"""What can be begun with, in the order in which it is offered."""
DUE = "1 workday"


@command(
    "new",
    help=N_(
        "It is complete: it can be published and tried as it stands, and stories that test it are written "
        "beside it. At a terminal it asks what the SOP is for, which steps it has, who does them and until "
        "when; with --template or --from, and in scripts, it asks nothing. --from copies an SOP that ships "
        "with sopwright, with what it uses."
    ),
    epilog=N_(
        "Examples:\n  sop new\n  sop new photo-request --template approval\n  sop new parcel --from shipping"
    ),
)
@argument("name", N_("What commands call the SOP."), metavar=N_("NAME"), required=False)
@option("--file", metavar=N_("FILE"), help=N_("Where to write it; else sops/NAME.sop.yaml."))
@option("--template", type=click.Choice(list(TEMPLATES)), help=N_("What to begin with (commented)."))
@option("--from", "shipped", metavar=N_("SHIPPED"), help=N_("An SOP that ships with sopwright."))
def new(
    console: Console, name: str | None, file: str | None, template: str | None, shipped: str | None
) -> int:
    """Write an SOP and its stories, and say what to do with them."""
    from cli.dialogue import at_terminal

    if template is not None and shipped is not None:
        raise click.UsageError(_("--template and --from exclude each other."))
    app = _surroundings(console)
    asking = template is None and shipped is None and at_terminal()
    if name is None and not asking:
        raise click.UsageError(_("Name the SOP: sop new NAME"))
    if shipped is not None:
        from cli.new_shipped import copied

        return copied(app, shipped, name or "", _place(file, name or ""))
    around = _around(app)
    if asking:
        from cli.new_asking import ask

        made = ask(name, around)
        if made is None:
            say(_("Nothing was written."))
            return 1
        name, text, story = made
    else:
        text, story = filled(template or COMMENTED, name or "", _shown(file, name or ""), around)
    return _write(name or "", _place(file, name or ""), text, story, around["CALENDAR"])


def _place(file: str | None, name: str) -> str:
    if file is not None:
        return file
    return os.path.join("sops" if os.path.isdir("sops") else "", f"{os.path.basename(name)}.sop.yaml")


def _shown(file: str | None, name: str) -> str:
    return documents.shown_path(_place(file, name))


def filled(template: str, name: str, shown: str, around: dict[str, str], **more: str) -> tuple[str, str]:
    """A template's SOP and its stories, in the language that is spoken. ``shown`` is the file that they say
    to lint; ``more`` are words to put in place of the usual ones (``HELP``, ``DUE``, ``ROLE``)."""
    from cli.new_steps import plain
    from cli.starters import starter

    usual = {"HELP": _("Say here in a sentence what it is for."), "DUE": DUE}
    words = {"NAME": name, "TITLE": documents.title_of(name), "FILE": shown, **usual, **around, **more}
    if template == STEPS:
        return plain([_("First step"), _("Second step"), _("Third step")], words)
    kinds = ("sop.yaml", "sop.story.yaml")
    if template != COMMENTED:
        kinds = (f"{template}.sop.yaml", f"{template}.story.yaml")
    return starter(kinds[0], words), starter(kinds[1], words)


def sound(file: str, text: str, calendar: str) -> bool:
    """Whether a text is an SOP without errors."""
    from engine.publishing import check_documents, has_errors

    data = text.encode("utf-8", "surrogateescape")
    return not has_errors(check_documents({file: data}, None, frozenset({calendar})))


def _write(name: str, file: str, text: str, story: str, calendar: str) -> int:
    """Both files, or neither. Raises Refused: ``bad-sop-name``, ``file-exists``."""
    shown = documents.shown_path(file)
    if os.path.basename(name) != name or not sound(file, text, calendar):
        refuse("bad-sop-name", name=name or None)
    beside = story_of(file)
    put({file: modeline.begun(text, "sop"), beside: modeline.begun(story, "story")})
    say(_("Written: %(path)s") % {"path": shown})
    say(_("Stories that test it: %(path)s") % {"path": documents.shown_path(beside)})
    say(_("Next: sop lint %(path)s, then sop publish %(path)s") % {"path": shown})
    return 0


def story_of(file: str) -> str:
    """Where the stories of the SOP in a file stand."""
    for ending in (".sop.yaml", ".sop.yml", ".yaml", ".yml"):
        if file.endswith(ending):
            return file.removesuffix(ending) + ".story.yaml"
    return file + ".story.yaml"


def put(files: dict[str, str]) -> None:
    """Write files that are not there yet, all or none. Raises Refused ``file-exists``, OSError."""
    for path in files:
        if os.path.lexists(path):
            refuse("file-exists", path=documents.shown_path(path))
    written: list[str] = []
    try:
        for path, text in files.items():
            write_new(path, text)
            written.append(path)
    except OSError as error:
        for path in written:
            os.unlink(path)
        if isinstance(error, FileExistsError):
            refuse("file-exists", path=documents.shown_path(str(error.filename)))
        raise


def _surroundings(console: Console) -> App | None:
    """The workspace, if there is one here."""
    from engine.app import Refused

    try:
        return console.app()
    except Refused:
        return None


def _around(app: App | None) -> dict[str, str]:
    """The calendar and the roles that a starter mentions: the workspace's, else what ``init`` makes."""
    calendars, team = ["office"], app.team if app is not None else None
    if app is not None:
        with app.store.reading():
            calendars = [row.name for row in app.store.documents("calendar")] or calendars
    titles = team.roles if team is not None else {}
    roles = list(titles) or ["operations", "director"]
    return {
        "CALENDAR": "office" if "office" in calendars else calendars[0],
        "ROLE": "operations" if "operations" in roles else roles[0],
        "APPROVER": "director" if "director" in roles else roles[-1],
        "ROLES": "\n".join(f"{role}\t{titles.get(role, role)}" for role in roles),
    }


def told(names: list[str]) -> str:
    """Names in a row, inert."""
    return _(", ").join(map(inert, names))
