"""Whose an open step is, in words: the person who has it, for whom they do it, or the roles that may take
it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.record import Record
from engine.words import _

if TYPE_CHECKING:
    from engine.model.task import Visit
    from engine.render.naming import Names


BY_SOMEBODY = frozenset({"assign", "delegate", "leave", "release"})
"""The ways in which a person made a step another person's."""


class Taken(Record):
    """Since when (ms UTC) an open visit is its assignee's, ``how`` it became that, and who did it."""

    at: int
    how: str
    by: str


def had_by(names: Names, visit: Visit, taken: Taken | None) -> str:
    """Who has a visit, for whom, since when, and who gave it to them. Not escaped."""
    data = {"person": whose(names, visit)}
    if taken is None:
        return _("Assignee: %(person)s") % data
    data |= {"at": names.at(taken.at), "by": names.person(taken.by)}
    if taken.how in BY_SOMEBODY:
        return _("Assignee: %(person)s, since %(at)s, given by %(by)s") % data
    return _("Assignee: %(person)s, since %(at)s") % data


def whose(names: Names, visit: Visit) -> str:
    """Who has a visit (``周强 on behalf of 何亮``), else the roles that may do it. Not escaped."""
    return names.roles(visit.roles) if visit.assignee is None else holder(names, visit.assignee, visit.behalf)


def holder(names: Names, person: str, behalf: str | None) -> str:
    """A person, and for whom they do it. Not escaped."""
    if behalf is None or behalf == person:
        return names.person(person)
    return _("%(person)s on behalf of %(behalf)s") % {
        "person": names.person(person),
        "behalf": names.person(behalf),
    }
