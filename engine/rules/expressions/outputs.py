"""``table.output``: what a decision table gives; nothing else has parts."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from engine.rules.expressions.scope import Typed
from engine.rules.near import near

if TYPE_CHECKING:
    from engine.model.table import Table
    from engine.rules.expressions.checking import Checker


def output(checker: Checker, node: ast.Attribute) -> Typed | None:
    """The output of a table; None (reported) where it is none."""
    written = checker.places.text(node)
    if not isinstance(node.value, ast.Name):
        checker.problem("X521", node, text=written)
        return None
    name = checker.written_name(node.value)
    if name is None:
        return None
    scope = checker.scope
    table = scope.tables.get(name)
    if table is None:
        if name in scope.fields or name in scope.steps:
            checker.problem("X521", node, text=written)
        else:
            checker.problem("R145", node.value, near(name, scope.tables), name=name)
        return None
    column = written.rpartition(".")[2].strip()
    found = of_table(table, column)
    if found is None:
        known = [each.name for each in table.outputs]
        checker.problem("R142", node, near(column, known), table=name, name=column, keys=", ".join(known))
    return found


def of_table(table: Table, name: str) -> Typed | None:
    """An output by its name; None where there is none. The node has what the table reads, so that one knows
    on what the expression depends."""
    from engine.rules.tables import result_type

    type = result_type(table, name)
    if type is None:
        return None
    reads: list[Any] = [one.tree for one in table.inputs]
    for row in table.rows:
        reads += [tree for tree in row.values if tree is not None and tree[0] not in CONSTANTS]
    distinct = [tree for number, tree in enumerate(reads) if tree not in reads[:number]]
    return Typed(["table", table.name, name, distinct], type)


CONSTANTS = frozenset({"text", "number", "boolean", "date", "span"})
"""Kinds of nodes that read nothing."""
