"""Who acts: apart from the commands, because lists are for somebody too and need none of those."""

from __future__ import annotations

from engine.model.record import Record


class Actor(Record):
    """Who acts: ``person`` as whom it counts, ``acting`` who really typed it when that is somebody
    else, ``login`` the name the operating system gave."""

    person: str
    roles: frozenset[str]
    login: str
    acting: str | None = None
