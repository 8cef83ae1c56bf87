"""Loading: one document's bytes to what is published of it, whichever kind it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from engine.language.calendar_bases import Bases
from engine.language.channels_file import read_channels, without_secrets
from engine.language.checks.material import Calendars, Sops
from engine.language.compile import Refused, compile_sop
from engine.language.documents import read_calendar, read_team, read_workspace
from engine.language.nodes import MAP, Node
from engine.language.parts import Shelf, Used, beside, misfits, read_parts, use
from engine.language.report import lines_of
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order, read
from engine.model.diagnostics import Diagnostic
from engine.model.team import Team
from engine.rules.calendars.china import china
from engine.rules.near import compared_within

KINDS = ("workspace", "calendar", "team", "channels", "parts", "sop")
"""In the order in which they are read: an SOP is checked against the calendars and the team beside it,
channels against the team."""


READERS: dict[str, Callable[[Node], tuple[Any, list[Diagnostic]]]] = {
    "workspace": read_workspace,
    "team": read_team,
    "parts": read_parts,
}


class Loaded(NamedTuple):
    """A document that was read. ``value`` is a Workspace, a compiled calendar, a Team, compiled channels,
    Parts or a Definition, by ``kind``; None when there is an error among ``diagnostics``, of which some may
    be of the parts files that it uses. ``lines`` are those of the source; ``parts`` are (path as written,
    file, source) of each."""

    kind: str
    name: str
    value: Any
    diagnostics: list[Diagnostic]
    lines: list[str]
    parts: tuple[tuple[str, str, str], ...] = ()


class Document:
    """A document that was read but not yet compiled, so that its kind is known."""

    def __init__(self, data: bytes, file: str, kind: str | None = None) -> None:
        """Read the bytes of ``file``; never raises for what they hold. ``kind``: take it for one of these."""
        self.data = data
        self.file = file
        self.node, self.found = read(data, file)
        self.kind = kind or kind_of(self.node)
        shown = without_secrets(self.node) if self.node is not None and self.kind == "channels" else None
        if shown is not None:
            self.data = shown.encode("utf-8")

    @compared_within()
    def load(
        self,
        team: Team | None = None,
        calendars: Calendars | None = None,
        shelf: Shelf | None = None,
        sops: Sops | None = None,
        bases: Bases | None = None,
    ) -> Loaded:
        """Compile it. An SOP is checked against the team, the calendars and the SOPs that it calls, where
        they are given; a part of it whose shape is wrong is not compiled, the rest is. Parts files are taken
        from the ``shelf``; what a calendar is made from, from the ``bases``."""
        found, used = list(self.found), Used(None, [], [])
        value: Any = None
        if self.node is not None and self.kind == "sop":
            found += check_shape(self.node, "sop")
            if self.node.kind == MAP:
                shelf = shelf or Shelf(beside({}))
                used = use(self.node, self.file, shelf, team)
                found += used.found
                found += (each for _, book in used.books for each in shelf.news(book))
            if used.root is not None:
                value, more = compile_sop(used.root, team, calendars, Refused(found), sops)
                found += [*more, *misfits(used, self.file, more)]
        elif self.node is not None and self.kind == "calendar":
            value, more = read_calendar(self.node, china, bases)
            found += more
        elif self.node is not None and self.kind == "channels":
            value, more = read_channels(self.node, team)
            found += more
        elif self.node is not None:
            value, more = READERS[self.kind](self.node)
            found += more
        if has_errors(found):
            value = None
        parts = tuple((path.text, book.file, book.source) for path, book in used.books)
        name = name_of(self.kind, value)
        return Loaded(self.kind, name, value, in_order(found), lines_of(self.data), parts)


def kind_of(node: Node | None) -> str:
    """A document's kind is the key of that name: ``sop``, ``parts``, ``channels``, ``team``, ``calendar`` or
    ``workspace``, in this order (an SOP names its calendar). Without any it is read as an SOP, whose shape
    says what is missing."""
    if node is not None and node.kind == "map":
        for kind in reversed(KINDS):
            if kind in node.entries:
                return kind
    return "sop"


def name_of(kind: str, value: Any) -> str:
    """The name under which a loaded document is published; "" when it has errors."""
    if value is None:
        return ""
    if kind == "sop":
        return str(value.sop)
    return str(value["name"] if kind in ("calendar", "channels") else value.name)
