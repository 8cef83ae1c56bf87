"""The ladders of an SOP with the clocks that they are for; what other checks of ladders walk over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.language.checks.material import Material
from engine.model.definition import Deadline, Definition, Step
from engine.model.diagnostics import Place
from engine.model.timing import Rung


class Ladder(NamedTuple):
    """``rungs`` in their order, ``clocks`` whose due and limit they are around; ``owner`` is what their
    places are noted under. The SOP's own ladder is for all clocks that have none of their own."""

    owner: str
    rungs: tuple[Rung, ...]
    clocks: tuple[Deadline | Step, ...]

    def place(self, material: Material, number: int) -> Place:
        """Where the ``at`` of a rung stands, counted from 0."""
        return material.places[f"{self.owner}.escalate", str(number + 1)]


def clocks_of(definition: Definition) -> Iterator[tuple[str, Deadline | Step]]:
    """Every deadline and every step with a due or a limit, and what its places are noted under."""
    for deadline in definition.deadlines.values():
        yield f"deadlines.{deadline.name}", deadline
    for step in definition.steps.values():
        if step.due is not None or step.limit is not None:
            yield f"steps.{step.name}", step


def ladders_of(definition: Definition) -> Iterator[Ladder]:
    """All ladders that have rungs, the SOP's own first."""
    own = list(clocks_of(definition))
    if definition.escalate:
        yield Ladder("sop", definition.escalate, tuple(one for _, one in own if one.escalate is None))
    for owner, one in own:
        if one.escalate:
            yield Ladder(owner, one.escalate, (one,))


def step_of(clock: Deadline | Step) -> str:
    """The step that a clock is about."""
    return clock.step if isinstance(clock, Deadline) else clock.name
