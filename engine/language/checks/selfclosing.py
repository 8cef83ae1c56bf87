"""Steps that close themselves: round and round without anybody, or waiting for what nobody gives."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.given import at_start, given_in
from engine.language.checks.material import Material
from engine.language.checks.possible import Possible, needs, wanted_values
from engine.model.definition import DROPPED, Definition, Step, is_end
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.ways.graph import DONE, circles


def check(material: Material) -> list[Diagnostic]:
    """An error for an SOP that always calls itself; a warning for each circle of steps that close themselves,
    for each wait without end for a value that nobody is asked for, and for each call that tells ends apart
    and takes a cancelled task for a finished one."""
    if all(step.kind == "work" for step in material.definition.steps.values()):
        return []
    return [*_calling_itself(material), *_circles(material), *_unasked(material), *_dropped(material)]


def _calling_itself(material: Material) -> Iterator[Diagnostic]:
    definition = material.definition
    own = [step.name for step in definition.steps.values() if step.call and step.call.sop == definition.sop]
    if not own:
        return
    possible = Possible(definition, needs(definition), stopped=own)
    first = next((name for name in own if name in possible.reached), None)
    if first is not None and not any(map(is_end, possible.reached)):
        yield Diagnostic("F755", material.places[f"steps.{first}", "call"], {"step": first})


def _circles(material: Material) -> Iterator[Diagnostic]:
    """A warning, because conditions may exclude each other; the engine stops such a walk with a refusal."""
    definition = material.definition
    graph = {name: frozenset(_by_itself(step)) for name, step in definition.steps.items()}
    for circle in circles({name: targets for name, targets in graph.items() if targets}):
        if any(definition.steps[name].kind != "work" for name in circle):
            place = material.places["steps", circle[0]]
            yield Diagnostic("F754", place, {"steps": ", ".join(circle)}, (), WARNING)


def _by_itself(step: Step) -> Iterator[str]:
    """Where a step leads at once and without anybody; what waits for a time or a signal leads nowhere so."""
    condition = step.wait is not None and step.wait.condition is not None
    for way in step.outcomes.values():
        skipped = way.name == DONE and step.when is not None
        returned = step.kind == "call" and way.itself
        if skipped or returned or (condition and way.name == DONE):
            yield from (case.value for case in way.to if not is_end(case.value))


def _unasked(material: Material) -> Iterator[Diagnostic]:
    definition = material.definition
    asked = _asked(definition)
    for name, step in definition.steps.items():
        wait = step.wait
        if wait is None or wait.condition is None or wait.until is not None or wait.signal:
            continue
        for field in sorted(wanted_values(wait.condition) & definition.data.keys() - asked):
            place = material.places[f"steps.{name}", "wait"]
            yield Diagnostic("F759", place, {"step": name, "name": field}, (), WARNING)
            break


def _dropped(material: Material) -> Iterator[Diagnostic]:
    for name, step in material.definition.steps.items():
        apart = {way.name for way in step.outcomes.values() if way.itself}
        if step.call is not None and DONE in apart and len(apart) > 1 and DROPPED not in step.outcomes:
            place = material.places[f"steps.{name}", "call"]
            yield Diagnostic("F760", place, {"step": name, "sop": step.call.sop}, (), WARNING)


def _asked(definition: Definition) -> set[str]:
    """The fields that get a value at the start, by a step, or by a rule."""
    found = at_start(definition)
    for step in definition.steps.values():
        found |= given_in(step._replace(wait=None))
    found.update(name for rule in definition.rules.values() for name, _ in rule.set)
    return found
