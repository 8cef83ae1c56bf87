"""Steps that are always skipped and outcomes that can never be chosen, because their ``when`` never holds."""

from __future__ import annotations

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import OUTCOME, STEP, Question


def find(question: Question, answer: Answer) -> list[Finding]:
    """One for each, with what it follows from: for an outcome also what the checklist asks for."""
    condition = question.conditions[0]
    if question.kind not in (STEP, OUTCOME) or condition is None or 0 not in answer.never:
        return []
    data = {"path": question.path, "name": question.name, "condition": condition.source}
    return [Finding("G105", condition, {**data, "said": answer.never[0]})]
