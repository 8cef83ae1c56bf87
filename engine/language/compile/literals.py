"""Values that a document gives (``default set min max``); literal unless they begin with ``=``."""

from __future__ import annotations

from typing import Any

from engine.language.codes.names import VALUES
from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import calculated, expression
from engine.language.nodes import LIST, MAP, Node
from engine.model.definition import Expression, Field
from engine.rules.near import near
from engine.rules.values import ValueProblem, check, from_text

_ZONES = ("UTC", "Asia/Shanghai")


def value_of(draft: Draft, node: Node, field: Field) -> Any:
    """The literal in stored form, or the expression of a value that begins with ``=``; FAILED if neither."""
    start = calculated(node)
    if start is None:
        return literal(draft, node, field)
    found = expression(draft, node, wanted(field), start)
    if found is None or not _possible(draft, node, field, found, start):
        return FAILED
    return found


def literal(draft: Draft, node: Node, field: Field) -> Any:
    """What a text or a list of texts means as a value of the field, in stored form; FAILED when nothing."""
    if node.kind == MAP or (node.kind == LIST and field.type != "list"):
        draft.not_understood(node)
        return FAILED
    return _list(draft, node, field) if node.kind == LIST else _scalar(draft, node, field)


def wanted(field: Field) -> str:
    """The type that an expression for the field must have, as expressions name types."""
    return f"list[{field.of or 'text'}]" if field.type == "list" else field.type


def _scalar(draft: Draft, node: Node, field: Field) -> Any:
    """A text; one that is a date and time must mean the same instant in every zone, so it has its offset."""
    try:
        here, there = (from_text(field, node.text, zone) for zone in _ZONES)
    except ValueProblem as problem:
        return _wrong(draft, node, field, problem)
    if here != there:
        draft.error("N426", node, value=node.text)
        return FAILED
    return here


def _list(draft: Draft, node: Node, field: Field) -> Any:
    if not node.items:
        return None  # no items is no value
    inner = field._replace(type=field.of or "text", of=None, min=None, max=None, pattern=None)
    values = [literal(draft, item, inner) for item in draft.items(node)]
    if any(value is FAILED for value in values):
        return FAILED
    try:
        return check(field, values)
    except ValueProblem as problem:
        return _wrong(draft, node, field, problem)


def _wrong(draft: Draft, node: Node, field: Field, problem: ValueProblem) -> Any:
    said = dict(problem.data)
    suggestions = tuple(said.pop("suggestions", ()))
    draft.error(VALUES[problem.code], node, suggestions, **said, field=field.name, type=shown(field))
    return FAILED


def shown(field: Field) -> str:
    """A field's type as the document has it."""
    return f"[{', '.join(field.choices)}]" if field.type == "choice" else field.type


def _possible(draft: Draft, node: Node, field: Field, found: Expression, start: int) -> bool:
    """Whether a text that stands in an expression alone is one of a choice's values."""
    if field.type != "choice" or found.tree[0] != "text" or found.tree[1] in field.choices:
        return True
    place = node.column_of(start, len(found.source))
    text = found.tree[1]
    said = {"value": text, "choices": ", ".join(field.choices), "field": field.name, "type": shown(field)}
    draft.error("N427", place, near(text, field.choices), **said)
    return False
