"""Stored numbers: an int when whole, else a decimal text. Compared as integers of 10**-10, so that the
common paths need no ``decimal``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

PLACES = 10
SCALE: int = 10**PLACES
LIMIT: int = 10**15
"""Numbers are less than this, whatever their sign."""

_TEXT = r"(-?)(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,10}))?"


def scaled(text: str) -> int | None:
    """The number that a decimal text says, in units of 10**-10; None for anything that is not one: at most
    15 digits before the point and 10 after, no needless zeros before."""
    found = re.fullmatch(_TEXT, text)
    if found is None:
        return None
    sign, whole, fraction = found.groups()
    value: int = int(whole) * SCALE + int((fraction or "").ljust(PLACES, "0"))
    return -value if sign else value


def scaled_of(stored: int | str) -> int:
    """A stored number in units of 10**-10. Raises ValueError for a text that is none."""
    if isinstance(stored, int):
        return stored * SCALE
    found = scaled(stored)
    if found is None:
        raise ValueError("not a number")
    return found


def scaled_float(value: float) -> int | None:
    """A binary number as people see it printed, rounded half up to ten decimals; None where it is infinite,
    none at all or out of bounds."""
    if not -LIMIT < value < LIMIT:
        return None
    from decimal import Decimal

    return scaled_decimal(Decimal(repr(value)))


def scaled_decimal(value: int | Decimal, places: int = PLACES) -> int:
    """A number rounded half up to ``places`` decimals, in units of 10**-10."""
    if isinstance(value, int):
        return value * SCALE
    from decimal import ROUND_HALF_UP, Context

    step: int = 10 ** (PLACES - places)
    exact = Context(prec=100)
    return int(exact.scaleb(value, places).to_integral_value(ROUND_HALF_UP, exact)) * step


def written(value: int, places: int = 0) -> str:
    """The decimal text of a scaled number with as many decimals as it needs, ``places`` at least."""
    sign = "-" if value < 0 else ""
    whole, fraction = divmod(abs(value), SCALE)
    digits = f"{fraction:0{PLACES}d}".rstrip("0").ljust(places, "0")
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


def stored_number(value: int) -> int | str:
    """The stored form of a scaled number."""
    whole, fraction = divmod(value, SCALE)
    return written(value) if fraction else whole


def plain_number(value: int | Decimal) -> int | str:
    """The stored form of a number that was calculated, rounded half up to ten decimals."""
    return stored_number(scaled_decimal(value))


def two_decimals(value: int | Decimal) -> str:
    """The stored form of an amount of money that was calculated, rounded half up to two decimals."""
    return written(scaled_decimal(value, 2), 2)
