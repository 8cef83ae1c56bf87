"""The values of one input, cut into pieces within which every test of its column says the same.

Values with an order become whole numbers (numbers in units of 10**-11, dates in days, instants in
milliseconds, lengths of time in the unit that they compare in); the ends that the tests name cut the line.
Which whole numbers are values at all is a grid: whole numbers for an integer, cents for money, so that
nothing lies between 2 and 3. Other values are a handful that are named, and for texts any other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any, Protocol

from engine.model.definition import Expression, Field
from engine.rules.expressions.kinds import ORDERED, TEXTS
from engine.rules.tables import lines
from engine.rules.tables.lines import Line


class Axis(Protocol):
    """``count`` pieces, numbered from 0. ``mask`` has a bit for each piece within which a test (not ``-``)
    holds; ``value`` is one of a piece's values in stored form, ``text`` the same as a document writes it."""

    count: int

    def mask(self, test: Any) -> int: ...
    def value(self, piece: int) -> Any: ...
    def text(self, piece: int) -> str: ...


def axis(of: Expression, field: Field | None, tests: Iterable[Any]) -> Axis:
    """The axis of an input. ``field`` is the one that it names, where it does: its choices, ``min`` and
    ``max`` bound its values, unless they are computed. ``tests`` are those of its column, without None."""
    pieces = [piece for _, found in tests for piece in found]
    if of.type in ORDERED:
        given = None if field is None or field.value is not None else field
        return Cut(lines.line(of.type, given, pieces), pieces)
    if of.type == "boolean":
        return Named((True, False), False)
    named = tuple(dict.fromkeys(piece[1] for piece in pieces))
    if of.type == "choice" and field is not None:
        return Named(field.choices, False)
    return Named(named, of.type in TEXTS)


class Named:
    """A handful of values; with ``others``, one more piece that is not any of them."""

    def __init__(self, values: tuple[Any, ...], others: bool) -> None:
        self._values = values
        self._others = others
        self.count = len(values) + others

    def mask(self, test: Any) -> int:
        word, pieces = test
        found = 0
        for _, value in pieces:
            if value in self._values:
                found |= 1 << self._values.index(value)
        return found if word == "is" else (1 << self.count) - 1 & ~found

    def value(self, piece: int) -> Any:
        if piece < len(self._values):
            return self._values[piece]
        other, number = "other", 1
        while other in self._values:
            number += 1
            other = f"other {number}"
        return other

    def text(self, piece: int) -> str:
        value = self.value(piece)
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if piece < len(self._values) else f'"{value}"'


class Cut:
    """A line cut at the ends that tests name: each end is a piece, and what lies between two of them."""

    def __init__(self, line: Line, pieces: Iterable[Any]) -> None:
        self._line = line
        ends = {line.at(end) for piece in pieces for end in _ends(piece)}
        points = sorted(end for end in ends if line.low <= end <= line.high)
        found: list[tuple[int, int]] = []
        begin = line.low
        for point in points:
            found += [(begin, point - 1), (point, point)]
            begin = point + 1
        found.append((begin, line.high))
        self._spans = [span for span in found if line.on_grid(*span)]
        self._firsts = [first for first, _ in self._spans]
        self._lasts = [last for _, last in self._spans]
        self.count = len(self._spans)

    def mask(self, test: Any) -> int:
        word, pieces = test
        found = 0
        for piece in pieces:
            low, high = self._bounds(piece)
            begin, end = bisect_left(self._firsts, low), bisect_right(self._lasts, high)
            if begin < end:
                found |= (1 << end) - (1 << begin)
        return found if word == "is" else (1 << self.count) - 1 & ~found

    def _bounds(self, piece: Any) -> tuple[int, int]:
        at = self._line.at
        if piece[0] == "=":
            return at(piece[1]), at(piece[1])
        _, low, low_in, high, high_in = piece
        return (
            self._line.low if low is None else at(low) + (not low_in),
            self._line.high if high is None else at(high) - (not high_in),
        )

    def value(self, piece: int) -> Any:
        return self._line.stored(self._line.plainest(*self._spans[piece]))

    def text(self, piece: int) -> str:
        return self._line.text(self._line.plainest(*self._spans[piece]))


def _ends(piece: Any) -> list[Any]:
    ends = piece[1:] if piece[0] == "=" else (piece[1], piece[3])
    return [end for end in ends if end is not None]
