"""Expressions: small, typed, our own, in the syntax of Python expressions; never Python code.

    found, problems = parse("weight_kg > 30", Scope(fields), want="boolean")
    holds = evaluator(found)
    holds(Env({"weight_kg": "31.5"}, now, start, visits, closed))     # True

What is read is checked against the declared data; what is stored is a tree of plain JSON; what runs is a
closure of closures, one for each node of a closed list (``closures``). docs/decisions/0004 says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.model.definition import Expression
from engine.rules.evaluation import EvaluationProblem, Missing
from engine.rules.expressions.closures import closure
from engine.rules.expressions.environment import Calendar, Closure, Env
from engine.rules.expressions.scope import LONGEST, Scope

if TYPE_CHECKING:
    from engine.model.diagnostics import Problem

__all__ = [
    "LONGEST",
    "Calendar",
    "Closure",
    "Env",
    "EvaluationProblem",
    "Expression",
    "Missing",
    "Scope",
    "evaluator",
    "mentions",
    "names",
    "parse",
    "steps",
]


def parse(source: str, scope: Scope, want: str | None = None) -> tuple[Expression | None, list[Problem]]:
    """The checked expression of a text, or everything that is wrong with it; one of the two is empty.

    ``want`` is the type that its place needs (as in ``Field.type``, or ``list[text]``), None for any: a
    number is rounded half up where money is wanted, an integer is a number, everything else must be of
    the type. The columns of problems count characters of ``source`` from 0. Never raises.
    """
    from engine.rules.expressions.parsing import parse_expression  # running tasks never parse

    return parse_expression(source, scope, want)


def evaluator(expression: Expression) -> Closure:
    """The closure that evaluates an expression, to be kept: building costs more than calling.

    Calling it raises Missing (a value that is needed is not set) or EvaluationProblem, and nothing else
    for a tree that ``parse`` made. Raises ValueError at once for a tree with anything but known nodes.
    """
    return closure(expression.tree)


def names(expression: Expression) -> frozenset[str]:
    """The fields whose values an expression reads, those behind computed fields included."""
    return frozenset(node[1] for node in _nodes(expression.tree) if node[0] == "field")


def steps(expression: Expression) -> frozenset[str]:
    """The steps that an expression asks about with ``visits``, ``closed`` or ``who``."""
    return frozenset(node[1] for node in _nodes(expression.tree) if node[0] in ("visits", "closed", "who"))


def mentions(source: str) -> frozenset[str]:
    """The names that a text uses, whatever they mean; empty where it is no expression. For putting
    computed fields in an order in which each comes after those that it needs. Never raises."""
    import ast

    from engine.rules.expressions.syntax import read

    tree, _ = read(source.strip())
    if tree is None:
        return frozenset()
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _nodes(tree: Any) -> Iterator[list[Any]]:
    """Every node of a tree: the lists that begin with the name of a kind."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, list | tuple):
            continue
        if node and isinstance(node[0], str):
            yield list(node)
        waiting.extend(node)
