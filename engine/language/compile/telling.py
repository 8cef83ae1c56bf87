"""What is said about the steps, nested ones too, before any of them is read: names first.

A step is of one kind: people work on it, or it closes itself (``parallel each call wait``). Steps inside
lanes share the one namespace with all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine.language.compile import data
from engine.language.compile.draft import Draft
from engine.language.compile.items import item_name
from engine.language.compile.outcomes import DONE
from engine.language.compile.scalars import scalars_in
from engine.language.nodes import LIST, MAP, Node
from engine.model.definition import EACH

WORK = "work"
KINDS = ("parallel", "each", "call", "wait")
"""The keys of which a step has one at most; each is the name of a kind of step."""


class Said(NamedTuple):
    """A step's name and body (None where nothing is said), its kind, its lanes where it is a block, and the
    bodies of the fields that each item has for itself."""

    key: Node
    body: Node | None
    kind: str = WORK
    lanes: tuple[LaneSaid, ...] = ()
    fields: Mapping[str, Node] = {}


class LaneSaid(NamedTuple):
    """A lane by its name (``*`` of a block for each item), where it is written, its body and steps."""

    name: str
    key: Node
    body: Node
    steps: dict[str, Said]


def declare(draft: Draft, node: Node, common: tuple[str, ...]) -> dict[str, Said]:
    """Every step with the names of its outcomes; returns what is said about each at this level.

    ``common`` are the names of the SOP's own outcomes. A step whose body was refused keeps its name.
    """
    said: dict[str, Said] = {}
    if node.kind == LIST:
        for item in scalars_in(draft, node):
            _add(draft, said, item.text, Said(item, None), common)
    elif node.kind == MAP:
        for name, (key, body) in node.entries.items():
            bad = draft.key_refused(key) or draft.refused(body) or (body.kind != MAP and not body.empty)
            if bad:
                draft.doubtful.add(name)
                draft.not_understood(body)
                draft.doubtful.update(inner_steps(body))
            known = None if bad or body.empty else body
            if _add(draft, said, name, Said(key, known), common) and known is not None:
                said[name] = _with_kind(draft, name, key, known, common)
    else:
        draft.not_understood(node)
        draft.holes.add("stepnames")
    return said


def _add(draft: Draft, said: dict[str, Said], name: str, told: Said, common: tuple[str, ...]) -> bool:
    """Note a step's name and outcomes, unless the name is taken already (which ``claim`` reports)."""
    if name in draft.steps:
        draft.holes.add("stepnames")
        return False
    several = told.body.get("outcomes") if told.body is not None else None
    own = tuple(several.entries) if several is not None else (DONE,)
    draft.steps[name] = tuple(dict.fromkeys((*own, *common)))
    said[name] = told
    return True


def _with_kind(draft: Draft, name: str, key: Node, body: Node, common: tuple[str, ...]) -> Said:
    here = [kind for kind in KINDS if kind in body.entries]
    here.sort(key=lambda kind: list(body.entries).index(kind))
    for other in here[1:]:
        draft.error("F730", body.entries[other][0], first=here[0], second=other)
    kind = here[0] if here and draft.get(body, here[0]) is not None else WORK
    if kind == "parallel":
        return Said(key, body, kind, tuple(_parallel(draft, name, body, common)))
    if kind == "each":
        steps = draft.get(body, "steps")
        inner = declare(draft, steps, common) if steps is not None else {}
        own = draft.get(body, "data")
        fields = data.declare_own(draft, name, own) if own is not None else {}
        draft.places["lanes", f"{name}/{EACH}"] = body.entries["each"][0].place
        item = item_name(body.entries["each"][1])
        if item:
            draft.unseen[item] = ("F739", name)
        return Said(key, body, kind, (LaneSaid(EACH, body.entries["each"][0], body, inner),), fields)
    draft.doubtful.update(inner_steps(body))
    return Said(key, body, kind)


def _parallel(draft: Draft, name: str, body: Node, common: tuple[str, ...]) -> Iterator[LaneSaid]:
    lanes = body.entries["parallel"][1]
    if lanes.kind != MAP:
        draft.not_understood(lanes)
        return
    for lane, (key, inner) in lanes.entries.items():
        if draft.key_refused(key) or draft.refused(inner) or inner.kind != MAP:
            draft.not_understood(inner)
            draft.doubtful.update(_in_lane(inner))
            continue
        draft.places["lanes", f"{name}/{lane}"] = key.place
        steps = draft.get(inner, "steps")
        yield LaneSaid(lane, key, inner, declare(draft, steps, common) if steps is not None else {})


def inner_steps(body: Node) -> Iterator[str]:
    """The names of steps inside a body of which nothing else is known."""
    lanes = body.get("parallel")
    for _, lane in lanes.entries.values() if lanes is not None else ():
        yield from _in_lane(lane)
    yield from _in_lane(body)


def _in_lane(lane: Node) -> Iterator[str]:
    inner = lane.get("steps")
    if inner is not None:
        yield from (item.text for item in inner.items)
        for name, (_, deeper) in inner.entries.items():
            yield name
            yield from inner_steps(deeper)
