"""A file of JSON objects: one on each line (``.jsonl``, ``.ndjson``), as a stream, or one array (``.json``).

A row that cannot be read is handed on with its problem and costs no other row. An array is taken apart by
its brackets and quotes alone, so that what stands in one of its items is that item's problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from engine.intake.encoding import survey
from engine.intake.json_text import HALF, LONGEST, depths, parse
from engine.intake.row import IntakeError
from engine.model.refusals import Refusal

LINES = (".jsonl", ".ndjson")
ARRAY = ".json"
LARGEST_ARRAY = 64 << 20
"""Bytes of an array, which is held in memory; lines are not."""

_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPACE = " \t\r\n"


class Record(NamedTuple):
    """One row as it stands in the file. ``number`` is its line, or in an array the item's number from 1;
    ``value`` the object, or why there is none; ``text`` what stands there; ``base`` the path to the object,
    for pointers into an array's document."""

    number: int
    text: str
    value: dict[str, Any] | Refusal
    base: tuple[str | int, ...] = ()


def is_json(path: str) -> bool:
    """Whether a file is one of JSON, by the end of its name."""
    return path.lower().endswith((*LINES, ARRAY))


class JsonFile:
    """``path`` · ``digest``: sha256 of the bytes · ``lines``: about how many rows to expect · ``rows``: a
    fresh iterator of ``Record``, blank lines left out."""

    __slots__ = ("_items", "digest", "lines", "path")

    def __init__(self, path: str, encoding: str | None = None) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "utf-8-sig"):
            raise IntakeError("json-encoding", {"path": path, "name": encoding})
        found = survey(path, "utf-8")
        self.path, self.digest, self.lines = path, found.digest, found.lines
        with open(path, "rb") as file:
            if file.read(2) in _WIDE_MARKS:
                raise IntakeError("json-encoding", {"path": path, "name": "UTF-16"})
        self._items: tuple[str, list[tuple[int, int]]] | None = None
        if path.lower().endswith(ARRAY):
            if found.size > LARGEST_ARRAY:
                raise IntakeError("json-array-large", {"path": path, "most": LARGEST_ARRAY >> 20})
            self._items = _split(path)
            self.lines = len(self._items[1])

    @property
    def rows(self) -> Iterator[Record]:
        """The rows, read as they are asked for."""
        return _of_lines(self.path) if self._items is None else _of_items(*self._items)


def open_json(path: str, encoding: str | None = None) -> JsonFile:
    """Open a file of JSON objects; JSON is UTF-8, with or without a mark.

    Raises IntakeError: those of ``survey``, ``json-encoding``, ``json-array-large``, ``json-not-array`` (a
    ``.json`` whose brackets do not make one array).
    """
    return JsonFile(path, encoding)


def _of_lines(path: str) -> Iterator[Record]:
    with open(path, "rb") as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            long = len(line) > LONGEST and not line.endswith(b"\n")
            if long:
                kept = line[:200]
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST)
                line = kept
            if number == 1:
                line = line.removeprefix(_MARK)
            if long:
                yield _long(number, line.decode("utf-8", "backslashreplace"))
            elif line.strip():
                yield _record(number, line)


def _record(number: int, line: bytes) -> Record:
    try:
        text = line.decode("utf-8").strip(_SPACE)
    except UnicodeDecodeError:
        return Record(number, line.decode("utf-8", "backslashreplace").strip(_SPACE), Refusal("row-bytes"))
    return Record(number, text, parse(text))


def _long(number: int, text: str) -> Record:
    return Record(number, text[:200] + "…", Refusal("json-long", {"most": LONGEST}))


def _split(path: str) -> tuple[str, list[tuple[int, int]]]:
    """An array's text, and where each of its items begins and ends."""
    with open(path, "rb") as file:
        text = file.read().removeprefix(_MARK).decode("utf-8", "surrogateescape")
    begin, items, depth = 0, [], 0
    if text.lstrip(_SPACE)[:1] != "[":
        raise IntakeError("json-not-array", {"path": path, "line": 1})
    for token, depth in depths(text):
        sign, place = token.group(), token.start()
        if depth == 1 and sign == "[":
            begin = place + 1
        elif (depth == 1 and sign == ",") or (depth == 0 and sign == "]"):
            items.append((begin, place))
            begin = place + 1
        if depth < 1:
            break
    if depth != 0 or text[begin:].strip(_SPACE):
        wrong = len(text) - len(text[begin:].lstrip(_SPACE))
        line = text.count("\n", 0, wrong) + 1
        raise IntakeError("json-not-array", {"path": path, "line": line})
    if len(items) == 1 and not text[slice(*items[0])].strip(_SPACE):
        items = []
    return text, items


def _of_items(text: str, items: list[tuple[int, int]]) -> Iterator[Record]:
    for number, (begin, end) in enumerate(items, 1):
        item = text[begin:end].strip(_SPACE)
        base = (number - 1,)
        if len(item) > LONGEST:
            yield _long(number, item)._replace(base=base)
        elif HALF.search(item):
            shown = item.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            yield Record(number, shown, Refusal("row-bytes"), base)
        else:
            yield Record(number, item, parse(item), base)
