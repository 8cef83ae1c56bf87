"""What may go wrong while a rule is evaluated; the text of each code: ``expressions.problems``."""

from __future__ import annotations

from typing import Any


class Missing(Exception):
    """A value that is needed is not set: ``name`` is its field."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class EvaluationProblem(Exception):
    """An expression that has no value: ``code`` is a key of ``expressions.problems.PROBLEMS`` and
    ``data`` fills its text."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.data = data
