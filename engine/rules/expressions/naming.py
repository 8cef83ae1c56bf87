"""What a bare name means: a field, a truth value, a moment; else what may have been meant."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from engine.model.definition import Field
from engine.rules.expressions.scope import Typed
from engine.rules.expressions.signatures import BARE, NAMING, SIGNATURES
from engine.rules.near import near

if TYPE_CHECKING:
    from engine.rules.expressions.checking import Checker

TRUTHS = {"true": True, "false": False, "True": True, "False": False}
SPOKEN = {"yes": "true", "no": "false", "true": "true", "false": "false", "是": "true", "否": "false"}
"""What people write for them elsewhere in a document, and what it is in an expression."""
NOTHING = frozenset({"none", "null", "nil", "None"})


def type_of(field: Field) -> str:
    """The type of a field's values as expressions name it: ``list[text]`` where the field says list."""
    return f"list[{field.of or 'text'}]" if field.type == "list" else field.type


def field_value(field: Field) -> Typed:
    """A field: its value, or what computes it put in its place."""
    type = type_of(field)
    if field.value is not None:
        return Typed(["computed", field.name, field.value.tree], type, field.choices)
    return Typed(["field", field.name, type], type, field.choices)


def value(checker: Checker, node: ast.AST, name: str) -> Typed | None:
    """What a name stands for; None (reported) where it is none."""
    scope = checker.scope
    field = scope.fields.get(name)
    if field is not None:
        return field_value(field)
    if name in TRUTHS:
        return Typed(["boolean", TRUTHS[name]], "boolean")
    if name in NOTHING:
        checker.problem("X515", node, name=name)
    elif name in BARE:
        return Typed(["call", name, []], SIGNATURES[name].result([]))
    elif name in SIGNATURES or name in NAMING:
        usage = NAMING.get(name) or SIGNATURES[name].usage
        checker.problem("X518", node, name=name, usage=usage)
    elif name in scope.tables:
        outputs = [f"{name}.{one.name}" for one in scope.tables[name].outputs]
        checker.problem("R143", node, tuple(outputs[:3]), name=name)
    elif name in scope.steps:
        checker.problem("X519", node, name=name)
    else:
        of = next((field.name for field in scope.fields.values() if name in field.choices), None)
        if of is not None:
            checker.problem("X517", node, name=name, field=of)
        else:
            meant = SPOKEN.get(name.casefold())
            close = (meant,) if meant else near(name, [*scope.fields, *BARE])
            checker.problem("X516", node, close, name=name)
    return None
