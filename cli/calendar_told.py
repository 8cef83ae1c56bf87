"""What ``publish`` says of calendars: those published along with their base, and what rests on older ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.documents import shown_path
from cli.output import inert
from engine.words import _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.publishing import Published


def worth_telling(published: list[Published]) -> list[Published]:
    """Without the calendars that were looked at only because of their base, and stay as they are."""
    return [one for one in published if one.is_new or not along(one)]


def along(one: Published) -> bool:
    """Whether a calendar has no file among those that were given, and came along with its base."""
    return one.row.kind == "calendar" and one.file.startswith(f"{one.row.name}@")


def file_of(one: Published) -> str:
    """The file of a document, as a table shows it; of one that came along, what it is made from."""
    if not along(one):
        return shown_path(one.file)
    import json

    return _("made from %(name)s") % {"name": inert(json.loads(one.row.compiled)["from"][0])}


def resting(app: App, published: list[Published]) -> dict[str, tuple[int, int]]:
    """For each calendar with a new version that is not its first: how many open tasks are planned by another
    version, and how many of them provisionally. Calendars on which nothing rests are left out."""
    from engine.audit.calendars import planned_before

    found = {}
    for one in published:
        if one.row.kind == "calendar" and one.is_new and one.row.no > 1:
            counts = planned_before(app.store, one.row.name, one.row.id)
            if counts[0]:
                found[one.row.name] = counts
    return found


def told(name: str, tasks: int, provisional: int) -> str:
    """One sentence about the open tasks that an older version planned, and how to look at them."""
    text = ngettext(
        "%(name)s: %(n)s open task was planned by a version before this one",
        "%(name)s: %(n)s open tasks were planned by versions before this one",
        tasks,
    ) % {"name": inert(name), "n": f"{tasks:,}"}
    if provisional:
        text += _(" (%(n)s provisionally)") % {"n": f"{provisional:,}"}
    return text + _(". See what would change: sop replan --dry-run")
