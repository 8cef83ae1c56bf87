"""Conditions that never hold: of cases, checklist lines, lanes, waits, rules."""

from __future__ import annotations

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import CASES, CONDITION, Question


def find(question: Question, answer: Answer) -> list[Finding]:
    """One for each, with what it follows from."""
    if question.kind not in (CASES, CONDITION):
        return []
    found = []
    for number, because in answer.never.items():
        condition = question.conditions[number]
        if condition is not None:
            data = {"path": question.path, "condition": condition.source, "said": because}
            found.append(Finding("G103", condition, data))
    return found
