"""Escalation ladders: what happens around the due and limit of a clock, rung by rung."""

from __future__ import annotations

from typing import NamedTuple

from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition
from engine.language.compile.instants import NONE, rung_instant
from engine.language.compile.recurrences import recurrence
from engine.language.compile.scalars import scalar_of
from engine.language.compile.verbs import does_something, verbs
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.model.definition import Cases
from engine.model.timing import Anchor, Recurrence, Rung

LIMIT = Anchor("limit")


class Clock(NamedTuple):
    """The clock that a ladder belongs to: whose it is, the step that it is about, whether it is ever due and
    whether it has a limit."""

    owner: str
    step: str
    due: bool
    limit: bool


def clock_of(name: str, step: str, body: Node, due: Cases | None, limit: Cases | None) -> Clock:
    """The clock of a step or a deadline block. What was written and could not be understood counts as had:
    that is reported already. One with a limit alone is due at its limit."""
    limited = limit is not None or _unclear(body, "limit")
    any_due = limited or due is not None or _unclear(body, "due")
    return Clock(name, step, any_due, limited)


def _unclear(body: Node, key: str) -> bool:
    entry = body.entries.get(key)
    return entry is not None and not (entry[1].kind == SCALAR and entry[1].text.strip() == NONE)


def ladder(draft: Draft, body: Node, where: str, clock: Clock | None) -> tuple[Rung, ...] | None:
    """The rungs of the ``escalate`` of a body, in their order; None where it has none, () where it says
    that there are none. ``where`` is what the rungs' places are noted under; ``clock`` is None for the SOP's
    own ladder, which is for every clock: what its rungs count from is for a check to hold against them."""
    node = draft.get(body, "escalate")
    if node is None:
        return None
    if node.kind != LIST:
        draft.not_understood(node)
        return None
    draft.note(where, body, "escalate")
    if clock is not None and not clock.due:
        if node.items:
            draft.error("F792", body.entries["escalate"][0], name=clock.owner)
        return ()
    found = []
    for item in draft.items(node):
        if item.kind != MAP:
            draft.not_understood(item)
            continue
        rung = _rung(draft, item, clock)
        if rung is not None:
            found.append(rung)
            draft.places[f"{where}.escalate", str(len(found))] = item.entries["at"][1].place
    return tuple(found)


def _rung(draft: Draft, body: Node, clock: Clock | None) -> Rung | None:
    at, every, when = scalar_of(draft, body, "at"), scalar_of(draft, body, "every"), draft.get(body, "when")
    if not does_something(body):
        draft.error("F794", (body.first or body))
    does = verbs(draft, body, clock.step if clock is not None else "")
    holds = condition(draft, when) if when is not None else None
    again = _again(draft, every) if every is not None else None
    instant = rung_instant(draft, at) if at is not None else None
    if at is None or instant is None:
        return None
    if clock is not None and not clock.limit and instant.anchor == LIMIT:
        draft.error("F791", at.column_of(at.text.rfind("limit"), len("limit")), name=clock.owner)
        return None
    return Rung(instant, again, holds, **does)


def _again(draft: Draft, node: Node) -> Recurrence | None:
    found = recurrence(draft, node)
    if found is not None and found.unit is None:
        draft.error("F793", node, text=node.text)
        return None
    return found
