"""Blocks: lanes that go on at the same time, and the same steps for each item of a list."""

from __future__ import annotations

from typing import Any

from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition, expression
from engine.language.compile.items import FORM, taken
from engine.language.compile.names import field_fault
from engine.language.compile.scalars import scalar_of, text_of
from engine.language.compile.telling import Said
from engine.language.nodes import Node
from engine.language.scalars import INTEGER
from engine.model.definition import EACH, Each, Field, LaneBody
from engine.rules.values.inner import item_type


def parallel(draft: Draft, said: Said) -> dict[str, LaneBody]:
    """The lanes by name; one without steps (which was refused) is left out."""
    lanes = {}
    for name, key, body, steps in said.lanes:
        when = draft.get(body, "when")
        title = draft.titled(name, text_of(draft, body, "title"), key)
        holds = condition(draft, when) if when is not None else None
        if steps:
            lanes[name] = LaneBody(name, title, next(iter(steps)), holds)
    return lanes


def join(draft: Draft, body: Node) -> str | int:
    """``all``, ``any``, or how many lanes are enough."""
    said = scalar_of(draft, body, "join")
    if said is None:
        return "all"
    return int(said.text) if INTEGER.fullmatch(said.text) else said.text


def rest(draft: Draft, body: Node) -> str:
    """What becomes of lanes that are still open at the join: ``cancel`` or ``finish``."""
    said = scalar_of(draft, body, "rest")
    return said.text if said is not None else "cancel"


def each(draft: Draft, said: Said, body: Node) -> tuple[Each | None, Field | None, dict[str, LaneBody]]:
    """What the block is walked for, its item as a field, and its one lane; None for what was not
    understood."""
    firsts = [next(iter(lane.steps)) for lane in said.lanes if lane.steps]
    lanes = {EACH: LaneBody(EACH, EACH, firsts[0])} if firsts else {}
    node = scalar_of(draft, body, "each")
    if node is None:
        return None, None, lanes
    found = FORM.match(node.text)
    if found is None:
        draft.error("F733", node)
        return None, None, lanes
    name, at = found[1], node.column_of(found.start(1), len(found[1]))
    fault = field_fault(name)
    owner = taken(draft, name)
    if fault is not None:
        draft.error(fault.code, at, **fault.data)
    elif owner is not None:
        draft.error("N407", at, name=name, line=owner.line)
    over = expression(draft, node, "list", found.end())
    if over is None or fault is not None or owner is not None:
        draft.doubtful.add(name)
        return None, None, lanes
    draft.places["items", name] = at
    once = scalar_of(draft, body, "at_once")
    at_once = int(once.text) if once is not None and once.text.isdecimal() else 0
    own = tuple(field.name for field in draft.own.values() if field.each == said.key.text)
    item = Field(name, name, item_type(over.type) or "text", _choices(draft, over.tree), each=said.key.text)
    return Each(name, over, at_once, own), item, lanes


def _choices(draft: Draft, tree: Any) -> tuple[str, ...]:
    """The choices of the first list of choices that an expression goes through."""
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list) and node[:1] == ["field"] and node[1] in draft.fields:
            return draft.fields[node[1]].choices
        waiting.extend(part for part in node if isinstance(part, list))
    return ()
