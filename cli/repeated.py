"""What is said where a command changed nothing because it, or the same start, was carried out before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.output import inert, say
from engine.model.commands import Command, Start
from engine.words import _

if TYPE_CHECKING:
    from engine.model.task import Task
    from engine.render.naming import Names


def say_repeated(names: Names, task: Task, command: Command | None) -> None:
    """Of a start: whose task it is, which values are others there, and how to go on where it has ended."""
    called = inert(f"T-{task.id} {task.ref}".strip())
    if not isinstance(command, Start):
        say(_("%(task)s: this was done before; nothing was changed.") % {"task": called})
        return
    said = {"at": names.at(task.started), "person": inert(names.starter(task.starter, task.depth > 0))}
    said["task"] = called
    say(_("%(task)s was started before, at %(at)s by %(person)s; nothing was changed.") % said)
    for field, value in command.values.items():
        there = task.data.get(field)
        if value is None or value == there:
            continue
        shown = _("no value") if there is None else names.value(field, there)
        data = {"field": names.field(field), "there": shown, "given": names.value(field, value)}
        say(inert(_("  %(field)s is %(there)s there, not %(given)s.") % data))
    if task.ended is not None:
        unique = names.definition.unique if names.definition else ""
        field = names.field(unique) if unique else ""
        said = {"task": f"T-{task.id}", "field": inert(field)}
        say(_("Hint: to go on with it: sop reopen %(task)s --reason WHY") % said)
        if unique:
            say(_("Hint: another task needs another %(field)s") % said)
