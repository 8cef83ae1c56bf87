"""Closing, going on and opening: what follows a transition, whichever command caused it.

Where a lane has to go stands in the walk's agenda, so that a step that closes itself does not nest; when
nothing is left in it, steps that wait and lists that grew are looked at, until nothing moves any more.
"""

from __future__ import annotations

from engine.kernel import blocks, clocks, waits
from engine.kernel.calls import ask
from engine.kernel.machine import SKIP
from engine.kernel.visits import end, hand_over, open_visit, priority_of
from engine.kernel.walk import Stop, Walk
from engine.model.definition import CANCELLED, END, Step, is_end
from engine.model.refusals import Refusal
from engine.model.task import Visit
from engine.rules.access import ANYBODY

MOST = 100
"""How often one command may open the same step in the same lane before it is refused as endless: that many
times round, steps that close themselves will go on for ever."""


def proceed(walk: Walk, target: str, changed: set[str]) -> None:
    """Go on from where the walk stands to a target, and do all that follows by itself.

    Raises Stop: ``endless-skips`` when every step on the way round is skipped, ``endless-moves`` when steps
    that close themselves go round, ``no-case`` when cases leave no way on, missing values.
    """
    walk.agenda.append((walk.lane, target, walk.happened))
    settle(walk, changed)


def settle(walk: Walk, changed: set[str]) -> None:
    """Let everything move that can move by itself; then bring roles and clocks up to what is now so."""
    draft, agenda = walk.draft, walk.agenda
    while True:
        while agenda and draft.ended is None:
            walk.lane, target, walk.happened = agenda.pop(0)
            _arrive(walk, target, changed)
        if draft.ended is not None or not walk.program.moves_itself:
            break
        if not (waits.look(walk, changed) or blocks.grow(walk, changed)):
            break
    walk.lane, walk.happened = 0, draft.meta.happened
    after_change(walk, changed)


def _arrive(walk: Walk, target: str, changed: set[str]) -> None:
    """Come to a target in the lane where the walk stands: a step, passing those whose ``when`` is false, the
    end of the lane, or that of the task."""
    program = walk.program
    steps = program.definition.steps
    if walk.lane and walk.draft.lanes[walk.lane - 1].closed is not None:
        return  # the lane was withdrawn meanwhile
    skipped: set[str] = set()
    while True:
        if is_end(target):
            _reach_end(walk, target, changed)
            return
        step = steps[target]
        if step.lane != blocks.declared(walk, walk.lane) and not blocks.cross(walk, step, changed):
            return
        if step.when is None or walk.evaluate(step.when, "when"):
            open_step(walk, step, changed)
            return
        if step.name in skipped:
            raise Stop(Refusal("endless-skips", {"step": step.name}))
        skipped.add(step.name)
        walk.draft.apply({"fact": "skipped", "step": step.name})
        walk.state = step.name
        if not program.flow.fire(walk, SKIP):
            raise Stop(Refusal("no-case", {"outcome": "done", "step": step.name}))
        target = walk.state


def open_step(walk: Walk, step: Step, changed: set[str]) -> None:
    """Open a visit of a step where the walk stands, and begin what it does by itself."""
    visit = open_visit(walk, step, changed)
    if step.kind == "work":
        return
    here = (walk.lane, step.name)
    walk.openings[here] = walk.openings.get(here, 0) + 1
    if walk.openings[here] > MOST:
        raise Stop(Refusal("endless-moves", {"step": step.name, "most": MOST}))
    if step.kind == "wait":
        waits.begin(walk, step, visit)
    elif step.kind == "call":
        ask(walk, step, visit)
    else:
        blocks.open_lanes(walk, step, visit, changed)


def _reach_end(walk: Walk, name: str, changed: set[str]) -> None:
    """A lane's own end; or the task's, which waits for lanes that were left to finish, unless it is
    cancelled."""
    if name == END and walk.lane:
        blocks.finish(walk, changed)
    elif walk.lane == 0 and name != CANCELLED and walk.draft.open_lanes():
        walk.draft.apply({"fact": "arrived", "end": name})
    else:
        end(walk, name, changed)


def after_change(walk: Walk, changed: set[str]) -> None:
    """Bring roles of open visits and clocks up to what the data now say."""
    draft = walk.draft
    if draft.ended is not None:
        return
    for visit in draft.open_visits():
        step = walk.program.definition.steps[visit.step]
        if len(step.role) > 1 and not walk.program.role_inputs(step).isdisjoint(changed):
            walk.lane = visit.lane
            roles = walk.roles(step)
            if roles != visit.roles and not _given_away(step, visit):
                hand_over(walk, visit, roles)
    walk.lane = 0
    if walk.program.staffed:
        from engine.kernel.assigning import again

        again(walk, changed)
    if walk.program.definition.priority is not None and not walk.program.priority_inputs().isdisjoint(
        changed
    ):
        _rank(walk)
    clocks.replan(walk, changed)


def _rank(walk: Walk) -> None:
    """Let open visits go before others as the data now say."""
    for visit in walk.draft.open_visits():
        walk.lane = visit.lane
        priority = priority_of(walk)
        if visit.kind == "work" and priority != visit.priority:
            walk.draft.apply({"fact": "priority", "visit": visit.no, "priority": priority})
    walk.lane = 0


def _given_away(step: Step, visit: Visit) -> bool:
    """Whether a rule or a rung gave a visit to others than the step names: theirs it stays."""
    return all(visit.roles != (() if ANYBODY in case.value else case.value) for case in step.role)
