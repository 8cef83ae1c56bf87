"""Exact arithmetic: integers, and decimals where a number has a fraction. Rounding is half up.

Every result is below ``LIMIT`` or an EvaluationProblem ``too-large``, so that no document can make a
number whose next operation takes long.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from engine.rules.evaluation import EvaluationProblem

Number = int | Decimal

LIMIT = 10**15
PLACES = 10
"""Decimals that a stored number has at most."""

# Sums and products of any two stored numbers are exact: 15 digits before the point and 10 after, twice.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
_CENT = Decimal("0.01")


def bounded(value: Number) -> Number:
    """The number itself. Raises EvaluationProblem ``too-large``."""
    if -LIMIT < value < LIMIT:
        return value
    raise EvaluationProblem("too-large")


def add(a: Number, b: Number) -> Number:
    """The exact sum."""
    return bounded(a + b if isinstance(a, int) and isinstance(b, int) else EXACT.add(a, b))


def subtract(a: Number, b: Number) -> Number:
    """The exact difference."""
    return bounded(a - b if isinstance(a, int) and isinstance(b, int) else EXACT.subtract(a, b))


def multiply(a: Number, b: Number) -> Number:
    """The exact product."""
    return bounded(a * b if isinstance(a, int) and isinstance(b, int) else EXACT.multiply(a, b))


def divide(a: Number, b: Number) -> Number:
    """The quotient, to 60 digits where it does not end."""
    if not b:
        raise EvaluationProblem("division-by-zero")
    return bounded(EXACT.divide(a, b))


def floor_divide(a: Number, b: Number) -> Number:
    """The quotient rounded down (towards minus infinity), for integers and decimals alike."""
    if not b:
        raise EvaluationProblem("division-by-zero")
    if isinstance(a, int) and isinstance(b, int):
        return a // b
    try:
        whole = EXACT.divide_int(a, b)  # towards zero
    except InvalidOperation:
        raise EvaluationProblem("too-large") from None
    if (a < 0) != (b < 0) and EXACT.multiply(whole, b) != a:
        whole = EXACT.subtract(whole, 1)
    return bounded(whole)


def remainder(a: Number, b: Number) -> Number:
    """What floor division leaves; its sign is that of ``b``."""
    if isinstance(a, int) and isinstance(b, int) and b:
        return a % b
    return subtract(a, EXACT.multiply(floor_divide(a, b), b))


def negate(a: Number) -> Number:
    """The number with the other sign."""
    return -a if isinstance(a, int) else EXACT.minus(a)


def magnitude(a: Number) -> Number:
    """The number without its sign."""
    return abs(a) if isinstance(a, int) else EXACT.abs(a)


def round_whole(a: Number) -> int:
    """The nearest integer; a half goes up in magnitude (2.5 to 3, -2.5 to -3)."""
    if isinstance(a, int):
        return a
    return int(a.to_integral_value(ROUND_HALF_UP, EXACT))


def round_places(a: Number, places: Number) -> Number:
    """Rounded half up to so many decimals (0 to 10; anything beyond counts as the nearest bound)."""
    if isinstance(a, int):
        return a
    kept = min(max(int(places), 0), PLACES)
    return EXACT.quantize(a, Decimal((0, (1,), -kept)))


def cents(a: Number) -> Decimal:
    """An amount of money: exactly two decimals, rounded half up."""
    return EXACT.quantize(Decimal(a), _CENT)
