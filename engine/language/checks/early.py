"""What a step needs to know before anybody was asked for it: the task would be stuck there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.given import asks_for_nothing, at_start, given_in, surely_read
from engine.language.checks.graph import lanes_of, onward, reached
from engine.language.checks.material import Material
from engine.model.definition import Definition, Expression, Step
from engine.model.diagnostics import WARNING, Diagnostic


def check(material: Material) -> list[Diagnostic]:
    """A warning for each field that a step's checklist, cases or conditions surely read, and that no way
    to the step has given by then: another step gives it, but only afterwards or on another way.

    The step's own lines count as given before, except for its ``when``, which is looked at when the step
    is about to open; of cases the first condition counts. A warning, because ``sop set`` can give it.
    """
    definition = material.definition
    if asks_for_nothing(material):
        return []
    graph = onward(definition)
    after: dict[str, set[str]] = {}
    givers: dict[str, list[str]] = {}
    for name, step in definition.steps.items():
        for field in given_in(step) - at_start(definition):
            givers.setdefault(field, []).append(name)
    places = {id(written.expression): written for written in material.written}
    found: list[Diagnostic] = []
    for name, step in definition.steps.items():
        for expression, own in _decided(step):
            for field in sorted(surely_read(expression) & givers.keys()):
                steps = givers[field]
                if own and name in steps:
                    continue
                for giver in steps:
                    if giver not in after:
                        after[giver] = reached(graph, graph[giver])
                if any(name in after[giver] or _beside(definition, name, giver) for giver in steps):
                    continue
                data = {"name": field, "step": name, "givers": ", ".join(steps)}
                place = places[id(expression)].place_of(field)
                one = Diagnostic("N458", place, data, (), WARNING)
                found += [one] if one not in found else []
    return found


def _beside(definition: Definition, name: str, other: str) -> bool:
    """Whether two steps stand in the same block: what one gives the other may have by then."""
    blocks = [{lane.partition("/")[0] for lane in lanes_of(definition, each)} for each in (name, other)]
    return not blocks[0].isdisjoint(blocks[1])


def _decided(step: Step) -> Iterator[tuple[Expression, bool]]:
    """The expressions that are worked out while a task is in a step or on its way in or out, and whether
    the step's own lines are filled in by then."""
    if step.when is not None:
        yield step.when, False
    for item in step.items:
        yield from ((each, True) for each in (item.when, item.must) if each is not None)
    for outcome in step.outcomes.values():
        if outcome.when is not None:
            yield outcome.when, True
        yield from ((case.when, True) for case in outcome.to[:1] if case.when is not None)
