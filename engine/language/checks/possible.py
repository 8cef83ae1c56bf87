"""What can happen at all: walked from the first step, with joins that need their lanes and waits that need
other steps closed. What is not reached here can never happen; the reverse is not said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from engine.model.definition import Definition, Expression, Outcome, Step, is_end
from engine.rules.ways.graph import DONE, joins, lanes_of, routed

Needs = Mapping[str, frozenset[str]]
"""A waiting step -> the steps that must have been closed before it goes on by itself."""


def needs(definition: Definition) -> Needs:
    """Every step that waits for others to be closed, with those without which its condition never holds."""
    found = {}
    for name, step in definition.steps.items():
        if step.wait is not None and step.wait.condition is not None and not step.wait.signal:
            wanted = frozenset(_closed(step.wait.condition.tree))
            if wanted:
                found[name] = wanted
    return found


def _closed(tree: Any) -> set[str]:
    """The steps that must be closed for a tree to hold."""
    if not isinstance(tree, list | tuple) or not tree:
        return set()
    if tree[0] == "closed":
        return {tree[1]}
    if tree[0] == "computed":
        return _closed(tree[2])
    if tree[0] == "and":
        return set().union(*map(_closed, tree[1]))
    if tree[0] == "or":
        return set.intersection(*map(_closed, tree[1]))
    return set()


def wanted_values(expression: Expression) -> set[str]:
    """The fields that must have a value for a condition to hold."""
    return _values(expression.tree)


def _values(tree: Any) -> set[str]:
    if not isinstance(tree, list | tuple) or not tree:
        return set()
    if tree[0] == "field":
        return {tree[1]}
    if tree[0] == "or":
        return set.intersection(*map(_values, tree[1]))
    if tree[0] == "not" or tree[0] == "if":
        return _values(tree[1]) if tree[0] == "if" else set()
    return set().union(*map(_values, tree[1:]), *(map(_values, tree[1]) if tree[0] == "and" else ()))


class Possible:
    """The nodes of the graph (``rules.ways.graph.onward``) that can be reached, as ``reached``.

    ``stopped`` are steps that never close by themselves; ``forced`` lanes that are walked whatever their
    ``when`` says.
    """

    def __init__(
        self,
        definition: Definition,
        wanted: Needs,
        stopped: Collection[str] = (),
        forced: Collection[str] = (),
    ) -> None:
        self.definition = definition
        self.wanted = wanted
        self.stopped = stopped
        self.forced = forced
        self.lanes = {name: lanes_of(definition, name) for name in definition.steps}
        self.reached: set[str] = {definition.first}
        self.alone: set[str] = set()
        self.passing: set[str] = set()
        size = (-1, -1, -1)
        while size != (len(self.reached), len(self.alone), len(self.passing)):
            size = (len(self.reached), len(self.alone), len(self.passing))
            self._walk()

    def stuck(self) -> list[str]:
        """The waiting steps that are reached and whose conditions can never hold."""
        return [name for name in self.wanted if name in self.reached and not self.goes_on(name)]

    def goes_on(self, waiting: str) -> bool:
        """Whether all that a step waits for can be closed while it waits."""
        return waiting not in self.wanted or waiting in self.passing

    def lacking(self, waiting: str) -> list[str]:
        """The steps that a waiting one needs and that are not closed while it waits."""
        return sorted(name for name in self.wanted[waiting] if not self._closes(waiting, name))

    def _walk(self) -> None:
        """Everything once; again as long as there is more."""
        waiting = list(self.reached)
        while waiting:
            node = waiting.pop()
            for target in list(self._targets(node)):
                if target not in self.reached:
                    waiting.append(target)
                self._enter(node.partition("/")[0], target)
        for step in self.definition.steps.values():
            if step.lanes and step.name in self.reached and self._joined(step):
                self.reached.add(joins(step.name))
        self.passing.update(name for name in self.wanted if not self.lacking(name))

    def _enter(self, source: str, target: str) -> None:
        """Reach a target; one inside a block, from outside, opens that block with this lane alone."""
        self.reached.add(target)
        if target in self.lanes:
            for lane in self.lanes[target]:
                block = lane.partition("/")[0]
                if lane not in self.lanes[source] and block != source:
                    self.reached.add(block)
                    self.alone.add(lane)

    def _targets(self, node: str) -> Iterator[str]:
        step = self.definition.steps.get(node)
        if step is not None:
            for way in step.outcomes.values():
                if self._comes(step, way):
                    yield from (routed(step, case.value) for case in way.to)
            yield from (lane.first for lane in step.lanes.values())
        elif node.endswith("/") and node.count("/") == 1:
            block = self.definition.steps[node.removesuffix("/")]
            after = block.outcomes.get(DONE)
            yield from (routed(block, case.value) for case in after.to) if after is not None else ()

    def _comes(self, step: Step, way: Outcome) -> bool:
        """Whether an outcome of a step that is reached can come, skipping it included."""
        if way.name == DONE and step.when is not None:
            return True
        if step.name in self.stopped and (step.kind == "call" or way.name == DONE):
            return False
        if way.name == DONE and step.lanes:
            return False  # that is the join
        return way.name != DONE or step.kind != "wait" or self.goes_on(step.name)

    def _joined(self, step: Step) -> bool:
        if step.each is not None:
            return True  # the list may be empty
        ended = [lane for lane in step.lanes if f"{step.name}/{lane}/" in self.reached]
        if any(f"{step.name}/{lane}" in self.alone for lane in ended):
            return True
        surely = [
            lane
            for lane, body in step.lanes.items()
            if body.when is None or f"{step.name}/{lane}" in self.forced
        ]
        enough = 1 if step.join == "any" else len(surely) if step.join == "all" else int(step.join)
        return len(ended) >= max(enough, 1) or set(surely) <= set(ended)

    def _closes(self, waiting: str, name: str) -> bool:
        """Whether a step can be closed in a way that leaves the waiting one open."""
        step = self.definition.steps[name]
        if name not in self.reached:
            return False
        if step.lanes and joins(name) in self.reached:
            return True
        around = {lane.partition("/")[0] for lane in self.lanes[waiting]}
        both = around & {lane.partition("/")[0] for lane in self.lanes[name]}
        return any(
            self._stays(routed(step, case.value), both)
            for way in step.outcomes.values()
            if self._comes(step, way)
            for case in way.to
        )

    def _stays(self, target: str, blocks: set[str]) -> bool:
        """Whether a target lies inside all of these blocks; an end of the task lies in none."""
        if is_end(target):
            return False
        if target.endswith("/"):
            step, lane = target.removesuffix("/").split("/")[0], target.removesuffix("/")
            here = {step, *(one.partition("/")[0] for one in self.lanes[step])}
            return blocks <= here if "/" in lane else True
        return blocks <= {lane.partition("/")[0] for lane in self.lanes[target]}
