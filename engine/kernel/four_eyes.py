"""Four eyes: nobody has a hand in two steps that ``not_by`` keeps apart, in whichever order they come.

Every hand counts: who closed a visit, for whom, who typed it, and whose vote was among those that closed it
(docs/decisions/0030). What was withdrawn was not done.
"""

from __future__ import annotations

from collections.abc import Collection

from engine.kernel.walk import Walk
from engine.model.refusals import Refusal
from engine.model.task import Visit, lanes_around

STARTER = "starter"


def people_of(walk: Walk, step: str, lane: int) -> dict[str, str]:
    """Who may not do a step in a lane because of what they had a hand in: person -> the step, field or
    ``starter`` that they are kept apart from."""
    program, draft = walk.program, walk.draft
    steps, words = program.apart(step)
    found: dict[str, str] = {}
    for visit in draft.visits:
        if visit.step in steps and (visit.closed is not None or draft.votes) and _related(walk, visit, lane):
            for person in sorted(_hands(walk, visit)):
                found.setdefault(person, visit.step)
    for word in words:
        named = draft.base.starter if word == STARTER else walk.env().data.get(word)
        if isinstance(named, str):
            found.setdefault(named, word)
    return found


def barred(walk: Walk, step: str, lane: int, people: Collection[str | None]) -> Refusal | None:
    """The refusal ``not-by`` where one of these people is kept apart from the step; None where nobody is."""
    others = people_of(walk, step, lane)
    for person in people:
        if person is not None and person in others:
            return Refusal("not-by", {"person": person, "step": step, "other_step": others[person]})
    return None


def _hands(walk: Walk, visit: Visit) -> frozenset[str]:
    """Everybody who had a hand in a visit: in closing it, or (open or closed) with a vote that counts."""
    found = visit.done_by()
    for vote in walk.draft.votes:
        if vote.visit == visit.no and vote.binding and not vote.void and (found or visit.closed is None):
            found |= vote.people()
    return found


def _related(walk: Walk, visit: Visit, lane: int) -> bool:
    """Whether a visit and a lane are about the same thing: not about different items of the same list."""
    if not walk.program.has_items:
        return True
    draft, steps = walk.draft, walk.program.definition.steps
    items = {
        draft.visits[here.block - 1].step: here
        for here in lanes_around(draft, lane)
        if steps[draft.visits[here.block - 1].step].each is not None
    }
    for here in lanes_around(draft, visit.lane):
        mine = items.get(draft.visits[here.block - 1].step)
        if mine is not None and mine.no != here.no and (mine.block == here.block or mine.item != here.item):
            return False
    return True
