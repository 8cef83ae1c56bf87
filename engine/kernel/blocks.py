"""Blocks: lanes that go on at the same time, joins, leaving and entering (DESIGN 4a; docs/decisions/0014).

The visit of a block stays open while its lanes run; the join closes it with ``done``.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

from engine.kernel.record import canonical
from engine.kernel.setting import worked_out_default
from engine.kernel.stopping import Stop, evaluation_failed
from engine.kernel.visits import close_itself, end, open_visit, withdraw, withdraw_inside, withdraw_lanes
from engine.kernel.walk import Walk
from engine.model.definition import EACH, Step
from engine.model.refusals import Refusal
from engine.model.task import UNDONE, Lane, Visit, lanes_around
from engine.rules.expressions import EvaluationProblem, Missing, names
from engine.rules.values import stored

DONE = "done"


def declared(walk: Walk, lane: int) -> str:
    """The declared lane (``block/lane``) that a lane of the task runs through; "" for the main one."""
    if not lane:
        return ""
    here = walk.draft.lanes[lane - 1]
    return f"{walk.draft.visits[here.block - 1].step}/{here.name}"


def open_lanes(walk: Walk, step: Step, block: Visit, changed: set[str]) -> None:
    """Open the lanes of a block that was just opened; where there are none, it has joined."""
    if step.each is not None:
        _open_items(walk, step, block, items_left(walk, step, block))
    else:
        wanted = [
            lane for lane in step.lanes.values() if lane.when is None or walk.evaluate(lane.when, "when")
        ]
        for lane in wanted:
            _open_lane(walk, block, lane.name, lane.first)
    if not any(lane.block == block.no for lane in walk.draft.lanes):
        _join(walk, step, block, walk.happened, changed)


def _open_lane(walk: Walk, block: Visit, name: str, first: str, item: Any = None, place: int = 0) -> Lane:
    """Open one lane of a block; its first step comes onto the agenda (none where ``first`` is "")."""
    draft = walk.draft
    fact = {"fact": "lane", "lane": len(draft.lanes) + 1, "block": block.no, "name": name}
    if place:
        fact |= {"item": item, "place": place}
    walk.stamp(fact)
    lane = draft.lanes[-1]
    if place:
        _begin_item(walk, block, lane)
    if first:
        walk.agenda.append((lane.no, first, walk.happened))
    return draft.lanes[lane.no - 1]


def _begin_item(walk: Walk, block: Visit, lane: Lane) -> None:
    """Give an item the values that its own fields have from the beginning."""
    definition, draft = walk.program.definition, walk.draft
    each = definition.steps[block.step].each
    walk.lane = lane.no
    for name in each.data if each is not None else ():
        field = definition.data[name]
        if field.default is not None:
            data = {name: worked_out_default(walk, field)}
            draft.apply({"fact": "set", "data": data, "visit": 0, "lane": lane.no})
    walk.lane = block.lane


def items_left(walk: Walk, step: Step, block: Visit) -> list[Any]:
    """The items of a block's list that have no lane yet, in order. A list that has no value has no items.
    Raises Stop where it cannot be worked out."""
    assert step.each is not None
    walk.lane = block.lane
    try:
        items = stored(step.each.over.type, walk.program.value(step.each.over, walk.env()))
    except Missing as missing:
        field = walk.program.definition.data.get(missing.name)
        if field is None or field.type != "list":
            data = {"field": missing.name, "where": "each", "source": step.each.over.source}
            raise Stop(Refusal("missing-value", data)) from None
        return []
    except EvaluationProblem as problem:
        raise Stop(evaluation_failed(step.each.over.source, problem)) from None
    taken = Counter(canonical(lane.item) for lane in _lanes_of(walk, block))
    left = []
    for item in items:
        if taken[canonical(item)]:
            taken[canonical(item)] -= 1
        else:
            left.append(item)
    return left


def _lanes_of(walk: Walk, block: Visit) -> list[Lane]:
    """The lanes of a block; one whose opening was undone never was."""
    return [lane for lane in walk.draft.lanes if lane.block == block.no and lane.why != UNDONE]


def _open_items(walk: Walk, step: Step, block: Visit, left: list[Any]) -> None:
    """Open lanes for items that have none yet, as far as ``at_once`` allows."""
    assert step.each is not None
    mine = _lanes_of(walk, block)
    running = sum(lane.closed is None for lane in mine)
    most = len(left) if not step.each.at_once else max(0, step.each.at_once - running)
    walk.lane = block.lane
    for place, item in enumerate(left[:most], len(mine) + 1):
        _open_lane(walk, block, EACH, step.lanes[EACH].first, item, place)


def grow(walk: Walk, changed: set[str]) -> bool:
    """Open lanes for items that were added to the lists of open blocks; whether there were any."""
    found = False
    for block in walk.draft.open_visits():
        step = walk.program.definition.steps[block.step]
        if step.each is None or names(step.each.over).isdisjoint(changed):
            continue
        before = len(walk.draft.lanes)
        walk.happened = max(walk.draft.meta.happened, block.opened)
        try:
            left = items_left(walk, step, block)
        except Stop:  # it cannot be worked out now: those that are open go on
            continue
        _open_items(walk, step, block, left)
        found = found or len(walk.draft.lanes) > before
    return found


def finish(walk: Walk, changed: set[str]) -> None:
    """The lane where the walk stands is at its end: join its block if that was enough."""
    walk.stamp({"fact": "lane_closed", "lane": walk.lane, "why": "end"})
    _after_lane(walk, walk.draft.lanes[walk.lane - 1], changed)


def _after_lane(walk: Walk, lane: Lane, changed: set[str]) -> None:
    draft = walk.draft
    block = draft.visits[lane.block - 1]
    if block.closed is not None:  # it was left to finish; perhaps the task waits for that
        if draft.arrived is not None and not draft.open_lanes():
            walk.lane = 0
            end(walk, draft.arrived, changed)
        return
    step = walk.program.definition.steps[block.step]
    mine = _lanes_of(walk, block)
    ended = [each for each in mine if each.why == "end"]
    left: list[Any] = []
    if step.each is not None:
        with suppress(Stop):
            left = items_left(walk, step, block)
    if len(ended) >= _enough(step, len(mine) + len(left)):
        at = max(each.closed for each in ended if each.closed is not None)
        _join(walk, step, block, at, changed)
    elif left:
        _open_items(walk, step, block, left)


def _enough(step: Step, lanes: int) -> int:
    """How many of so many lanes must have ended for the join."""
    if step.join == "all":
        return lanes
    return min(1 if step.join == "any" else int(step.join), lanes)


def _join(walk: Walk, step: Step, block: Visit, at: int, changed: set[str]) -> None:
    walk.happened = at
    if step.rest == "cancel":
        withdraw_lanes(walk, block, changed, joined=True)
    close_itself(walk, block, DONE, at, changed)


def cross(walk: Walk, step: Step, changed: set[str]) -> bool:
    """Go from the lane where the walk stands to that of a step elsewhere: blocks that are left are cancelled,
    blocks that are entered open again with that one lane. False when the way ends here: a lane that was
    left to finish has nowhere to go outside its block. Raises Stop ``not-into-items``."""
    draft, path = walk.draft, walk.program.path(step.name)
    around = lanes_around(draft, walk.lane)
    common = 0
    for here, there in zip(around, path, strict=False):
        if (draft.visits[here.block - 1].step, here.name) != there:
            break
        common += 1
    if common < len(around):
        for left in around[common:]:
            if left.closed is None and draft.visits[left.block - 1].closed is not None:
                _leave(walk, left, changed)
                return False
        block = draft.visits[around[common].block - 1]
        withdraw(walk, block, changed)
        walk.lane = block.lane
    for name, lane in path[common:]:
        if lane == EACH:
            raise Stop(Refusal("not-into-items", {"step": step.name, "block": name}))
        block = open_visit(walk, walk.program.definition.steps[name], changed)
        walk.lane = _open_lane(walk, block, lane, "").no
    return True


def _leave(walk: Walk, lane: Lane, changed: set[str]) -> None:
    """End a lane that was left to finish, from a place inside it."""
    withdraw_inside(walk, lane, changed)
    walk.stamp({"fact": "lane_closed", "lane": lane.no, "why": "end"})
    _after_lane(walk, walk.draft.lanes[lane.no - 1], changed)
