"""Which step to walk through, where none is named: the only one that waits, or one of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.dialogue import HELP, QUIT, Left, meaning, number
from cli.output import inert
from engine.render.width import pad, width
from engine.words import _

if TYPE_CHECKING:
    from cli.dialogue import Dialogue
    from engine.app import App
    from engine.model.task import Task, Visit
    from engine.store import TodoRow

FEW = 9
"""So many steps are offered."""


def choose_task(app: App, talk: Dialogue) -> tuple[Task, Visit] | None:
    """The only step that waits for the person, or the one that they choose, the most urgent first; None
    where nothing does, which is said. Raises Left."""
    actor = app.actor
    rows = app.store.todo(actor.roles, actor.person, FEW + 1, 0)
    if not rows:
        talk.say(_("Nothing is waiting for %(person)s.") % {"person": inert(actor.person)})
        return None
    few = rows[:FEW]
    chosen = few[0] if len(rows) == 1 else _asked(app, talk, few, len(rows) > FEW)
    task = app.task(f"T-{chosen.task}")
    return task, task.visits[chosen.visit - 1]


def _asked(app: App, talk: Dialogue, rows: list[TodoRow], more: bool) -> TodoRow:
    from cli.telling import due_text
    from engine.render.titles import StepNames

    now, cells = app.clock(), []
    for row in rows:
        titles = app.registry.titles(row.version)
        names = StepNames(app.zone, titles.steps, titles.texts)
        items = _items(app, row) if row.items else ""
        what = " ".join(text for text in (names.step(row.step), items, row.ref) if text)
        cells.append((inert(f"T-{row.task}"), inert(what), inert(due_text(names, row.due, now))))
    left, middle = (max(width(one[column]) for one in cells) for column in (0, 1))
    talk.say(_("Waiting for you, the most urgent first:"))
    for no, (task, what, due) in enumerate(cells, 1):
        talk.say(f"{no}. {pad(task, left)}  {pad(what, middle)}  {due}", 2, 3)
    if more:
        talk.say(_("There are more: sop todo"), 2)
    while True:
        typed = talk.ask(_("Which one? [1] "))
        if typed and meaning(typed, QUIT):
            raise Left
        place = number(typed, len(rows)) if typed else 1
        if place is not None:
            return rows[place - 1]
        if not meaning(typed, HELP):
            talk.say(_("%(typed)s was not understood.") % {"typed": inert(typed)}, 2)
        talk.say(_("Type one of the numbers; Enter takes the first, q stops."), 2)


def _items(app: App, row: TodoRow) -> str:
    """The items around a step, as people read them."""
    from cli.telling import names_for
    from engine.render.items import item, joined

    names = names_for(app, app.registry.definition(row.version))
    return joined(item(names, block, value) for block, value in row.items)
