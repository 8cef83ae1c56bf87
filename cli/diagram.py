"""``diagram``: an SOP, or where a task stands in it, as a picture. Reads only."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from cli import documents
from cli.act import TASK
from cli.console import Console
from cli.files import write_over
from cli.frame import argument, command, option
from cli.output import say
from cli.refused import refuse
from cli.single import read_single, sound
from cli.telling import names_for
from engine.render.naming import Names
from engine.words import N_, _, current_language

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition
    from engine.model.team import Team

FORMS = ("mermaid", "svg")
_NUMBER = re.compile(r"[Tt]-[0-9]+")


@command(
    "diagram",
    help=N_(
        "Of a published SOP, or of a file that need not be published. Of a task: where it has been, where "
        "it is, until when. Mermaid is text for pages that draw it themselves; SVG opens in a browser, and "
        "prints."
    ),
    epilog=N_(
        "Examples:\n  sop diagram shipping --out shipping.svg\n  sop diagram sops/new.sop.yaml\n"
        "  sop diagram T-12 --out T-12.svg"
    ),
)
@argument(
    "sop",
    N_("An SOP's name, or a file, or a task's number; with --task not needed."),
    metavar=N_("SOP|FILE|T-N"),
    required=False,
)
@option("--task", metavar=TASK, help=N_("Draw this task's state in."))
@option(
    "--team",
    metavar=N_("FILE"),
    help=N_("What roles are called, for a file; else as in the workspace around."),
)
@option("--form", type=click.Choice(FORMS), help=N_("Else by the ending of --out, else mermaid."))
@option("--out", metavar=N_("FILE"), help=N_("Write it to a file; else to the terminal."))
def diagram(
    console: Console, sop: str | None, task: str | None, team: str | None, form: str | None, out: str | None
) -> int:
    """Draw an SOP."""
    from engine.render.diagram import ENDINGS

    if sop is not None and task is None and _NUMBER.fullmatch(sop):
        sop, task = None, sop
    if sop is None and task is None:
        raise click.UsageError(_("Name an SOP, a file, or a task with --task."))
    if task is not None:
        text = _of_task(console, task, sop, form or ENDINGS.get(_ending(out), FORMS[0]))
    else:
        found = _definition(console, sop or "", team)
        if found is None:
            return 1
        text = _drawn(*found, form or ENDINGS.get(_ending(out), FORMS[0]))
    if out is None:
        say(text.rstrip("\n"))
        return 0
    write_over(out, [text])
    say(_("Written: %(path)s") % {"path": documents.shown_path(out)})
    return 0


def _ending(out: str | None) -> str:
    return os.path.splitext(out or "")[1].lower()


def _drawn(definition: Definition, names: Names, form: str) -> str:
    from engine.render.diagram import FORMS as RENDERERS
    from engine.render.diagram import draw

    return RENDERERS[form](draw(definition, names, current_language()))


def _of_task(console: Console, text: str, sop: str | None, form: str) -> str:
    """The task in the version that it runs. Raises Refused, and a usage error where it is of another SOP."""
    from engine.render.diagram import FORMS as RENDERERS
    from engine.render.diagram import draw, follow

    app = console.app()
    task = app.task(text)
    if sop is not None and sop != task.sop:
        said = {"task": f"T-{task.id}", "sop": task.sop}
        raise click.BadParameter(_("%(task)s is a task of %(sop)s.") % said, param_hint="--task")
    definition = app.registry.definition(task.version)
    names = names_for(app, definition)
    return RENDERERS[form](follow(draw(definition, names, current_language()), task, app.clock(), names))


def _definition(console: Console, text: str, team: str | None) -> tuple[Definition, Names] | None:
    """The SOP that is meant, and the names around it; None where a file has errors, which are printed."""
    from engine.app import DEFAULT_ZONE

    if not os.path.isfile(text) and not text.endswith(documents.ENDINGS):
        app = console.app()
        with app.store.reading():
            row = app.registry.current(text)
            if row is None:
                sops = sorted(one.name for one in app.store.documents("sop"))
                refuse("unknown-sop", name=text, sops=sops)
            definition = app.registry.definition(row.id)
        return definition, names_for(app, definition)
    checked = read_single(text)
    if checked.value is None:
        documents.report([checked], to_stderr=True)
        return None
    around = _around(console)
    if checked.kind != "sop":
        raise click.BadParameter(_("%(path)s is no SOP.") % {"path": documents.shown_path(text)})
    return checked.value, Names(
        around.zone if around else DEFAULT_ZONE,
        checked.value,
        _team(team) if team is not None else around.team if around else None,
    )


def _team(path: str) -> Team:
    """A team file's team. One with errors ends the command; another document is a usage error."""
    checked = sound(path)
    if checked.kind != "team":
        raise click.BadParameter(
            _("%(path)s is no team.") % {"path": documents.shown_path(path)}, param_hint="--team"
        )
    found: Team = checked.value
    return found


def _around(console: Console) -> App | None:
    """The workspace, if there is one here: a file can be drawn without."""
    from engine.app import Refused

    try:
        return console.app()
    except Refused:
        return None
