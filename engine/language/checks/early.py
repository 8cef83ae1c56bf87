"""What a step needs to know before anybody was asked for it: the task would be stuck there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.given import asks_for_nothing, at_start, given_in, surely_read
from engine.language.checks.material import Material
from engine.model.definition import EACH, Definition, Expression, Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.ways.graph import Graph, lanes_of, onward, reached


def check(material: Material) -> list[Diagnostic]:
    """A warning for each field that a step's checklist, cases or conditions surely read, and that no way
    to the step has given by then: another step gives it, but only afterwards or on another way.

    The step's own lines count as given before, except for what is looked at when the step is about to
    open: its ``when``, whose it is, the ``when`` of its lanes, what it calls another SOP with. That is looked
    at the first time too, so a step that is only reached through this one gives nothing in time, though a
    way leads back. Of cases the first condition counts; one that several steps have from above them is told
    once. A warning, because ``sop set`` can give it.
    """
    definition = material.definition
    if asks_for_nothing(material):
        return []
    graph = onward(definition)
    after: dict[str, set[str]] = {}
    givers = _givers(definition)
    places = {id(written.expression): written for written in material.written}
    found: dict[tuple[int, str], Diagnostic] = {}
    for name, step in definition.steps.items():
        for expression, opening in _decided(step):
            for field in sorted(surely_read(expression) & givers.keys()):
                steps = givers[field]
                if (id(expression), field) in found or (not opening and name in steps):
                    continue
                for giver in steps:
                    if giver not in after:
                        after[giver] = reached(graph, graph[giver])
                in_time = [giver for giver in steps if name in after[giver]]
                if in_time and opening:
                    in_time = _first(graph, definition.first, name, in_time)
                if in_time or any(_beside(definition, name, giver, field) for giver in steps):
                    continue
                data = {"name": field, "step": name, "givers": ", ".join(steps)}
                written = places.get(id(expression))  # not there: it stands in a parts file
                place = written.place_of(field) if written else material.places["steps", name]
                found[id(expression), field] = Diagnostic("N458", place, data, (), WARNING)
    told: list[Diagnostic] = []
    for one in found.values():
        told += [one] if one not in told else []
    return told


def _givers(definition: Definition) -> dict[str, list[str]]:
    """By field the steps that give it; without those that a task has from the start or gets from a rule."""
    elsewhere = at_start(definition).union(
        *({name for name, _ in rule.set} for rule in definition.rules.values())
    )
    found: dict[str, list[str]] = {}
    for name, step in definition.steps.items():
        for field in given_in(step) - elsewhere:
            found.setdefault(field, []).append(name)
    return found


def _first(graph: Graph, first: str, name: str, givers: list[str]) -> list[str]:
    """Those of the givers that a way leads to which does not lead through the step ``name``; looked for
    until one is found."""
    seen, waiting = {first, name}, [first] if first != name else []
    while waiting:
        node = waiting.pop()
        if node in givers:
            return [node]
        fresh = graph.get(node, frozenset()) - seen
        seen |= fresh
        waiting += fresh
    return []


def _beside(definition: Definition, name: str, other: str, field: str) -> bool:
    """Whether two steps stand in lanes side by side, or one's item beside the other's: what one gives the
    other may have by then. Steps of the same lane follow each other."""
    for one, two in zip(lanes_of(definition, name), lanes_of(definition, other), strict=False):
        block, _, lane = one.partition("/")
        if one != two:
            return two.partition("/")[0] == block
        each = definition.steps[block].each
        if lane == EACH and each is not None and field not in each.data:
            return True
    return False


def _decided(step: Step) -> Iterator[tuple[Expression, bool]]:
    """The expressions that are worked out while a task is in a step or on its way in or out, and whether
    that is when it opens, before the step's own lines are filled in."""
    opening = [step.when]
    if step.when is None:  # else it may keep the step from opening
        opening += [*(case.when for case in step.role[:1]), *(lane.when for lane in step.lanes.values())]
        if step.call is not None:
            opening += [value for _, value in step.call.give if isinstance(value, Expression)]
    yield from ((each, True) for each in opening if each is not None)
    for item in step.items:
        yield from ((each, False) for each in (item.when, item.must) if each is not None)
    for outcome in step.outcomes.values():
        if outcome.when is not None:
            yield outcome.when, False
        yield from ((case.when, False) for case in outcome.to[:1] if case.when is not None)
