"""From a syntax tree to a checked one: only what the language has, every type known, every mistake with
its place. One method for each form; a piece with a mistake has no type, and nothing more is said of
what it stands in.
"""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Callable
from typing import Any

from engine.model.diagnostics import Problem
from engine.rules.expressions import calling, naming, operators, outputs
from engine.rules.expressions.kinds import joined
from engine.rules.expressions.literals import constant
from engine.rules.expressions.places import Places
from engine.rules.expressions.scope import Scope, Typed
from engine.rules.values.inner import item_type

DEEPEST = 64
"""How deeply an expression may nest; with computed fields put in, twice that (``LARGEST`` nodes)."""


class Checker:
    """Checks one expression. ``problems`` grows in the order of the source's pieces."""

    def __init__(self, source: str, scope: Scope) -> None:
        self.scope = scope
        self.places = Places(source)
        self.problems: list[Problem] = []
        self._depth = 0

    def problem(self, code: str, node: ast.AST, suggestions: tuple[str, ...] = (), **data: Any) -> None:
        """Report a mistake at a node."""
        start, end = self.places.span(node)
        self.problems.append(Problem(code, start, end - start, data, suggestions))

    def check(self, node: ast.AST) -> Typed | None:
        """The checked piece, or None where it has a mistake (reported)."""
        form = _FORMS.get(type(node))
        if form is None:
            self.problem("X520", node, text=self.places.text(node)[:40])
            return None
        if self._depth >= DEEPEST:
            self.problem("X504", node)
            return None
        self._depth += 1
        try:
            return form(self, node)
        finally:
            self._depth -= 1

    def boolean(self, node: ast.AST, where: str) -> Typed | None:
        """A piece that must hold or not: an operand of and, or, not, or a condition."""
        found = self.check(node)
        if found is not None and found.type != "boolean":
            self.problem("X533", node, where=where, got=found.type)
            return None
        return found

    def written_name(self, node: ast.Name) -> str | None:
        """A name as it stands in the source; None (reported) where the parser would read another one."""
        written = self.places.text(node)
        folded = unicodedata.normalize("NFKC", written)
        if written == folded:
            return written
        self.problem("X514", node, name=written, plain=folded)
        return None


def _name(checker: Checker, node: ast.Name) -> Typed | None:
    name = checker.written_name(node)
    return None if name is None else naming.value(checker, node, name)


def _not(checker: Checker, operand: ast.AST) -> Typed | None:
    found = checker.boolean(operand, "not")
    return None if found is None else Typed(["not", found.tree], "boolean")


def _bool(checker: Checker, node: ast.BoolOp) -> Typed | None:
    word = "and" if isinstance(node.op, ast.And) else "or"
    found = [checker.boolean(value, word) for value in node.values]
    trees = [one.tree for one in found if one is not None]
    return Typed([word, trees], "boolean") if len(trees) == len(found) else None


def _unary(checker: Checker, node: ast.UnaryOp) -> Typed | None:
    if isinstance(node.op, ast.Not):
        return _not(checker, node.operand)
    return operators.unary(checker, node)


def _if(checker: Checker, node: ast.IfExp) -> Typed | None:
    test = checker.boolean(node.test, "if")
    then, otherwise = checker.check(node.body), checker.check(node.orelse)
    if test is None or then is None or otherwise is None:
        return None
    both = joined(then.type, otherwise.type)
    if both is None:
        checker.problem("X535", node, left=then.type, right=otherwise.type)
        return None
    return Typed(["if", test.tree, then.tree, otherwise.tree], both, _both_choices(then, otherwise))


def _list(checker: Checker, node: ast.List | ast.Tuple) -> Typed | None:
    if not node.elts:
        checker.problem("X536", node)
        return None
    found = [checker.check(element) for element in node.elts]
    items = [one for one in found if one is not None]
    if len(items) < len(found):
        return None
    type: str = items[0].type
    for element, item in zip(node.elts, items, strict=True):
        both = joined(type, item.type) if item_type(item.type) is None else None
        if both is None:
            checker.problem("X537", element, left=type, right=item.type)
            return None
        type = both
    literals = [item.literal for item in items]
    known = None if None in literals else literals
    return Typed(["list", [item.tree for item in items]], f"list[{type}]", (), known)


def _subscript(checker: Checker, node: ast.Subscript) -> Typed | None:
    if isinstance(node.slice, ast.Slice):
        checker.problem("X520", node.slice, text=checker.places.text(node.slice))
        return None
    items, index = checker.check(node.value), checker.check(node.slice)
    if items is None or index is None:
        return None
    type = item_type(items.type)
    if type is None:
        checker.problem("X538", node.value, got=items.type)
        return None
    if index.type != "integer":
        checker.problem("X539", node.slice, got=index.type)
        return None
    return Typed(["index", items.tree, index.tree], type, items.choices)


def _both_choices(left: Typed, right: Typed) -> tuple[str, ...]:
    if not left.choices or not right.choices:
        return ()
    return tuple(dict.fromkeys(left.choices + right.choices))


_FORMS: dict[type[ast.AST], Callable[[Checker, Any], Typed | None]] = {
    ast.Name: _name,
    ast.Constant: constant,
    ast.BoolOp: _bool,
    ast.UnaryOp: _unary,
    ast.BinOp: operators.binary,
    ast.Compare: operators.compare,
    ast.IfExp: _if,
    ast.List: _list,
    ast.Tuple: _list,
    ast.Subscript: _subscript,
    ast.Attribute: outputs.output,
    ast.Call: calling.call,
}
"""The forms of the language; any other is refused by name of its text."""
