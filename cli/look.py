"""Lists of tasks: ``list``. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.lists import Named, late_red, page, say_fitting, say_more
from cli.options import list_options
from cli.output import say, say_json
from cli.refused import refuse
from cli.telling import due_text
from cli.when import iso
from engine.render.priorities import PRIORITIES, priority_text
from engine.store.sharing import Sharing
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.render.titles import StepNames
    from engine.store import TaskRow

STATES = ("open", "ended", "all")


@command("list")
@argument("sop", N_("Only tasks of this SOP."), metavar=N_("SOP"), required=False)
@option("--state", type=click.Choice(STATES), default="open", help=N_("Open tasks, ended ones, or all."))
@option("--step", metavar=N_("STEP"), help=N_("Only tasks that are in this step."))
@page
@list_options
def list_tasks(
    console: Console, sop: str | None, state: str, step: str | None, limit: int, offset: int, as_json: bool
) -> int:
    """Tasks, the newest first."""
    app = console.app()
    if sop is not None and app.registry.current(sop) is None:
        with app.store.reading():
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
    rows = app.store.tasks(sop, state, step, limit + 1, offset, app.sight)
    if step is not None and not rows and not offset:
        named_step = _step_called(app, sop, step)
        rows = (
            app.store.tasks(sop, state, named_step, limit + 1, offset, app.sight)
            if named_step != step
            else rows
        )
    more, rows = len(rows) > limit, rows[:limit]
    with app.store.reading():
        guessed = app.store.pending.provisional({row.task for row in rows}) if rows else set()
        holders = Sharing(app.store).holders([row.task for row in rows]) if rows else {}
    if as_json:
        say_json(
            {
                "task": f"T-{row.task}",
                "ref": row.ref,
                "sop": row.sop,
                "steps": list(row.steps),
                "assignees": holders.get(row.task, []),
                "waits": list(row.waits),
                "due": iso(row.due, app.zone),
                "provisional": (row.task, row.due) in guessed,
                "priority": PRIORITIES[row.priority],
                "starter": row.starter,
                "started": iso(row.started, app.zone),
                "ended": iso(row.ended, app.zone),
                "end": row.end,
            }
            for row in rows
        )
        return 0
    if not rows:
        say(_("No tasks."))
        return 0
    named, now = Named(app), app.clock()
    ranked = any(row.priority for row in rows)
    table = []
    for row in rows:
        names = named.steps(row.version)
        where = _("; ").join(filter(None, (_counted(names, row.steps), _waits(names, row)))) or row.end
        due = due_text(names, row.due, now, (row.task, row.due) in guessed)
        urgency = (priority_text(row.priority) if row.priority else "",) if ranked else ()
        whose = (names.several(holders.get(row.task, ())),) if holders else ()
        begun = names.at(row.started)
        table.append((f"T-{row.task}", row.ref, row.sop, begun, where, *whose, *urgency, due))
    head = (
        *(_("task"), _("name"), _("SOP"), _("started"), _("where")),
        *((_("assignee"),) if holders else ()),
        *((_("priority"),) if ranked else ()),
        _("due"),
    )
    say_fitting(head, table, late_red(rows, now), cut=(_("name"), _("SOP"), _("where")))
    say_more(more, limit, offset)
    return 0


def _step_called(app: App, sop: str | None, text: str) -> str:
    """The step with this name, else the one with this title, in what is published now. Raises Refused
    ``unknown-step``: a slip of the pen must not look like an empty list."""
    with app.store.reading():
        rows = [row for row in app.store.documents("sop") if sop is None or row.name == sop]
        steps = {name: one for row in rows for name, one in app.registry.definition(row.id).steps.items()}
    if text in steps:
        return text
    titled = [name for name, one in steps.items() if one.title == text]
    if not titled:
        refuse("unknown-step", step=text, steps=list(steps))
    return titled[0]


def _counted(names: StepNames, steps: Sequence[str]) -> str:
    """Steps, each once; with how often where it is open for several items."""
    counts = {step: steps.count(step) for step in steps}
    return names.several(
        names.step(step) + (f" ×{count}" if count > 1 else "") for step, count in counts.items()
    )


def _waits(names: StepNames, row: TaskRow) -> str:
    """What a task waits for by itself."""
    steps = _counted(names, row.waits)
    return _("waits: %(steps)s") % {"steps": steps} if steps else ""
