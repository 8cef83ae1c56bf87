"""Cases that are never chosen, because wherever they hold, one before them holds."""

from __future__ import annotations

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import Question


def find(question: Question, answer: Answer) -> list[Finding]:
    """One for each such case, with those before it that cover it. ``else`` is none: it has to be there."""
    found = []
    for number, earlier in answer.shadowed.items():
        case = question.conditions[number]
        if case is not None:
            before = [
                each.source for each in map(question.conditions.__getitem__, earlier) if each is not None
            ]
            data = {"path": question.path, "condition": case.source, "said": "; ".join(before)}
            found.append(Finding("G101", case, data))
    return found
