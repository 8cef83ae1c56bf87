"""Lists of work: ``todo`` and ``list``. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option
from cli.output import say, say_json, say_table, warn
from cli.refused import refuse
from cli.telling import due_text, names_for
from cli.when import iso
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.render.naming import Names
    from engine.render.titles import StepNames
    from engine.store import TaskRow, TodoRow

STATES = ("open", "ended", "all")
PAGE = 50
DAY = 24 * 3_600_000
Function = Any


def page(function: Function) -> Function:
    """``--limit`` and ``--offset`` of a list."""
    some, any_number = click.IntRange(1, 100_000), click.IntRange(0)
    for add in (
        option("--offset", metavar=N_("N"), type=any_number, default=0, help=N_("Leave out the first N.")),
        option("--limit", metavar=N_("N"), type=some, default=PAGE, help=N_("At most N lines (50).")),
    ):
        function = add(function)
    return function


class _Named:
    """The names around each version that a list mentions, looked up once: its steps, which take little, and
    all the others, which only items need."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._steps: dict[int, StepNames] = {}
        self._all: dict[int, Names] = {}

    def steps(self, version: int) -> StepNames:
        found = self._steps.get(version)
        if found is None:
            from engine.render.titles import StepNames

            titles = self._app.registry.titles(version)
            found = self._steps[version] = StepNames(self._app.zone, titles.steps, titles.texts)
        return found

    def items(self, row: TodoRow) -> list[str]:
        """The items around a visit, as people read them."""
        if not row.items:
            return []
        from engine.render.items import item

        names = self._all.get(row.version)
        if names is None:
            definition = self._app.registry.definition(row.version)
            names = self._all[row.version] = names_for(self._app, definition)
        return [item(names, block, value) for block, value in row.items]


@command("todo", help=N_("Steps that one of your roles may do; those without a due come last."))
@page
@json_option
def todo(console: Console, limit: int, offset: int, as_json: bool) -> int:
    """The work list of whoever is typing, or of ``--as``."""
    app = console.app()
    actor = app.actor
    rows = app.store.todo(actor.roles, actor.person, limit + 1, offset)
    more, rows = len(rows) > limit, rows[:limit]
    with app.store.reading():
        held = app.store.pending.on_hold({row.task for row in rows}) if rows else set()
        guessed = app.store.pending.provisional({row.task for row in rows}) if rows else set()
    named, now = _Named(app), app.clock()
    if as_json:
        say_json(
            {
                "task": f"T-{row.task}",
                "ref": row.ref,
                "sop": row.sop,
                "visit": f"T-{row.task}/{row.step}#{row.n}",
                "step": row.step,
                "items": named.items(row),
                "roles": list(row.roles),
                "opened": iso(row.opened, app.zone),
                "due": iso(row.due, app.zone),
                "provisional": (row.task, row.due) in guessed,
                "on_hold": _is_held(row, held),
            }
            for row in rows
        )
        return 0
    _say_overlooked(app, now)
    if not rows:
        say(_("Nothing is waiting for %(person)s.") % {"person": actor.person})
        return 0
    items = [named.items(row) for row in rows]
    places = _places(rows, items)
    lines = [
        (
            place,
            row.ref,
            row.sop,
            named.steps(row.version).step(row.step),
            *((" / ".join(item),) if any(items) else ()),
            _due(named.steps(row.version), row, now, held, guessed),
        )
        for row, item, place in zip(rows, items, places, strict=True)
    ]
    head = (_("task"), _("name"), _("SOP"), _("step"), *((_("item"),) if any(items) else ()), _("due"))
    say_table(head, lines, colours=_late_red(rows, now))
    _say_more(more, limit, offset)
    return 0


def _say_overlooked(app: App, now: int) -> None:
    """Where nobody swept for a day although something was due: nobody is reminded or warned then."""
    swept = app.settings.get("swept", "")
    if swept.isdecimal() and now - int(swept) < DAY:
        return
    if due := app.store.due.page(now - DAY, n=1):
        from cli.clock import overlooked

        warn(overlooked(due[0][0], app.zone))


def _is_held(row: TodoRow, held: set[tuple[int, int]]) -> bool:
    return (row.task, 0) in held or (row.task, row.visit) in held


def _due(
    names: StepNames, row: TodoRow, now: int, held: set[tuple[int, int]], guessed: set[tuple[int, int]]
) -> str:
    """Until when, and that it is on hold."""
    text = due_text(names, row.due, now, (row.task, row.due) in guessed)
    return names.several(filter(None, (text, _("on hold")))) if _is_held(row, held) else text


def _places(rows: Sequence[TodoRow], items: Sequence[list[str]]) -> list[str]:
    """What to type for each line: the task; where it has several on the page, or items, the very visit."""
    tasks: dict[int, int] = {}
    for row in rows:
        tasks[row.task] = tasks.get(row.task, 0) + 1
    found = [f"T-{row.task}" for row in rows]
    for number, row in enumerate(rows):
        if row.items or tasks[row.task] > 1:
            found[number] += f"/{row.step}" + (f"#{row.n}" if row.items or row.n > 1 else "")
    return found


@command("list")
@argument("sop", N_("Only tasks of this SOP."), metavar=N_("SOP"), required=False)
@option("--state", type=click.Choice(STATES), default="open", help=N_("Open tasks, ended ones, or all."))
@option("--step", metavar=N_("STEP"), help=N_("Only tasks that are in this step."))
@page
@json_option
def list_tasks(
    console: Console, sop: str | None, state: str, step: str | None, limit: int, offset: int, as_json: bool
) -> int:
    """Tasks, the newest first."""
    app = console.app()
    if sop is not None and app.registry.current(sop) is None:
        with app.store.reading():
            refuse("unknown-sop", name=sop, sops=sorted({one.name for one in app.store.documents("sop")}))
    rows = app.store.tasks(sop, state, step, limit + 1, offset)
    if step is not None and not rows and not offset:
        named_step = _step_called(app, sop, step)
        rows = app.store.tasks(sop, state, named_step, limit + 1, offset) if named_step != step else rows
    more, rows = len(rows) > limit, rows[:limit]
    with app.store.reading():
        guessed = app.store.pending.provisional({row.task for row in rows}) if rows else set()
    if as_json:
        say_json(
            {
                "task": f"T-{row.task}",
                "ref": row.ref,
                "sop": row.sop,
                "steps": list(row.steps),
                "waits": list(row.waits),
                "due": iso(row.due, app.zone),
                "provisional": (row.task, row.due) in guessed,
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
    named, now = _Named(app), app.clock()
    table = []
    for row in rows:
        names = named.steps(row.version)
        where = _("; ").join(filter(None, (_counted(names, row.steps), _waits(names, row)))) or row.end
        due = due_text(names, row.due, now, (row.task, row.due) in guessed)
        table.append((f"T-{row.task}", row.ref, row.sop, names.at(row.started), where, due))
    head = (_("task"), _("name"), _("SOP"), _("started"), _("where"), _("due"))
    say_table(head, table, colours=_late_red(rows, now))
    _say_more(more, limit, offset)
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


def _late_red(rows: Sequence[TodoRow | TaskRow], now: int) -> list[str]:
    return ["red" if row.due is not None and row.due < now else "" for row in rows]


def _say_more(more: bool, limit: int, offset: int) -> None:
    if more:
        shown = {"more": limit * 2, "next": limit + offset}
        warn(_("There are more: --limit %(more)s, or --offset %(next)s") % shown)
