"""Arithmetic and comparisons: which types go together, and the node that each pair becomes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from engine.rules.expressions import literals
from engine.rules.expressions.kinds import calculated, comparable, is_number, is_text, joined, ordered
from engine.rules.expressions.scope import Typed
from engine.rules.near import near
from engine.rules.values.inner import item_type

if TYPE_CHECKING:
    from engine.rules.expressions.checking import Checker

_MATH: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_SPOKEN: dict[type[ast.AST], tuple[str, str]] = {
    ast.BitAnd: ("&", "and"), ast.BitOr: ("|", "or"), ast.Is: ("is", "=="), ast.IsNot: ("is not", "!="),
}  # fmt: skip
"""Operators of Python that people write for others."""


def unary(checker: Checker, node: ast.UnaryOp) -> Typed | None:
    """Minus before a number or a duration."""
    if not isinstance(node.op, ast.USub):
        checker.problem("X520", node, text=checker.places.text(node)[:40])
        return None
    found = checker.check(node.operand)
    if found is None:
        return None
    if found.tree[0] == "number" and found.literal is not None:
        return literals.numeric(-found.literal, found.type)
    if is_number(found.type):
        return Typed(["negate", found.tree], found.type)
    if found.type == "duration":
        return Typed(["negate-duration", found.tree], "duration")
    checker.problem("X534", node, op="-", left=found.type, right="")
    return None


def binary(checker: Checker, node: ast.BinOp) -> Typed | None:
    """Two values and an operator between them."""
    op = _MATH.get(type(node.op))
    if op is None:
        _foreign(checker, node, node.op)
        return None
    left, right = checker.check(node.left), checker.check(node.right)
    if left is None or right is None:
        return None
    if is_number(left.type) and is_number(right.type):
        if op in ("/", "//", "%") and right.literal == 0:
            checker.problem("X540", node.right)
            return None
        result = calculated(op, left.type, right.type) or "number"
        return Typed(["math", op, left.tree, right.tree], result)
    found = _of_moments(op, left, right)
    if found is None and op == "+" and is_text(left.type) and is_text(right.type):
        found = Typed(["concat", left.tree, right.tree], "text")
    if found is None and op == "+":
        found = _chained(left, right)
    if found is None:
        checker.problem("X534", node, op=op, left=left.type, right=right.type)
    return found


def _of_moments(op: str, left: Typed, right: Typed) -> Typed | None:
    """Arithmetic with dates, instants and durations."""
    a, b = left.type, right.type
    if a in ("date", "datetime") and b == "duration" and op in "+-":
        return Typed(["move", a, left.tree, 1 if op == "+" else -1, right.tree], a)
    if a == "duration" and b in ("date", "datetime") and op == "+":
        return Typed(["move", b, right.tree, 1, left.tree], b)
    if a == b and a in ("date", "datetime") and op == "-":
        return Typed(["between", a, left.tree, right.tree], "duration")
    if a == b == "duration" and op in "+-":
        return Typed(["duration", op, left.tree, right.tree], "duration")
    if a == b == "duration" and op == "/":
        return Typed(["duration", op, left.tree, right.tree], "number")
    if op == "*" and (a, b) == ("duration", "integer"):
        return Typed(["duration", op, left.tree, right.tree], "duration")
    if op == "*" and (a, b) == ("integer", "duration"):
        return Typed(["duration", op, right.tree, left.tree], "duration")
    return None


def _chained(left: Typed, right: Typed) -> Typed | None:
    """Two lists one after the other."""
    both = joined(left.type, right.type)
    if both is None or item_type(both) is None:
        return None
    return Typed(["chain", left.tree, right.tree], both)


def _foreign(checker: Checker, node: ast.AST, op: ast.AST) -> None:
    if type(op) in _SPOKEN:
        found, write = _SPOKEN[type(op)]
        checker.problem("X509", node, found=found, write=write)
    else:
        checker.problem("X520", node, text=checker.places.text(node)[:40])


def compare(checker: Checker, node: ast.Compare) -> Typed | None:
    """``a < b``, ``a < b <= c``, ``x in [..]``: every neighbouring pair must fit."""
    nodes = [node.left, *node.comparators]
    found = [checker.check(one) for one in nodes]
    fits = True
    for number, operator in enumerate(node.ops):
        op = _COMPARE.get(type(operator))
        if op is None:
            _foreign(checker, node, operator)
            fits = False
            continue
        left, right = found[number], found[number + 1]
        if left is None or right is None:
            fits = False
            continue
        pair = _pair(checker, op, left, right, nodes[number], nodes[number + 1])
        if pair is None:
            fits = False
        else:
            found[number], found[number + 1] = pair
    pieces = [one for one in found if one is not None]
    if not fits or len(pieces) < len(found):
        return None
    ops = [_COMPARE[type(operator)] for operator in node.ops]
    rest = [[op, piece.tree] for op, piece in zip(ops, pieces[1:], strict=True)]
    return Typed(["compare", pieces[0].tree, rest], "boolean")


def _pair(
    checker: Checker, op: str, left: Typed, right: Typed, left_node: ast.AST, right_node: ast.AST
) -> tuple[Typed, Typed] | None:
    """The two sides of one comparison, a date that is written as a text made a date; None (reported)
    where they do not compare."""
    if op in ("in", "not in"):
        return (left, right) if _contained(checker, op, left, right, left_node, right_node) else None
    if left.type == "date" and right.type == "text":
        right = literals.as_date(right) or right
    elif right.type == "date" and left.type == "text":
        left = literals.as_date(left) or left
    if not comparable(left.type, right.type):
        # A literal is the likelier mistake of the two.
        at = left_node if left.literal is not None and right.literal is None else right_node
        checker.problem(_incomparable(left, right), at, op=op, left=left.type, right=right.type)
        return None
    if op not in ("==", "!=") and not ordered(left.type, right.type):
        checker.problem("X531", right_node, op=op, left=left.type)
        return None
    if _is_choice(checker, left, right, right_node) and _is_choice(checker, right, left, left_node):
        return left, right
    return None


def _incomparable(left: Typed, right: Typed) -> str:
    """X532 where a literal text stands beside a date, an instant or a duration; X541 beside a number."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one.literal, str):
            if other.type in ("date", "datetime", "duration"):
                return "X532"
            if is_number(other.type):
                return "X541"
    return "X530"


def _contained(
    checker: Checker, op: str, left: Typed, right: Typed, left_node: ast.AST, right_node: ast.AST
) -> bool:
    item = item_type(right.type)
    if item is None:
        if is_text(left.type) and right.type == "text":
            return True
        checker.problem("X542", right_node, op=op, left=left.type, right=right.type)
        return False
    if not comparable(left.type, item):
        checker.problem("X530", right_node, op=op, left=left.type, right=right.type)
        return False
    if isinstance(right_node, ast.List | ast.Tuple) and left.choices:
        strangers = [element for element in right_node.elts if not _literal_is_choice(checker, left, element)]
        return not strangers
    return _is_choice(checker, right, left, left_node)


def _literal_is_choice(checker: Checker, choice: Typed, node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return True
    return _is_choice(checker, choice, Typed([], "text", (), node.value), node)


def _is_choice(checker: Checker, choice: Typed, other: Typed, node: ast.AST) -> bool:
    """Whether a literal beside a choice is one of its values; reported where it is not."""
    if not choice.choices or not isinstance(other.literal, str) or other.literal in choice.choices:
        return True
    suggestions = near(other.literal, choice.choices)
    checker.problem("X543", node, suggestions, value=other.literal, choices=", ".join(choice.choices))
    return False
