"""Calls: a task of another SOP, what it gets, what comes back, and by which outcomes it goes on here.

The other SOP is looked up where it is known (``Draft.sops``). Where it is not, what it gets is taken as
it is written; publishing looks again (``engine.publishing``).
"""

from __future__ import annotations

from typing import Any

from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.giving import as_written
from engine.language.compile.items import settable
from engine.language.compile.kinds import ends
from engine.language.compile.literals import shown, value_of
from engine.language.compile.names import joined_fault
from engine.language.compile.outcomes import DONE
from engine.language.compile.scalars import scalar_of
from engine.language.nodes import MAP, SCALAR, Node
from engine.model.definition import DROPPED, Call, Definition, Field
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.expressions.kinds import accepts
from engine.rules.expressions.naming import type_of
from engine.rules.near import near


def callee(draft: Draft, body: Node) -> Definition | None:
    """The SOP that is called, where it is known and without mistakes; one that nobody knows is reported."""
    node = scalar_of(draft, body, "call")
    if node is None or draft.fault(joined_fault(node.text), node) or draft.sops is None:
        return None
    if node.text not in draft.sops and node.text != draft.sop:
        data = {"name": node.text}
        draft.diagnostics.append(Diagnostic("F743", node.place, data, near(node.text, draft.sops), WARNING))
        return None
    return draft.sops.get(node.text)


def call(draft: Draft, body: Node, called: Definition | None) -> Call | None:
    """What a step calls. ``called`` is what ``callee`` found."""
    node = scalar_of(draft, body, "call")
    if node is None:
        return None
    given, got = draft.get(body, "with"), draft.get(body, "get")
    found = Call(
        node.text,
        _give(draft, given, called) if given is not None else (),
        _get(draft, got, called) if got is not None else (),
        _gather(draft, body, called),
    )
    if called is not None and (given is None or given.kind == MAP):
        asked = [name for name in called.required if called.data[name].default is None]
        told = {*(given.entries if given is not None else ()), found.gather}
        missing = [name for name in asked if name not in told]
        if missing:
            draft.error("F746", node, sop=called.sop, names=", ".join(missing))
    several = draft.get(body, "outcomes")
    if called is not None and several is not None and DONE not in several.entries:
        missing = [end for end in (*ends(called), DROPPED) if end not in several.entries]
        if missing:
            at = body.entries["outcomes"][0]
            draft.error("F748", at, sop=called.sop, ends=", ".join(missing))
    return found


def _there(draft: Draft, node: Node, called: Definition) -> Field | None:
    """A field of the called SOP; None (reported) where it has none of this name."""
    field = called.data.get(node.text)
    if field is None:
        draft.error("F744", node, near(node.text, called.data), sop=called.sop, name=node.text)
    return field


def _give(draft: Draft, node: Node, called: Definition | None) -> tuple[tuple[str, Any], ...]:
    if node.kind != MAP:
        draft.not_understood(node)
        return ()
    found: list[tuple[str, Any]] = []
    for name, key, body in draft.entries(node):
        field = _there(draft, key, called) if called is not None else None
        if field is not None and (field.value is not None or field.each):
            draft.error("F745", key, sop=called.sop if called else "", name=name)
            continue
        value = value_of(draft, body, field) if field is not None else as_written(draft, body)
        if value is not FAILED:
            found.append((name, value))
        if isinstance(value, str) and value in draft.fields and (field is None or field.type == "text"):
            draft.diagnostics.append(Diagnostic("F762", body.place, {"name": value}, (), WARNING))
    return tuple(found)


def _get(draft: Draft, node: Node, called: Definition | None) -> tuple[tuple[str, str], ...]:
    if node.kind != MAP:
        draft.not_understood(node)
        return ()
    found: list[tuple[str, str]] = []
    for name, key, body in draft.entries(node):
        here = settable(draft, key, name)
        if body.kind != SCALAR:
            draft.not_understood(body)
        elif called is None:
            found.append((name, body.text))
        elif (there := _there(draft, body, called)) is not None and here is not None:
            came = there._replace(type="list", of=there.type) if there.each else there
            if name not in draft.doubtful and not accepts(type_of(here), type_of(came)):
                said = {"there": there.name, "got": type_of(came), "here": name, "want": shown(here)}
                draft.error("F747", body, sop=called.sop, **said)
            found.append((name, there.name))
    return tuple(found)


def _gather(draft: Draft, body: Node, called: Definition | None) -> str:
    node = scalar_of(draft, body, "gather")
    if node is None:
        return ""
    if called is not None:
        field = _there(draft, node, called)
        if field is None:
            return ""
        if type_of(field) != "list[text]" or field.value is not None or field.each:
            draft.error("F749", node, sop=called.sop, name=node.text)
    return node.text
