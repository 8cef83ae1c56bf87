"""Terms: what the solver is given for a piece of an expression, and the variables that stand in them.

Numbers are exact; money is whole cents; dates are days, instants and durations milliseconds; a text is a
number that only equality looks at. Every field has a variable that says whether it has a value.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from engine.rules.expressions.kinds import is_text
from engine.rules.values.duration import Duration

BOOL, INT, REAL, TEXT, DATE, DATETIME, DURATION = (
    "bool",
    "int",
    "real",
    "text",
    "date",
    "datetime",
    "duration",
)
UNKNOWN = ""
NUMBERS = (INT, REAL)
DAY = 86_400_000

# Durations of months, workdays and working hours compare and add up only with their like, and go wrong with
# others; so with any length for all of a unit, what does not go wrong compares as it does when evaluated.
SCALE = {"ms": 1, "work_ms": 1, "days": DAY, "workdays": DAY, "weeks": 7 * DAY, "months": 30 * DAY}

FINEST = 44
"""Decimals up to which arithmetic of 60 digits is exact, 15 digits before the point."""

INEXACT = 60


class Term(NamedTuple):
    """``value`` is the solver's; ``sort`` is one of the words above, UNKNOWN (and no value) where nothing is
    known.

    ``defined`` is where evaluating does not go wrong: True, or a condition; it may say too much, never too
    little. ``places`` bounds the decimals of a number. ``unit`` of a duration: ``days`` (``value`` counts
    days), ``ms``, or "" for milliseconds of an unknown unit.
    """

    sort: str
    value: Any = None
    defined: Any = True
    places: int = 0
    unit: str = ""


NOTHING = Term(UNKNOWN)


class Terms:
    """The variables of one question, made when they are first named."""

    def __init__(self, z3: Any, context: Any) -> None:
        self.z3 = z3
        self.context = context
        self.fields: dict[str, Term] = {}
        self.visits: dict[str, Any] = {}
        self.closed: dict[str, Any] = {}
        self.texts: dict[str, int] = {}
        self.sides: list[Any] = []

    # Variables

    def variable(self, sort: str, name: str) -> Any:
        """The variable of a name: a truth value, a real number, or a whole number for everything else."""
        if sort == BOOL:
            return self.z3.Bool(name, self.context)
        return (self.z3.Real if sort == REAL else self.z3.Int)(name, self.context)

    def unknown(self, sort: str, *what: Any) -> Any:
        """A variable that stands for what is not translated: the same for the same piece, else anything."""
        return self.variable(sort, f"?{sort} {json.dumps(what)}")

    def field(self, name: str, type: str) -> Term:
        """A field's value. A list is unknown."""
        found = self.fields.get(f"{name} {type}")
        if found is None:
            found = self.fields[f"{name} {type}"] = self._field(name, type)
        return found

    def has(self, name: str) -> Any:
        """Whether a field has a value."""
        return self.variable(BOOL, f"has {name}")

    def _field(self, name: str, type: str) -> Term:
        label = f"field {name} {type}"
        if type == "money":
            cents = self.variable(INT, label)
            return Term(REAL, self.z3.ToReal(cents) / 100, self.has(name), 2)
        if type == "number":
            return Term(REAL, self.variable(REAL, label), self.has(name), 10)
        if is_text(type):
            return Term(TEXT, self.variable(INT, label), self.has(name))
        sorts = {"integer": INT, "boolean": BOOL, "date": DATE, "datetime": DATETIME, "duration": DURATION}
        if type in sorts:
            return Term(sorts[type], self.variable(sorts[type], label), self.has(name))
        return NOTHING._replace(defined=self.has(name))

    def visits_of(self, step: str) -> Any:
        """How often a step was visited."""
        if step not in self.visits:
            found = self.visits[step] = self.variable(INT, f"visits {step}")
            self.sides.append(found >= 0)
        return self.visits[step]

    def closed_of(self, step: str) -> Any:
        """Whether a step was ever closed; then it was visited."""
        if step not in self.closed:
            found = self.closed[step] = self.variable(BOOL, f"closed {step}")
            self.sides.append(self.z3.Implies(found, self.visits_of(step) >= 1))
        return self.closed[step]

    # Constants

    def number(self, stored: int | str) -> Term:
        """A number as it is stored."""
        if isinstance(stored, int):
            return Term(INT, self.z3.IntVal(stored, self.context))
        places = len(stored.partition(".")[2])
        return Term(REAL, self.z3.RealVal(stored, self.context), True, places)

    def text(self, text: str) -> Term:
        """A text: the same number for the same text."""
        number = self.texts.setdefault(text, len(self.texts))
        return Term(TEXT, self.z3.IntVal(number, self.context))

    def whole(self, sort: str, value: int, unit: str = "") -> Term:
        """A date, an instant or a duration."""
        return Term(sort, self.z3.IntVal(value, self.context), True, 0, unit)

    def day(self, text: str) -> Term:
        """A date as it is written."""
        return self.whole(DATE, date.fromisoformat(text).toordinal())

    def length(self, duration: Duration) -> Term:
        """A stored duration."""
        return self.whole(DURATION, duration.amount * SCALE[duration.unit])

    def truth(self, value: bool) -> Any:
        """True or false."""
        return self.z3.BoolVal(value, self.context)

    # Conditions, where True stands for what needs no saying

    def all(self, *conditions: Any) -> Any:
        """All of them: True, or a condition of the solver."""
        said = [each for each in conditions if each is not True]
        return True if not said else said[0] if len(said) == 1 else self.z3.And(*said)

    def where(self, condition: Any, then: Any) -> Any:
        """``then``, where the condition holds."""
        return True if then is True else self.z3.Implies(condition, then)

    def near(self, rounded: Any, exact: Any, most: Any) -> None:
        """Note that a value differs from another by so much at most."""
        self.sides.append(self.z3.And(rounded - exact <= most, exact - rounded <= most))

    def ratio(self, over: int, under: int) -> Any:
        """An exact fraction."""
        return self.z3.Q(over, under, self.context)
