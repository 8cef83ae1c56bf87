"""Values with an order as whole numbers on a line: which there are, from where to where, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from engine.model.definition import Field
from engine.model.record import Record
from engine.rules.calendars.zones import DAY, HOUR, MINUTE
from engine.rules.deadlines.units import Length, canonical
from engine.rules.expressions.kinds import NUMBERS
from engine.rules.values import decimals
from engine.rules.values.duration import duration_of
from engine.rules.values.moments import EARLIEST, LATEST, show_instant

FINER = 10
"""A calculated number may lie between two stored ones: the line is so much finer than these."""
ONE = decimals.SCALE * FINER
PLACES = decimals.PLACES + 1
SECOND = 1000
FAR = 10**15


class Line(Record):
    """``low`` to ``high``, both in. Values are the multiples of ``grid``. ``steps``: an example is a multiple
    of the first of these of which one lies where it is looked for. ``open``: which ends nobody set."""

    type: str
    unit: str
    low: int
    high: int
    grid: int
    steps: tuple[int, ...]
    open: tuple[bool, bool] = (True, True)

    def at(self, stored: Any) -> int:
        """Where a stored value stands (of numbers: in the stored form of a number)."""
        if self.type in NUMBERS:
            return decimals.scaled_of(stored) * FINER
        if self.type == "date":
            return date.fromisoformat(stored).toordinal()
        if self.type == "datetime":
            return int(stored)
        length = duration_of(stored)
        exact = length.exact
        return length.amount if exact is None else exact

    def on_grid(self, first: int, last: int) -> bool:
        """Whether a value lies from ``first`` to ``last``."""
        return -(-first // self.grid) * self.grid <= last

    def plainest(self, first: int, last: int) -> int:
        """A value from ``first`` to ``last`` (there is one), as plain as possible, near an end that somebody
        set."""
        free_low = first == self.low and self.open[0]
        free_high = last == self.high and self.open[1]
        if free_low and free_high and first <= 0 <= last:
            return 0
        for step in (*self.steps, self.grid):
            up, down = -(-first // step) * step, last // step * step
            if up <= last:
                return down if free_low and not free_high else up
        raise AssertionError("no value in this piece")

    def stored(self, at: int) -> Any:
        """The stored form of the value that stands there (of a calculated one: the nearest)."""
        if self.type == "money":
            return decimals.written(at // FINER, 2)
        if self.type in NUMBERS:
            return decimals.stored_number(at // FINER)
        if self.type == "date":
            return date.fromordinal(at).isoformat()
        return at if self.type == "datetime" else canonical(Length(self.unit, at))

    def text(self, at: int) -> str:
        """The value as a document writes it."""
        if self.type in NUMBERS:
            return format(Decimal(at).scaleb(-PLACES).normalize(), "f")
        if self.type == "datetime":
            return show_instant(at, "UTC") + "Z"
        if self.type == "duration" and at < 0:
            return "-" + canonical(Length(self.unit, -at))
        return str(self.stored(at))


_GRIDS = {"integer": ONE, "money": ONE // 100, "number": FINER}
_LENGTHS = {
    "ms": (SECOND, (DAY, HOUR, MINUTE)),
    "work_ms": (MINUTE, (HOUR,)),
    "workdays": (1, ()),
    "months": (1, ()),
}
"""Unit in which lengths of time compare -> what stored ones are multiples of, and plain steps."""


def unit_of(stored: str) -> str:
    """The unit in which a length of time compares with others."""
    length = duration_of(stored)
    return length.unit if length.exact is None else "ms"


def line(type: str, field: Field | None, pieces: Iterable[Any]) -> Line:
    """The line of an input's type; ``field``: the one whose stored values these are, None where they are
    calculated. ``pieces`` say in which unit the lengths of time of this column compare."""
    found = _of_numbers(type, field) if type in NUMBERS else _of_time(type, field, pieces)
    if field is None:
        return found
    low = found.low if field.min is None else max(found.low, found.at(field.min))
    high = found.high if field.max is None else min(found.high, found.at(field.max))
    return found._replace(low=low, high=high, open=(field.min is None, field.max is None))


def _of_numbers(type: str, field: Field | None) -> Line:
    grid = _GRIDS[type] if field is not None or type != "number" else 1
    steps = tuple(step for step in (ONE // 10**places for places in range(11)) if step % grid == 0)
    return Line(type, "", 1 - FAR * ONE, FAR * ONE - 1, grid, steps)


def _of_time(type: str, field: Field | None, pieces: Iterable[Any]) -> Line:
    if type == "date":
        first, last = (date(1900, 1, 1), date(2199, 12, 31)) if field is not None else (date.min, date.max)
        return Line(type, "", first.toordinal(), last.toordinal(), 1, ())
    if type == "datetime":
        return Line(type, "", EARLIEST, LATEST, 1, (DAY, HOUR, MINUTE, SECOND))
    unit = next((unit_of(end) for piece in pieces for end in piece[1:] if isinstance(end, str)), "ms")
    grid, steps = _LENGTHS[unit]
    if field is None:
        return Line(type, unit, 1 - FAR, FAR - 1, 1, (*steps, grid))
    return Line(type, unit, 0, FAR - 1, grid, steps, (False, True))
