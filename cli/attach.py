"""``attach``: leave files and links at a task, a step or a checklist line, and say whether they changed."""

from __future__ import annotations

import click

from cli.act import TASK, TASK_NOTE, at, command_id, run
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.telling import names_for
from engine.model.commands import Attach
from engine.words import N_, _


@command(
    "attach",
    help=N_(
        "Nothing is copied and no link is opened: kept are the name and, of a file, its size and its "
        "SHA-256, by which --verify tells whether it was changed since. A file in the workspace's folder is "
        "named from there, any other by its whole path."
    ),
    epilog=N_(
        "Examples:\n  sop attach T-12 photos/front.jpg\n  sop attach T-12/shoot https://example.com/brief\n"
        "  sop attach T-12 photos/light.jpg --line 3\n  sop attach T-12 --verify"
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@argument("left", metavar=N_("FILE|URL"), nargs=-1)
@option("--line", metavar=N_("N"), type=click.IntRange(1, 999_999), help=N_("As evidence for that line."))
@option(
    "--verify", "verifying", is_flag=True, help=N_("Say which files are as they were. Exit code 1: not all.")
)
@recording
def attach(
    console: Console, task: str, left: tuple[str, ...], line: int | None, verifying: bool, when: str | None,
    name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Leave files and links at a task; of several, each by itself."""
    from cli.attachments import read, verify

    app = console.app()
    if verifying:
        if left or line is not None:
            raise click.UsageError(_("--verify looks at all that is there: name no file and no line."))
        found = app.task(task)
        return verify(app, names_for(app, app.program(found).definition), found, as_json)
    if not left:
        raise click.UsageError(_("Name a file or a link, or --verify."))
    if as_json and len(left) > 1:
        raise click.UsageError(_("--json is for one file at a time."))
    happened = at(app, when)
    found, visit = app.place(task) if line is None else app.visit(task)
    number = visit.no if visit is not None else 0
    texts = [read(app, text) for text in left]
    code = 0
    for no, (text, hash, size) in enumerate(texts, start=1):
        id = command_id(name if name is None or len(texts) == 1 else f"{name} {no}")
        leaving = Attach(id, found.id, text, number, line or 0, hash, size, happened)
        code = max(code, run(console, app, leaving, as_json))
    return code
