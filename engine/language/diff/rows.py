"""What is different in a decision table's rows: a row is known by its conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.language.diff.changes import ADDED, CHANGED, MOVED, REMOVED, ROWS, Change, Path
from engine.language.diff.names import reworded
from engine.language.diff.order import before_it, moved
from engine.model.table import Row, Table

Key = tuple[str, int]
"""Conditions, and how many rows above have the same."""


def rows(path: Path, before: Table, after: Table, names: Mapping[str, str]) -> Iterator[Change]:
    """Rows that came and went, other results for the same conditions, another order.

    ``names``: old name -> new name, of fields and tables, which results may be calculated from.
    """
    old, new = _keyed(before.rows), _keyed(after.rows)
    for key, row in old.items():
        if key not in new:
            yield Change((*path, (ROWS, key[0])), "", REMOVED, row.then, None)
    for key, row in new.items():
        here = (*path, (ROWS, key[0]))
        if key not in old:
            yield Change(here, "", ADDED, None, row.then)
        elif reworded(old[key].then, names) != row.then:
            yield Change(here, "then", CHANGED, old[key].then, row.then)
    yield from _order(path, old, new)


def _keyed(given: tuple[Row, ...]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in given:
        number = 0
        while (row.when, number) in found:
            number += 1
        found[row.when, number] = row
    return found


def _order(path: Path, old: dict[Key, Row], new: dict[Key, Row]) -> Iterator[Change]:
    stood = ["\0".join(map(str, key)) for key in old if key in new]
    stands = ["\0".join(map(str, key)) for key in new if key in old]
    for text in moved(stood, stands):
        ends = (before_it(stood, text), before_it(stands, text))
        places = [end.partition("\0")[0] for end in ends]
        yield Change((*path, (ROWS, text.partition("\0")[0])), "", MOVED, *places)
