"""What an SOP uses of its parts files: opened, held against one another, put in; and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.language.nodes import LIST, SCALAR, Node
from engine.language.parts.file import SECTIONS, Entries
from engine.language.parts.putting import Putting
from engine.language.parts.shelf import Book, Shelf, Unreachable, well_formed
from engine.model.diagnostics import ERROR, Diagnostic
from engine.model.team import Team

MOST_FILES = 10
CLAIMED = ("data", "steps", "tables", "deadlines")
"""The sections of an SOP that share one namespace, which shared tables are put into."""


class Used(NamedTuple):
    """``root`` is the document with all that it uses put in; None where that cannot be known, because a
    file is missing or wrong, or would be too large. ``books`` are the files, each with the node of the path
    that led there."""

    root: Node | None
    found: list[Diagnostic]
    books: list[tuple[Node, Book]]


def use(root: Node, file: str, shelf: Shelf, team: Team | None) -> Used:
    """Everything that a document's ``use`` brings, in its place. ``root`` is a map and stays as it is."""
    paths = _paths(root)
    if "use" not in root.entries and "use:" not in root.source.text:
        return Used(root, [], [])
    if "use" in root.entries and not paths:
        return Used(None, [], [])  # what stands there is no path, which its shape has said
    if len(paths) > MOST_FILES:
        data = {"count": len(paths), "most": MOST_FILES}
        return Used(None, [Diagnostic("U109", root.entries["use"][0].place, data)], [])
    found: list[Diagnostic] = []
    books: dict[str, tuple[Node, Book]] = {}
    for path in paths:
        book, fault = _open(path, file, shelf)
        if fault is not None:
            found.append(Diagnostic(fault, path.place, {"path": path.text}))
        if book is not None:
            books.setdefault(book.file, (path, book))
    if found:
        return Used(None, found, list(books.values()))
    shared, clashes = _together(root, [book for _, book in books.values()], team)
    putting = Putting(shared, [book.file for _, book in books.values()])
    whole = putting.into(root, [book.parts.root for _, book in books.values() if book.parts is not None])
    return Used(whole, clashes + putting.found, list(books.values()))


def misfits(used: Used, file: str, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """For each parts file in which compiling ``file`` found mistakes a word where it is used: the same part
    may fit other SOPs."""
    found = []
    for path, book in used.books:
        count = sum(1 for each in diagnostics if each.place.file == book.file and each.severity == ERROR)
        if count and book.file != file:
            found.append(Diagnostic("U115", path.place, {"path": path.text, "count": count}))
    return found


def _paths(root: Node) -> list[Node]:
    node = root.get("use")
    several = [] if node is None else node.items if node.kind == LIST else [node]
    return [item for item in several if item.kind == SCALAR and not item.empty and not item.unknown]


def _open(path: Node, file: str, shelf: Shelf) -> tuple[Book | None, str | None]:
    """The file that a path leads to, and the code of why it cannot be used."""
    if not well_formed(path.text):
        return None, "U104"
    try:
        book = shelf.open(file, path.text)
    except Unreachable as error:
        return None, error.code
    if not book.is_parts:
        return None, "U106"
    return book, "U107" if book.parts is None else None


def _together(
    root: Node, books: list[Book], team: Team | None
) -> tuple[dict[str, Entries], list[Diagnostic]]:
    """What all files share, by section; a name that two of them give, or that means something else already,
    is said at both places."""
    shared: dict[str, Entries] = {section: {} for section in SECTIONS}
    found: list[Diagnostic] = []
    for book in books:
        for section, entries in book.parts.shared.items() if book.parts is not None else ():
            for name, (key, value) in entries.items():
                other = shared[section].setdefault(name, (key, value))[0]
                if other is not key:
                    found += _twice(name, key, other)
    for section in CLAIMED:
        for key in _names(root.get(section)):
            if key.text in shared["tables"]:
                found += _twice(key.text, key, shared["tables"].pop(key.text)[0])
    for name, (key, _) in shared["roles"].items():
        if team is not None and name in team.roles:
            found.append(Diagnostic("U111", key.place, {"name": name, "team": team.name}))
    return shared, found


def _twice(name: str, key: Node, other: Node) -> list[Diagnostic]:
    return [
        Diagnostic("U110", one.place, {"name": name, "other": another.source.file, "line": another.line})
        for one, another in ((key, other), (other, key))
    ]


def _names(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return [item for item in node.items if item.kind == SCALAR] + [key for key, _ in node.entries.values()]
