"""From the trees that closures are made of (``engine.rules.expressions.closures``) to the solver's terms.

What has no term of its own is a variable that may be anything: what is proved is then true whatever it
stands for. So a kind of node that is not known here costs proofs, and never makes a false one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from engine.language.proofs import calculate
from engine.language.proofs.terms import (
    BOOL,
    DATE,
    DATETIME,
    DURATION,
    INT,
    NOTHING,
    REAL,
    UNKNOWN,
    Term,
    Terms,
)
from engine.rules.values.duration import duration_of

ORDERED = frozenset({INT, REAL, DATE, DATETIME, DURATION})
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


class Translator:
    """Translates the trees of one question, each piece once."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._done: dict[str, Term] = {}

    def term(self, tree: Any) -> Term:
        """The term of a tree; NOTHING for one that says nothing."""
        key = json.dumps(tree)
        found = self._done.get(key)
        if found is None:
            found = self._done[key] = self._translated(tree)
        return found

    def condition(self, tree: Any) -> tuple[Any, Any]:
        """A condition of the solver for a tree that holds or does not, and where it is defined."""
        found = self.term(tree)
        if found.sort == BOOL:
            return found.value, found.defined
        return self.terms.unknown(BOOL, tree), found.defined

    def _translated(self, tree: Any) -> Term:
        make = MAKE.get(tree[0]) if tree else None
        if make is None:
            return NOTHING
        try:
            return make(self, *tree[1:])
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            return NOTHING  # a node of another form than the one known here

    # Logic

    def every(self, trees: list[Any]) -> Term:
        """``and``: what comes after one that does not hold is not looked at."""
        terms = self.terms
        found = [self.condition(tree) for tree in trees]
        defined = found[-1][1]
        for before, known in reversed(found[:-1]):
            defined = terms.all(known, terms.where(before, defined))
        return Term(BOOL, terms.z3.And(*(value for value, _ in found)), defined)

    def some(self, trees: list[Any]) -> Term:
        """``or``: what comes after one that holds is not looked at."""
        terms = self.terms
        found = [self.condition(tree) for tree in trees]
        defined = found[-1][1]
        for before, known in reversed(found[:-1]):
            defined = terms.all(known, terms.where(terms.z3.Not(before), defined))
        return Term(BOOL, terms.z3.Or(*(value for value, _ in found)), defined)

    def no(self, tree: Any) -> Term:
        """``not``."""
        value, defined = self.condition(tree)
        return Term(BOOL, self.terms.z3.Not(value), defined)

    def choice(self, condition: Any, then: Any, otherwise: Any) -> Term:
        """``x if c else y``: only one of the two is looked at."""
        terms = self.terms
        test, known = self.condition(condition)
        yes, no = calculate.alike(terms, self.term(then), self.term(otherwise))
        defined = terms.all(
            known, terms.where(test, yes.defined), terms.where(terms.z3.Not(test), no.defined)
        )
        if yes.sort == UNKNOWN or yes.sort != no.sort:
            return NOTHING._replace(defined=defined)
        value = terms.z3.If(test, yes.value, no.value)
        return Term(yes.sort, value, defined, max(yes.places, no.places), yes.unit)

    # Comparing

    def compare(self, first: Any, rest: list[Any]) -> Term:
        """``a < b <= c``: what comes after a comparison that does not hold is not looked at."""
        terms = self.terms
        trees = [first, *(tree for _, tree in rest)]
        values: list[Any] = []
        for number, (op, tree) in enumerate(rest):
            values.append(self._compared(op, trees[number], tree))
        defined: Any = True
        for number in range(len(rest) - 1, -1, -1):
            after = terms.where(values[number], defined)
            defined = terms.all(self.term(trees[number + 1]).defined, after)
        defined = terms.all(self.term(first).defined, defined)
        return Term(BOOL, values[0] if len(values) == 1 else terms.z3.And(*values), defined)

    def _compared(self, op: str, left: Any, right: Any) -> Any:
        if op in ("in", "not in"):
            found = self._contained(left, right)
            return self.terms.z3.Not(found) if op == "not in" else found
        one, other = calculate.alike(self.terms, self.term(left), self.term(right))
        if one.sort == other.sort and (one.sort in ORDERED or (one.value is not None and op in ("==", "!="))):
            return OPERATORS[op](one.value, other.value)
        if op == "!=":
            return self.terms.z3.Not(self.terms.unknown(BOOL, "==", left, right))
        return self.terms.unknown(BOOL, op, left, right)

    def _contained(self, left: Any, right: Any) -> Any:
        if right[0] != "list":
            return self.terms.unknown(BOOL, "in", left, right)
        return self.terms.z3.Or(*(self._compared("==", left, item) for item in right[1]))

    # Names and functions

    def has(self, tree: Any) -> Term:
        """``has(field)``; a computed field has a value where nothing is missing and nothing goes wrong."""
        terms = self.terms
        if tree[0] == "field":
            return Term(BOOL, terms.has(tree[1]))
        found = terms.unknown(BOOL, "has", tree)
        terms.sides.append(terms.z3.Implies(found, terms.all(self.term(tree).defined, terms.truth(True))))
        return Term(BOOL, found)

    def call(self, name: str, trees: list[Any]) -> Term:
        """A function; its value is unknown where ``calculate`` has nothing to say."""
        arguments = [self.term(tree) for tree in trees]
        known = self.terms.all(*(each.defined for each in arguments))
        make = calculate.CALLS.get(name)
        found = make(self.terms, trees, arguments) if make is not None else NOTHING
        return found._replace(defined=self.terms.all(known, found.defined))

    def items(self, trees: list[Any]) -> Term:
        """A list has no term, but all of it is looked at."""
        return NOTHING._replace(defined=self.terms.all(*(self.term(tree).defined for tree in trees)))


def _calculation(make: Callable[..., Term], operands: int) -> Callable[..., Term]:
    """What is calculated from the last so many parts of a node, given as trees and as terms."""

    def build(translator: Translator, *parts: Any) -> Term:
        trees = [part for part in parts if isinstance(part, list | tuple)]
        if len(trees) != operands:
            raise ValueError("another form")
        found = [translator.term(tree) for tree in trees]
        given = [part for part in parts if not isinstance(part, list | tuple)]
        made = make(translator.terms, *given, *found, trees)
        known = [each.defined for each in found]
        return made._replace(defined=translator.terms.all(*known, made.defined))

    return build


MAKE: dict[str, Callable[..., Term]] = {
    "text": lambda self, stored: self.terms.text(stored),
    "boolean": lambda self, stored: Term(BOOL, self.terms.truth(bool(stored))),
    "number": lambda self, stored: self.terms.number(stored),
    "date": lambda self, stored: self.terms.day(stored),
    "span": lambda self, stored: self.terms.length(duration_of(stored)),
    "field": lambda self, name, of: self.terms.field(name, of),
    "computed": lambda self, name, tree: self.term(tree),
    "visits": lambda self, step: Term(INT, self.terms.visits_of(step)),
    "closed": lambda self, step: Term(BOOL, self.terms.closed_of(step)),
    "list": Translator.items,
    "has": Translator.has,
    "not": Translator.no,
    "and": Translator.every,
    "or": Translator.some,
    "if": Translator.choice,
    "compare": Translator.compare,
    "call": Translator.call,
    "math": _calculation(calculate.math, 2),
    "negate": _calculation(calculate.negate, 1),
    "money": _calculation(calculate.money, 1),
    "move": _calculation(calculate.move, 2),
    "between": _calculation(calculate.between, 2),
    "duration": _calculation(calculate.duration, 2),
    "negate-duration": _calculation(calculate.negate, 1),
}
"""Kind of node -> its term from the rest of the node; ``concat``, ``index`` and ``table`` have none."""
