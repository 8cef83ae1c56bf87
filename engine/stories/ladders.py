"""Rungs as stories name them: ``pack.2`` is the second rung of the clock of pack, ``escalate.2`` that of the
SOP's own ladder, wherever it happened."""

from __future__ import annotations

from collections.abc import Iterator

from engine.kernel.ladders import of_deadline, of_step
from engine.model.definition import Deadline, Definition, Step
from engine.model.task import Span
from engine.model.timing import Rung

SHARED = "escalate"
"""What the SOP's own ladder is called."""


def all_rungs(definition: Definition) -> Iterator[Rung]:
    """Every rung, each ladder's once."""
    yield from definition.escalate
    for owner in _owners(definition):
        yield from owner.escalate or ()


def rungs_of(definition: Definition) -> Iterator[str]:
    """The names of all rungs that can happen: of each clock those of its ladder."""
    for deadline in definition.deadlines.values():
        yield from (f"{deadline.name}.{no}" for no, _ in enumerate(of_deadline(definition, deadline), 1))
    for step in definition.steps.values():
        if step.due is not None or step.limit is not None:
            yield from (f"{step.name}.{no}" for no, _ in enumerate(of_step(definition, step), 1))


def counted(definition: Definition) -> dict[str, str]:
    """What is to be reached: each ladder's rungs once, by name, and when each is."""
    found = {f"{SHARED}.{no}": rung.at.source for no, rung in enumerate(definition.escalate, 1)}
    for owner in _owners(definition):
        for no, rung in enumerate(owner.escalate or (), 1):
            found[f"{owner.name}.{no}"] = rung.at.source
    return found


def _owners(definition: Definition) -> list[Deadline | Step]:
    return [*definition.deadlines.values(), *definition.steps.values()]


def counts_as(definition: Definition, span: Span, number: int) -> str:
    """The name under which a rung that happened is counted."""
    if span.deadline:
        shared = definition.deadlines[span.deadline].escalate is None
    else:
        shared = definition.steps[span.step].escalate is None
    return f"{SHARED if shared else span.deadline or span.step}.{number}"
