"""Opening and ending: what follows a transition, whichever command caused it."""

from __future__ import annotations

from engine.kernel import clocks
from engine.kernel.machine import SKIP
from engine.kernel.walk import Stop, Walk
from engine.model.definition import CANCELLED, Step, is_end
from engine.model.refusals import Refusal


def enter(walk: Walk, target: str, changed: set[str]) -> None:
    """Open a step, passing those whose ``when`` is false, or end the task where the way leads to an end.

    Raises Stop: ``endless-skips`` when every step on the way round is skipped, ``no-case`` when a skipped
    step's cases leave no way on.
    """
    program = walk.program
    steps = program.definition.steps
    walk.state = target
    skipped: set[str] = set()
    while not is_end(walk.state):
        step = steps[walk.state]
        if step.when is None or walk.evaluate(step.when, "when"):
            open_visit(walk, step, changed)
            return
        if step.name in skipped:
            raise Stop(Refusal("endless-skips", {"step": step.name}))
        skipped.add(step.name)
        walk.draft.apply({"fact": "skipped", "step": step.name})
        if not program.flow.fire(walk, SKIP):
            raise Stop(Refusal("no-case", {"outcome": "done", "step": step.name}))
    end(walk, walk.state)


def open_visit(walk: Walk, step: Step, changed: set[str]) -> None:
    """Open a visit of a step and start its clock."""
    draft = walk.draft
    number = len(draft.visits) + 1
    draft.apply(
        {
            "fact": "opened",
            "visit": number,
            "step": step.name,
            "n": draft.count(step.name) + 1,
            "roles": list(walk.roles(step)),
        }
    )
    changed.add("step:" + step.name)
    if step.due is not None or step.limit is not None:
        clocks.start_own(walk, step, draft.visits[number - 1])


def end(walk: Walk, name: str) -> None:
    """End the task: what still runs was a promise that nothing will keep now."""
    why = "cancelled" if name == CANCELLED else "void"
    for span in walk.draft.running():
        clocks.stop(walk, span, why)
    walk.draft.apply({"fact": "ended", "end": name})


def after_change(walk: Walk, changed: set[str]) -> None:
    """Bring roles of open visits and clocks up to what the data now say."""
    draft = walk.draft
    if draft.ended is not None:
        return
    for visit in draft.open_visits():
        step = walk.program.definition.steps[visit.step]
        if len(step.role) > 1:
            roles = walk.roles(step)
            if roles != visit.roles:
                draft.apply({"fact": "roles", "visit": visit.no, "roles": list(roles)})
    clocks.replan(walk, changed)
