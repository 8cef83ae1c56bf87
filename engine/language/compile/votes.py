"""``votes`` of a step and the keys that go with it, and who is kept from voting on their own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.language.compile.cases import ELSE, FAILED, cases
from engine.language.compile.draft import Draft
from engine.language.compile.items import foreign
from engine.language.compile.roles import role_names
from engine.language.compile.scalars import scalars_of, truth
from engine.language.nodes import MAP, SCALAR, Node
from engine.language.scalars import integer
from engine.model.definition import Cases, Definition, Outcome, Step, Votes
from engine.rules.near import near
from engine.rules.ways.graph import backward, onward

ALL = "all"
WORK = "work"


def votes(draft: Draft, body: Node, step: str, outcomes: Mapping[str, Outcome], role: Cases) -> Votes | None:
    """How many must agree; None where the step says nothing of it, or nothing that could be read.

    ``outcomes`` are all that the step has, ``role`` is who does it. What is wrong is reported.
    """
    node = draft.get(body, "votes")
    if node is None:
        return None
    key = body.entries["votes"][0]
    if "not_by" not in body.entries:
        draft.unvetted.add(step)
    for other, code in (("assign", "P870"), ("bulk", "P871")):
        if other in body.entries and (other != "bulk" or truth(draft, body, other)):
            draft.error(code, body.entries[other][0], step=step)
    needed = _needed(draft, node, key, outcomes)
    in_order = truth(draft, body, "in_order")
    if in_order and needed and not any(case.value == ALL for each in needed.values() for case in each):
        draft.error("P874", body.entries["in_order"][0])
    found = Votes(needed, in_order, _advise(draft, body, role, outcomes), _covers(draft, body))
    return found if needed else None


def _needed(draft: Draft, node: Node, key: Node, outcomes: Mapping[str, Outcome]) -> dict[str, Cases]:
    """How many for each outcome: as it says of single ones, or the same for all that ask for no reason."""
    if node.kind == MAP and (ELSE not in node.entries or not outcomes.keys().isdisjoint(node.entries)):
        return _by_outcome(draft, node, outcomes)
    same = cases(draft, node, lambda value: _number(draft, value), covering=True)
    plain = [name for name, outcome in outcomes.items() if not outcome.reason]
    if not plain and "targets" not in draft.holes:
        draft.error("P873", key, outcomes=", ".join(outcomes))
    return dict.fromkeys(plain, same) if same is not None else {}


def _by_outcome(draft: Draft, node: Node, outcomes: Mapping[str, Outcome]) -> dict[str, Cases]:
    found: dict[str, Cases] = {}
    for name, key, body in draft.entries(node):
        if name not in outcomes:
            if "targets" not in draft.holes:
                data = {"name": name, "outcomes": ", ".join(outcomes)}
                draft.error("P872", key, near(name, outcomes), **data)
            continue
        several = cases(draft, body, lambda value: _number(draft, value), covering=True)
        if several is not None:
            found[name] = several
    return found


def _number(draft: Draft, node: Node) -> Any:
    """A number of persons, or ``all``: one for each role."""
    if node.kind == SCALAR and node.text == ALL:
        return ALL
    number = integer(node.text) if node.kind == SCALAR else None
    if number is None or number < 1:
        draft.not_understood(node)
        return FAILED
    return number


def _advise(draft: Draft, body: Node, role: Cases, outcomes: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Roles whose votes do not bind; one whose votes bind as well is reported."""
    node = draft.get(body, "advise")
    if node is None:
        return ()
    binding = {name for case in role for name in case.value}
    binding.update(
        name for outcome in outcomes.values() for case in outcome.role or () for name in case.value
    )
    for item in scalars_of(draft, body, "advise"):
        if item.text in binding:
            draft.error("P875", item, role=item.text)
    return role_names(draft, node)


def _covers(draft: Draft, body: Node) -> tuple[str, ...]:
    """The fields that are agreed to: such as somebody gives, since a computed one changes with those."""
    found = []
    for item in scalars_of(draft, body, "covers"):
        field = draft.fields.get(item.text)
        if foreign(draft, item, item.text):
            continue
        if field is None:
            if item.text not in draft.doubtful and "fields" not in draft.holes:
                draft.error("N410", item, near(item.text, draft.fields), name=item.text)
        elif field.value is not None:
            draft.error("P876", item, name=item.text)
        else:
            found.append(item.text)
    return tuple(found)


def without_own_work(definition: Definition, unvetted: set[str]) -> dict[str, Step]:
    """The steps, those with votes that do not say who may not vote kept apart from the work that is voted on:
    the steps done by people that lead to them, past what closes itself or may be skipped."""
    if not unvetted:
        return definition.steps
    before = backward(onward(definition))
    found = dict(definition.steps)
    for name in unvetted & found.keys():
        work = _leading_to(name, before, definition)
        found[name] = found[name]._replace(not_by=tuple(each for each in definition.steps if each in work))
    return found


def _leading_to(name: str, before: Mapping[str, frozenset[str]], definition: Definition) -> set[str]:
    found: set[str] = set()
    seen = {name}
    waiting = [name]
    while waiting:
        for source in before.get(waiting.pop(), frozenset()) - seen:
            seen.add(source)
            step = definition.steps.get(source)
            if step is not None and step.kind in (WORK, "call"):
                found.add(source)
            if step is None or step.kind != WORK or step.when is not None:
                waiting.append(source)
    return found
