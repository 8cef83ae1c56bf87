"""Instants where a document has them: ``due``, ``limit``, ``not_before``, ``at``; plain or in cases."""

from __future__ import annotations

from typing import Any

from engine.language.checks.material import Mention, Written
from engine.language.compile.cases import FAILED, cases
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import report
from engine.language.nodes import SCALAR, Node
from engine.model.definition import Cases, Expression
from engine.model.diagnostics import Place
from engine.model.timing import Instant
from engine.rules.deadlines.grammar import InstantNames, parse_instant
from engine.rules.expressions.outputs import of_table

NONE = "none"
"""The text that means: no date."""

_BY_CALENDAR = frozenset({"work_ms", "workdays"})


def timing(draft: Draft, node: Node | None, *, block: bool = False) -> Cases | None:
    """The cases of a ``due``, ``limit`` or ``not_before``; a value of None means no date.

    ``block``: in a deadline block, where there is no opening to count from and so every instant needs
    an anchor. A plain ``none`` is the same as saying nothing.
    """
    if node is None:
        return None
    found = cases(draft, node, lambda value: _instant(draft, value, block), covering=False)
    if found is None or all(case.value is None for case in found):
        return None
    return found


def rung_instant(draft: Draft, node: Node) -> Instant | None:
    """The instant of a rung; it counts from ``due``, ``limit`` or anything else that it names. None where it
    is none, which is reported."""
    found = _parsed(draft, node, ladder=True)
    if found is not None and found.anchor is None:
        draft.error("F790", node, _from_due(found), source=found.source)
        return None
    if found is not None:
        _mention(draft, node, found)
    return found


def _from_due(instant: Instant) -> tuple[str, ...]:
    """What a rung that counts from nothing was meant as."""
    if instant.unit is None:
        return (f"due {instant.source}",)
    return (f"{instant.source} before due", f"{instant.source} after due") if instant.by is None else ()


def _instant(draft: Draft, node: Node, block: bool) -> Any:
    if node.kind != SCALAR:
        draft.not_understood(node)
        return FAILED
    if node.text.strip() == NONE:
        return None
    instant = _parsed(draft, node)
    if instant is None:
        return FAILED
    if block and instant.anchor is None:
        draft.error("F707", node, source=instant.source)
        return FAILED
    _mention(draft, node, instant)
    return instant


def _parsed(draft: Draft, node: Node, ladder: bool = False) -> Instant | None:
    names = InstantNames(draft.fields, draft.steps, has_due=ladder, tables=_outputs(draft))
    instant, problems = parse_instant(node.text, names)
    if instant is None:
        report(draft, node, node.text, 0, problems)
    return instant


def _mention(draft: Draft, node: Node, instant: Instant) -> None:
    """Note for the checks which fields the instant needs a value of, and whether a calendar."""
    if instant.field:
        draft.anchors.append(Mention(instant.field, _place_of(node, instant.field)))
    if instant.anchor is not None and instant.anchor.kind == "field":
        draft.anchors.append(Mention(instant.anchor.name, _place_of(node, instant.anchor.name)))
    if instant.span is not None:
        draft.written.append(Written(instant.span, node, 0))
    if instant.unit in _BY_CALENDAR or instant.roll is not None or _counts_work(draft, instant):
        draft.by_calendar.append(Mention(instant.source, node.place))


def _outputs(draft: Draft) -> dict[str, dict[str, Expression]]:
    """The outputs of each table as expressions."""
    found: dict[str, dict[str, Expression]] = {}
    for name, table in draft.tables.items():
        made = [(one.name, of_table(table, one.name)) for one in table.outputs]
        found[name] = {
            output: Expression(f"{name}.{output}", typed.tree, typed.type) for output, typed in made if typed
        }
    return found


def _counts_work(draft: Draft, instant: Instant) -> bool:
    """Whether the table that gives the span gives workdays or working time."""
    if instant.span is None:
        return False
    table = draft.tables[instant.span.tree[1]]
    column = [one.name for one in table.outputs].index(instant.span.tree[2])
    spans = [row.values[column][1] for row in table.rows if row.values[column]]
    return any(isinstance(text, str) and " work" in text for text in spans)


def _place_of(node: Node, name: str) -> Place:
    at = max(node.text.rfind(name), 0)
    return node.column_of(at, len(name))
