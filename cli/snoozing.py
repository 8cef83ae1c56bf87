"""``snooze``, ``rank``: when whoever has a step wants to see it, and which steps go before others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.act import TASK_NOTE
from cli.console import Console
from cli.frame import argument, command, option
from cli.hold import expected
from cli.options import recording
from cli.output import inert, warn
from cli.share import TASKS, give
from cli.telling import visit_name
from engine.model.commands import Rank, Snooze
from engine.render.instants import local
from engine.render.priorities import PRIORITIES, priority_called
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.commands import Command
    from engine.model.task import Task, Visit


@command(
    "snooze",
    help=N_(
        "It comes back on your list by itself, then, or as soon as it is overdue. No deadline moves and no "
        "clock stops; for waiting for somebody outside there is 'sop hold'. Only who has a step puts it off."
    ),
    epilog=N_(
        "Examples:\n  sop snooze T-12 --until friday\n  sop snooze T-12/pack --until 2h\n"
        "  sop snooze T-12 --off"
    ),
)
@argument("tasks", TASK_NOTE, metavar=TASKS, nargs=-1, required=True)
@option(
    "--until", metavar=N_("TIME"), help=N_("When to see it again: friday, tomorrow 9:00, 2h, 2026-11-25.")
)
@option("--off", is_flag=True, help=N_("See it again at once."))
@recording
def snooze(
    console: Console, tasks: tuple[str, ...], until: str | None, off: bool, when: str | None,
    name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Put steps off that are one's own."""
    if off == (until is not None):
        raise click.UsageError(_("Give either --until TIME or --off."))
    app = console.app()
    me = {app.actor.person, *(one.person for one in app.actor.stands_in)}

    sooner: list[tuple[Task, Visit]] = []

    def make(id: bytes, task: Task, visit: Visit, happened: int | None) -> Command:
        seen = None if until is None else expected(app, task, until)
        if seen is not None and visit.due is not None and visit.due < seen:
            sooner.append((task, visit))
        return Snooze(id, task.id, visit.no, seen, happened)

    code = give(console, tasks, make, lambda visit: visit.assignee in me, when, name, as_json)
    for task, visit in sooner if code == 0 else ():
        _say_sooner(app, task, visit)
    return code


def _say_sooner(app: App, task: Task, visit: Visit) -> None:
    """That a due comes before the time until which a step was put off, and brings it back."""
    due = visit.due or 0
    data = {"visit": inert(visit_name(task, visit)), "at": local(due, app.zone)}
    if due < app.clock():
        warn(_("%(visit)s is overdue, so it stays on your list.") % data)
    else:
        warn(_("%(visit)s is due before that, at %(at)s, and is on your list again from then on.") % data)


@command(
    "rank",
    help=N_(
        "PRIORITY is urgent, high, normal or low. It decides between what is due at the same time, and "
        "between what has no due: what is due earlier stays first. For who may assign steps."
    ),
    epilog=N_("Examples:\n  sop rank T-12 urgent\n  sop rank T-12 T-13/pack low"),
)
@argument("words", TASK_NOTE, metavar=N_("TASK... PRIORITY"), nargs=-1, required=True)
@recording
def rank(console: Console, words: tuple[str, ...], when: str | None, name: str | None, as_json: bool) -> int:
    """Let steps go before others, or after them."""
    *tasks, word = words
    priority = priority_called(word)
    if priority is None or not tasks:
        text = _("%(word)s is no priority. Write the tasks and then one of: %(priorities)s.")
        raise click.UsageError(text % {"word": inert(word), "priorities": ", ".join(PRIORITIES.values())})

    def make(id: bytes, task: Task, visit: Visit, happened: int | None) -> Command:
        return Rank(id, task.id, visit.no, priority, happened)

    return give(console, tasks, make, lambda visit: True, when, name, as_json)
