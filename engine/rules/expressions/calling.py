"""Calls: of the functions that take values, and of the three that take a name."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from engine.rules.expressions import literals, naming, outputs
from engine.rules.expressions.scope import Typed
from engine.rules.expressions.signatures import NAMING, SIGNATURES, Unfit
from engine.rules.near import near

if TYPE_CHECKING:
    from engine.rules.expressions.checking import Checker


def call(checker: Checker, node: ast.Call) -> Typed | None:
    """A call of a function from the closed list."""
    if not isinstance(node.func, ast.Name) or node.keywords:
        checker.problem("X520", node, text=checker.places.text(node)[:40])
        return None
    name = checker.written_name(node.func)
    if name is None:
        return None
    if name in NAMING:
        return _naming(checker, node, name)
    signature = SIGNATURES.get(name)
    if signature is None:
        if name in checker.scope.fields or name in checker.scope.steps:
            checker.problem("X546", node, name=name)
        else:
            checker.problem("X544", node.func, near(name, [*SIGNATURES, *NAMING]), name=name)
        return None
    if not signature.least <= len(node.args) <= signature.most:
        checker.problem("X545", node, usage=signature.usage, count=len(node.args))
        return None
    found = [checker.check(argument) for argument in node.args]
    arguments = [one for one in found if one is not None]
    if len(arguments) < len(found):
        return None
    if name == "date" and arguments[0].literal is not None:
        return _date(checker, node, arguments[0])
    try:
        type = signature.result([argument.type for argument in arguments])
    except Unfit as unfit:
        got = arguments[unfit.position].type
        at = node.args[unfit.position]
        checker.problem("X547", at, name=name, expected=unfit.expected, got=got, usage=signature.usage)
        return None
    if name == "sample":
        return _sample(checker, node, arguments, type)
    choices = arguments[0].choices if len(arguments) == 1 else ()
    return Typed(["call", name, [argument.tree for argument in arguments]], type, choices)


def _date(checker: Checker, node: ast.Call, argument: Typed) -> Typed | None:
    found = literals.as_date(argument)
    if found is None:
        checker.problem("X532", node.args[0], op="date", left="date", right=argument.type)
    return found


def _sample(checker: Checker, node: ast.Call, arguments: list[Typed], type: str) -> Typed | None:
    """``sample``: a share that is written out is from 0 to 1; without a name its text is the name."""
    at = 0 if type == "boolean" else 1
    share, written = arguments[at], node.args[at]
    if share.literal is not None and not 0 <= share.literal <= 1:
        checker.problem("X553", written, value=checker.places.text(written))
        return None
    if len(arguments) == at + 2:
        name = arguments[-1].literal
        if not name:
            checker.problem("X554", node.args[-1])
            return None
    else:
        name = checker.places.text(written) if share.literal is None else str(share.tree[1])
    trees = [argument.tree for argument in arguments[: at + 1]]
    return Typed(["call", "sample", [*trees, ["text", name]]], type, arguments[0].choices)


GIVES = {"visits": "integer", "closed": "boolean", "who": "person"}
"""What the functions give that take a step."""


def _naming(checker: Checker, node: ast.Call, name: str) -> Typed | None:
    """``has(field)``, ``visits(step)``, ``closed(step)``, ``who(step)``."""
    if len(node.args) != 1:
        checker.problem("X545", node, usage=NAMING[name], count=len(node.args))
        return None
    argument = node.args[0]
    if name == "has":
        return _has(checker, argument)
    step = _step(checker, argument, name)
    if step is None:
        return None
    return Typed([name, step], GIVES[name])


def _has(checker: Checker, argument: ast.AST) -> Typed | None:
    if isinstance(argument, ast.Attribute):
        found = outputs.output(checker, argument)
        return None if found is None else Typed(["has", found.tree], "boolean")
    if not isinstance(argument, ast.Name):
        checker.problem("X548", argument)
        return None
    name = checker.written_name(argument)
    if name is None:
        return None
    field = checker.scope.fields.get(name)
    if field is not None:
        return Typed(["has", naming.field_value(field).tree], "boolean")
    if naming.value(checker, argument, name) is not None:
        checker.problem("X548", argument)
    return None


def _step(checker: Checker, argument: ast.AST, function: str) -> str | None:
    """The step that is named, bare or in quotes (for a name of several words)."""
    name: str | None
    if isinstance(argument, ast.Name):
        name = checker.written_name(argument)
        if name is None:
            return None
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        name = argument.value
    else:
        checker.problem("X549", argument, usage=NAMING[function])
        return None
    if name in checker.scope.steps:
        return name
    checker.problem("X550", argument, near(name, checker.scope.steps), name=name)
    return None
