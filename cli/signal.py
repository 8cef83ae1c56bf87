"""``signal``: something happened outside; tell one task, or all that have a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cli.act import at, command_id, run
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.output import inert, say, say_object
from cli.refused import RefusedAbout, print_refusal, refuse
from cli.telling import as_data, names_for, task_name, tell_where
from cli.values import looks_like_pair, pairs, values
from engine.model.commands import Signal
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.task import Task

PAGE = 500


@command(
    "signal",
    help=N_(
        "A step that waits for the signal is closed; rules about it act. A signal for which nothing waits "
        "now is put on record, and a wait that opens later does not see it. With --sop and --where, every "
        "open task of that SOP with these values is told."
    ),
    epilog=N_(
        "Examples:\n  sop signal paid T-12 amount=30\n"
        "  sop signal train_arrived --sop shipping --where train=G7"
    ),
)
@argument("signal", N_("The signal's name, as in the SOP."), metavar=N_("SIGNAL"))
@argument("words", N_("The task, and FIELD=VALUE for each value."), metavar=N_("TASK|FIELD=VALUE"), nargs=-1)
@option("--sop", metavar=N_("SOP"), help=N_("All open tasks of this SOP, as --where says."))
@option(
    "--where", metavar=N_("FIELD=VALUE"), multiple=True, help=N_("Only tasks with this value; with --sop.")
)
@recording
def signal(
    console: Console, signal: str, words: tuple[str, ...], sop: str | None, where: tuple[str, ...],
    when: str | None, name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Tell a task, or several."""
    tasks = [word for word in words if not looks_like_pair(word)]
    given = [word for word in words if looks_like_pair(word)]
    app = console.app()
    happened = at(app, when)
    if sop is not None:
        if tasks or not where:
            raise click.UsageError(_("With --sop name no task, but say with --where which ones are meant."))
        return _tell_all(app, signal, sop, where, given, happened, name, as_json)
    if len(tasks) != 1 or where:
        raise click.UsageError(_("Name one task; or an SOP with --sop, and with --where which of its tasks."))
    found = app.task(tasks[0])
    stored = values(app.program(found).definition, given, app.zone, app.clock(), app.team)
    telling = Signal(command_id(name), found.id, signal, stored, happened)
    ended = run(console, app, telling, as_json)
    if ended == 0 and not as_json:
        _say_unheard(app, found, signal)
    return ended


def _say_unheard(app: App, before: Task, signal: str) -> None:
    """Say so when nothing waited for it: it is on record, and that is all."""
    if not _heard(app, before, signal):
        data = {"task": task_name(before), "signal": inert(signal)}
        say(_("%(task)s: nothing waits for %(signal)s now; a wait that opens later does not see it.") % data)


def _heard(app: App, task: Task, signal: str) -> bool:
    """Whether an open wait or a rule was about the signal, as the task was before."""
    program = app.program(task)
    steps = program.definition.steps
    waits = [steps[visit.step].wait for visit in task.open_visits()]
    return bool(program.rules_after("signal", signal)) or any(
        wait is not None and wait.signal == signal for wait in waits
    )


def _tell_all(
    app: App, signal: str, sop: str, where: tuple[str, ...], given: list[str], happened: int | None,
    name: str | None, as_json: bool,
) -> int:  # fmt: skip
    with app.store.reading():
        row = app.registry.current(sop)
        if row is None:
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
    right = app.registry.program(row.id).right("give", app.actor, app.shop)
    if isinstance(right, Refusal):  # or it would tell which tasks have these values
        raise RefusedAbout(right, app.registry.definition(row.id))
    stored = values(app.registry.definition(row.id), given, app.zone, app.clock(), app.team)
    wanted = values(app.registry.definition(row.id), where, app.zone, app.clock())
    tasks = list(_having(app, sop, wanted))
    commands = [
        Signal(command_id(f"{name}/T-{task.id}" if name else None), task.id, signal, stored, happened)
        for task in tasks
    ]
    done, refused = [], 0
    for task, answer in zip(tasks, app.service.run_many(commands, app.actor), strict=True):
        if isinstance(answer, Refusal):
            refused += 1
            print_refusal(answer, app.zone, app.program(task).definition, app.team)
            continue
        done.append(as_data(app, answer))
        if not as_json:
            tell_where(names_for(app, app.program(task).definition), answer.task, app.clock())
            _say_unheard(app, task, signal)
    if as_json:
        say_object({"signalled": done, "refused": refused})
    elif not tasks:
        pairs_said = ", ".join(f"{field}={text}" for field, text in pairs(where))
        say(_("No open task of %(sop)s has %(values)s.") % {"sop": inert(sop), "values": inert(pairs_said)})
    return 1 if refused else 0


def _having(app: App, sop: str, wanted: dict[str, object]) -> Iterator[Task]:
    """The open tasks of an SOP with these values, the oldest first."""
    ids: list[int] = []
    while rows := app.store.tasks(sop, "open", None, PAGE, len(ids), app.sight):
        ids += [row.task for row in rows]
    for start in range(0, len(ids), PAGE):
        for task in app.store.load_many(sorted(ids)[start : start + PAGE]).values():
            if all(task.data.get(field) == value for field, value in wanted.items()):
                yield task
