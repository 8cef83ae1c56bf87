"""Lanes: what leads into them from where, and joins that can never complete."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.material import Lead, Material
from engine.model.definition import EACH, Definition, Step
from engine.model.diagnostics import Diagnostic
from engine.rules.ways.graph import Graph, lanes_of, onward, reached


def check(material: Material) -> list[Diagnostic]:
    """An error for each target that no step may lead to, each join of more lanes than there are, and each
    lane that a join needs though it never ends."""
    definition = material.definition
    if not any(step.lanes for step in definition.steps.values()):
        return []
    found = [told for lead in material.leads for told in _led(definition, lead)]
    for step in definition.steps.values():
        if step.each is None and isinstance(step.join, int) and step.join > len(step.lanes) > 0:
            data = {"join": step.join, "step": step.name, "count": len(step.lanes)}
            found.append(Diagnostic("F752", material.places[f"steps.{step.name}", "join"], data))
        for lane in endless(definition, step):
            data = {"step": step.name, "lane": step.each.item if step.each is not None else lane}
            found.append(Diagnostic("F753", material.places["lanes", f"{step.name}/{lane}"], data))
    return found


def _led(definition: Definition, lead: Lead) -> Iterator[Diagnostic]:
    """What is wrong with a target: it enters another lane of the same block, or the middle of an ``each``."""
    there = lanes_of(definition, lead.to) if lead.to in definition.steps else ()
    if not there:
        return
    for step in [lead.step] if lead.step else definition.steps:
        here = lanes_of(definition, step)
        entered = [lane for lane in there if lane not in here]
        for lane in entered:
            block, _, name = lane.partition("/")
            if any(other.partition("/")[0] == block for other in here):
                data = {"to": lead.to, "lane": name, "block": block}
                yield Diagnostic("F750", lead.place, data)
                return
            if name == EACH:
                yield Diagnostic("F751", lead.place, {"to": lead.to, "block": block})
                return


def endless(definition: Definition, block: Step) -> list[str]:
    """The lanes of a block whose ends are not reached from their first steps, where its join needs one of
    them to."""
    ending = [
        lane for lane in block.lanes if _ends(definition, f"{block.name}/{lane}", block.lanes[lane].first)
    ]
    needed = len(block.lanes) if block.join == "all" else 1 if block.join == "any" else int(block.join)
    if block.each is not None:
        needed = min(needed, 1)
    if len(ending) >= min(needed, len(block.lanes)):
        return []
    return [lane for lane in block.lanes if lane not in ending]


def _ends(definition: Definition, lane: str, first: str) -> bool:
    return f"{lane}/" in reached(within(definition, onward(definition), lane), [first])


def within(definition: Definition, graph: Graph, lane: str) -> Graph:
    """The part of a graph (as ``onward``) that stands in a lane, at whatever depth."""
    return {
        node: targets
        for node, targets in graph.items()
        if _stands_in(definition, node.partition("/")[0], node, lane)
    }


def _stands_in(definition: Definition, step: str, node: str, lane: str) -> bool:
    return lane in lanes_of(definition, step) or node == f"{lane}/"


def spared(definition: Definition) -> set[str]:
    """The steps in lanes that need not end: the join completes without them and cancels them; and those in
    lanes of which it is told already that they do not end."""
    found: set[str] = set()
    for block in definition.steps.values():
        if not block.lanes:
            continue
        told = endless(definition, block)
        if block.rest == "cancel" and block.join != "all":
            told = [*told, *block.lanes]
        lanes = {f"{block.name}/{lane}" for lane in told}
        found.update(name for name in definition.steps if lanes.intersection(lanes_of(definition, name)))
    return found
