"""What an expression may name, and a piece of it once it has been checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from engine.model.definition import Field
from engine.model.record import Record

if TYPE_CHECKING:
    from engine.model.table import Table

LONGEST = 500
"""Characters of an expression."""


class Scope(Record):
    """``fields`` by name; a computed one (``Field.value``) is put in where it is named, so it must have
    been parsed before, and so must a table of ``tables``. ``steps`` are what ``visits(step)`` and
    ``closed(step)`` may ask about, ``outcomes`` names that are recognised in order to say that they are no
    values."""

    fields: Mapping[str, Field] = {}
    steps: Collection[str] = ()
    outcomes: Collection[str] = ()
    tables: Mapping[str, Table] = {}


class Typed(Record):
    """A checked piece: its tree and its type. ``choices`` are the values a choice may have; ``literal``
    is set for a text or number that stands in the source, with its value."""

    tree: list[Any]
    type: str
    choices: tuple[str, ...] = ()
    literal: Any = None
