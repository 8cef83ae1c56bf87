"""Cases that leave a gap where one of them must hold, with values that show it."""

from __future__ import annotations

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import Question


def find(question: Question, answer: Answer) -> list[Finding]:
    """At the last of the cases, as F702 is, which asks the question that this answers; it takes its place."""
    last = question.conditions[-1]
    if not answer.gap or last is None:
        return []
    return [Finding("G102", last, {"path": question.path, "example": answer.gap})]
