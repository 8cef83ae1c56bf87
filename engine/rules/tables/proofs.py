"""What is wrong with a table for some value: cases without a row, rows that overlap, rows that never count.

A row is a box: for each input the pieces of its axis (``axes``) that its test lets through. Boxes are
compared as bits, and whether several of them together leave something out is found by going through the
inputs one by one, each time on to the rows that are still left; what was seen before is not looked at
again. Both are exact. The work is bounded: where it would be more, that is what is said (``too-big``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.model.definition import Field
from engine.model.record import Record
from engine.model.table import Row, Table
from engine.rules.tables import ANY, COUNT, FIRST, SUM, UNIQUE
from engine.rules.tables.axes import Axis, axis

MOST_STEPS = 300_000
"""Pieces that are looked at for one table, about half a second."""

GAP, OVERLAP, DISAGREE = "gap", "overlap", "disagree"
DEAD, NEVER, TWICE, TOO_BIG = "dead", "never", "twice", "too-big"


class Finding(Record):
    """``kind`` is one of the words above. ``row`` and ``other`` (an earlier one) count from 0, -1 for none;
    ``column`` and ``part`` are of a cell and the part of it that never holds. ``values`` are an example:
    a stored value for each input, ``texts`` the same as a document writes them. ``sure``: False where
    outputs that are calculated may or may not differ.
    """

    kind: str
    row: int = -1
    other: int = -1
    column: int = -1
    part: int = -1
    values: tuple[Any, ...] = ()
    texts: tuple[str, ...] = ()
    sure: bool = True


def findings(table: Table, data: Mapping[str, Field], most: int = MOST_STEPS) -> list[Finding]:
    """Everything that is wrong with a table, by row; ``data`` are the SOP's fields. A gap is told once, with
    one example, and of each row the first other one that it overlaps."""
    return _Proof(table, data, most).run()


class _TooBig(Exception):
    """There is more to look at than may be."""


class _Proof:
    """One table's boxes."""

    def __init__(self, table: Table, data: Mapping[str, Field], most: int) -> None:
        self.table = table
        self.left = most
        columns = range(len(table.inputs))
        self.axes: list[Axis] = [
            axis(
                table.inputs[column],
                data.get(table.inputs[column].source),
                [row.tests[column] for row in table.rows if row.tests[column] is not None],
            )
            for column in columns
        ]
        self.full = [(1 << one.count) - 1 for one in self.axes]
        self.boxes = [self._box(row) for row in table.rows]
        self.free = self._free()
        self.by_piece = [self._rows_of(column) for column in columns]
        self.found: list[Finding] = []
        self._shared: dict[tuple[int, int], int] = {}

    def run(self) -> list[Finding]:
        self._never()
        try:
            self._twice_or_together()
            self._uncovered_rows()
            self._gap()
        except _TooBig:
            self.found.append(Finding(TOO_BIG))
        return sorted(self.found, key=lambda each: each.row)

    # -- boxes

    def _box(self, row: Row) -> list[int]:
        tests = zip(row.tests, self.axes, self.full, strict=True)
        return [full if test is None else one.mask(test) for test, one, full in tests]

    def _free(self) -> list[int]:
        """For each column (and after the last) the rows that let everything through from it on."""
        found = [(1 << len(self.boxes)) - 1]
        for column in reversed(range(len(self.axes))):
            bits = sum(1 << row for row, box in enumerate(self.boxes) if box[column] == self.full[column])
            found.append(found[-1] & bits)
        return found[::-1]

    def _rows_of(self, column: int) -> list[int]:
        """For each piece of a column the rows that let it through, as bits."""
        found = [0] * self.axes[column].count
        for row, box in enumerate(self.boxes):
            mask, bit = box[column], 1 << row
            while mask:
                lowest = mask & -mask
                found[lowest.bit_length() - 1] |= bit
                mask ^= lowest
        return found

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _TooBig

    def _example(self, kind: str, pieces: list[int], **more: Any) -> None:
        pairs = list(zip(self.axes, pieces, strict=True))
        values = tuple(one.value(piece) for one, piece in pairs)
        texts = tuple(one.text(piece) for one, piece in pairs)
        self.found.append(Finding(kind, values=values, texts=texts, **more))

    # -- rows by themselves and in pairs

    def _never(self) -> None:
        for number, row in enumerate(self.table.rows):
            for column, test in enumerate(row.tests):
                if test is None:
                    continue
                word, parts = test
                one = self.axes[column]
                if word == "not":
                    if not one.mask(test):
                        self.found.append(Finding(NEVER, row=number, column=column))
                    continue
                for part, piece in enumerate(parts):
                    if not one.mask(["is", [piece]]):
                        self.found.append(Finding(NEVER, row=number, column=column, part=part))

    def _twice_or_together(self) -> None:
        """Rows that are there twice, and under ``unique`` and ``any`` rows that hit together."""
        seen: dict[tuple[Any, ...], int] = {}
        hit = self.table.hit
        for number, box in enumerate(self.boxes):
            if not all(box) or self._is_otherwise(number):
                continue
            same = tuple(box) if hit in (UNIQUE, FIRST, ANY) else (*box, repr(self.table.rows[number].values))
            earlier = seen.setdefault(same, number)
            if earlier != number and (hit != ANY or self._agree(earlier, number) is True):
                self.found.append(Finding(TWICE, row=number, other=earlier))
            elif hit in (UNIQUE, ANY):
                self._together(number)

    def _together(self, number: int) -> None:
        """The first earlier row that hits together with this one, and (any) does not say the same."""
        box = self.boxes[number]
        rows = (1 << number) - 1
        for column, mask in enumerate(box):
            rows &= self._sharing(column, mask)
        while rows:
            other = _lowest(rows)
            rows &= rows - 1
            agree = self._agree(other, number) if self.table.hit == ANY else False
            if agree is not True:
                pieces = [_lowest(a & b) for a, b in zip(box, self.boxes[other], strict=True)]
                kind = OVERLAP if self.table.hit == UNIQUE else DISAGREE
                self._example(kind, pieces, row=number, other=other, sure=agree is False)
                return

    def _sharing(self, column: int, mask: int) -> int:
        """The rows, as bits, that let through one of these pieces of a column."""
        found = self._shared.get((column, mask))
        if found is None:
            found, left = 0, mask
            self._spend(mask.bit_count() // 8)
            while left:
                found |= self.by_piece[column][_lowest(left)]
                left &= left - 1
            self._shared[column, mask] = found
        return found

    def _agree(self, one: int, other: int) -> bool | None:
        """Whether two rows give the same; None where only calculating would tell."""
        pairs = zip(self.table.rows[one].values, self.table.rows[other].values, strict=True)
        differing = [(a, b) for a, b in pairs if a != b]
        if not differing:
            return True
        known = any(_known(a) and _known(b) for a, b in differing)
        return False if known else None

    def _is_otherwise(self, row: int) -> bool:
        return self.table.otherwise and row == len(self.boxes) - 1

    # -- what several rows leave out together

    def _uncovered_rows(self) -> None:
        """Rows for which those before them (``first``), or all others (otherwise), leave nothing."""
        told = {each.row for each in self.found if each.kind in (TWICE, NEVER)}
        for number, box in enumerate(self.boxes):
            if number in told or not number or not all(box):
                continue
            if (self.table.hit == FIRST or self._is_otherwise(number)) and (
                self._left_out((1 << number) - 1, box) is None
            ):
                self.found.append(Finding(DEAD, row=number))

    def _gap(self) -> None:
        if self.table.hit in (SUM, COUNT) or self.table.otherwise:
            return
        pieces = self._left_out((1 << len(self.boxes)) - 1, self.full)
        if pieces is not None:
            self._example(GAP, pieces)

    def _left_out(self, rows: int, within: list[int]) -> list[int] | None:
        """A piece of each axis, within a box, for which none of the rows (bits) hits; None: there is none."""
        covered: set[tuple[int, int]] = set()
        path: list[int] = []

        def look(column: int, rows: int) -> bool:
            if rows & self.free[column]:
                return False
            if column == len(self.axes):
                return True
            if (column, rows) in covered:
                return False
            tried: set[int] = set()
            self._spend(self.axes[column].count)
            for piece, let_through in enumerate(self.by_piece[column]):
                remaining = rows & let_through
                if not within[column] >> piece & 1 or remaining in tried:
                    continue
                tried.add(remaining)
                path.append(piece)
                if look(column + 1, remaining):
                    return True
                path.pop()
            covered.add((column, rows))
            return False

        return path if look(0, rows) else None


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def _known(tree: Any) -> bool:
    """Whether an output is a value that stands there (or none)."""
    return tree is None or tree[0] in ("text", "number", "boolean", "date", "span")
