"""Rules: what happens by itself after an event, or again and again."""

from __future__ import annotations

from collections.abc import Mapping

from engine.language.compile.draft import Draft
from engine.language.compile.events import event
from engine.language.compile.expressions import condition
from engine.language.compile.items import without_items
from engine.language.compile.recurrences import recurrence
from engine.language.compile.scalars import scalar_of
from engine.language.compile.verbs import does_something, verbs
from engine.language.nodes import MAP, Node
from engine.model.definition import END, Deadline, Rule, Step
from engine.model.diagnostics import WARNING, Diagnostic


def rules(
    draft: Draft, node: Node | None, steps: Mapping[str, Step], deadlines: Mapping[str, Deadline]
) -> dict[str, Rule]:
    """The rules of a ``rules`` map, in its order; what is wrong in one is reported."""
    if node is None:
        return {}
    if node.kind != MAP:
        draft.not_understood(node)
        return {}
    found: dict[str, Rule] = {}
    with without_items(draft):
        for name, key, body in draft.entries(node):
            if body.kind != MAP:
                draft.not_understood(body)
                continue
            draft.places["rules", name] = key.place
            found[name] = _rule(draft, name, key, body, steps, deadlines)
    _endless(draft, found)
    return found


def _rule(
    draft: Draft,
    name: str,
    key: Node,
    body: Node,
    steps: Mapping[str, Step],
    deadlines: Mapping[str, Deadline],
) -> Rule:
    after, every, when = (
        scalar_of(draft, body, "after"),
        scalar_of(draft, body, "every"),
        draft.get(body, "when"),
    )
    if after is not None and every is not None:
        draft.error("F775", body.entries["every"][0])
    if not does_something(body):
        draft.error("F776", key, name=name)
    if "notify" in body.entries and "text" not in body.entries:
        draft.error("F777", body.entries["notify"][0], key="notify", other="text")
    heard = event(draft, after, steps, deadlines) if after is not None else ()
    if "assign" in body.entries and heard[:1] == (END,):
        draft.error("F786", body.entries["assign"][0])
    return Rule(
        name,
        heard,
        recurrence(draft, every) if every is not None else None,
        condition(draft, when) if when is not None else None,
        **verbs(draft, body),
    )


def _endless(draft: Draft, found: Mapping[str, Rule]) -> None:
    """Warn of rules that set each other off without end: nothing has a condition, and every value is worked
    out anew. (A value that is set again as it was sets off nothing.)"""
    leads: dict[str, list[str]] = {}
    for rule in found.values():
        given = {name for name, value in rule.set if hasattr(value, "tree")} if rule.when is None else set()
        leads[rule.name] = [
            other.name for other in found.values() if other.after[:1] == ("set",) and other.after[1] in given
        ]
    for name in found:
        if _comes_back(leads, name):
            place = draft.places["rules", name]
            draft.diagnostics.append(Diagnostic("F779", place, {"name": name}, (), WARNING))


def _comes_back(leads: Mapping[str, list[str]], name: str) -> bool:
    seen: set[str] = set()
    ahead = list(leads[name])
    while ahead:
        one = ahead.pop()
        if one == name:
            return True
        if one not in seen:
            seen.add(one)
            ahead += leads[one]
    return False
