"""``replan``: running deadlines are planned anew by the calendars as they are now, or a trial says which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.bulk import told_when_stopped
from cli.console import Console
from cli.frame import argument, command, option
from cli.migrate import FEW, known
from cli.options import list_options
from cli.output import Progress, inert, say, say_json, say_object, warn
from cli.refused import print_refusal, refuse
from cli.telling import names_for
from cli.when import iso
from engine.model.refusals import Refusal
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app import App
    from engine.model.commands import Command
    from engine.model.task import Task
    from engine.render.naming import Names
    from engine.replanning import Planned
    from engine.shifts import Shift


@command(
    "replan",
    help=N_(
        "Running tasks keep the deadlines that the calendar gave them when they began, until they are "
        "planned anew: all open tasks that an earlier version of their calendar planned, or those named. "
        "What was late stays late on record. Exit code 1 when a task cannot be planned."
    ),
    epilog=N_(
        'Examples:\n  sop replan --dry-run\n  sop replan --reason "the new holidays"\n  sop replan T-12 T-13'
    ),
)
@argument("tasks", metavar=N_("TASK"), nargs=-1)
@option("--sop", metavar=N_("SOP"), help=N_("Only tasks of this SOP."))
@option("--dry-run", "dry", is_flag=True, help=N_("Say what would be done and write nothing."))
@option("--reason", metavar=N_("TEXT"), help=N_("Why; it is put on each task's record."))
@option("--all", "every", is_flag=True, help=N_("Tell of every task, however many there are."))
@list_options
def replan_tasks(
    console: Console, tasks: tuple[str, ...], sop: str | None, dry: bool, reason: str | None, every: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Plan tasks anew, and say what became of their deadlines."""
    from engine.replanning import replan

    if tasks and sop is not None:
        raise click.UsageError(_("Name tasks or give --sop, not both."))
    app = console.app()
    if sop is not None and app.registry.current(sop) is None:
        with app.store.reading():
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
    named = [app.task(text).id for text in tasks] if tasks else None
    kept: list[Planned] = []
    counts = {"changed": 0, "same": 0, "refused": 0}
    with Progress(_("replan")) as progress, told_when_stopped() as so_far:
        for page in replan(app.service, app.actor, named, sop, reason, dry):
            for one in page:
                counts["refused" if one.refusal else "changed" if one.shifts else "same"] += 1
                told = one.refusal or one.shifts or named is not None
                if told and (every or as_json or len(kept) < FEW):
                    kept.append(one)
            so_far.append(0 if dry else counts["changed"])
            progress.step(sum(counts.values()))
    if as_json:
        say_json(_data(app, one) for one in kept)
    else:
        _say(app, kept, counts, dry)
    return 1 if counts["refused"] else 0


def _say(app: App, kept: list[Planned], counts: dict[str, int], dry: bool) -> None:
    if not sum(counts.values()):
        say(_("Every running deadline was planned by the calendars as they are now."))
        return
    names = known(app)
    for one in kept:
        say(inert(_line(names(one.version), one)))
    more = counts["changed"] + counts["refused"] - sum(bool(one.shifts or one.refusal) for one in kept)
    if more > 0:
        warn(_("and %(n)s more; all of them: --all") % {"n": more})
    text = ngettext(
        "%(n)s task changes, %(same)s stay as they are, %(refused)s cannot be planned.",
        "%(n)s tasks change, %(same)s stay as they are, %(refused)s cannot be planned.",
        counts["changed"],
    )
    say(text % {"n": counts["changed"], "same": counts["same"], "refused": counts["refused"]})
    if dry:
        say(_("Nothing was written: this was a trial."))


def _line(names: Names, one: Planned) -> str:
    from engine.render.refusals import line

    if one.refusal is not None:
        text = line(one.refusal, names.zone, names.definition, names.team, names.private)
    else:
        text = changes(names, one.shifts) or _("as before")
    return _("%(task)s: %(text)s") % {"task": f"T-{one.task} {one.ref}".strip(), "text": text}


def tell_trial(app: App, task: Task, command: Command, as_json: bool) -> int:
    """Say what a command would do to a task's deadlines, and to what was agreed to; nothing is written."""
    from engine.replanning import tried
    from engine.shifts import shifts

    with app.store.reading():
        outcome = tried(app.service, app.actor, task, command)
    definition = app.program(task).definition
    if isinstance(outcome, Refusal):
        print_refusal(outcome, app.zone, definition, app.team)
        return 1
    found, named = list(shifts(*outcome)), f"T-{task.id} {task.ref}".strip()
    void = [fact for fact in outcome[0] if fact["fact"] == "voided"]
    if as_json:
        data = {"task": f"T-{task.id}", "ref": task.ref, "deadlines": changes_data(app, found)}
        say_object(
            {**data, "voided": [{key: one[key] for key in ("visit", "votes", "fields")} for one in void]}
        )
        return 0
    names = names_for(app, definition)
    text = changes(names, found) or _("no deadline changes")
    say(inert(_("%(task)s: %(text)s") % {"task": named, "text": text}))
    for fact in void:
        from cli.facts import sentence

        say(_("%(task)s: %(text)s") % {"task": inert(named), "text": sentence(names, outcome[1], fact)})
    say(_("Nothing was written: this was a trial."))
    return 0


def changes(names: Names, shifts: Iterable[Shift]) -> str:
    """The deadlines that change, in one line; "" where none does. Not inert."""
    from engine.render.shifts import said

    return _("; ").join(said(names, shift) for shift in shifts)


def _data(app: App, one: Planned) -> dict[str, Any]:
    from engine.service import plain

    return {
        "task": f"T-{one.task}",
        "ref": one.ref,
        "deadlines": changes_data(app, one.shifts),
        "refusal": None if one.refusal is None else plain(one.refusal),
    }


def changes_data(app: App, shifts: Iterable[Shift]) -> list[dict[str, Any]]:
    """The deadlines that change, as plain data."""
    return [
        {
            "deadline": shift.deadline,
            "step": shift.step,
            "due": [iso(at, app.zone) for at in shift.due],
            "limit": [iso(at, app.zone) for at in shift.limit],
        }
        for shift in shifts
    ]
