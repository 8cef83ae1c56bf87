"""What people left at a task, in words: evidence behind a checklist line, why one does not apply, files and
links. Nothing here is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.kernel.notes import EVIDENCE, NA, of_line
from engine.words import _

if TYPE_CHECKING:
    from engine.kernel.explain import Line
    from engine.model.task import Note, Task, Visit
    from engine.render.naming import Names


def behind_line(task: Task, visit: Visit, line: Line) -> list[str]:
    """What stands behind a line: the reason why it does not apply, what there is to show for it, that there
    is nothing yet."""
    found: list[str] = []
    if line.state == "na" and (reasons := of_line(task, visit, line.item.no, NA)):
        found.append(_("because: %(reason)s") % {"reason": reasons[-1].text})
    shown = of_line(task, visit, line.item.no, EVIDENCE)
    found += [_("evidence: %(text)s") % {"text": note.text} for note in shown]
    if line.item.evidence and not shown and line.state not in ("na", "off"):
        found.append(_("needs evidence"))
    return found


def line_data(task: Task, visit: Visit, item: int) -> dict[str, Any]:
    """The same as plain data: ``evidence`` and the ``reason`` why the line does not apply."""
    reasons = of_line(task, visit, item, NA)
    return {
        "evidence": [one(note) for note in of_line(task, visit, item, EVIDENCE)],
        "reason": reasons[-1].text if item in visit.na and reasons else None,
    }


def one(note: Note) -> dict[str, Any]:
    """A file or a link as plain data; ``at`` is ms UTC."""
    return {
        "text": note.text,
        "sha256": note.hash or None,
        "size": note.size,
        "by": note.actor,
        "at": note.at,
    }


def where(names: Names, task: Task, note: Note) -> str:
    """What a file or a link was left at: a step, a line of it; "" for the task."""
    if not note.visit:
        return ""
    visit = task.visits[note.visit - 1]
    place = f"T-{task.id}/{visit.step}#{visit.n}"
    return place if not note.item else _("%(step)s line %(no)s") % {"step": place, "no": note.item}


def size(note: Note) -> str:
    """How large a file was, and the beginning of its hash; "" for a link."""
    if not note.hash:
        return ""
    return _("%(n)s bytes, sha256 %(hash)s") % {"n": f"{note.size or 0:,}", "hash": note.hash[:12]}
