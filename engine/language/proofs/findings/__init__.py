"""What is made of the answers: each kind of finding a file with one function and one code, listed here once.

They become warnings, but for gaps, which are told in the place of an error that is there without any solver:
whether a document can be published never depends on one (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Callable

from engine.language.proofs.answers import Answer
from engine.language.proofs.findings import always, contradictions, gaps, impossible, never, shadowed
from engine.language.proofs.findings.finding import Finding
from engine.language.proofs.questions import Question

FINDINGS: dict[str, Callable[[Question, Answer], list[Finding]]] = {
    "G101": shadowed.find,
    "G102": gaps.find,
    "G103": never.find,
    "G104": always.find,
    "G105": impossible.find,
    "G106": contradictions.find,
}
"""Code -> what finds it in the answer to a question."""
