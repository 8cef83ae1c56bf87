"""Lines of one checklist that never hold together: its outcome can never be had."""

from __future__ import annotations

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import Question


def find(question: Question, answer: Answer) -> list[Finding]:
    """One, at the last of the lines, with all of a smallest set of them."""
    lines = [question.lines[number] for number in answer.contradiction]
    if not lines:
        return []
    said = "; ".join(each.source for each in lines)
    return [Finding("G106", lines[-1], {"path": question.path, "name": question.name, "said": said})]
