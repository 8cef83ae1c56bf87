"""Rules: what happens by itself after an event, or again and again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.language.checks.material import Mention
from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.events import event
from engine.language.compile.expressions import calculated, condition, expression, report
from engine.language.compile.items import settable, without_items
from engine.language.compile.literals import value_of
from engine.language.compile.names import joined_fault
from engine.language.compile.roles import role_names
from engine.language.compile.scalars import scalar_of, scalars_in, scalars_of
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.model.definition import Deadline, Recurrence, Rule, Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.near import near
from engine.rules.recurrence import WORKDAYS, parse_recurrence

VERBS = ("set", "close", "start", "notify")
PEOPLE = ("assignee", "starter")
HOLE = re.compile(r"\{([^{}]*)\}")


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
    if not any(verb in body.entries for verb in (*VERBS, "assign")):
        draft.error("F776", key, name=name)
    for one, other in (("with", "start"), ("text", "notify"), ("notify", "text")):
        if one in body.entries and other not in body.entries:
            draft.error("F777", body.entries[one][0], key=one, other=other)
    start = scalar_of(draft, body, "start")
    return Rule(
        name,
        event(draft, after, steps, deadlines) if after is not None else (),
        _every(draft, every) if every is not None else None,
        condition(draft, when) if when is not None else None,
        _set(draft, draft.get(body, "set")),
        _close(draft, scalar_of(draft, body, "close")),
        _callee(draft, start),
        _give(draft, start, draft.get(body, "with")),
        _notify(draft, body),
        _text(draft, scalar_of(draft, body, "text")),
    )


def _every(draft: Draft, node: Node) -> Recurrence | None:
    found, problems = parse_recurrence(node.text)
    report(draft, node, node.text, 0, problems)
    if found is not None and (
        found.unit in ("work_ms", "workdays") or found.days == WORKDAYS or found.roll is not None
    ):
        draft.by_calendar.append(Mention(found.source, node.place))
    return found


def _set(draft: Draft, node: Node | None) -> tuple[tuple[str, Any], ...]:
    if node is None or node.kind != MAP:
        return ()
    found: list[tuple[str, Any]] = []
    for name, key, body in draft.entries(node):
        field = settable(draft, key, name)
        if field is not None and name not in draft.doubtful:
            value = value_of(draft, body, field)
            if value is not FAILED:
                found.append((name, value))
    return tuple(found)


def _close(draft: Draft, node: Node | None) -> tuple[str, ...]:
    """The step and the outcome of ``step.outcome``."""
    if node is None:
        return ()
    step, dot, outcome = node.text.rpartition(".")
    if not dot:
        meant = near(node.text, [f"{name}.{one}" for name, ways in draft.steps.items() for one in ways])
        draft.error("F785", node, meant, text=node.text)
    elif step not in draft.steps:
        if step not in draft.doubtful and "stepnames" not in draft.holes:
            draft.error("N411", node.column_of(0, len(step)), near(step, draft.steps), name=step)
    elif outcome not in draft.steps[step]:
        if step not in draft.doubtful:
            place = node.column_of(len(step) + 1, max(1, len(outcome)))
            draft.error("N414", place, near(outcome, draft.steps[step]), step=step, name=outcome)
    else:
        return step, outcome
    return ()


def _callee(draft: Draft, node: Node | None) -> str:
    if node is None or draft.fault(joined_fault(node.text), node):
        return ""
    if draft.sops is not None and node.text not in draft.sops:
        found = Diagnostic("F743", node.place, {"name": node.text}, near(node.text, draft.sops), WARNING)
        draft.diagnostics.append(found)
    return node.text


def _give(draft: Draft, start: Node | None, node: Node | None) -> tuple[tuple[str, Any], ...]:
    """What the started SOP gets: as its fields want it where it is known, else as it is written."""
    called = draft.sops.get(start.text) if start is not None and draft.sops is not None else None
    found: list[tuple[str, Any]] = []
    if node is not None and node.kind == MAP:
        for name, key, body in draft.entries(node):
            field = called.data.get(name) if called is not None else None
            if called is not None and field is None:
                draft.error("F744", key, near(name, called.data), sop=called.sop, name=name)
                continue
            if called is not None and field is not None and (field.value is not None or field.each):
                draft.error("F745", key, sop=called.sop, name=name)
                continue
            value = value_of(draft, body, field) if field is not None else _as_written(draft, body)
            if value is not FAILED:
                found.append((name, value))
    if called is not None and start is not None:
        asked = [name for name in called.required if called.data[name].default is None]
        given = node.entries if node is not None and node.kind == MAP else {}
        if missing := [name for name in asked if name not in given]:
            draft.error("F746", start, sop=called.sop, names=", ".join(missing))
    return tuple(found)


def _as_written(draft: Draft, node: Node) -> Any:
    at = calculated(node)
    if at is not None:
        found = expression(draft, node, None, at)
        return FAILED if found is None else found
    if node.kind == LIST:
        return [item.text for item in scalars_in(draft, node)]
    return node.text if node.kind == SCALAR else FAILED


def _notify(draft: Draft, body: Node) -> tuple[str, ...]:
    """Whom to tell: ``assignee``, ``starter``, a field of type person, or a role that the team has."""
    found: list[str] = []
    for node in scalars_of(draft, body, "notify"):
        field = draft.fields.get(node.text)
        if node.text in PEOPLE or (field is not None and field.type == "person"):
            found.append(node.text)
        else:
            found += role_names(draft, node)
    return tuple(found)


def _text(draft: Draft, node: Node | None) -> str:
    if node is None:
        return ""
    draft.text(node.text, node)
    for hole in HOLE.finditer(node.text):
        name = hole[1].strip()
        if name not in draft.fields and name not in draft.doubtful and "fields" not in draft.holes:
            place = node.column_of(hole.start(), len(hole[0]))
            draft.error("F778", place, near(name, draft.fields), name=hole[1])
    return node.text


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
