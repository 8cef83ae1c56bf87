"""Whose a step is: ``claim``, ``release``, ``assign``, ``delegate``. Each takes several tasks at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from cli.act import TASK_NOTE, at, command_id
from cli.attempted import keep
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.output import inert, say, say_json
from cli.refused import definition_behind, print_refusal
from cli.telling import as_data, names_for, task_name, tell
from engine.app import Refused
from engine.model.commands import Assign, Claim, Delegate, Release
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.commands import Command
    from engine.model.task import Task, Visit
    from engine.service import Accepted

TASKS = N_("TASK")
TASKS_AND_PERSON = N_("TASK... PERSON")
REASON = option("--reason", metavar=N_("TEXT"), help=N_("Why; it is put on record."))
Make = Callable[[bytes, "Task", "Visit", int | None], "Command"]
Fits = Callable[["Visit"], bool]


def give(
    console: Console,
    tasks: Sequence[str],
    make: Make,
    fits: Fits,
    when: str | None,
    name: str | None,
    as_json: bool,
) -> int:
    """Carry out one command for each task, in one transaction; exit code 1 when one of them was refused.

    ``fits`` says which of several open steps are meant where a task is named without one.
    """
    app = console.app()
    happened = at(app, when)
    told: list[Refused | Command] = []
    for text in tasks:
        try:
            task, visit = chosen(app, text, fits)
            place = f"{task.id}/{visit.no}"
            told.append(make(_id(name, place, len(tasks)), task, visit, happened))
        except Refused as error:
            keep(app, error)
            told.append(error)
    answers = app.service.run_many([one for one in told if not isinstance(one, Refused)], app.actor)
    results = [one if isinstance(one, Refused) else _answer(one, next(answers)) for one in told]
    if as_json:
        say_json(
            {"task": text, "refused": _plain(one.refusal)} if isinstance(one, Refused) else as_data(app, one)
            for text, one in zip(tasks, results, strict=True)
        )
    else:
        for text, one in zip(tasks, results, strict=True):
            _tell(app, text, one, len(tasks) > 1)
    return int(any(isinstance(one, Refused) for one in results))


def chosen(app: App, text: str, fits: Fits) -> tuple[Task, Visit]:
    """The open step that somebody means: the one that is named, else the only one of people that fits, else
    as ``App.visit``. Raises Refused."""
    task, visit = app.place(text)
    if visit is None:
        found = [one for one in task.open_visits() if one.kind == "work" and fits(one)]
        if len(found) == 1:
            return task, found[0]
        return app.visit(text)
    return task, visit


def _id(name: str | None, place: str, several: int) -> bytes:
    return command_id(name if name is None or several == 1 else f"{name} {place}")


def _answer(command: Command, answer: Accepted | Refusal) -> Accepted | Refused:
    if isinstance(answer, Refusal):
        data = answer.data if "task" in answer.data else {**answer.data, "task": getattr(command, "task", 0)}
        return Refused(answer._replace(data=data))
    return answer


def _plain(refusal: Refusal) -> dict[str, object]:
    from engine.service import plain

    return plain(refusal)


def _tell(app: App, text: str, one: Accepted | Refused, several: bool) -> None:
    """What became of one of them: of several a line each."""
    from cli.facts import sentence
    from engine.render.refusals import line

    if isinstance(one, Refused):
        about = definition_behind(one, app)
        if not several:
            print_refusal(one.refusal, app.zone, about, app.team)
            return
        said = {"task": inert(text), "text": line(one.refusal, app.zone, about, app.team)}
        from cli.output import warn

        warn(_("%(task)s: %(text)s") % said)
    elif not several or one.repeated:
        tell(app, one)
    else:
        names = names_for(app, app.program(one.task).definition)
        for fact in one.facts:
            data = {"task": task_name(one.task), "text": sentence(names, one.task, fact)}
            say(_("%(task)s: %(text)s") % data)


def person_last(words: Sequence[str]) -> tuple[Sequence[str], str]:
    """``T-12 T-13 PERSON``: the tasks and the person. Raises a usage error where one of them is missing."""
    if len(words) < 2:
        raise click.UsageError(_("Name the tasks and then the person, such as: T-12 T-13 PERSON"))
    return words[:-1], words[-1]


@command(
    "claim",
    help=N_(
        "It is yours alone then, until you give it back ('sop release'). What somebody has who is away and "
        "whose deputy you are, you take over for them."
    ),
    epilog=N_("Examples:\n  sop claim T-12\n  sop claim T-12 T-13/pack"),
)
@argument("tasks", TASK_NOTE, metavar=TASKS, nargs=-1, required=True)
@recording
def claim(console: Console, tasks: tuple[str, ...], when: str | None, name: str | None, as_json: bool) -> int:
    """Take open steps that nobody has."""

    def make(id: bytes, task: Task, visit: Visit, happened: int | None) -> Command:
        return Claim(id, task.id, visit.no, happened)

    return give(console, tasks, make, lambda visit: visit.assignee is None, when, name, as_json)


@command(
    "release",
    help=N_("What somebody delegated to you goes back to them."),
    epilog=N_('Example:\n  sop release T-12 --reason "on another order until noon"'),
)
@argument("tasks", TASK_NOTE, metavar=TASKS, nargs=-1, required=True)
@REASON
@recording
def release(
    console: Console, tasks: tuple[str, ...], reason: str | None, when: str | None, name: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Give steps back to whoever may do them."""
    me = console.app().actor.person

    def make(id: bytes, task: Task, visit: Visit, happened: int | None) -> Command:
        return Release(id, task.id, visit.no, reason, happened)

    return give(console, tasks, make, lambda visit: visit.assignee == me, when, name, as_json)


@command(
    "assign",
    help=N_(
        "Whosever it was before; the person has to hold a role of the step. Who may assign stands in the SOP "
        "(may: {assign: ...}), else its owner may."
    ),
    epilog=N_("Examples:\n  sop assign T-12 wang\n  sop assign T-12 T-13/pack wang --reason 'Li is ill'"),
)
@argument("words", TASK_NOTE, metavar=TASKS_AND_PERSON, nargs=-1, required=True)
@REASON
@recording
def assign(
    console: Console, words: tuple[str, ...], reason: str | None, when: str | None, name: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Give open steps to a person."""
    tasks, called = person_last(words)
    to = console.app().person(called).key

    def make(id: bytes, task: Task, visit: Visit, happened: int | None) -> Command:
        return Assign(id, task.id, visit.no, to, reason, happened)

    return give(console, tasks, make, lambda visit: visit.assignee != to, when, name, as_json)


@command(
    "delegate",
    help=N_(
        "Whatever their roles are: it counts as done by them for you, and both names are on record. They "
        "cannot pass it on, only give it back."
    ),
    epilog=N_("Example:\n  sop delegate T-12 wang --reason 'at the warehouse today'"),
)
@argument("words", TASK_NOTE, metavar=TASKS_AND_PERSON, nargs=-1, required=True)
@REASON
@recording
def delegate(
    console: Console, words: tuple[str, ...], reason: str | None, when: str | None, name: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Let another person do steps for you."""
    tasks, called = person_last(words)
    app = console.app()
    to, me = app.person(called).key, app.actor.person

    def make(id: bytes, task: Task, visit: Visit, happened: int | None) -> Command:
        return Delegate(id, task.id, visit.no, to, reason, happened)

    return give(console, tasks, make, lambda visit: visit.assignee == me, when, name, as_json)
