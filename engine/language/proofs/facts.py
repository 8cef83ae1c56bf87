"""What a field's declaration says about its values: type, bounds, choices, which texts it can never be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from engine.language.proofs.terms import DATE, DATETIME, DURATION, INT, REAL, TEXT, Term, Terms
from engine.model.definition import Field
from engine.rules.expressions.naming import type_of
from engine.rules.values import ValueProblem, check, show
from engine.rules.values.duration import duration_of


def facts(terms: Terms, fields: Mapping[str, Field]) -> Iterator[tuple[str, Any]]:
    """For each field that a question names: its declaration as people read it, and what it says.

    Nothing is said of a name that has another type where it is asked than in its declaration.
    """
    for key, term in terms.fields.items():
        name, _, type = key.partition(" ")
        field = fields.get(name)
        if field is None or type_of(field) != type or field.value is not None or term.value is None:
            continue
        said = terms.all(*_bounds(terms, field, term), *_texts(terms, field, term))
        if said is not True:
            yield declared(field), said


def declared(field: Field) -> str:
    """``weight_kg: number, min 0.01``."""
    kind = f"[{', '.join(field.choices)}]" if field.type == "choice" else field.type
    said = [
        f"{name} {show(_sized(field), bound, 'UTC')}" for name, bound in _named(field) if bound is not None
    ]
    if field.pattern is not None:
        said.append(f"pattern {field.pattern}")
    return f"{field.name}: {', '.join([kind, *said])}"


def _named(field: Field) -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("min", field.min), ("max", field.max)


def _sized(field: Field) -> Field:
    """The field whose type its bounds have: of texts and lists they count."""
    return field._replace(type="integer") if field.type in ("text", "list") else field


def _bounds(terms: Terms, field: Field, term: Term) -> Iterator[Any]:
    for name, bound in _named(field):
        if bound is None:
            continue
        limit = _limit(terms, term.sort, bound)
        if limit is not None:
            yield term.value >= limit if name == "min" else term.value <= limit


def _limit(terms: Terms, sort: str, bound: Any) -> Any:
    if sort == INT:
        return terms.whole(INT, int(bound)).value
    if sort == REAL:
        exact = Fraction(str(bound))
        return terms.ratio(exact.numerator, exact.denominator)
    if sort == DATE:
        return terms.day(bound).value
    if sort == DATETIME:
        return terms.whole(DATETIME, bound).value
    if sort == DURATION:
        return terms.length(duration_of(bound)).value
    return None


def _texts(terms: Terms, field: Field, term: Term) -> Iterator[Any]:
    """A choice is one of its choices; a text none of those that the field does not take."""
    if term.sort != TEXT:
        return
    if field.type == "choice":
        yield terms.z3.Or(*(term.value == terms.text(choice).value for choice in field.choices))
        return
    for text in list(terms.texts):
        try:
            check(field, text)
        except ValueProblem:
            yield term.value != terms.text(text).value
