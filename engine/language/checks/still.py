"""Where clocks stand still: never, always, or although there is no clock."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.ladders import clocks_of, step_of
from engine.language.checks.material import Material
from engine.model.definition import EACH, Deadline, Definition, Step
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.ways.graph import lanes_of

HOLD = "hold"


def check(material: Material) -> list[Diagnostic]:
    """An error for a step's clock that pauses in a block around it: it would never run.

    A warning for ``pause`` and ``resume`` where there is no clock, for ``resume`` where nothing ever pauses,
    and for a step's own clock that pauses in a step that is never open at the same time.
    """
    definition = material.definition
    found = []
    for name, step in definition.steps.items():
        if step.due is None and step.limit is None:
            for key in ("pause", "resume"):
                place = material.places.get((f"steps.{name}", key))
                if place is not None:
                    found.append(Diagnostic("D672", place, {"name": name, "key": key}, (), WARNING))
    for owner, clock in clocks_of(definition):
        said = material.places.get((owner, "resume"))
        if not clock.pause and said is not None:
            found.append(Diagnostic("D673", said, {"name": clock.name}, (), WARNING))
        found += _of_clock(material, definition, owner, clock)
    return found


def _of_clock(
    material: Material, definition: Definition, owner: str, clock: Deadline | Step
) -> Iterator[Diagnostic]:
    step = step_of(clock)
    around = {lane.partition("/")[0] for lane in lanes_of(definition, step)}
    for name in clock.pause:
        if name == HOLD:
            continue
        place = material.places[owner, "pause"]
        data = {"name": name, "step": step, "owner": clock.name}
        if name in around:
            if isinstance(clock, Step):
                yield Diagnostic("D671", place, data)
        elif isinstance(clock, Step) and not _together(definition, step, name):
            yield Diagnostic("D675", place, data, (), WARNING)


def _together(definition: Definition, step: str, other: str) -> bool:
    """Whether a step can be open while another is: side by side in lanes, for two items, or inside it."""
    ours, theirs = lanes_of(definition, step), lanes_of(definition, other)
    if step in {lane.partition("/")[0] for lane in theirs}:
        return True
    for one, two in zip(ours, theirs, strict=False):
        if one != two:
            return one.partition("/")[0] == two.partition("/")[0]
        if one.partition("/")[2] == EACH:
            return False  # one item's steps follow each other, and another item's do not count
    return False
