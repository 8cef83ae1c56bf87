"""Where a task stands, as a tree: open visits, the lanes and items of blocks, and what is open in them.

Structure only; ``standing`` puts it into words. A block whose lanes were left to finish is shown as long as
one of them is open. Blocks with many items are folded to counts.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from engine.model.definition import Definition, LaneBody
from engine.model.task import UNDONE, Lane, Task, Visit, lanes_around

MOST_ITEMS = 10
"""A block of more items than these is folded."""


class Branch(NamedTuple):
    """A lane of a block: one of the task's, or (``lane`` None) a declared one that was not opened. ``places``
    is what stands in it now."""

    lane: Lane | None
    declared: LaneBody
    places: list[Place]


class Fold(NamedTuple):
    """A block's items in numbers: how many there are, are done, were cancelled, and how many are in which
    single step now."""

    items: int
    done: int
    cancelled: int
    steps: dict[str, int]


class Place(NamedTuple):
    """A visit that is open, or a block with open lanes; ``branches`` are the lanes of a block. ``fold``
    stands for them where they are too many."""

    visit: Visit
    branches: list[Branch]
    fold: Fold | None = None


def tree(
    definition: Definition, task: Task, everything: bool = False, only: Visit | None = None
) -> list[Place]:
    """What stands in the main lane and, below it, in all others. ``everything``: nothing is folded. ``only``:
    nothing but the way to this visit and what stands below it."""
    return _Tree(definition, task, everything, only).places(0, only is None)


class _Tree:
    def __init__(self, definition: Definition, task: Task, everything: bool, only: Visit | None) -> None:
        self.definition, self.everything, self.only = definition, everything, only
        self.way = {lane.no for lane in lanes_around(task, only.lane)} if only is not None else set()
        self.lanes: dict[int, list[Lane]] = {}
        for lane in task.lanes:
            if lane.why != UNDONE:
                self.lanes.setdefault(lane.block, []).append(lane)
        self.standing: dict[int, list[Visit]] = {}
        for visit in task.visits:
            left = any(lane.closed is None for lane in self.lanes.get(visit.no, ()))
            if visit.closed is None or left or visit is only:
                self.standing.setdefault(visit.lane, []).append(visit)

    def places(self, lane: int, free: bool) -> list[Place]:
        """What stands in a lane; unless it is ``free``, only what is on the way to the one that is wanted."""
        return [
            self.place(visit, free or visit is self.only)
            for visit in self.standing.get(lane, ())
            if free or visit is self.only or self.on_way(visit)
        ]

    def on_way(self, visit: Visit) -> bool:
        return any(lane.no in self.way for lane in self.lanes.get(visit.no, ()))

    def place(self, visit: Visit, free: bool) -> Place:
        step = self.definition.steps[visit.step]
        mine = [lane for lane in self.lanes.get(visit.no, ()) if free or lane.no in self.way]
        if step.each is not None and free and len(mine) > MOST_ITEMS and not self.everything:
            return Place(visit, [], self.fold(mine))
        branches = []
        for body in step.lanes.values():
            opened = [lane for lane in mine if lane.name == body.name]
            branches += [Branch(lane, body, self.places(lane.no, free)) for lane in opened]
            if not opened and free and step.each is None:
                branches.append(Branch(None, body, []))
        return Place(visit, branches)

    def fold(self, mine: list[Lane]) -> Fold:
        steps: Counter[str] = Counter()
        for lane in mine:
            steps.update(dict.fromkeys(self.leaves(lane.no), 1))
        done = sum(lane.why == "end" for lane in mine)
        return Fold(len(mine), done, sum(lane.why == "cancelled" for lane in mine), dict(steps))

    def leaves(self, lane: int) -> list[str]:
        """The single steps that are open in a lane and below it."""
        found = []
        for visit in self.standing.get(lane, ()):
            inner = self.lanes.get(visit.no, ())
            found += [step for one in inner for step in self.leaves(one.no)] if inner else [visit.step]
        return found


def visits_of(places: list[Place]) -> list[Visit]:
    """The open visits of a tree, in its order; those that are folded away are left out."""
    found = []
    for place in places:
        if place.visit.closed is None:
            found.append(place.visit)
        for branch in place.branches:
            found += visits_of(branch.places)
    return found
