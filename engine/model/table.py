"""A decision table, compiled. Only SOPs that have one import this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.record import Record

if TYPE_CHECKING:
    from engine.model.definition import Expression


class Output(Record):
    """A result column of a decision table; ``type`` is that of one row's value, as in ``Field.type``."""

    name: str
    type: str


class Row(Record):
    """One row. ``tests`` has a test (engine.rules.tables) for each input, None for ``-``; ``values`` the tree
    of an expression for each output, None for no value. ``when`` and ``then`` are the row as written."""

    tests: tuple[Any, ...]
    values: tuple[Any, ...]
    when: str
    then: str


class Table(Record):
    """A decision table. ``hit`` is ``unique``, ``first``, ``any``, ``all`` or ``collect sum|min|max|count``.

    ``otherwise``: the last row tests nothing and hits where no other does (unique, any).
    """

    name: str
    title: str
    hit: str
    inputs: tuple[Expression, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    otherwise: bool = False
