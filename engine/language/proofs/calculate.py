"""Terms of what is calculated. Evaluating rounds to 60 digits: where that could show, the result is a
variable that is only near the exact one, so that nothing is proved that rounding would belie."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from engine.language.proofs.terms import (
    DATE,
    DATETIME,
    DAY,
    DURATION,
    FINEST,
    INEXACT,
    INT,
    NOTHING,
    NUMBERS,
    REAL,
    Term,
    Terms,
)

HOUR, MINUTE = 3_600_000, 60_000


def alike(terms: Terms, left: Term, right: Term) -> tuple[Term, Term]:
    """Two terms made comparable: integers become real numbers beside one, days milliseconds beside these."""
    if {left.sort, right.sort} == {INT, REAL}:
        return _real(terms, left), _real(terms, right)
    if left.sort == right.sort == DURATION and left.unit != right.unit:
        return _length(left), _length(right)
    return left, right


def _real(terms: Terms, term: Term) -> Term:
    return term if term.sort == REAL else term._replace(sort=REAL, value=terms.z3.ToReal(term.value))


def _length(term: Term) -> Term:
    """A duration in milliseconds, of whatever unit."""
    if term.unit == "days":
        return term._replace(value=term.value * DAY, unit="")
    return term._replace(unit="")


def _rounded(terms: Terms, exact: Any, places: int, what: Any) -> Term:
    """A real number as evaluating gives it: exact while its decimals are few enough, else nearly so."""
    if places <= FINEST:
        return Term(REAL, exact, True, places)
    found = terms.unknown(REAL, what)
    terms.near(found, exact, terms.ratio(1, 10**40))
    return Term(REAL, found, True, INEXACT)


def math(terms: Terms, op: str, left: Term, right: Term, trees: list[Any]) -> Term:
    """``+ - * / // %`` of numbers."""
    whole = left.sort == right.sort == INT
    if left.sort not in NUMBERS or right.sort not in NUMBERS:
        return Term(REAL, terms.unknown(REAL, op, trees), True, INEXACT)
    if op in ("/", "//", "%"):
        return _divided(terms, op, left, right, trees)
    one, other = (left, right) if whole else (_real(terms, left), _real(terms, right))
    places = left.places + right.places if op == "*" else max(left.places, right.places)
    if op == "+":
        value = one.value + other.value
    elif op == "-":
        value = one.value - other.value
    else:
        value = one.value * other.value
    return Term(INT, value) if whole else _rounded(terms, value, places, [op, trees])


def _divided(terms: Terms, op: str, left: Term, right: Term, trees: list[Any]) -> Term:
    by = _literal(trees[1])
    whole = left.sort == right.sort == INT
    possible = True if by else right.value != 0
    if op == "/" and by:
        exact = _real(terms, left).value / terms.ratio(by.numerator, by.denominator)
        return _rounded(terms, exact, left.places + _decimals(1 / by), [op, trees])
    if op != "/" and whole and by and by > 0:
        divisor = right.value
        return Term(INT, left.value / divisor if op == "//" else left.value % divisor)
    sort = INT if whole and op != "/" else REAL
    return Term(sort, terms.unknown(sort, op, trees), possible, INEXACT)


def _literal(tree: Any) -> Fraction | None:
    """The number that a tree is, if it is one."""
    return Fraction(str(tree[1])) if tree[0] == "number" else None


def _decimals(value: Fraction) -> int:
    """How many decimals a fraction has; too many where they do not end."""
    for places in range(FINEST):
        if (value * 10**places).denominator == 1:
            return places
    return INEXACT


def negate(terms: Terms, value: Term, trees: list[Any]) -> Term:
    """The other sign of a number or a duration."""
    if value.sort in NUMBERS or value.sort == DURATION:
        return value._replace(value=-value.value)
    return NOTHING


def money(terms: Terms, value: Term, trees: list[Any]) -> Term:
    """Rounded half up to cents: whole cents, half a cent away at most."""
    if value.sort not in NUMBERS or (value.sort == REAL and value.places <= 2):
        return value
    if value.sort == INT:
        return value
    cents = terms.unknown(INT, "money", trees)
    terms.near(terms.z3.ToReal(cents), value.value * 100, terms.ratio(1, 2))
    return Term(REAL, terms.z3.ToReal(cents) / 100, True, 2)


def move(terms: Terms, kind: str, sign: int, value: Term, by: Term, trees: list[Any]) -> Term:
    """A date moved by days, an instant moved by exact time; by other units: some date, some instant."""
    unit = "days" if kind == DATE else "ms"
    if value.sort == kind and by.sort == DURATION and by.unit == unit:
        return Term(kind, value.value + by.value if sign > 0 else value.value - by.value)
    return Term(kind, terms.unknown(kind, "move", sign, trees))


def between(terms: Terms, kind: str, left: Term, right: Term, trees: list[Any]) -> Term:
    """The days between two dates, the exact time between two instants."""
    unit = "days" if kind == DATE else "ms"
    if left.sort == right.sort == kind:
        return Term(DURATION, left.value - right.value, True, 0, unit)
    return Term(DURATION, terms.unknown(DURATION, "between", trees), True, 0, unit)


def duration(terms: Terms, op: str, left: Term, right: Term, trees: list[Any]) -> Term:
    """Durations added, subtracted, multiplied by an integer; the ratio of two is some number."""
    if op == "/":
        possible = right.value != 0 if right.sort == DURATION else True
        return Term(REAL, terms.unknown(REAL, "ratio", trees), possible, INEXACT)
    if left.sort == DURATION and op == "*" and right.sort == INT:
        return left._replace(value=left.value * right.value)
    if left.sort == right.sort == DURATION and op in ("+", "-"):
        mixed = {left.unit, right.unit} == {"days", "ms"}
        one, other = alike(terms, left, right)
        value = one.value + other.value if op == "+" else one.value - other.value
        return Term(DURATION, value, True, 0, "ms" if mixed else one.unit)
    return Term(DURATION, terms.unknown(DURATION, op, trees))


# Functions


def _count(least: int | None) -> Callable[[Terms, list[Any], list[Term]], Term]:
    def count(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
        found = terms.unknown(INT, "call", len(trees), least, trees)
        if least is not None:
            terms.sides.append(found >= least)
        return Term(INT, found)

    return count


def _extreme(greater: bool) -> Callable[[Terms, list[Any], list[Term]], Term]:
    def extreme(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
        if len(arguments) == 1:
            return NOTHING
        found = arguments[0]
        for each in arguments[1:]:
            found, other = alike(terms, found, each)
            if found.value is None or found.sort != other.sort:
                return NOTHING
            first = found.value >= other.value if greater else found.value <= other.value
            value = terms.z3.If(first, found.value, other.value)
            found = Term(found.sort, value, True, max(found.places, other.places), found.unit)
        return found

    return extreme


def _round(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
    value = arguments[0]
    if len(arguments) > 1 or value.sort not in NUMBERS:
        return NOTHING
    if value.sort == INT:
        return value
    found = terms.unknown(INT, "round", trees)
    terms.near(terms.z3.ToReal(found), value.value, terms.ratio(1, 2))
    return Term(INT, found)


def _abs(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
    value = arguments[0]
    if value.sort not in NUMBERS:
        return NOTHING
    return value._replace(value=terms.z3.If(value.value >= 0, value.value, -value.value))


def _moment(sort: str, name: str) -> Callable[[Terms, list[Any], list[Term]], Term]:
    return lambda terms, trees, arguments: Term(sort, terms.variable(sort, f"moment {name}"))


def _date(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
    if arguments[0].sort == DATE:
        return arguments[0]
    return Term(DATE, terms.unknown(DATE, "date", trees))


def _exact(size: int) -> Callable[[Terms, list[Any], list[Term]], Term]:
    def exact(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
        count = arguments[0]
        if count.sort == INT:
            return Term(DURATION, count.value * size, True, 0, "ms")
        found = terms.unknown(DURATION, size, trees)
        if count.sort == REAL:
            terms.near(terms.z3.ToReal(found), count.value * size, terms.ratio(1, 2))
        return Term(DURATION, found, True, 0, "ms")

    return exact


def _days(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
    if arguments[0].sort == INT:
        return Term(DURATION, arguments[0].value, True, 0, "days")
    return Term(DURATION, terms.unknown(DURATION, "days", trees), True, 0, "days")


def _days_between(terms: Terms, trees: list[Any], arguments: list[Term]) -> Term:
    first, second = arguments
    if first.sort == second.sort == DATE:
        return Term(INT, second.value - first.value)
    return Term(INT, terms.unknown(INT, "days_between", trees))


CALLS: dict[str, Callable[[Terms, list[Any], list[Term]], Term]] = {
    "len": _count(0),
    "count": _count(0),
    "workdays_between": _count(None),
    "days_between": _days_between,
    "min": _extreme(False),
    "max": _extreme(True),
    "round": _round,
    "abs": _abs,
    "now": _moment(DATETIME, "now"),
    "start": _moment(DATETIME, "start"),
    "today": _moment(DATE, "today"),
    "date": _date,
    "days": _days,
    "hours": _exact(HOUR),
    "minutes": _exact(MINUTE),
}
"""Name of a function -> its term; the others are unknown."""
