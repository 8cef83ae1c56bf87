"""Days put into a calendar file as a person would write them: all that stands there stays, comments too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from engine.language.nodes import LIST, MAP, Node
from engine.language.schemas import flow

MARGIN = "  "


class Entry(NamedTuple):
    """A stretch of dates (ISO, both ends in it) and what it is called, "" for nothing."""

    first: str
    last: str
    name: str

    @property
    def dates(self) -> str:
        """``2027-02-05 - 2027-02-11``, or the one date."""
        return self.first if self.first == self.last else f"{self.first} - {self.last}"


class CannotWriteError(Exception):
    """The key's value stands in brackets over several lines, or with comments in it."""


def stretches(days: Iterable[tuple[str, str]]) -> list[Entry]:
    """Dates with their names, in order, as stretches: neighbours of one name together."""
    found: list[Entry] = []
    for day, name in days:
        before = found[-1] if found else None
        if before is not None and before.name == name and _next(before.last) == day:
            found[-1] = before._replace(last=day)
        else:
            found.append(Entry(day, day, name))
    return found


def with_days(root: Node, off: Sequence[Entry], on: Sequence[Entry], years: Sequence[int]) -> str:
    """The text of a calendar file (``root`` is its root) with days off, make-up workdays and complete years
    besides. Raises CannotWriteError."""
    text = root.source.text
    changes: list[tuple[int, int, str]] = []
    tail = ""
    for key, entries in (("off", off), ("on", on)):
        if not entries:
            continue
        node = root.get(key)
        if node is None or (node.empty and node.start >= len(text)):
            write = _mapped if any(entry.name for entry in entries) else _listed
            tail += f"{key}:\n" + "".join(write(MARGIN, entry, key) for entry in entries)
        else:
            changes.append(_added(node, entries, key))
    if years:
        node = root.get("years")
        if node is None:
            shown = str(years[0]) if len(years) == 1 else f"[{', '.join(map(str, years))}]"
            tail += f"years: {shown}\n"
        else:
            changes.append(_years(node, years))
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    if tail and not text.endswith("\n"):
        text += "\n"
    return text + tail


def _added(node: Node, entries: Sequence[Entry], key: str) -> tuple[int, int, str]:
    """Where in the text what is put: from, to, new text."""
    text = node.source.text
    if node.kind in (LIST, MAP) and not node.style and node.first is not None:
        margin = " " * (node.first.column - 1)
        last = node.items[-1] if node.kind == LIST else list(node.entries.values())[-1][1]
        if node.kind == LIST:
            margin = _margin(text, node.first.start)
        end = node.source.line_end(max(last.start, last.end - 1 if last.end > last.start else last.start))
        write = _listed if node.kind == LIST else _mapped
        return end, end, "\n" + "".join(write(margin, entry, key) for entry in entries).rstrip("\n")
    written = text[node.start : node.end]
    if "\n" in written or "#" in written:
        raise CannotWriteError
    end = node.source.line_end(node.end)
    comment = text[node.end : end].strip()
    if node.kind == MAP:
        old = [f"{MARGIN}{day}: {flow(value.text)}\n" for day, (_, value) in node.entries.items()]
        new = [_mapped(MARGIN, entry, key) for entry in entries]
    else:
        items = node.items if node.kind == LIST else [node]
        old = [f"{MARGIN}- {item.text}\n" for item in items if item.text]
        new = [_listed(MARGIN, entry, key) for entry in entries]
    start = node.start
    while text[start - 1] == " ":
        start -= 1
    head = f"  {comment}\n" if comment else "\n"
    return start, end, head + "".join([*old, *new]).rstrip("\n")


def _years(node: Node, years: Sequence[int]) -> tuple[int, int, str]:
    text = node.source.text
    if node.kind == LIST and not node.style:
        last = node.items[-1]
        end = node.source.line_end(last.end - 1)
        margin = _margin(text, node.items[0].start)
        return end, end, "".join(f"\n{margin}- {year}" for year in years)
    if "\n" in text[node.start : node.end] or "#" in text[node.start : node.end]:
        raise CannotWriteError
    before = [item.text for item in (node.items if node.kind == LIST else [node]) if item.text]
    return node.start, node.end, f"[{', '.join([*before, *map(str, years)])}]"


def _margin(text: str, start: int) -> str:
    """What stands before the dash of a list's item."""
    line = text.rfind("\n", 0, start) + 1
    return text[line:start].split("-", 1)[0]


def _mapped(margin: str, entry: Entry, key: str) -> str:
    return f"{margin}{entry.dates}: {flow(entry.name or key)}\n"


def _listed(margin: str, entry: Entry, _key: str) -> str:
    return f"{margin}- {entry.dates}" + (f"    # {entry.name}\n" if entry.name else "\n")


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
