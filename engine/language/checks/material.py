"""What a check gets and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from engine.language.nodes import Node
from engine.model.definition import Definition, Expression
from engine.model.diagnostics import Diagnostic, Place
from engine.model.team import Team


class Mention(NamedTuple):
    """Where a document names something: a field it fills, a role, an anchor, a text that people read."""

    name: str
    place: Place


class Written(NamedTuple):
    """An expression and where it stands: from character ``start`` of a scalar's text on."""

    expression: Expression
    node: Node
    start: int

    def place_of(self, name: str) -> Place:
        """Where it names something for the first time."""
        found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(self.node.text, self.start)
        return self.node.column_of(found.start() if found else self.start, len(name))


Calendars = Collection[str] | Mapping[str, Mapping[str, Any]]
"""The names of the calendars that there are; a mapping from them to their compiled forms where those are
known too (``engine.rules.calendars.compiled``; an empty one is not known)."""


class Lead(NamedTuple):
    """A step or an end that an outcome leads to, and where that is written; ``step`` is whose outcome it is,
    "" for an outcome that every step has."""

    step: str
    to: str
    place: Place


class Given(NamedTuple):
    """What the ``assign`` of a step names: ``same`` (the step whose doer it is given to), ``field`` or
    ``skill``."""

    step: str
    how: str
    name: str
    place: Place
    in_cases: bool = False


Sops = Mapping[str, Definition | None]
"""The SOPs that can be called, by name; None for one that is there and has mistakes."""


class Material(NamedTuple):
    """A compiled document, with gaps where there are mistakes, and where its parts stand.

    ``places`` maps (section, name) to the name's place, and (``steps.NAME`` or ``deadlines.NAME``, key) to
    the place of what that key holds. ``holes`` are the parts that are not wholly
    understood: ``header data steps deadlines texts`` for something in them, ``targets`` for where an
    outcome leads, ``fields`` and ``stepnames`` for which ones there are, and ``mistakes`` for
    anything at all: advice waits until there are none; ``conditions`` for all mistakes but a missing
    ``else``. ``doubtful`` are names whose own
    definition has a mistake. ``by_calendar`` is what needs a calendar; ``texts`` are collected only where the
    SOP has translations; ``written`` are all expressions, ``leads`` all targets, ``given`` what steps are
    given by, ``kept_apart`` what ``not_by`` names.
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
    calendars: Calendars | None = None
    written: tuple[Written, ...] = ()
    leads: tuple[Lead, ...] = ()
    given: tuple[Given, ...] = ()
    kept_apart: tuple[Mention, ...] = ()


class Check(NamedTuple):
    """``run`` looks at one thing and returns what it finds; it is left out while one of the ``needs``
    is a hole, because then it could only report what follows from another mistake."""

    run: Callable[[Material], list[Diagnostic]]
    needs: frozenset[str] = frozenset()
