"""What is understood of a document so far, and everything that was wrong with it.

Compiling goes on after a mistake, so that all of them are told at once. What a mistake makes unknown is
remembered (``holes``, ``doubtful``), so that nothing is reported that only follows from another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.language.checks.material import Calendars, Given, Lead, Material, Mention, Sops, Written
from engine.language.compile.names import Fault
from engine.language.compile.refusals import Refused
from engine.language.nodes import Node
from engine.model.definition import Definition, Field
from engine.model.diagnostics import ERROR, Diagnostic, Place
from engine.model.table import Table
from engine.model.team import Team

SECTIONS = {
    "data": "data",
    "steps": "steps",
    "outcomes": "steps",
    "deadlines": "deadlines",
    "texts": "texts",
    "tables": "tables",
    "escalate": "",
    "rules": "rules",
    "kpis": "",
}
"""Keys of an SOP -> the part that has a hole when something in them was refused; else it is ``header``."""


class Draft:
    """The state of one compilation; nothing of it outlives the definition and the diagnostics.

    ``fields`` are those that can be named at this place. ``own`` are the fields that items of a block have
    for themselves, ``inside`` the blocks around this place and ``item_names`` what their items are called;
    ``unseen`` are names that are known elsewhere only: name -> the code to report, and the block. ``at`` is
    the step that is read, "" outside of any; ``unvetted`` are steps with votes that do not say who may not.
    """

    def __init__(self, refused: Refused) -> None:
        self._refused = refused
        self.part = "header"
        self.diagnostics: list[Diagnostic] = []
        self.places: dict[tuple[str, str], Place] = {}
        self.holes: set[str] = set()
        self.doubtful: set[str] = set()
        self.fills: list[Mention] = []
        self.anchors: list[Mention] = []
        self.roles: list[Mention] = []
        self.texts: list[tuple[str, Node]] = []
        self.by_calendar: list[Mention] = []
        self.written: list[Written] = []
        self.fields: dict[str, Field] = {}
        self.steps: dict[str, tuple[str, ...]] = {}
        self.tables: dict[str, Table] = {}
        self.phrases: set[str] = set()
        self.outcomes: frozenset[str] = frozenset()
        self.own: dict[str, Field] = {}
        self.computed_own: set[str] = set()
        self.unseen: dict[str, tuple[str, str]] = {}
        self.item_names: set[str] = set()
        self.inside: tuple[str, ...] = ()
        self.leads: list[Lead] = []
        self.given: list[Given] = []
        self.kept_apart: list[Mention] = []
        self.unvetted: set[str] = set()
        self.at = ""
        self.sop = ""
        self.sops: Sops | None = None

    def error(self, code: str, at: Node | Place, suggestions: tuple[str, ...] = (), /, **data: Any) -> None:
        """Report a mistake at a node or a place; ``data`` fills the code's text."""
        place = at.place if isinstance(at, Node) else at
        self.diagnostics.append(Diagnostic(code, place, data, suggestions, ERROR))

    def fault(self, fault: Fault | None, at: Node) -> bool:
        """Report why a text is no name; whether there was anything to report."""
        if fault is not None:
            self.error(fault.code, at, **fault.data)
        return fault is not None

    def not_understood(self, node: Node) -> None:
        """A value of a shape that the language does not have; silent where the shape was told already."""
        self.holes.add(self.part)
        if not self._refused.inside(node):
            self.error("N400", node)

    def text(self, text: str, at: Node) -> None:
        """Note a text that people read, for the check of translations."""
        self.texts.append((text, at))

    def titled(self, name: str, title: str, at: Node) -> str:
        """The title, or the name where there is none; such a name is read by people, unless it is ASCII."""
        if not title and not (name.isascii() and name.isidentifier()):
            self.text(name, at)
        return title or name

    def key_refused(self, key: Node) -> bool:
        """Whether an earlier stage refused this key."""
        if self._refused.key(key):
            self.holes.add(self.part)
            return True
        return False

    def refused(self, value: Node) -> bool:
        """Whether an earlier stage refused this value."""
        if self._refused.value(value):
            self.holes.add(self.part)
            return True
        return False

    def note_holes(self, root: Node) -> None:
        """Note in which sections anything was refused, be it a key that nobody here would look for."""
        for name, (key, value) in root.entries.items():
            if self._refused.key(key) or self._refused.inside(value):
                hole = SECTIONS.get(name, "header")
                self.holes.update({hole} if hole else ())

    def entries(self, node: Node) -> Iterator[tuple[str, Node, Node]]:
        """A map's entries that were not refused: key text, key, value."""
        for text, (key, value) in node.entries.items():
            if not self.key_refused(key) and not self.refused(value):
                yield text, key, value

    def items(self, node: Node) -> Iterator[Node]:
        """A list's items that were not refused."""
        for item in node.items:
            if not self.refused(item):
                yield item

    def get(self, node: Node, key: str) -> Node | None:
        """The value of a key; None where it is missing, says nothing, or was refused."""
        entry = node.entries.get(key)
        if entry is None or self.key_refused(entry[0]) or self.refused(entry[1]) or entry[1].empty:
            return None
        return entry[1]

    def note(self, owner: str, body: Node, *keys: str) -> None:
        """Note where the values of these keys of a body stand, for the checks: ``places[owner, key]``."""
        for key in keys:
            entry = body.entries.get(key)
            if entry is not None:
                self.places[owner, key] = entry[1].place

    def material(self, definition: Definition, team: Team | None, calendars: Calendars | None) -> Material:
        """What the checks get."""
        return Material(
            definition,
            self.places,
            frozenset(self.holes),
            frozenset(self.doubtful),
            tuple(self.fills),
            tuple(self.anchors),
            tuple(self.roles),
            tuple(Mention(text, node.place) for text, node in self.texts) if definition.texts else (),
            tuple(self.by_calendar),
            team,
            calendars,
            tuple(self.written),
            tuple(self.leads),
            tuple(self.given),
            tuple(self.kept_apart),
        )
