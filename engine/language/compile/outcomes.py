"""Outcomes: the ways to close a step, each with where it leads and what it asks for."""

from __future__ import annotations

from typing import NamedTuple

from engine.language.compile.cases import is_outcome_body
from engine.language.compile.checklist import lines
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition
from engine.language.compile.giving import assignments
from engine.language.compile.names import outcome_fault
from engine.language.compile.roles import role
from engine.language.compile.scalars import scalars_in, text_of
from engine.language.compile.targets import target
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.model.definition import END, Case, Cases, Item, Outcome

REQUIRED = "required"
DONE = "done"


class Way(NamedTuple):
    """An outcome before its lines are numbered within a step."""

    outcome: Outcome
    items: tuple[Item, ...] = ()


def done(to: Cases) -> Way:
    """The outcome of a step that has no others."""
    return Way(Outcome(DONE, DONE, to))


def outcomes(draft: Draft, node: Node) -> dict[str, Way]:
    """The outcomes of an ``outcomes`` map by name."""
    if node.kind != MAP:
        draft.not_understood(node)
        return {}
    found: dict[str, Way] = {}
    for name, key, body in draft.entries(node):
        if not draft.fault(outcome_fault(name), key):
            found[name] = _way(draft, key, body)
    return found


def _way(draft: Draft, key: Node, node: Node) -> Way:
    name = key.text
    if node.kind != MAP or not is_outcome_body(node):
        return Way(Outcome(name, draft.titled(name, "", key), _to(draft, node)))
    when, given = draft.get(node, "when"), draft.get(node, "set")
    reason = draft.get(node, "reason")
    outcome = Outcome(
        name=name,
        title=draft.titled(name, text_of(draft, node, "title"), key),
        to=_to(draft, draft.get(node, "to")),
        role=role(draft, draft.get(node, "role")),
        when=condition(draft, when) if when is not None else None,
        reason=reason is not None,
        reasons=_reasons(draft, reason) if reason is not None else (),
        set=assignments(draft, given) if given is not None else (),
    )
    return Way(outcome, tuple(lines(draft, draft.get(node, "checklist"))))


def _to(draft: Draft, node: Node | None) -> Cases:
    """Where it leads; where that is unknown, an end stands in, and the flow is not checked."""
    found = target(draft, node) if node is not None else None
    if found is None:
        draft.holes.add("targets")
    return found or (Case(None, END),)


def _reasons(draft: Draft, node: Node) -> tuple[str, ...]:
    """``required`` asks for a text of one's own (no list), a list for one of its texts."""
    if node.kind == SCALAR and node.text == REQUIRED:
        return ()
    if node.kind != LIST:
        draft.not_understood(node)
        return ()
    found = scalars_in(draft, node)
    for item in found:
        draft.text(item.text, item)
    return tuple(item.text for item in found)
