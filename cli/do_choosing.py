"""Which step to walk through, where none is named: the only one that waits, or one of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.dialogue import HELP, QUIT, Left, meaning, number
from cli.lists import Named
from cli.output import inert
from cli.telling import due_text
from engine.render.items import joined
from engine.render.width import pad, width
from engine.words import _
from engine.worklist import BARRED, TAKE, worklist

if TYPE_CHECKING:
    from cli.dialogue import Dialogue
    from engine.app import App
    from engine.model.task import Task, Visit
    from engine.worklist import Line

FEW = 9
"""So many steps are offered."""


def choose_task(app: App, talk: Dialogue) -> tuple[Task, Visit] | None:
    """The only step that waits for the person, or the one that they choose: theirs before what they may
    take, the most urgent first. None where nothing waits, which is said. Raises Left."""
    found = worklist(app.store, app.registry, app.actor, app.clock(), FEW + 1)
    lines = [line for line in found.lines if line.section != BARRED and not line.held]
    if not lines:
        talk.say(_("Nothing is waiting for %(person)s.") % {"person": inert(app.actor.person)})
        return None
    chosen = lines[0] if len(lines) == 1 else _asked(app, talk, lines[:FEW], len(lines) > FEW)
    task = app.task(f"T-{chosen.row.task}")
    return task, task.visits[chosen.row.visit - 1]


def choose_step(app: App, talk: Dialogue, text: str) -> tuple[Task, Visit]:
    """The step that ``text`` names; of several that are open the one that the person chooses. Raises Refused,
    Left."""
    from engine.app import Refused

    try:
        return app.visit(text)
    except Refused as refused:
        if refused.refusal.code != "several-open":
            raise
        shown = refused.refusal.data["visits"]
    talk.say(_("Several steps are open:"))
    for no, one in enumerate(shown, 1):
        talk.say(f"{no}. {inert(one)}", 2, 3)
    return app.visit(shown[_place(talk, len(shown)) - 1].partition(" (")[0])


def _asked(app: App, talk: Dialogue, lines: list[Line], more: bool) -> Line:
    named, now, cells = Named(app), app.clock(), []
    for line in lines:
        row = line.row
        names = named.steps(row.version)
        what = " ".join(filter(None, (names.step(row.step), joined(named.items(row)), row.ref)))
        if line.behalf is not None:
            what += _(" (%(note)s)") % {"note": _("for %(person)s") % {"person": line.behalf}}
        elif line.section == TAKE:
            what += _(" (%(note)s)") % {"note": _("nobody has it")}
        due = due_text(names, row.due, now, line.provisional)
        cells.append((inert(f"T-{row.task}"), inert(what), inert(due)))
    left, middle = (max(width(one[column]) for one in cells) for column in (0, 1))
    talk.say(_("Waiting for you, the most urgent first:"))
    for no, (task, what, due) in enumerate(cells, 1):
        talk.say(f"{no}. {pad(task, left)}  {pad(what, middle)}  {due}".rstrip(), 2, 3)
    if more:
        talk.say(_("There are more: sop todo"), 2)
    return lines[_place(talk, len(lines)) - 1]


def _place(talk: Dialogue, most: int) -> int:
    """Which of ``most`` the person chooses, from 1. Raises Left."""
    while True:
        typed = talk.ask(_("Which one? [1] "))
        if typed and meaning(typed, QUIT):
            raise Left
        place = number(typed, most) if typed else 1
        if place is not None:
            return place
        if not meaning(typed, HELP):
            talk.say(_("%(typed)s was not understood.") % {"typed": inert(typed)}, 2)
        talk.say(_("Type one of the numbers; Enter takes the first, q stops."), 2)
