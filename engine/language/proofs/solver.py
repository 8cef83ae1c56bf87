"""The solver: z3, where it is installed, asked within bounds that do not depend on the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from engine.language.proofs.facts import facts
from engine.language.proofs.questions import Question
from engine.language.proofs.terms import Terms
from engine.language.proofs.translate import Translator
from engine.model.definition import Field

EACH, ALL = 100_000, 1_500_000
"""Steps of the solver (its ``rlimit``) for one question and for a document; counted, not timed, so that the
same document has the same findings everywhere. The first is about half a second of what is hardest."""


def available() -> bool:
    """Whether the solver is installed. Does not import it."""
    try:
        return find_spec("z3") is not None
    except ValueError:  # something else has taken its name
        return False


class Solver:
    """What the questions of one document share."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Imports z3; raises ImportError where it is not installed."""
        import z3

        self.z3: Any = z3
        self.context = z3.Context()
        self.fields = fields
        self.spent = 0

    def about(self, question: Question) -> Proof:
        """Begin to prove things about a question."""
        return Proof(self, question)


class Proof:
    """One question's conditions and what is known about them.

    Indicators stand for facts, so that the solver can say which of them a proof needed.
    """

    def __init__(self, solver: Solver, question: Question) -> None:
        self._home = solver
        self._z3 = solver.z3
        self.terms = Terms(solver.z3, solver.context)
        translator = Translator(self.terms)
        self._solver = solver.z3.Solver(ctx=solver.context)
        self._solver.set("rlimit", EACH)
        self._labels: dict[str, str] = {}
        self.conditions = [_both(self.terms, translator, tree) for tree in question.trees]
        known = [(each.label, _both(self.terms, translator, each.tree)[0]) for each in question.known]
        asked = [(each.label, _both(self.terms, translator, each.tree)[0]) for each in question.while_asked]
        fields = list(facts(self.terms, solver.fields))
        if question.open in self.terms.visits:
            visited = self.terms.visits_of(question.open) >= 1
            fields.append((f"visits({question.open}) >= 1", visited))
        for side in self.terms.sides:
            self._solver.add(side)
        self.known = [self.named(label, said) for label, said in (*fields, *known)]
        self.asked = [self.named(label, said) for label, said in asked]

    def named(self, label: str, said: Any) -> Any:
        """An indicator for a condition; ``label`` is what it is called where a proof needs it."""
        indicator = self._z3.Bool(f"#{len(self._labels)}", self._home.context)
        self._labels[str(indicator)] = label
        self._solver.add(self._z3.Implies(indicator, said))
        return indicator

    def why_not(self, claims: Sequence[Any], asked: bool = False) -> list[str] | None:
        """Why what is known and the claims (indicators) cannot all be so: the labels of a smallest set of
        them that cannot; None where they can, or where that is too hard to tell. ``asked`` adds what holds
        while something is asked."""
        known = [*self.known, *(self.asked if asked else ())]
        if self._check([*known, *claims]) != self._z3.unsat:
            return None
        core = [str(each) for each in self._solver.unsat_core()]
        needed = [each for each in (*known, *claims) if str(each) in core]
        for each in list(needed):
            rest = [other for other in needed if other is not each]
            if self._check(rest) == self._z3.unsat:
                needed = rest
        return [self._labels[str(each)] for each in needed]

    def possible(self, claims: Sequence[Any], asked: bool = False) -> bool:
        """Whether what is known and the claims can all be so, as far as can be told."""
        known = [*self.known, *(self.asked if asked else ())]
        return bool(self._check([*known, *claims]) == self._z3.sat)

    def model(self, claims: Sequence[Any], wishes: Iterable[Any]) -> Any:
        """A model of what is known and the claims, and of the wishes each that can be had besides those
        before it; None where there is none."""
        base = [*self.known, *claims]
        if self._check(base) != self._z3.sat:
            return None
        found = self._solver.model()
        for wish in wishes:
            indicator = self.named("", wish)
            if self._check([*base, indicator]) == self._z3.sat:
                base.append(indicator)
                found = self._solver.model()
        return found

    def _check(self, assumed: Sequence[Any]) -> Any:
        """Whether all of this can be so; unknown when too much was spent on the document already."""
        if self._home.spent > ALL:
            return self._z3.unknown
        found = self._solver.check(*assumed)
        statistics = self._solver.statistics()
        if "rlimit count" in statistics.keys():  # noqa: SIM118 - it is no mapping
            self._home.spent = max(self._home.spent, int(statistics.get_key_value("rlimit count")))
        return found


def _both(terms: Terms, translator: Translator, tree: list[Any]) -> tuple[Any, Any]:
    """Where a condition is defined and holds, and where it is defined and does not."""
    value, defined = translator.condition(tree) if tree else (terms.truth(True), True)
    return terms.all(defined, value), terms.all(defined, terms.z3.Not(value))
