"""A table of rows in a text file, read as a stream: CSV with comma, semicolon or tab.

A row that cannot be read (a quote left open, too many cells, bytes that are no text) is handed on with its
problem and costs no other row; only what makes the whole file unreadable raises.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from engine.intake.encoding import survey
from engine.intake.row import IntakeError, Record
from engine.model.refusals import Refusal

DELIMITERS = (",", "\t", ";")
LONGEST = 1000
"""Physical lines that one quoted cell may span, before its opening quote counts as a mistake."""


class Table:
    """A file whose header was read.

    ``columns``: the header's cells, trimmed, in order · ``rows``: a fresh iterator of ``Record`` ·
    ``encoding``: the codec it is read with · ``digest``: sha256 of the bytes · ``delimiter`` ·
    ``lines``: line ends in the file, about how many rows to expect (for progress).
    """

    __slots__ = ("_damaged", "columns", "delimiter", "digest", "encoding", "lines", "path", "size")

    def __init__(self, path: str, encoding: str | None = None) -> None:
        found = survey(path, encoding)
        self.path = path
        self.encoding = found.encoding
        self.digest = found.digest
        self.lines = found.lines
        self.size = found.size
        self._damaged = found.damaged
        with open(path, encoding=self.encoding, errors="surrogateescape", newline="") as file:
            first = _first_line(file)
            self.delimiter = _delimiter(first)
            header = next(csv.reader(_chain(first, file), delimiter=self.delimiter), [])
        self.columns = tuple(cell.strip().lstrip("\ufeff") for cell in header)
        if not any(self.columns):
            raise IntakeError("file-empty", {"path": path})

    @property
    def rows(self) -> Iterator[Record]:
        """The rows after the header, blank ones left out, read as they are asked for."""
        with open(self.path, encoding=self.encoding, errors="surrogateescape", newline="") as file:
            yield from _records(file, self.delimiter, len(self.columns), self._damaged)


def open_table(path: str, encoding: str | None = None) -> Table:
    """Open a file of rows. ``encoding`` is a name such as ``gbk``; None finds it out (UTF-8 with or
    without a mark, UTF-16 with one, GBK/GB18030).

    Raises IntakeError with a refusal that says what is wrong with the file as a whole.
    """
    return Table(path, encoding)


def _first_line(file: Iterable[str]) -> str:
    """The header's first physical line; empty lines above it are passed over."""
    for line in file:
        if line.strip():
            return line
    return ""


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(header: str) -> str:
    """The separator that the header uses most outside quotes; a comma where there is none."""
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


class _Lines:
    """The file's physical lines, remembering those of the record at hand so that they can be read again."""

    def __init__(self, file: Iterable[str]) -> None:
        self._next = iter(file).__next__
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        taken = self.taken
        if len(taken) >= LONGEST:
            raise _QuoteLeftOpenError
        line = self._again.popleft() if self._again else self._next()
        taken.append(line)
        return line

    def put_back(self) -> str:
        """Give back all lines of the record but its first, which is returned."""
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        return first


class _QuoteLeftOpenError(Exception):
    """A quoted cell went on for too many lines."""


def _records(file: Iterable[str], delimiter: str, width: int, damaged: bool) -> Iterator[Record]:
    lines = _Lines(file)
    taken = lines.taken
    number, headed = 0, False
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        problem: Refusal | None = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _QuoteLeftOpenError):
            cells = lines.put_back().rstrip("\r\n").split(delimiter)
            problem = Refusal("row-quotes", {"cells": len(cells)})
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number += 1
        if not headed:
            headed = any(cell.strip() for cell in cells)
            continue
        if problem is None and len(cells) != width:
            if len(taken) > 1:
                cells = lines.put_back().rstrip("\r\n").split(delimiter)
                problem = Refusal("row-quotes", {"cells": len(cells)})
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
            else:
                problem = _ragged(cells, width)
        if problem is None and not any(cells):
            continue
        if damaged and problem is None:
            problem = _damage(cells)
        yield Record(number, cells, problem)


def _ragged(cells: list[str], width: int) -> Refusal | None:
    """Too few cells (a line cut off), too many (a separator without quotes); empty ones too many are none."""
    if len(cells) > width and not any(cells[width:]):
        del cells[width:]
        return None
    if not any(cells):
        return None
    return Refusal("row-ragged", {"cells": len(cells), "columns": width})


def _damage(cells: list[str]) -> Refusal | None:
    for cell in cells:
        if "\0" in cell:
            return Refusal("row-nul")
        if not cell.isascii() and any("\udc80" <= character <= "\udcff" for character in cell):
            return Refusal("row-bytes")
    return None
