"""Proofs about conditions: cases that are shadowed or leave a gap, conditions that never or always hold.

Every question is first asked in a few hundred simple worlds, by the evaluator that runs tasks; what these
leave open is proved by z3, where it is installed (``pip install 'sopwright[proofs]'``). A finding is true
whatever stands for what the solver knows nothing about. docs/decisions/0016 says why it is so.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import Question, questions
from engine.language.proofs.solver import available
from engine.model.definition import Definition

__all__ = ["Finding", "asks", "available", "prove"]


def asks(definition: Definition) -> bool:
    """Whether there is anything to prove about an SOP."""
    return any(True for _ in questions(definition))


def prove(definition: Definition) -> Iterator[Finding]:
    """What is found about an SOP's conditions, in the order of its steps; nothing without a solver.

    The definition must be whole: a condition with a mistake is not one that can be asked.
    """
    if not available():
        return
    from engine.language.proofs.answers import Answer, answer
    from engine.language.proofs.findings import FINDINGS
    from engine.language.proofs.solver import Proof, Solver

    solver: list[Solver] = []

    def proof(question: Question) -> Proof:
        if not solver:  # most SOPs need none, and to import it takes a quarter of a second
            solver.append(Solver(definition.data))
        return solver[0].about(question)

    answers: dict[str, Answer] = {}
    for question in questions(definition):
        key = question.key
        if key not in answers:
            answers[key] = answer(question, definition.data, proof)
        for find in FINDINGS.values():
            yield from find(question, answers[key])
