"""What rules and rungs do: set, close, start with, notify with text, assign. One list of verbs for both."""

from __future__ import annotations

import re
from typing import Any

from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.giving import as_written, assignments
from engine.language.compile.literals import value_of
from engine.language.compile.names import joined_fault
from engine.language.compile.roles import role_names
from engine.language.compile.scalars import scalar_of, scalars_of
from engine.language.nodes import MAP, Node
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.near import near

VERBS = ("set", "close", "start", "notify", "assign")
PEOPLE = ("assignee", "starter")
HOLE = re.compile(r"\{([^{}]*)\}")


def does_something(body: Node) -> bool:
    """Whether any verb is written."""
    return any(verb in body.entries for verb in VERBS)


def verbs(draft: Draft, body: Node, own_step: str = "") -> dict[str, Any]:
    """What the body of a rule or a rung does, as their attributes ``set``, ``close``, ``start``, ``give``,
    ``notify``, ``text``, ``assign``; what is wrong is reported. ``own_step`` is the step whose outcome can be
    named alone in ``close``, "" where there is none."""
    for one, other in (("with", "start"), ("text", "notify")):
        if one in body.entries and other not in body.entries:
            draft.error("F777", body.entries[one][0], key=one, other=other)
    start = scalar_of(draft, body, "start")
    return {
        "set": assignments(draft, given) if (given := draft.get(body, "set")) is not None else (),
        "close": _close(draft, scalar_of(draft, body, "close"), own_step),
        "start": _callee(draft, start),
        "give": _give(draft, start, draft.get(body, "with")),
        "notify": _notify(draft, body),
        "text": _text(draft, scalar_of(draft, body, "text")),
        "assign": _assign(draft, body),
    }


def _close(draft: Draft, node: Node | None, own_step: str) -> tuple[str, ...]:
    """The step and the outcome of ``step.outcome``, or of an outcome of the step that it is about."""
    if node is None:
        return ()
    step, dot, outcome = node.text.rpartition(".")
    if not dot and own_step:
        step = own_step
    elif not dot:
        meant = near(node.text, [f"{name}.{one}" for name, ways in draft.steps.items() for one in ways])
        draft.error("F785", node, meant, text=node.text)
        return ()
    if step not in draft.steps:
        if step not in draft.doubtful and "stepnames" not in draft.holes:
            draft.error("N411", node.column_of(0, len(step)), near(step, draft.steps), name=step)
    elif outcome not in draft.steps[step]:
        if step not in draft.doubtful:
            at = len(node.text) - len(outcome)
            place = node.column_of(at, max(1, len(outcome)))
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
            value = value_of(draft, body, field) if field is not None else as_written(draft, body)
            if value is not FAILED:
                found.append((name, value))
    if called is not None and start is not None:
        asked = [name for name in called.required if called.data[name].default is None]
        given = node.entries if node is not None and node.kind == MAP else {}
        if missing := [name for name in asked if name not in given]:
            draft.error("F746", start, sop=called.sop, names=", ".join(missing))
    return tuple(found)


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


def _assign(draft: Draft, body: Node) -> tuple[str, ...]:
    """Whose a step becomes: roles, or a field of type person."""
    found: list[str] = []
    for node in scalars_of(draft, body, "assign"):
        field = draft.fields.get(node.text)
        if node.text in PEOPLE:
            draft.error("F795", node, name=node.text)
        elif field is not None and field.type == "person":
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
