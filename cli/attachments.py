"""Files and links that were left at a task: listed, and whether files are as they were."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from cli.output import inert, say, say_json, say_table
from cli.when import iso
from engine.kernel.notes import NA
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.intake.attached import Found
    from engine.kernel.notes import Left
    from engine.model.task import Note, Task
    from engine.render.naming import Names

STATES = {
    "ok": N_("as it was"),
    "changed": N_("changed since"),
    "missing": N_("missing"),
    "url": N_("a link, not looked at"),
}


def folder(app: App) -> str:
    """The workspace's folder, from which files in it are named; "" where the database is on a server."""
    if app.store.database.dialect != "sqlite":
        return ""
    return os.path.dirname(os.path.abspath(app.store.where))


def read(app: App, text: str) -> Left:
    """A file or a link as it is left at a task. Raises Refused; OSError for a file that cannot be read."""
    from engine.app import Refused
    from engine.intake.attached import read as left

    try:
        found = left(text, folder(app))
    except OSError as error:
        error.filename = text  # as it was typed
        raise
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def say_attachments(names: Names, task: Task) -> None:
    """A line for each file and link, in the order in which they were left."""
    from engine.render.left import size, where

    found = [note for note in task.notes if note.kind != NA]
    if not found:
        return
    say()
    say(_("Attachments"))
    for note in found:
        parts = [where(names, task, note), size(note)]
        parts.append(
            _("%(at)s by %(person)s") % {"at": names.at(note.at), "person": names.person(note.actor)}
        )
        say(inert(f"  {note.text}  {_(', ').join(filter(None, parts))}"))


def notes_data(app: App, task: Task) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [_data(app, task, note) for note in task.notes if note.kind != NA]


def _data(app: App, task: Task, note: Note) -> dict[str, Any]:
    from engine.render.left import one

    visit = task.visits[note.visit - 1] if note.visit else None
    return {
        **one(note),
        "at": iso(note.at, app.zone),
        "kind": note.kind,
        "visit": None if visit is None else f"T-{task.id}/{visit.step}#{visit.n}",
        "line": note.item or None,
    }


def verify(app: App, names: Names, task: Task, as_json: bool) -> int:
    """Say of every file whether it is as it was; exit code 1 when one is not."""
    from engine.intake.attached import CHANGED, MISSING, verified

    found = list(verified(task.notes, folder(app)))
    if as_json:
        say_json({**_data(app, task, one.note), "state": one.state} for one in found)
    elif not found:
        say(_("Nothing is attached to %(task)s.") % {"task": f"T-{task.id}"})
    else:
        say_table((_("file or link"), _("where"), _("state")), [_row(names, task, one) for one in found])
    return int(any(one.state in (CHANGED, MISSING) for one in found))


def _row(names: Names, task: Task, found: Found) -> tuple[str, str, str]:
    from engine.render.left import where

    return found.note.text, where(names, task, found.note), _(STATES[found.state])
