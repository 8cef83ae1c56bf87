"""What a check gets and what it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from engine.model.definition import Definition
from engine.model.diagnostics import Diagnostic, Place
from engine.model.team import Team


class Mention(NamedTuple):
    """Where a document names something: a field it fills, a role, an anchor, a text that people read."""

    name: str
    place: Place


class Material(NamedTuple):
    """A compiled document, with gaps where there are mistakes, and where its parts stand.

    ``places`` maps (section, name) to the name's place. ``holes`` are the parts that are not wholly
    understood: ``header data steps deadlines texts`` for something in them, ``targets`` for where an
    outcome leads, ``fields`` and ``stepnames`` for which ones there are. ``doubtful`` are names whose own
    definition has a mistake. ``by_calendar`` is what needs a calendar; ``texts`` are collected only where the
    SOP has translations.
    """

    definition: Definition
    places: Mapping[tuple[str, str], Place]
    holes: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    fills: tuple[Mention, ...] = ()
    anchors: tuple[Mention, ...] = ()
    roles: tuple[Mention, ...] = ()
    texts: tuple[Mention, ...] = ()
    by_calendar: tuple[Mention, ...] = ()
    team: Team | None = None
    calendars: Collection[str] | None = None


class Check(NamedTuple):
    """``run`` looks at one thing and returns what it finds; it is left out while one of the ``needs``
    is a hole, because then it could only report what follows from another mistake."""

    run: Callable[[Material], list[Diagnostic]]
    needs: frozenset[str] = frozenset()
