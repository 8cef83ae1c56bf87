"""Conditions that always hold, so that nothing depends on them."""

from __future__ import annotations

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import TOGETHER, Question


def find(question: Question, answer: Answer) -> list[Finding]:
    """One for each, with what it follows from."""
    if question.kind == TOGETHER:
        return []
    found = []
    for number, because in answer.always.items():
        condition = question.conditions[number]
        if condition is not None:
            data = {"path": question.path, "condition": condition.source, "said": because}
            found.append(Finding("G104", condition, data))
    return found
