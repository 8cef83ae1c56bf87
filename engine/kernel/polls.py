"""How votes stand, for showing it: what there is, what is wanted, who could give it. Decides nothing.

Who could give a vote is found by trying: the same check refuses it or does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from engine.kernel.context import Context
from engine.kernel.program import Program
from engine.kernel.voting import Poll, bind, casting, poll_of, standing
from engine.kernel.walk import Stop, Walk
from engine.model.actor import Actor
from engine.model.task import Task, Visit


def polls(program: Program, task: Task, visit: Visit, context: Context) -> list[Poll]:
    """How every vote on a visit stands now; none where its step has no votes. Where a value is missing on
    which depends how many are needed, ``needed`` is None."""
    step = program.definition.steps.get(visit.step)
    if step is None or step.votes is None:
        return []
    walk = Walk(program, task, context, context.recorded)
    walk.lane = visit.lane
    found = []
    for name in step.votes.needed:
        if name not in step.outcomes:  # a version of before
            continue
        roles = _asked(walk, visit, name)
        try:
            found.append(poll_of(walk, step, visit, name, roles))
        except Stop:
            found.append(standing(step, visit, name, bind(step, roles), task.votes))
    return found


def voters(
    program: Program, task: Task, visit: Visit, outcome: str, context: Context, actors: Iterable[Actor]
) -> tuple[list[str], list[str]]:
    """Who of these could vote for an outcome of an open visit now, and who could only advise, by their keys,
    in their order."""
    step = program.definition.steps[visit.step]
    binding: list[str] = []
    advising: list[str] = []
    for actor in actors:
        walk = Walk(program, task, context._replace(actor=actor), context.recorded)
        walk.lane = visit.lane
        with suppress(Stop):
            roles = _asked(walk, visit, outcome)
            found = casting(walk, step, visit, step.outcomes[outcome], roles)
            if found.new:
                (binding if found.binding else advising).append(actor.person)
    return binding, advising


def _asked(walk: Walk, visit: Visit, outcome: str) -> tuple[str, ...]:
    """The roles that are asked for an outcome: its own, or those of the visit."""
    own = walk.program.definition.steps[visit.step].outcomes[outcome].role
    chosen = None
    with suppress(Stop):
        chosen = walk.choose(own, "role") if own else None
    return tuple(chosen or visit.roles)
