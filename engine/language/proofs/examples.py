"""A world out of what the solver found; it counts only when the conditions, asked in it, say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.language.proofs.candidates import Vocabulary, candidates, possible
from engine.language.proofs.questions import Question
from engine.language.proofs.solver import Proof
from engine.language.proofs.terms import BOOL, DATE, DATETIME, DURATION, INT, REAL, TEXT, Term
from engine.language.proofs.worlds import World, first_that_holds, holds, ready
from engine.model.definition import Field
from engine.rules.expressions.naming import type_of
from engine.rules.values import ValueProblem, check
from engine.rules.values.duration import Duration, write_duration

WISHES = 8
"""Simple values that are wished for, of each field."""


def example(question: Question, proof: Proof, fields: Mapping[str, Field], words: Vocabulary) -> World | None:
    """A world in which none of the cases holds, with simple values where it may have them; None where there
    is none, or none that can be shown."""
    claims = [proof.named("", fails) for _, fails in proof.conditions]
    model = proof.model(claims, _wishes(proof, fields, words))
    if model is None:
        return None
    data: dict[str, Any] = {}
    for name, type in words.fields.items():
        if name in words.has and not proof.terms.z3.is_true(model.eval(proof.terms.has(name), True)):
            data[name] = None
            continue
        term = proof.terms.fields.get(f"{name} {type}")
        if name not in fields:
            return None
        if not type:  # nothing is asked but whether there is a value
            data[name] = next(iter(candidates(fields[name], ())), None)
            continue
        if term is None or term.value is None:
            return None
        try:
            data[name] = check(fields[name], _stored(proof, term, model, fields[name]))
        except (ValueProblem, ValueError, OverflowError):
            return None
    visits = {step: model.eval(each, True).as_long() for step, each in proof.terms.visits.items()}
    closed = {
        step: proof.terms.z3.is_true(model.eval(each, True)) for step, each in proof.terms.closed.items()
    }
    world = World(data, visits, closed)
    return world if possible(world) and _shows(question, world) else None


def _shows(question: Question, world: World) -> bool:
    env = world.env()
    known = ready([each.tree for each in question.known])
    if not all(each is None or holds(each, env) for each in known):
        return False
    return first_that_holds(ready(question.trees), env) == -1


def _wishes(proof: Proof, fields: Mapping[str, Field], words: Vocabulary) -> Iterator[Any]:
    for name, type in words.fields.items():
        term = proof.terms.fields.get(f"{name} {type}")
        if name not in fields or term is None or term.value is None or type_of(fields[name]) != type:
            continue
        for value in candidates(fields[name], words.literals.get(name, ()))[:WISHES]:
            wished = _value(proof, term, value)
            if wished is not None:
                yield term.value == wished


def _value(proof: Proof, term: Term, stored: Any) -> Any:
    terms = proof.terms
    if term.sort in (INT, REAL):
        number = terms.number(stored)
        return terms.z3.ToReal(number.value) if (term.sort, number.sort) == (REAL, INT) else number.value
    if term.sort == BOOL:
        return terms.truth(stored)
    if term.sort == TEXT:
        return terms.text(stored).value
    if term.sort == DATE:
        return terms.day(stored).value
    return terms.whole(DATETIME, stored).value if term.sort == DATETIME else None


def _stored(proof: Proof, term: Term, model: Any, field: Field) -> Any:
    """A value of the model in stored form. Raises ValueError where there is none."""
    value = model.eval(term.value, True)
    if term.sort == BOOL:
        return proof.terms.z3.is_true(value)
    if term.sort == REAL:
        return _decimal(value)
    number = value.as_long()
    if term.sort == DATE:
        return date.fromordinal(number).isoformat()
    if term.sort == DURATION:
        return write_duration(Duration("ms", number))
    if term.sort == TEXT:
        return _text(proof, number, field)
    return number


def _decimal(value: Any) -> int | str:
    over, under = value.numerator_as_long(), value.denominator_as_long()
    for places in range(11):
        scaled, left = divmod(over * 10**places, under)
        if not left:
            sign = "-" if scaled < 0 else ""
            digits = str(abs(scaled)).rjust(places + 1, "0")
            whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :]
            return f"{sign}{whole}.{fraction}" if fraction else int(sign + whole)
    raise ValueError("not a number with ten decimals")


def _text(proof: Proof, number: int, field: Field) -> str:
    """The text of a number, or one that is none of those that are named."""
    known = {each: text for text, each in proof.terms.texts.items()}
    if number in known:
        return known[number]
    for text in (*candidates(field, ()), *(f"x{each}" for each in range(9))):
        if text not in proof.terms.texts:
            return str(text)
    raise ValueError("no text to show")
