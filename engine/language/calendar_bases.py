"""Calendars made from others: in which order files are read, and which are made from themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.record import Record
from engine.rules.calendars.compiled import compile_calendar

if TYPE_CHECKING:
    from engine.language.loading import Document

OFFICE = {day: [(9 * 60, 18 * 60)] for day in range(1, 6)}
"""The hours of a calendar that gives none."""


class Unusable(Record):
    """In place of a base's compiled form: ``way`` is the circle of names that leads back to it, "" where the
    base has mistakes of its own, which are said in its file."""

    way: str = ""


Bases = Mapping[str, Mapping[str, Any] | Unusable]
"""What calendars can be made from: their compiled forms by name ({}: nothing but the name is known)."""


def in_order(documents: Iterable[Document]) -> tuple[list[Document], dict[str, Unusable]]:
    """Calendar files so that each comes after the one that it is made from; and, for the names in a circle,
    what stands in their place."""
    documents = list(documents)
    waiting = {name_in(document) or document.file: document for document in documents}
    made_from = {name: _word(document, "from") for name, document in waiting.items()}
    ordered: list[Document] = []
    circles: dict[str, Unusable] = {}
    for start in waiting:
        way = [start]
        while (base := made_from[way[-1]]) in made_from and base not in way:
            way.append(base)
        if base in way:
            circle = way[way.index(base) :]
            circles.update({name: Unusable(" → ".join([*_from(circle, name), name])) for name in circle})
        ordered += [waiting[name] for name in reversed(way) if waiting[name] not in ordered]
    ordered += [document for document in documents if document not in ordered]  # of a name given twice
    return ordered, circles


def name_in(document: Document) -> str:
    """The name that a calendar file gives itself; "" where it gives none."""
    return _word(document, "calendar")


def stand_in(name: str) -> dict[str, Any]:
    """A base of which nothing is known: a plain office week."""
    return compile_calendar(name, "UTC", OFFICE)


def _from(circle: list[str], name: str) -> list[str]:
    at = circle.index(name)
    return circle[at:] + circle[:at]


def _word(document: Document, key: str) -> str:
    node = document.node.get(key) if document.node is not None else None
    return node.text if node is not None else ""
