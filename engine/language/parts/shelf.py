"""Where parts files are taken from: each is fetched and read once, whoever uses it.

Fetching is handed in: this room reads no files. Whoever fetches keeps within the workspace.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from engine.language.bounds import MAX_BYTES
from engine.language.nodes import MAP
from engine.language.parts.file import Parts, read_parts
from engine.language.source import has_errors, read
from engine.model.diagnostics import Diagnostic

ENDINGS = (".parts.yaml", ".parts.yml")
"""How the names of parts files end."""
LONGEST_PATH = 300
_ODD = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')


class Fetched(NamedTuple):
    """The file that a path led to, as places name it, and what is in it."""

    file: str
    data: bytes


class Unreachable(Exception):
    """A path that leads to nothing that may be read. ``code``: U103, there is no file that can be read;
    U105, it lies outside the workspace."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Fetch = Callable[[str, str], Fetched]
"""From (the file that uses it, the path as it stands there). Raises Unreachable."""


class Book(NamedTuple):
    """A file that was fetched. ``parts`` is None where it is no parts file or has errors; ``found`` is what
    is wrong with it by itself."""

    file: str
    source: str
    is_parts: bool
    parts: Parts | None
    found: list[Diagnostic]


class Shelf:
    """The parts files around some documents. ``told``: the files whose diagnostics are reported anyhow;
    those of any other are for the first who asks (``news``)."""

    def __init__(self, fetch: Fetch, told: Collection[str] = ()) -> None:
        self._fetch = fetch
        self._told = set(told)
        self._books: dict[str, Book] = {}

    def open(self, file: str, path: str) -> Book:
        """What a path in ``file`` leads to. Raises Unreachable."""
        fetched = self._fetch(file, path)
        found = self._books.get(fetched.file)
        if found is None:
            found = self._books[fetched.file] = _read(fetched)
        return found

    def news(self, book: Book) -> list[Diagnostic]:
        """What nobody has reported yet of a file by itself."""
        if book.file in self._told:
            return []
        self._told.add(book.file)
        return book.found


def _read(fetched: Fetched) -> Book:
    node, found = read(fetched.data, fetched.file)
    source = fetched.data[: MAX_BYTES + 1].decode("utf-8-sig", errors="replace")
    is_parts = node is None or node.kind != MAP or ("parts" in node.entries and "sop" not in node.entries)
    parts = None
    if node is not None and is_parts:
        parts, more = read_parts(node)
        found = found + more
    return Book(fetched.file, source, is_parts, None if has_errors(found) else parts, found)


def well_formed(path: str) -> bool:
    """Whether a text is a path as documents write it: from the file that it stands in, with ``/``, to a
    file whose name ends as those of parts do."""
    steps = path.split("/")
    return (
        path.endswith(ENDINGS)
        and len(path) <= LONGEST_PATH
        and _ODD.search(path) is None
        and not path.startswith("~")
        and all(step and step == step.strip() for step in steps)
    )


def beside(files: Mapping[str, bytes]) -> Fetch:
    """Fetches from documents at hand; the workspace is the folder that their names begin in."""

    def fetch(file: str, path: str) -> Fetched:
        place = os.path.normpath(os.path.join(os.path.dirname(file), path))
        if place.split(os.sep)[0] == os.pardir:
            raise Unreachable("U105")
        if place not in files:
            raise Unreachable("U103")
        return Fetched(place, files[place])

    return fetch
