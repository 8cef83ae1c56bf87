"""``undo``, ``reopen``, ``override``: mending what went wrong, and going against a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.act import TASK, TASK_NOTE, at, command_id, outcome_called, run
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.output import inert
from cli.values import looks_like_pair, values
from engine.model.commands import Override, Reopen, Undo
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.task import Task, Visit


@command(
    "undo",
    help=N_(
        "Your last outcome on the task, or your last vote, is taken back: the step is open again with the "
        "due that it had, and what it opened is gone. That is possible as long as nobody went on from there: "
        "worked on the next step, joined lanes, started another task. What you ticked and gave stays. "
        "Everything stays on record."
    ),
    epilog=N_('Examples:\n  sop undo T-12\n  sop undo T-12 --reason "wrong parcel"'),
)
@argument("task", N_("T-12, 12, or what people call it."), metavar=TASK)
@option("--reason", metavar=N_("TEXT"), help=N_("Why."))
@recording
def undo(
    console: Console, task: str, reason: str | None, when: str | None, name: str | None, as_json: bool
) -> int:
    """Take back one's own last outcome or vote."""
    app = console.app()
    happened = at(app, when)
    found, step = app.named(task)
    if step:
        text = _("Name the task alone: what is taken back is your last outcome on it, or your last vote.")
        raise click.BadParameter(text, param_hint=_(TASK))
    return run(console, app, Undo(command_id(name), found.id, reason, happened), as_json)


@command(
    "reopen",
    help=N_(
        "The step is opened once more, with a due of its own, in place of what is open in its lane. A task "
        "that has ended goes on. A step in lanes that have joined cannot be reopened by itself; their block "
        "can, as a whole. Who may is said by `may: {reopen: ...}` in the SOP; else its owner."
    ),
    epilog=N_('Examples:\n  sop reopen T-12/approve --reason "price changed"\n  sop reopen T-12/pack#1'),
)
@argument("task", TASK_NOTE, metavar=TASK)
@option("--reason", metavar=N_("TEXT"), help=N_("Why; always needed."))
@recording
def reopen(
    console: Console, task: str, reason: str | None, when: str | None, name: str | None, as_json: bool
) -> int:
    """Go back to a step that was closed."""
    from engine.app import Refused
    from engine.model.reopening import to_reopen

    app = console.app()
    happened = at(app, when)
    found, step = app.named(task)
    visit = to_reopen(app.program(found).definition, found, step)
    if isinstance(visit, Refusal):
        raise Refused(visit)
    return run(console, app, Reopen(command_id(name), found.id, visit.no, reason, happened), as_json)


@command(
    "override",
    help=N_(
        "Against its checklist, against the time before which it cannot be closed, against whose step it is, "
        "against an approval that does not hold any more. Never against four eyes or votes. Nobody may, "
        "unless `may: {override: ...}` in the SOP or the team says who. It is marked wherever the task is "
        "shown and listed in every audit."
    ),
    epilog=N_('Example:\n  sop override T-12 done --reason "scales broken; weight from the supplier"'),
)
@argument("task", TASK_NOTE, metavar=TASK)
@argument(
    "words", N_("The outcome, and FIELD=VALUE for each value."), metavar=N_("OUTCOME|FIELD=VALUE"), nargs=-1
)
@option("--reason", metavar=N_("TEXT"), help=N_("Why; always needed."))
@recording
def override(
    console: Console, task: str, words: tuple[str, ...], reason: str | None, when: str | None,
    name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Close a step against a rule."""
    app = console.app()
    happened = at(app, when)
    plain = [word for word in words if not looks_like_pair(word)]
    if len(plain) > 1:
        text = _("Only one outcome can be given, not %(words)s.") % {"words": inert(" ".join(plain))}
        raise click.UsageError(text)
    found, visit = app.visit(task, plain[0] if plain else None)
    return run(console, app, _overriding(app, found, visit, words, plain, reason, happened, name), as_json)


def _overriding(
    app: App, task: Task, visit: Visit, words: tuple[str, ...], plain: list[str], reason: str | None,
    happened: int | None, name: str | None,
) -> Override:  # fmt: skip
    definition = app.program(task).definition
    outcome = outcome_called(definition.steps[visit.step], plain[0] if plain else None)
    given = values(definition, filter(looks_like_pair, words), app.zone, app.clock(), app.team)
    return Override(command_id(name), task.id, visit.no, outcome, reason, given, happened)
