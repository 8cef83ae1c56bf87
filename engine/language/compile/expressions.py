"""Expressions where a document has them: parsed, typed, with every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterable

from engine.language.checks.material import Mention, Written
from engine.language.compile.draft import Draft
from engine.language.compile.names import mentions
from engine.language.nodes import SCALAR, Node
from engine.model.definition import Expression
from engine.model.diagnostics import Diagnostic, Problem
from engine.rules.expressions import Scope, parse

UNKNOWN = frozenset({"X516", "D616"})
"""The codes of names that are nothing here; they may be something in the steps of a block."""
BY_CALENDAR = "workdays_between"


def expression(
    draft: Draft, node: Node, want: str | None, start: int = 0, end: int | None = None
) -> Expression | None:
    """The expression that a scalar says from character ``start`` on (to ``end``), checked against the
    declared data.

    ``want`` is the type it must have, None for any. None when it has mistakes, which are reported.
    """
    if node.kind != SCALAR:
        draft.not_understood(node)
        return None
    text = node.text[start:end]
    found, problems = parse(text, scope(draft), want)
    if problems:
        if not _bare_phrase(draft, node, text, start):
            report(draft, node, text, start, problems)
        return None
    if found is not None:
        draft.written.append(Written(found, node, start))
    if BY_CALENDAR in text:
        at = start + text.find(BY_CALENDAR)
        draft.by_calendar.append(Mention(BY_CALENDAR, node.column_of(at, len(BY_CALENDAR))))
    return found


def condition(draft: Draft, node: Node) -> Expression | None:
    """An expression that holds or does not."""
    return expression(draft, node, "boolean")


def scope(draft: Draft) -> Scope:
    """What expressions of this document may name."""
    return Scope(draft.fields, draft.steps, draft.outcomes, draft.tables)


def calculated(node: Node) -> int | None:
    """Where the expression of a ``= ...`` value begins; None for a literal."""
    if node.kind != SCALAR or not node.text.startswith("="):
        return None
    return begin_of_calculated(node.text)


def begin_of_calculated(text: str) -> int:
    """Where the expression of a text that begins with ``=`` begins."""
    return len(text) - len(text[1:].lstrip())


def report(draft: Draft, node: Node, text: str, start: int, problems: Iterable[Problem]) -> None:
    """Report the problems of a text that begins at character ``start`` of a scalar; silent where it
    names something whose own definition is wrong: that is reported there."""
    if draft.holes & {"fields", "stepnames"} or mentions(text, draft.doubtful):
        return
    for code, column, width, data, suggestions in problems:
        place = node.column_of(start + column, width)
        if code in UNKNOWN and data.get("name") in draft.unseen:
            code, block = draft.unseen[data["name"]]
            data, suggestions = {"name": data["name"], "block": block}, ()
        draft.diagnostics.append(Diagnostic(code, place, dict(data), suggestions))


def _bare_phrase(draft: Draft, node: Node, text: str, start: int) -> bool:
    """Whether an expression fails because it says a step's name of several words without quotes."""
    for phrase in sorted(draft.phrases, key=len, reverse=True):
        at = text.find(phrase)
        if at >= 0 and text[at - 1 : at] not in ("'", '"') and not phrase.isidentifier():
            draft.error("N406", node.column_of(start + at, len(phrase)), name=phrase)
            return True
    return False
