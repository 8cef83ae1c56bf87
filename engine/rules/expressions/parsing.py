"""From text to a checked expression of the type that its place wants."""

from __future__ import annotations

import ast
from typing import Any

from engine.model.definition import Expression
from engine.model.diagnostics import Problem
from engine.rules.expressions import literals
from engine.rules.expressions.checking import Checker
from engine.rules.expressions.kinds import accepts
from engine.rules.expressions.scope import Scope, Typed
from engine.rules.expressions.syntax import read

LARGEST = 2_000
"""Nodes of a tree, computed fields put in."""
DEEPEST = 128


def parse_expression(source: str, scope: Scope, want: str | None) -> tuple[Expression | None, list[Problem]]:
    """See ``engine.rules.expressions.parse``."""
    text = source.strip()
    lead = len(source) - len(source.lstrip())
    tree, problems = read(text)
    found: Typed | None = None
    if tree is not None and not problems:
        checker = Checker(text, scope)
        try:
            found = checker.check(tree)
        except RecursionError:
            checker.problem("X504", tree)
        if found is not None and want is not None:
            found = _wanted(checker, tree, found, want)
        if found is not None and too_large(found.tree):
            checker.problem("X504", tree)
        problems = checker.problems
    if problems:
        moved = [problem._replace(column=problem.column + lead) for problem in problems]
        return None, sorted(moved, key=lambda problem: problem.column)
    assert found is not None
    return Expression(text, found.tree, found.type), []


def _wanted(checker: Checker, node: ast.AST, found: Typed, want: str) -> Typed | None:
    """The piece as the type that is wanted; None (reported) where it is of another."""
    if want == "date" and found.literal is not None:
        found = literals.as_date(found) or found
    if not accepts(want, found.type):
        checker.problem("X551" if want == "boolean" else "X552", node, got=found.type, want=want)
        return None
    if want == "money" and found.type != "money":
        return Typed(["money", found.tree], "money")
    return found


def too_large(tree: Any) -> bool:
    """Whether a tree has more nodes or levels than a definition may carry."""
    waiting = [(tree, 1)]
    seen = 0
    while waiting:
        node, depth = waiting.pop()
        seen += 1
        if seen > LARGEST or depth > DEEPEST:
            return True
        if isinstance(node, list):
            waiting.extend((child, depth + 1) for child in node if isinstance(child, list))
    return False
